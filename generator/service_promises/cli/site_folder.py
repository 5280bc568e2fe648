"""The files in a site's folder that shape it beside promises/, as they are now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from service_promises.mkdocs.settings_file import FILE, SettingsFile, settings_file
from service_promises.mkdocs.settings_problems import line_of_day, settings_problems
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Location, Problem
from service_promises.source.examples import SAMPLE_ADDRESS

TEMPLATES = "templates"


def settings_of(root: Path) -> SettingsFile:
    """What the mkdocs.yml of a folder says."""
    return settings_file(lambda path: _content(root / path))


def check_settings(root: Path) -> Iterator[Problem]:
    """What is wrong in mkdocs.yml; a day set on purpose, after which nothing becomes due; an address that is made up."""
    settings = settings_of(root)
    yield from settings_problems(settings)
    lines = (_content(root / FILE) or b"").decode("utf-8", "replace").splitlines()
    if settings.settings.as_of is not None:
        location = _line(line_of_day(settings), lines)
        yield named_problem("fixed-day", location, as_of=settings.settings.as_of)
    for number, line in enumerate(lines, 1):
        if line.startswith("site_url:") and line.partition(":")[2].strip(" '\"") == SAMPLE_ADDRESS:
            yield named_problem("sample-address", _line(number, lines))


def _line(number: int, lines: Sequence[str]) -> Location:
    quote = lines[number - 1] if number <= len(lines) else ""
    text = quote.strip()
    return Location(number, quote.find(text) + 1, max(len(text), 1), quote, FILE)


def files_below(root: Path, paths: Iterable[str]) -> dict[str, bytes]:
    """The content of every file at or below some paths of a folder, by path; links are left out."""
    contents = {}
    for path in paths:
        top = root / path
        for file in (top, *top.rglob("*")) if top.is_dir() else (top,):
            if not file.is_symlink() and (content := _content(file)) is not None:
                contents[file.relative_to(root).as_posix()] = content
    return contents


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None
