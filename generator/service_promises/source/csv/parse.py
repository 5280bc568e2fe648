"""A table of places: which of its cells are figures, days and texts, and what is wrong in it."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from pydantic_core import PydanticCustomError

from service_promises.ledger.delivery import Delivery
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, at_key, at_value
from service_promises.source.csv.resolve import delimiter_of
from service_promises.source.documents.place_table import COLUMNS, PLACE, PlaceRow, PlaceTable
from service_promises.source.values.invalid import problem_of
from service_promises.source.values.suggest import did_you_mean, nearest
from service_promises.source.yaml.faults import Unreadable, fault
from service_promises.source.yaml.parse import check_conflict, decode

_BLANK = " \t"
"""What may stand around a cell."""


_DELIMITERS = ",;\t"
_SEPARATOR = re.compile(r"(sep=[,;\t|])\s*\n", re.IGNORECASE)
"""The first line by which Excel is told what stands between the cells."""


class ParsedTable(NamedTuple):
    """A table as read."""

    text: str
    """Without its byte order mark, each line ended by a line feed."""
    document: PlaceTable
    problems: tuple[Problem, ...]


class _FigureColumn(NamedTuple):
    position: int
    name: str
    check: Callable[[Any], Any]


def parse_table(raw: bytes) -> ParsedTable:
    """Read the bytes of a table; raises Unreadable where no rows can be had from them."""
    text = decode(raw)
    check_conflict(text)
    lines = _lines(text)
    if not any(map(any, lines)):
        raise fault("empty-file", (0, 0))
    names = [name.strip(_BLANK) for name in lines[0]]
    problems = [*_header_problems(text, names, lines)]
    is_misnamed = bool(problems)
    if PLACE not in names:
        return ParsedTable(text, PlaceTable(), tuple(problems))
    place = names.index(PLACE)
    columns = [
        _FigureColumn(index, name, key.scalar.check)
        for name, key in COLUMNS.items()
        if key.scalar is not None and name in names
        for index in [names.index(name)]
    ]
    known = {place, *(column.position for column in columns)}
    unnamed = [index for index, name in enumerate(names) if not name]
    rows: list[PlaceRow] = []
    for number, line in enumerate(lines[1:], 2):
        problems += [
            named_problem("cell-without-column", at_key(number, index))
            for index in (*unnamed, *range(len(names), len(line)))
            if index < len(line) and line[index].strip(_BLANK)
        ]
        at = line[place].strip(_BLANK) if place < len(line) else ""
        if len(line) == 1 and len(names) > 1 and any(sign in at for sign in _DELIMITERS):
            problems.append(named_problem("other-delimiter", at_key(number), delimiter=delimiter_of(text)))
            continue
        if not at:
            if any(line[index].strip(_BLANK) for index in known if index < len(line)):
                problems.append(named_problem("place-missing", at_key(number)))
            continue
        values = {}
        for index, name, check in columns:
            cell = line[index].strip(_BLANK) if index < len(line) else ""
            if cell:
                try:
                    values[name] = check(cell)
                except PydanticCustomError as error:
                    problems.append(problem_of(error, at_value(number, name)))
        rows.append(PlaceRow(number, at, Delivery(**values), frozenset(values)))
    if is_misnamed:  # what is missing in each row may stand in a column of another name
        rows = []
    return ParsedTable(text, PlaceTable(tuple(rows)), tuple(problems))


def _header_problems(text: str, names: Sequence[str], lines: Sequence[Sequence[str]]) -> Iterator[Problem]:
    """What is wrong with the names of the columns, or that nothing stands below them."""
    if (mark := _SEPARATOR.match(text)) is not None:
        yield named_problem("table-with-sep", at_key(1), line=mark[1])
        return
    misnamed = [*_misnamed(names)]
    yield from misnamed
    if not misnamed and not any(map(any, lines[1:])):
        yield named_problem("table-without-rows", at_key(1))


def _lines(text: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    lines = []
    first = 0
    try:
        for line in reader:
            lines.append(line)
            first = reader.line_num
    except csv.Error as error:
        what = "quote-not-closed" if "unexpected end" in str(error) else "quote-within-cell"
        if "field larger" in str(error):
            what = "cell-too-long"
        raise Unreadable(named_problem(what, at_key())._replace(location=at_key()._replace(line=first + 1))) from None
    return lines


def _misnamed(names: Sequence[str]) -> Iterator[Problem]:
    """Columns that are not known, or there twice."""
    known = [PLACE, *COLUMNS]
    if PLACE not in names and (len(names) == 1 or not any(nearest(name, [PLACE]) for name in names)):
        yield named_problem("place-column-missing", at_key(1), columns=", ".join(known[:3]))
        return
    for index, name in enumerate(names):
        if name and name not in known:
            yield named_problem("unknown-column", at_key(1, index), name=name, near=did_you_mean(name, known))
        elif name and name in names[:index]:
            yield named_problem("column-twice", at_key(1, index), name=name)
