"""Writing files for staff: never over one that is there, and never half of one."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from generator.source.schemas import schemas
from generator.staff.remark import SCHEMAS


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


def replace(root: Path, path: str, content: bytes) -> None:
    """Put a new content in the place of a file in one step; raises NotWritten where that fails."""
    target = root / path
    made: str | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        mode = target.stat().st_mode & 0o777 if target.exists() else None
        handle, made = tempfile.mkstemp(prefix=".import-", dir=root)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(made, mode if mode is not None else 0o666 & ~_umask())  # noqa: PTH101 -- a name, not a Path
        os.replace(made, target)  # noqa: PTH105 -- likewise
        made = None
    except OSError as error:
        raise NotWritten(f"{path} could not be written: {error.strerror}. Nothing was changed.") from None
    finally:
        if made is not None:
            Path(made).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def schema_files() -> Iterator[tuple[str, str]]:
    """The copy of the schemas that a repository carries for its editors: path and text of each file."""
    for name, schema in schemas().items():
        yield f"{SCHEMAS}/{name}", json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def provide_schemas(root: Path) -> list[str]:
    """Write the schemas beside `promises/` that are not there yet; gives back their paths."""
    written = []
    for path, text in schema_files():
        if not (root / path).exists():
            write_new(root, path, text)
            written.append(path)
    return written
