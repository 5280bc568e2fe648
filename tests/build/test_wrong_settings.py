"""Settings that can't be right are said to be wrong, and are no fault of ours."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.conftest import Run


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-02-30", "mkdocs.yml can't be read: day is out of range for month"),
        ('"2026-02-30"', "a day is written like 2026-03-10, and this is 2026-02-30"),
        ("9999-01-01", "the year must lie between 1900 and 2199"),
        ("yes", "a day is written like 2026-03-10"),
    ],
)
def test_a_day_that_is_none(small: Path, run: Run, day: str, said: str) -> None:
    settings = small / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("2026-03-20", day))
    done = run("promises", "-C", small, "build")
    assert done.returncode == 1
    assert said in done.stderr


def test_a_clock_that_is_none(small: Path, run: Run) -> None:
    done = run("promises", "-C", small, "build", "--as-of", "2026-03-20", SOURCE_DATE_EPOCH="noon")
    assert done.returncode == 1
    assert done.stderr.startswith("SOURCE_DATE_EPOCH must be a number of seconds since 1970")


def test_an_address_that_is_taken(small: Path, run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        done = run("promises", "-C", small, "serve", "--address", address)
    assert done.returncode == 1
    assert "The preview can't be served: Address already in use." in done.stderr


def test_a_place_for_schemas_that_is_a_file(small: Path, run: Run) -> None:
    done = run("promises", "schema", "--into", small / "mkdocs.yml" / "schemas")
    assert done.returncode == 1
    assert "could not be written: Not a directory." in done.stderr


@pytest.mark.parametrize("into", [".", "promises", "promises/declared"])
def test_plain_files_among_the_files_that_they_are_made_of(small: Path, run: Run, into: str) -> None:
    before = sorted(small.rglob("*"))
    done = run("promises", "-C", small, "pages", "--into", small / into)
    assert done.returncode == 2
    assert "Choose another folder" in done.stderr
    assert sorted(small.rglob("*")) == before


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ("site_name: x\nINHERIT: mkdocs.yml\n", "it inherits from itself"),
        ("[" * 100_000, "its brackets stand too deep in each other"),
        ("{a: " * 100_000, "its brackets stand too deep in each other"),
        ("site_name: x\nINHERIT: 3\n", "can't be read"),
        ("3\n", "can't be read"),
    ],
    ids=["inherits from itself", "brackets", "braces", "inherits a number", "a number"],
)
def test_settings_that_can_not_be_read(small: Path, run: Run, settings: str, reason: str) -> None:
    (small / "mkdocs.yml").write_text(settings)
    done = run("promises", "-C", small, "build")
    assert done.returncode == 1
    assert reason in done.stderr
    assert "mkdocs.yml can't be read: " in done.stderr


@pytest.mark.parametrize("setting", ["features: 3", "palette: 3", "language: xx", "icon: {logo: nope}"])
def test_settings_that_the_theme_can_not_use(small: Path, run: Run, setting: str) -> None:
    settings = small / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("  font: false\n", f"  font: false\n  {setting}\n"))
    done = run("promises", "-C", small, "build")
    assert done.returncode == 1
    assert "mkdocs.yml says of it" in done.stderr
