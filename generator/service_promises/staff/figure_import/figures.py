"""From the figures of a table to the record of each promise in each month, with the cell of each figure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from pydantic_core import PydanticCustomError

from service_promises.ledger.delivery import COUNTS, FIGURES, FLAGS, Delivery
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.promise import Kind
from service_promises.ledger.promises.target import Direction
from service_promises.ledger.rounding import HUNDRED, plain
from service_promises.problems.problem import Keys, Location, Problem, at_value
from service_promises.source.documents.delivered import PlaceRecord, Record
from service_promises.source.documents.validation.validate import validate
from service_promises.source.documents.written import stated_keys
from service_promises.source.rules.records import check_expected, check_figures
from service_promises.source.to_ledger import delivery_of
from service_promises.source.values.invalid import problem_of
from service_promises.source.values.scalars import Check, Scalar
from service_promises.staff.spreadsheets.cell_texts import is_missing, without_thousands
from service_promises.staff.spreadsheets.column_names import FIGURE_COLUMNS
from service_promises.staff.spreadsheets.sheet_reader import TableFigure
from service_promises.staff.spreadsheets.table import RULE, Table

_CHECKS: Mapping[str, Check] = {
    key: scalar.check
    for key in FIGURE_COLUMNS
    for scalar in Record.model_fields[key].metadata
    if isinstance(scalar, Scalar)
}
_TRUE, _FALSE = frozenset({"true", "yes", "y", "done", "\u2713", "\u2714"}), frozenset({"false", "no", "n", "not done"})
_MARKED = re.compile(r"([0-9][0-9.,]*%?)\s*(?:[*\u2020\u2021]+|\(?[a-z]\)?|\[[a-z]{1,5}\])", re.IGNORECASE)
"""A figure with the mark of a footnote behind it."""
_DECIMAL_COMMA = re.compile(r"-?[0-9]+,[0-9]{1,2} ?%?")
_DAY_AND_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{1,2}:[0-9]{2}.*")

_NEAR = Decimal("0.51")
"""So far, in percent, a share may lie from that of the counts: spreadsheets round."""
_NOT_IN_A_TABLE = frozenset(("told", "corrected"))


class _FilledRecord(NamedTuple):
    """A record with the figures of a row in it."""

    keys: Keys
    delivery: Delivery
    stated: frozenset[str]
    reported_keys: Keys


@dataclass(slots=True)
class RowFigures:
    """The figures of one promise in one month, as a whole or at one place."""

    promise: str
    month: Month
    place: str
    """Empty for the whole."""
    location: Location
    """Of the first row that has any of them."""
    figures: dict[str, str] = field(default_factory=dict)
    """As they are written in a file, by key."""
    locations: dict[str, Location] = field(default_factory=dict)
    missing: dict[str, TableFigure] = field(default_factory=dict)
    """The cells that say that there is no figure, by key."""
    is_faulty: bool = False
    """Whether a cell of it could not be taken, so that what it lacks may be that."""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """The figures of one promise in one month, as a whole or at one place, that are new or different."""

    promise: str
    month: Month
    path: str
    new: Mapping[str, str]
    old: Mapping[str, str]
    """The figures that the file has had under the same keys."""
    place: str = ""
    """Empty for the whole."""


def same_figure(key: str, one: Any, other: Any) -> bool:
    """Whether two ways of writing a figure say the same; what can't be read is never the same."""
    try:
        return bool(_CHECKS[key](one) == _CHECKS[key](other))
    except PydanticCustomError:
        return False


