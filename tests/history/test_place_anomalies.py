"""Figures of places that are hardly true are one short warning, of one place or of hundreds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from service_promises.problems.problem import Problem
from service_promises.source.anomalies.unlikely_figures import check_unlikely_figures
from service_promises.source.read_files import read

from tests.history.published import CALLS, CALLS_YML, SERVICE, SERVICE_YML, checked, publish
from tests.rules.site import write

NAMES = [f"shop-{number:03}" for number in range(40)]
AS_OF = date(2026, 7, 5)
Table = dict[str, tuple[int, int]]


def _figures(months: int = 6) -> dict[int, Table]:
    """Of each month what fell due at each place, and was kept."""
    return {
        month: {name: (200 + 7 * index + month, 190 + 7 * index) for index, name in enumerate(NAMES)}
        for month in range(1, months + 1)
    }


def _files(figures: Mapping[int, Table]) -> dict[str, str]:
    rows = "".join(f"  {name}: {{name: {name.title()}}}\n" for name in NAMES)
    files = {SERVICE_YML: SERVICE, CALLS_YML: CALLS.replace("measure:", "at: all\nmeasure:")}
    files["promises/places.yml"] = f"places:\n{rows}"
    for month, table in figures.items():
        lines = "".join(f"{name},{due},{kept}\n" for name, (due, kept) in table.items())
        files[f"promises/delivered/2026-{month:02}/calls.csv"] = f"place,due,kept\n{lines}"
    return files


def _unlikely(folder: Path, figures: Mapping[int, Table]) -> list[Problem]:
    return [*check_unlikely_figures(read(write(folder, _files(figures)), AS_OF))]


def _times(table: Table, number: int) -> Table:
    return {
        name: (due * 100, kept * 100) if NAMES.index(name) < number else (due, kept)
        for name, (due, kept) in table.items()
    }


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (0, None),
        (1, "`due` and `kept` of calls at shop-000 in 2026-05: about 100 times of the months beside it, 203"),
        (
            40,
            "figures of calls in 2026-05 are about 100 times, or 1/100, of others at 40 places: shop-000, shop-001,"
            " shop-002, shop-003, shop-004 and 35 more",
        ),
    ],
)
def test_a_slipped_point_at_places_is_one_line(tmp_path: Path, number: int, message: str | None) -> None:
    figures = _figures()
    figures[5] = _times(figures[5], number)
    assert [one.message for one in _unlikely(tmp_path, figures)] == ([message] if message else [])


def test_a_table_that_was_copied_while_another_promise_changed(tmp_path: Path) -> None:
    figures = _figures()
    figures[4] = figures[2]
    root = write(tmp_path, _files(figures))
    files = {"promises/declared/mails.yml": CALLS}
    for month in figures:
        record = f"month: 2026-{month:02}\ndelivered:\n  mails: {{due: {300 + month}, kept: {290 + month}}}\n"
        files[f"promises/delivered/2026-{month:02}.yml"] = record
    [problem] = check_unlikely_figures(read(write(root, files), AS_OF))
    assert problem.message == "the places of calls have the same figures in 2026-04 as in 2026-02, every one"


def _published(folder: Path, *editions: Mapping[int, Table]) -> list[dict[str, Any]]:
    """What is asked about the last edition, where those before it were published one after the other."""
    repository = publish(folder, _files(editions[0]))
    for edition in editions[1:]:
        for path, text in _files(edition).items():
            (repository.root / path).write_text(text)
        if edition is not editions[-1]:
            repository.commit()
    return [one for one in checked(repository, AS_OF) if one["rule"].startswith("unlikely")]


def test_an_older_table_put_back_is_one_line(tmp_path: Path) -> None:
    old, new = _figures(1), {1: {name: (due + 1, kept) for name, (due, kept) in _figures(1)[1].items()}}
    [problem] = _published(tmp_path, old, new, old)
    assert problem["path"] == "promises/delivered/2026-01/calls.csv"
    assert problem["message"].startswith("every figure changed in 2026-01 went back to an older value")


def test_what_is_100_times_of_what_was_published_is_one_line(tmp_path: Path) -> None:
    old = _figures(1)
    [problem] = _published(tmp_path, old, {1: _times(old[1], 40)})
    assert "at 40 places: shop-000" in problem["message"]
