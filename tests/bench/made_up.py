"""A made-up organisation of any size, for measuring."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from service_promises.ledger.periods.month import Month
from service_promises.staff.new_repository.code_hosts import CodeHost
from service_promises.staff.new_repository.new_repository import Repository, repository_files

FIRST = Month(2021, 1)

_REPOSITORY = Repository("Example Widgets", "https://example.org/our-promises/", "", "", CodeHost.GITHUB)
AS_INIT_WRITES = repository_files(_REPOSITORY, date(2026, 1, 5))["mkdocs.yml"].decode()
"""The settings of a new repository: tabs, light and dark, eight entries of navigation, strict."""
BARE = """\
site_name: Example Widgets
site_url: https://example.org/our-promises/
theme:
  name: material
  font: false
plugins:
  - search
  - promises
nav:
  - Home: index.md
"""
"""The fewest settings that do: the leanest pages that Material makes."""

_PROMISE = """\
promise: We mend widgets of kind {number} within a day of getting them.
made_to: everybody who hands in a widget of kind {number}
because: People need their widgets every day.
concerns: [on time]
area: Workshop {area}
owner: the workshop
measure:
  kind: each
  counts: widgets handed in
  source: the job book
  case: {{one: widget, many: widgets}}
terms:
  - since: 2021-01
    target: at least 90%
  - since: 2023-07
    target: at least 95%
    why: We have a second workshop now.
if_we_fall_short: You pay nothing, without having to ask.
"""
_LAST_MONTH = 12
_YEARLY = f"due_in: [{_LAST_MONTH}]\n"

_SERVICE = """\
name: Example Widgets
about: We mend widgets. This organisation is made up.
for: Working widgets.
covers: {from: 2021-01}
reach_us:
  - {name: Write to us, url: "mailto:hello@example.org"}
answer_back: https://example.org/answer?promise={promise}&month={month}
"""

_ACCOUNT = """\
    fell_short:
      what_happened: The workshop was closed for two days, because the roof let in rain on the 12th.
      who: Everybody who handed in a widget on the 12th or 13th, {let_down} people.
      why: We had no second workshop to send them to, and had put off mending the roof since spring.
      cause: capacity
      put_right: We mended all of them for nothing and took each one home to its owner.
      fixes: []
"""


def organisation(folder: Path, settings: str, promises: int, months: int, *, yearly: bool, places: int) -> None:
    """Write the files of a whole site, with a record each month or each year; about one in five has an explanation.

    Where there are places, each promise is made at all of them, and each month has a table of places.
    """
    _write(folder / "mkdocs.yml", settings)
    _write(folder / "docs" / "about.md", "# About this site\n")
    _write(folder / "promises" / "service.yml", _SERVICE)
    for number in range(promises):
        _write(
            folder / "promises" / "declared" / f"widgets-{number:04}.yml",
            _PROMISE.format(number=number, area=number % 7)
            + (_YEARLY if yearly else "")
            + ("at: all\n" if places else ""),
        )
    if places:
        names = "".join(
            f"  place-{number:04}: {{name: Place {number}, in: Group {number % 9}}}\n" for number in range(places)
        )
        _write(folder / "promises" / "places.yml", f"called: {{one: place, many: places}}\nplaces:\n{names}")
    for month in FIRST.until(FIRST.plus(months - 1)):
        if yearly and month.number != _LAST_MONTH:
            continue
        letter = f"letter: In {month} the workshop mended widgets, and the roof was mended too.\n"
        delivered = folder / "promises" / "delivered"
        if places:
            _write(delivered / f"{month}.yml", f"month: {month}\n{letter}")
            for number in range(promises):
                _write(delivered / str(month) / f"widgets-{number:04}.csv", _table(number, month, places))
            continue
        records = "".join(_record(number, month) for number in range(promises))
        _write(delivered / f"{month}.yml", f"month: {month}\n{letter}delivered:\n{records}")


def near_empty(folder: Path, settings: str, pages: int) -> None:
    """Write a site of the same settings without our plugin, with near-empty pages, most outside the navigation."""
    _write(folder / "mkdocs.yml", settings.replace("  - promises\n", "") + "\nnot_in_nav: page-*.md\n")
    in_nav = re.findall(r"(\S+\.md)$", settings, re.MULTILINE)
    outside = [f"page-{number:05}.md" for number in range(pages - len(in_nav))]
    for path in (*in_nav, *outside):
        _write(folder / "docs" / path, f"# The page {path}\n\nA line.\n")


def _counts(number: int, month: Month) -> tuple[int, int]:
    """What was due, and how many were let down."""
    return 1000 + number * 37 % 211 + month.number, (number * 7 + month.number * 13 + month.year) % 90


def _table(number: int, month: Month, places: int) -> str:
    counts = ((place, *_counts(number + place, month)) for place in range(places))
    rows = "".join(f"place-{place:04},{due},{due - let_down}\n" for place, due, let_down in counts)
    return f"place,due,kept\n{rows}"


def _record(number: int, month: Month) -> str:
    due, let_down = _counts(number, month)
    text = f"  widgets-{number:04}:\n    due: {due}\n    kept: {due - let_down}\n"
    return text + (_ACCOUNT.format(let_down=let_down) if let_down > 70 else "")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
