"""The wheel that hatchling builds, and the one that `init` leaves in a new repository."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from email.parser import BytesParser
from pathlib import Path

import pytest
from service_promises import __version__
from service_promises.staff.new_repository.wheel import make_wheel

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


def test_it_holds_the_package_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {"service_promises", f"service_promises-{__version__}.dist-info"}
    assert "service_promises/py.typed" in names
    assert not [name for name in names if "generator" in name.lower().split("/")]


def test_both_wheels_hold_the_same_program(wheel: Path) -> None:
    def program(archive: zipfile.ZipFile) -> dict[str, bytes]:
        return {name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name}

    assert program(zipfile.ZipFile(wheel)) == program(zipfile.ZipFile(io.BytesIO(make_wheel()[1])))


def test_it_says_where_it_comes_from_and_which_pythons_it_is_for(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    metadata = BytesParser().parsebytes(archive.read(f"service_promises-{__version__}.dist-info/METADATA"))
    assert {url.partition(",")[0] for url in metadata.get_all("Project-URL") or ()} >= {"Homepage", "Repository"}
    classifiers = metadata.get_all("Classifier") or ()
    assert "Typing :: Typed" in classifiers
    assert {f"Programming Language :: Python :: 3.{minor}" for minor in (11, 12, 13, 14)} <= {*classifiers}


def test_the_program_runs_from_it(wheel: Path, tmp_path: Path) -> None:
    install = ["-m", "pip", "install", "--no-deps", "--no-index", "--quiet", "--target", str(tmp_path), str(wheel)]
    subprocess.run([sys.executable, *install], check=True, capture_output=True)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    where = [sys.executable, "-c", "import service_promises; print(service_promises.__file__)"]
    imported = subprocess.run(where, env=environment, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert Path(imported.stdout.strip()).is_relative_to(tmp_path)
    program = next((tmp_path / "bin").glob("promises*"), tmp_path / "Scripts/promises.exe")
    version = subprocess.run([program, "--version"], env=environment, capture_output=True, text=True, check=True)
    assert version.stdout == f"promises, version {__version__}\n"
    for arguments in (["check", "--rules"], ["-C", str(ROOT / "examples"), "pages", "--into", str(tmp_path / "out")]):
        subprocess.run([program, *arguments], env=environment, capture_output=True, check=True)