def records_of(figures: Iterable[TableFigure], table: Table, ledger: Ledger) -> list[RowFigures]:
    """The records that a table has figures of, by month and promise; what is wrong with a cell is noted in it.

    A record of which it has no figure at all is told of and left out.
    """
    records: dict[tuple[Month, str, str], RowFigures] = {}
    seen: dict[tuple[Month, str, str, str], TableFigure] = {}
    for figure in figures:
        record = records.setdefault(
            (figure.month, figure.promise, figure.place),
            RowFigures(figure.promise, figure.month, figure.place, figure.row),
        )
        cell = figure.cell
        if cell.invalid is not None:
            table.reject(figure.location, *cell.invalid)
            record.is_faulty = True
        elif cell.is_merged:
            table.reject(
                figure.location, "several cells are joined into one", "split them, and write the figure of each"
            )
            record.is_faulty = True
        elif cell.text:
            first = seen.setdefault((figure.month, figure.promise, figure.place, figure.key), figure)
            if first is not figure:
                at = f" at {figure.place}" if figure.place else ""
                message = f"{figure.promise}{at} has `{figure.key}` of {figure.month} in {first.location.cell} too"
                table.reject(figure.location, message, "keep the row that is right")
            elif is_missing(cell.text):
                record.missing[figure.key] = figure
            elif (text := _text(figure, table, ledger)) is not None:
                record.figures[figure.key] = text
                record.locations[figure.key] = figure.location
            elif figure.key not in FLAGS:
                record.is_faulty = True
    for record in records.values():
        _leave_out_share(record, table)
    return [record for _, record in sorted(records.items()) if _has_figures(record, table)]


def _leave_out_share(record: RowFigures, table: Table) -> None:
    """Take a share out that stands beside the counts it is worked out from; note one that says something else."""
    figures = record.figures
    if not {"due", "kept", "share"} <= figures.keys():
        return
    due, kept, share = (_CHECKS[key](figures[key]) for key in ("due", "kept", "share"))
    if due and abs(kept / due * HUNDRED - share) > _NEAR:
        message = f"the share is {figures['share']}, and {figures['kept']} of {figures['due']} is another"
        table.reject(record.locations["share"], message, "one of the three is wrong: put it right")
    del figures["share"]
    table.leave_out("Nothing was taken from the shares that stand beside counts: they are worked out from them.")


def _has_figures(record: RowFigures, table: Table) -> bool:
    if record.figures or record.is_faulty:
        return bool(record.figures)
    marks = sorted({f"`{figure.cell.text}`" for figure in record.missing.values()})
    at = f" at {record.place}" if record.place else ""
    of_month = f"{record.promise}{at} in {record.month}"
    if marks:
        table.leave_out(f"Left out, because {' and '.join(marks)} is no figure: {of_month}.")
    else:
        table.leave_out(f"Left out, because there is no figure: {of_month}.")
    return False


def _text(figure: TableFigure, table: Table, ledger: Ledger) -> str | None:
    """A figure as it is written in a file; None, and a problem, where it is none; None for a flag that is not set."""
    key, text = figure.key, figure.cell.text
    if key in (*FLAGS, "done") and text.lower() in _TRUE | _FALSE:
        text = "true" if text.lower() in _TRUE else "false"
        if key != "done" and text == "false":
            return None
    elif key in (*COUNTS, "share", "level"):
        text = _number(figure, ledger)
        if table.has_decimal_commas and key in ("share", "level") and _DECIMAL_COMMA.fullmatch(text):
            text = text.replace(",", ".")
    elif key == "no_figure":
        text = " ".join(text.split())
    elif match := _DAY_AND_TIME.fullmatch(text):
        text = match[1]
    try:
        value = _CHECKS[key](text)
    except PydanticCustomError as error:
        table.problems.append(_problem_with(figure, error))
        return None
    if key in (*COUNTS, "level") and text[-1:].isdigit():
        return plain(value)
    return text


def _number(figure: TableFigure, ledger: Ledger) -> str:
    """A number as it would be typed: what was computed and not rounded is rounded towards the bad side."""
    key, cell = figure.key, figure.cell
    text = cell.rounded_up if cell.rounded_up and _is_worse_when_more(figure, ledger) else cell.text
    if key in COUNTS:
        return without_thousands(text)
    if key == "share" and figure.in_percent and text[-1:].isdigit() and not text.startswith(("0", "1.", ".")):
        return f"{text}%"
    return text


