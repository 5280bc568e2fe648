"""The row of a sheet that names its columns, and what each column holds."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from service_promises.ledger.periods.month import Month
from service_promises.source.values.suggest import nearest
from service_promises.staff.formats import format_first
from service_promises.staff.spreadsheets.cell_texts import Names, is_total, name_key
from service_promises.staff.spreadsheets.column_names import (
    COLUMNS,
    FIGURE_COLUMNS,
    LABELS,
    counts_the_missed,
    holds_no_figures,
    is_in_percent,
    known_column,
    normal,
)
from service_promises.staff.spreadsheets.month_cells import is_month_name, month_in_year, month_of, year_in
from service_promises.staff.spreadsheets.table import Cell, Sheet, Table

_MOST_TITLE_ROWS = 20
_YEAR = re.compile(r"(?:19|2[01])[0-9]{2}(?:\s?[-/\u2013]\s?(?:20)?[0-9]{2})?")
_FIGURE = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?%?")


class Heading(NamedTuple):
    """What a column holds."""

    column: int
    text: str
    """As it is named in the sheet."""
    role: str
    """One of the labels (promise, place, month, year, figure), or empty for a column of figures."""
    key: str | None = None
    """Of a column of figures: which; None where the row or the promise says it."""
    month: Month | None = None
    promise: str | None = None
    place: str | None = None
    in_percent: bool = False
    """Whether the name itself says that the figures are percentages."""


class Header(NamedTuple):
    """The row that names the columns."""

    row: int
    headings: tuple[Heading, ...]

    def has(self, role: str) -> bool:
        """Whether there is a column of labels of that name."""
        return any(heading.role == role for heading in self.headings)


def find_header(sheet: Sheet, names: Names) -> Header | None:
    """The row that names most columns, of several the longest, and of those the first; None where no row names one."""
    best, most, year = None, (0, 0), year_in(sheet.name)
    labels: set[int] = set()
    for index, line in enumerate(sheet.lines[:_MOST_TITLE_ROWS]):
        groups = _groups(sheet.lines[index - 1] if index else (), names)
        headings = [_heading(cell, _at(groups, position) or year, names) for position, cell in enumerate(line)]
        known = _one_of_each_label([heading for heading in headings if heading is not None])
        if any(heading.column in labels and not (heading.role or heading.key) for heading in known):
            continue  # a name of a promise, a place or a month below `promise`, `place` or `month`
        labels |= {heading.column for heading in known if heading.role}
        if any(_FIGURE.fullmatch(cell.text) for cell in line if cell.column not in {one.column for one in known}):
            continue  # a row of figures
        size = len({_meaning(heading) for heading in known}), sum(bool(cell.text) for cell in line)
        if size[0] and size > most:
            best, most = Header(index + 1, known), size
    return best and _with_ids(sheet, best, names)


def _with_ids(sheet: Sheet, header: Header, names: Names) -> Header:
    """The header with the column of places by their ids, `code`, in place of one of names, which several may have."""
    if not header.has("place"):
        return header
    body = sheet.lines[header.row :]
    for cell in sheet.lines[header.row - 1]:
        if normal(cell.text).split("_")[-1] not in ("code", "id", "ref"):
            continue
        texts = {row[cell.column - 1].text for row in body if len(row) >= cell.column} - {""}
        if texts and all(names.places.get(name_key(text)) == (name_key(text),) for text in texts):
            others = [heading for heading in header.headings if heading.role != "place"]
            return header._replace(headings=(*others, Heading(cell.column, cell.text, "place")))
    return header


def check_columns(table: Table, sheet: Sheet, header: Header, names: Names) -> None:
    """Note columns that are not known or stand twice; of those that hold no figures, that nothing was taken."""
    used = {heading.column for heading in header.headings}
    line = sheet.lines[header.row - 1]
    body = sheet.lines[header.row :]
    unknown: list[Cell] = []
    for cell in line:
        if cell.column in used or not cell.text:
            continue
        # Where it is a label, there is a better one.
        is_label = known_column(cell.text) in LABELS or name_key(cell.text) in names.place_columns
        if is_label or holds_no_figures(cell.text) or is_total(cell.text):
            table.leave_out(f"Nothing was taken from the column {cell.text}.")
        elif is_month_name(cell.text):
            table.reject(
                table.location(sheet, cell.row, cell.column),
                f"`{cell.text}` is a month without its year",
                f"write the year too, for example: {cell.text} 2026; or name the sheet after the year",
            )
        elif any(row[cell.column - 1].text for row in body if len(row) >= cell.column):
            if counts_the_missed(cell.text) and any(heading.key == "kept" for heading in header.headings):
                table.leave_out(f"Nothing was taken from the column {cell.text}: it is due less kept.")
            else:
                unknown.append(cell)
    _reject_unknown(table, sheet, unknown)
    named: dict[tuple[object, ...], Heading] = {}
    for heading in header.headings:
        first = named.setdefault(_meaning(heading), heading)
        if first is not heading:
            location = table.location(sheet, line[0].row, heading.column)
            table.reject(location, f"`{heading.text}` stands twice", "keep one of them")
    for row in body:
        for cell in row:
            if cell.text and cell.column not in used and (len(line) < cell.column or not line[cell.column - 1].text):
                location = table.location(sheet, cell.row, cell.column)
                table.reject(location, f"it says `{cell.text}`, and the column has no name", "name it, or clear it")


def _reject_unknown(table: Table, sheet: Sheet, cells: Sequence[Cell]) -> None:
    """Note the columns that are not known: each that is like one of ours, and all others as one."""
    others = []
    for cell in cells:
        near = nearest(normal(cell.text), COLUMNS)
        if near is not None:
            location = table.location(sheet, cell.row, cell.column)
            message = f"`{cell.text}` is not the name of a column"
            table.reject(location, message, f"write: {near}; or take the column out")
        else:
            others.append(cell)
    if not others:
        return
    names = format_first([f"`{cell.text}`" for cell in others])
    message = f"{names} {'is not the name of a column' if len(others) == 1 else 'are not names of columns'}"
    missed = "; for what was missed write `kept`, due less missed" if any(map(_is_missed, others)) else ""
    table.reject(table.location(sheet, others[0].row, others[0].column), message, f"{_MEANINGS}{missed}")


def _is_missed(cell: Cell) -> bool:
    return counts_the_missed(cell.text)


_MEANINGS = (
    "call a column due (how many fell due), kept (how many of these were kept), share (a percentage), level (any other"
    " figure), or by the id or short name of a promise; or take it out"
)


def _meaning(heading: Heading) -> tuple[object, ...]:
    return heading.role, heading.key, heading.month, heading.promise, heading.place


def _one_of_each_label(headings: Sequence[Heading]) -> tuple[Heading, ...]:
    """The headings, of several columns of one label only that which is called so, else the first."""
    best: dict[str, Heading] = {}
    for heading in sorted(headings, key=lambda heading: normal(heading.text) != heading.role):
        best.setdefault(heading.role, heading)
    return tuple(heading for heading in headings if not heading.role or best[heading.role] is heading)


def _groups(line: Sequence[Cell], names: Names) -> list[str]:
    """The text above each column, which reaches to the next one: that of a merged heading.

    A title is none: only what names a month, a year, a figure or a promise.
    """
    groups: list[str] = []
    for cell in line:
        group = cell.text or (groups[-1] if groups else "")
        groups.append(group if _is_group(group) or _promise(group, names) or _place(group, names) else "")
    return groups


def _is_group(text: str) -> bool:
    return bool(_YEAR.fullmatch(text)) or month_of(text) is not None or known_column(text) is not None


def _at(groups: Sequence[str], position: int) -> str:
    return groups[position] if position < len(groups) else ""


def _heading(cell: Cell, group: str, names: Names) -> Heading | None:
    """What a column is by its name and the name above it; None where that can't be told."""
    text = cell.text or group
    month, key = month_of(text), known_column(text)
    if month is None and _YEAR.fullmatch(group) and cell.text:
        month = month_in_year(text, group, names.year_starts) or month_of(f"{text} {group}")
    if month is not None:
        return Heading(cell.column, text, "", _figure(group), month)
    if key is not None:
        if key in LABELS:
            return Heading(cell.column, text, key)
        percent = is_in_percent(text)
        promise = _promise(group, names)
        place = None if promise else _place(group, names)
        return Heading(cell.column, text, "", key, month_of(group), promise, place, percent)
    if name_key(text) in names.place_columns:
        return Heading(cell.column, text, "place")
    if (promise := _promise(text, names)) is not None:
        return Heading(cell.column, text, "", _figure(group), None, promise)
    if (place := _place(text, names)) is not None:
        return Heading(cell.column, text, "", _figure(group), None, None, place)
    return _heading_of_level(cell, group, names) or _heading_of_two(cell, names)


