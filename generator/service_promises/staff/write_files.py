"""Writing files for staff: never over one that is there, and never half of one."""

import os
import tempfile
from codecs import BOM_UTF8
from collections.abc import Mapping
from pathlib import Path

from service_promises.source.schemas import schema_files


class NotWritten(Exception):
    """A finished sentence about why a file was not written."""


def write_new(root: Path, path: str, text: str) -> None:
    """Write a file that is not there yet; raises NotWritten where it is, or where it can't be written."""
    target = root / path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise NotWritten(f"{path} is there already, and was left as it is.") from None
    except OSError as error:
        raise NotWritten(f"{path} could not be written: {error.strerror}.") from None


def replace_all(root: Path, contents: Mapping[str, bytes]) -> None:
    """Replace the contents of files, each in one step, all or none; raises NotWritten where that fails."""
    before: list[tuple[Path, bytes | None]] = []
    path = ""
    try:
        with tempfile.TemporaryDirectory(prefix=".import-", dir=root) as folder:
            staged: dict[str, Path] = {}
            for path, content in contents.items():
                staged[path] = _stage(Path(folder, str(len(staged))), root / path, content)
            for path, new in staged.items():
                target = root / path
                before.append((target, target.read_bytes() if target.exists() else None))
                new.replace(target)
    except OSError as error:
        for target, old in before:
            _restore(target, old)
        raise NotWritten(f"{path} could not be written: {error.strerror}. Nothing was changed.") from None


def encoded_like(before: bytes, text: str) -> bytes:
    """A text as bytes, with the byte order mark and the line ends of those that it takes the place of."""
    text = text.replace("\n", "\r\n") if b"\r\n" in before else text
    return (BOM_UTF8 if before.startswith(BOM_UTF8) else b"") + text.encode()


def _stage(new: Path, target: Path, content: bytes) -> Path:
    """Write a file that can take the place of another, with its rights."""
    target.parent.mkdir(parents=True, exist_ok=True)
    rights = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    with new.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new.chmod(rights)
    return new


def _restore(target: Path, content: bytes | None) -> None:
    if content is None:
        target.unlink(missing_ok=True)
    else:
        target.write_bytes(content)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def provide_schemas(root: Path) -> None:
    """Write the schemas beside `promises/` that are not there yet; raises NotWritten."""
    for path, content in schema_files().items():
        if not (root / path).exists():
            write_new(root, path, content.decode())
