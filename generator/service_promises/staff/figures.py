"""From the rows of a table to the figures of each promise's record, with the cell of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic_core import PydanticCustomError

from service_promises.ledger.delivery import FIGURES
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.month import Month
from service_promises.ledger.promise import Kind
from service_promises.problems.problem import Problem
from service_promises.source.documents.delivered import Record
from service_promises.source.documents.validate import validate
from service_promises.source.rules.records import check_expected, check_figures
from service_promises.source.to_ledger import delivery_of
from service_promises.source.values.invalid import problem_of
from service_promises.source.values.scalars import Check, Scalar, identifier
from service_promises.source.values.suggest import did_you_mean
from service_promises.staff.table import Cell, Row, Table

_CHECKS: Mapping[str, Check] = {
    key: scalar.check for key in FIGURES for scalar in Record.model_fields[key].metadata if isinstance(scalar, Scalar)
}

_NOT_IN_A_TABLE = frozenset(("reported", "told", "corrected"))


@dataclass(frozen=True, slots=True)
class RowFigures:
    """The figures of one promise in a row."""

    promise: str
    row: Row
    figures: dict[str, str]
    """As they are written in a file, by key, in the order of the keys' own list."""


def same_figure(key: str, one: Any, other: Any) -> bool:
    """Whether two ways of writing a figure say the same; what can't be read is never the same."""
    try:
        return bool(_CHECKS[key](one) == _CHECKS[key](other))
    except PydanticCustomError:
        return False


def figures_in(table: Table, ledger: Ledger) -> list[RowFigures]:
    """The figures of each row; what is wrong with a cell is noted in the table."""
    by_promise: dict[str, RowFigures] = {}
    for row in table.rows:
        cell = row.cells.get("promise")
        if cell is None:
            table.reject(row.location, "it has figures and no promise", "write the promise's id")
        elif _is_promise(cell, table, ledger):
            name = cell.text
            if name in by_promise:
                first = by_promise[name].row.location.line
                table.reject(cell.location, f"{name} stands in row {first} too", "keep the row that is right")
                continue
            keys = [key for key in FIGURES if key in row.cells]
            if not keys:
                table.reject(row.location, f"{name} has no figures", "fill them in, or take the row out")
            texts = {key: _text(key, row.cells[key], table) for key in keys}
            figures = {key: text for key, text in texts.items() if text is not None}
            by_promise[name] = RowFigures(name, row, figures)
    return list(by_promise.values())


def _is_promise(cell: Cell, table: Table, ledger: Ledger) -> bool:
    if cell.text in ledger.promises:
        return True
    try:
        identifier(cell.text)
    except PydanticCustomError as error:
        table.problems.append(_problem_with(cell, error))
    else:
        suggestion = did_you_mean(cell.text, list(ledger.promises))
        table.reject(cell.location, f"there is no promise `{cell.text}`", suggestion)
    return False


def _text(key: str, cell: Cell, table: Table) -> str | None:
    """A figure as it is written in a file; None, and a problem, where it is none."""
    text = cell.text.lower() if key == "done" else cell.text
    try:
        _CHECKS[key](text)
    except PydanticCustomError as error:
        table.problems.append(_problem_with(cell, error))
        return None
    return text


def _problem_with(cell: Cell, error: PydanticCustomError) -> Problem:
    problem = problem_of(error, cell.location)
    return problem._replace(message=f"`{cell.text}`: {problem.message}")


def check_record(row: RowFigures, record: Mapping[str, Any], table: Table, ledger: Ledger, month: Month) -> None:
    """Note what keeps a record from being judged once the figures of a row are in it.

    `record` is what the file says of the promise, the new figures included.
    """
    promise, cells = ledger.promises[row.promise], row.row.cells
    measure = promise.measured_as(month)
    level = cells.get("level")
    if level and level.text.endswith("%") and measure.kind is Kind.LEVEL and measure.unit != "%":
        message = f"`{level.text}`: it is measured in {measure.unit}"
        table.reject(level.location, message, "write the figure without %")
    document = validate(Record, dict(record)).document
    if document is None:
        return
    problems = (
        *check_expected(promise, month, ledger.service, ledger.as_of),
        *check_figures(promise, month, document, delivery_of(document, None), ledger.as_of),
    )
    for problem in problems:
        key = str(problem.location.keys[2]) if len(problem.location.keys) > 2 else ""
        if key not in _NOT_IN_A_TABLE:
            location = cells[key].location if key in cells else row.row.location
            message = f"{row.promise}: {problem.message}"
            table.problems.append(problem._replace(location=location, message=message))