def _is_worse_when_more(figure: TableFigure, ledger: Ledger) -> bool:
    if figure.key == "level":
        promise = ledger.promises[figure.promise]
        return promise.direction_in(figure.month) is Direction.AT_MOST
    return figure.key in ("let_down", "due")


def _problem_with(figure: TableFigure, error: PydanticCustomError) -> Problem:
    text = figure.cell.text
    if (match := _MARKED.fullmatch(text)) is not None:
        way_out = f"write: {match[1]}; for what is provisional or estimated write yes in a column of that name"
        return Problem(figure.location, RULE, f"`{text}`: a mark stands behind the figure", way_out)
    if text.lower() in ("nil", "none", "zero"):
        return Problem(
            figure.location, RULE, f"`{text}` is not a number", "write: 0; or clear the cell if it is not known"
        )
    problem = problem_of(error, figure.location)
    return problem._replace(message=f"`{text}`: {problem.message}")


def check_record(record: RowFigures, whole: Mapping[str, Any], table: Table, ledger: Ledger) -> None:
    """Note what keeps a record from being judged once the figures of a row are in it.

    `whole` is what the file says of the promise, the new figures included.
    """
    promise, month = ledger.promises[record.promise], record.month
    measure = promise.measured_as(month)
    level = record.figures.get("level")
    if level and level.endswith("%") and measure.kind is Kind.LEVEL and measure.unit != "%":
        message = f"`{level}`: it is measured in {measure.unit}"
        table.reject(record.locations["level"], message, "write the figure without %")
    document = validate(PlaceRecord if record.place else Record, dict(whole)).document
    if document is None:
        return
    keys: Keys = ("delivered", promise.id)
    name = f"{record.promise} at {record.place}" if record.place else record.promise
    filled = _FilledRecord(keys, delivery_of(document, None), stated_keys(document), (*keys, "reported"))
    problems = (
        *check_expected(promise, month, ledger.service, ledger.as_of, keys, at_value("month")),
        *check_figures(promise, month, filled, ledger.as_of),
    )
    is_known = record.is_faulty or any(problem.rule == "figure-kind" for problem in problems)
    for problem in problems:
        if problem.rule == "figure-missing" and is_known:
            continue  # it follows from what is told of a cell
        key = str(problem.location.keys[2]) if len(problem.location.keys) > 2 else ""
        if key in _NOT_IN_A_TABLE:
            continue
        if problem.rule == "figure-missing" and record.missing:
            missing = next(iter(record.missing.values()))
            what = f"{name}: `{missing.cell.text}` is no figure, and without `{missing.key}` the rest says nothing"
            way_out = "find the figure; or clear the other figures of that month, which then shows as not reported"
            table.reject(missing.location, what, way_out)
            return
        if problem.rule == "share-and-counts" and not {"due", "kept"} & record.figures.keys():
            message = f"{name}: the files have `due` and `kept` of {month}, and here stands a share"
            table.reject(record.locations["share"], message, "clear the share: it is worked out from the counts")
            continue
        if problem.rule == "share-and-counts" and "kept" not in record.figures:
            message = f"{name}: `due` and a share stand here, and `kept` does not"
            table.reject(record.locations["share"], message, "write `kept`; or clear `due`, and the share stands alone")
            continue
        location = record.locations.get(key, record.location)
        message = problem.message if record.promise in problem.message else f"{name}: {problem.message}"
        table.problems.append(problem._replace(location=location, message=message))


def in_order(figures: Mapping[str, str]) -> dict[str, str]:
    """Figures in the order of the keys' own list."""
    order = (*FIGURES, *(key for key in FIGURE_COLUMNS if key not in FIGURES))
    return {key: figures[key] for key in order if key in figures}
