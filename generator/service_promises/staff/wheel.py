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

from packaging.requirements import Requirement

import service_promises
from service_promises.pages.templates import templates_dir

NAME = "service-promises"
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


def pins() -> list[str]:
    """What the program needs, and what that needs, each at the version that is installed here: `babel==2.16.0`."""
    versions: dict[str, str] = {}
    waiting = [NAME]
    while waiting:
        try:
            installed = distribution(waiting.pop())
        except PackageNotFoundError:
            continue
        if installed.metadata["Name"] in versions:
            continue
        versions[installed.metadata["Name"]] = installed.version
        requirements = [Requirement(text) for text in installed.requires or ()]
        waiting += [one.name for one in requirements if one.marker is None or one.marker.evaluate({"extra": ""})]
    versions.pop(NAME, None)
    return [f"{name}=={version}" for name, version in sorted(versions.items(), key=lambda pin: pin[0].lower())]


def _installed() -> Distribution:
    try:
        return distribution(NAME)
    except PackageNotFoundError:
        raise NoWheel(
            f"{NAME} is not installed here, so no copy of it can be made; name another with --from."
        ) from None


def _package_files() -> Iterator[tuple[str, bytes]]:
    package, templates = Path(service_promises.__file__).resolve().parent, templates_dir()
    folders = [(package, Path("service_promises"))]
    if not templates.is_relative_to(package):
        folders.append((templates, Path("service_promises/templates")))
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