def _heading_of_level(cell: Cell, group: str, names: Names) -> Heading | None:
    """A column that is named after the figure that a promise is measured by, or after its unit."""
    if not cell.text or not (name_key(cell.text) in names.units or name_key(cell.text) in names.levels):
        return None
    promise = _promise(group, names) or _only(names.levels, cell.text)
    return Heading(cell.column, cell.text, "", "level", month_of(group), promise)


def _heading_of_two(cell: Cell, names: Names) -> Heading | None:
    """A column that is named after a figure and a month or a promise: `Jan 2026 due`, `due 2026-01`."""
    words = cell.text.split()
    for first, last in ((words[0], words[1:]), (words[-1], words[:-1])) if len(words) > 1 else ():
        key, rest = _figure(first), " ".join(last).strip(" :-")
        if key is not None and (month := month_of(rest)) is not None:
            return Heading(cell.column, cell.text, "", key, month)
        if key is not None and (promise := _promise(rest, names)) is not None:
            return Heading(cell.column, cell.text, "", key, None, promise)
        if key is not None and (place := _place(rest, names)) is not None:
            return Heading(cell.column, cell.text, "", key, None, None, place)
    return None


def _figure(text: str) -> str | None:
    key = known_column(text)
    return key if key in FIGURE_COLUMNS else None


def _promise(text: str, names: Names) -> str | None:
    return _only(names.promises, text)


def _place(text: str, names: Names) -> str | None:
    return _only(names.places, text)


def _only(ids_by_name: Mapping[str, tuple[str, ...]], text: str) -> str | None:
    """The id of what alone is called so; None where nothing is, or several."""
    ids = ids_by_name.get(name_key(text), ()) if text else ()
    return ids[0] if len(ids) == 1 else None
