"""From the rows of a table to the figures of each promise's record, with the cell of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic_core import PydanticCustomError

from service_promises.ledger.delivery import FIGURES
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.month import Month
from service_promises.ledger.promise import Kind
from service_promises.source.documents.delivered import Record
from service_promises.source.documents.validate import shaped
from service_promises.source.rules.records import check_figures, check_month
from service_promises.source.to_ledger import delivery_of
from service_promises.source.values import calendar, figures, flags
from service_promises.source.values.scalars import identifier
from service_promises.source.values.suggest import did_you_mean
from service_promises.staff.table import Cell, Doubt, Row, Table

_CHECKS: Mapping[str, Callable[[Any], Any]] = {
    "due": figures.figure,
    "kept": figures.figure,
    "share": figures.percentage,
    "level": figures.level,
    "done": flags.boolean,
    "on": calendar.day,
    "let_down": figures.figure,
}

_ONLY_FIGURES = frozenset(("reported", "corrected"))


@dataclass(frozen=True, slots=True)
class Given:
    """The figures that a row gives for one promise."""

    promise: str
    row: Row
    figures: dict[str, str]
    """As they are written in a file, by key, in the order of the keys' own list."""


def same(key: str, one: Any, other: Any) -> bool:
    """Whether two ways of writing a figure say the same; what can't be read is never the same."""
    try:
        return bool(_CHECKS[key](one) == _CHECKS[key](other))
    except PydanticCustomError:
        return False


def given_by(table: Table, ledger: Ledger) -> tuple[list[Given], list[Doubt]]:
    """The figures of each row, and every doubt about a cell."""
    doubts = list(table.doubts)
    found: dict[str, Given] = {}
    for row in table.rows:
        name = row.cells.get("promise")
        if name is None:
            doubts.append(
                Doubt(f"row {row.number}", "it has figures and no promise", "write the promise's id")
            )
            continue
        wrong = _wrong_promise(name, ledger)
        if wrong is not None:
            doubts.append(wrong)
            continue
        if name.text in found:
            first = found[name.text].row.number
            doubts.append(
                Doubt(name.place, f"{name.text} stands in row {first} too", "keep the row that is right")
            )
            continue
        read = {key: _read(key, row.cells[key], doubts) for key in FIGURES if key in row.cells}
        if not read:
            doubts.append(
                Doubt(f"row {row.number}", f"{name.text} has no figures", "fill them in, or take the row out")
            )
        found[name.text] = Given(
            name.text, row, {key: text for key, text in read.items() if text is not None}
        )
    return list(found.values()), doubts


def _wrong_promise(name: Cell, ledger: Ledger) -> Doubt | None:
    if name.text in ledger.promises:
        return None
    try:
        identifier(name.text)
    except PydanticCustomError as error:
        said = error.context or {}
        return Doubt(name.place, f"`{name.text}`: {said['message']}", said["help"])
    return Doubt(
        name.place, f"there is no promise `{name.text}`", did_you_mean(name.text, list(ledger.promises))
    )


def _read(key: str, cell: Cell, doubts: list[Doubt]) -> str | None:
    """A figure as it is written in a file; None, and a doubt, for one that can't be."""
    text = cell.text.lower() if key == "done" else cell.text
    try:
        _CHECKS[key](text)
    except PydanticCustomError as error:
        said = error.context or {}
        doubts.append(Doubt(cell.place, f"`{cell.text}`: {said['message']}", said["help"]))
        return None
    return text


def faults(given: Given, record: Mapping[str, Any], ledger: Ledger, month: Month) -> list[Doubt]:
    """What keeps a record from being judged once the figures of a row are in it.

    `record` is what the file says of the promise, the new figures included.
    """
    promise = ledger.promises[given.promise]
    doubts = []
    measure = promise.measured_as(month)
    level = given.row.cells.get("level")
    if level and level.text.endswith("%") and measure.kind is Kind.LEVEL and measure.unit != "%":
        doubts.append(
            Doubt(
                level.place, f"`{level.text}`: it is measured in {measure.unit}", "write the figure without %"
            )
        )
    document = shaped(Record, dict(record)).document
    if document is None:
        return doubts
    problems = (
        *check_month(promise, month, ledger.service, ledger.as_of),
        *check_figures(promise, month, document, delivery_of(document, None), ledger.as_of),
    )
    for problem in problems:
        key = str(problem.location.keys[2]) if len(problem.location.keys) > 2 else ""
        if key in _ONLY_FIGURES:
            continue
        cell = given.row.cells.get(key)
        place = cell.place if cell else f"row {given.row.number}"
        doubts.append(Doubt(place, f"{given.promise}: {problem.message}", problem.help))
    return doubts
