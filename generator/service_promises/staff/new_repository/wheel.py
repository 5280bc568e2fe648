"""A wheel of the program that is running, so that a new repository needs nobody to have published it.

Made of the files as they lie here, whether the program was installed from a wheel or is being worked on, and
of what its installation says about itself. The same files give the same bytes.
"""

import base64
import hashlib
import io
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import service_promises
from service_promises.pages.rendering.templates import templates_dir
from service_promises.source.schemas import schemas_dir

NAME = "service-promises"
_LOCK = "service_promises/staff/new_repository/requirements.lock"
"""What the program needs; `make docs` writes it."""
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_TAG = "Wheel-Version: 1.0\nGenerator: promises init\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


class NoWheel(Exception):
    """A finished sentence about why no wheel can be made."""


def make_wheel() -> tuple[str, bytes]:
    """The name of the wheel and its bytes; raises NoWheel where the program is not installed."""
    installed = _installed()
    stem = f"{NAME.replace('-', '_')}-{installed.version}"
    info = f"{stem}.dist-info"
    files = dict(sorted(_package_files()))
    files |= {f"{info}/{name}": content for name, content in _dist_info(installed)}
    record = "".join(f"{path},sha256={_digest(content)},{len(content)}\n" for path, content in files.items())
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as wheel:
        for path, content in files.items():
            item = zipfile.ZipInfo(path, _FIXED_TIME)
            item.external_attr = 0o644 << 16
            item.compress_type = zipfile.ZIP_DEFLATED
            wheel.writestr(item, content)
    return f"{stem}-py3-none-any.whl", packed.getvalue()


def requirements(file: str, content: bytes) -> str:
    """The text of a requirements.txt that installs a wheel of the program in `wheels/`, and what it needs, by hash.

    Raises NoWheel where it is not a wheel of the program, or of a version that did not say what it needs.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as wheel:
            lock = wheel.read(_LOCK).decode()
    except (zipfile.BadZipFile, KeyError):
        raise NoWheel(f"{file} is not a wheel of this program: it has no {_LOCK}.") from None
    return (
        "# The program and what it needs, each by its hash: nothing else can be installed in its place.\n"
        f"./wheels/{file} \\\n    --hash=sha256:{hashlib.sha256(content).hexdigest()}\n{lock}"
    )


def _installed() -> Distribution:
    try:
        return distribution(NAME)
    except PackageNotFoundError:
        raise NoWheel(
            f"{NAME} is not installed here, so no copy of it can be made; name another with --from."
        ) from None


def _package_files() -> Iterator[tuple[str, bytes]]:
    package = Path(service_promises.__file__).resolve().parent
    folders = [(package, Path("service_promises"))]
    beside = (folder for folder in (templates_dir(), schemas_dir()) if not folder.is_relative_to(package))
    folders += [(folder, Path("service_promises", folder.name)) for folder in beside]
    for folder, target in folders:
        for path in folder.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc":
                yield (target / path.relative_to(folder)).as_posix(), path.read_bytes()


def _dist_info(installed: Distribution) -> Iterator[tuple[str, bytes]]:
    yield "METADATA", (installed.read_text("METADATA") or "").encode()
    yield "WHEEL", _TAG.encode()
    yield "entry_points.txt", (installed.read_text("entry_points.txt") or "").encode()
    for file in installed.files or ():
        if ".dist-info/licenses/" in file.as_posix():
            yield f"licenses/{file.name}", file.read_binary()


def _digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
