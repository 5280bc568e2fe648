"""The row of a sheet that names its columns, and what each column holds."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from service_promises.ledger.delivery import FIGURES, FLAGS
from service_promises.ledger.month import Month
from service_promises.source.values.suggest import did_you_mean
from service_promises.staff.cell_texts import Names, is_total, month_of, name_key
from service_promises.staff.table import Cell, Sheet, Table

FIGURE_COLUMNS = (*FIGURES, *FLAGS, "reported", "final", "no_figure")
"""The columns whose cells go into a record."""

COLUMNS = ("promise", "place", "month", *FIGURE_COLUMNS)
"""The columns that a table may have."""

_LABELS = ("promise", "place", "month", "year", "figure")
_SAME_AS = {
    **dict.fromkeys(("id", "promise_id", "indicator", "kpi", "measure", "standard"), "promise"),
    **dict.fromkeys(("period", "reporting_month", "reporting_period", "month_ending", "date"), "month"),
    **dict.fromkeys(("percent", "percentage", "per_cent", "pct", "kept_percent", "share_percent"), "share"),
    "key": "figure",
}
"""Other names by which a column is known."""
_NO_FIGURES = frozenset(
    [
        "note",
        "notes",
        "comment",
        "comments",
        "commentary",
        "remark",
        "remarks",
        "remarks_or_notes",
        "narrative",
        "owner",
        "lead",
        "source",
        "target",
        "unit",
        "rag",
        "rag_status",
        "status",
        "trend",
        "rank",
        "area",
        "name",
        "title",
        "description",
        "wording",
        "region",
        "code",
        "ref",
        "reference",
        "updated",
    ]
)
"""Columns that many spreadsheets have and from which nothing is taken."""
_MOST_TITLE_ROWS = 20
_YEAR = re.compile(r"(?:19|2[01])[0-9]{2}")


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


def normal(text: str) -> str:
    """A name of a column as it is compared."""
    return re.sub(r"[^a-z0-9]+", "_", text.lower().replace("%", " percent ")).strip("_")


def find_header(sheet: Sheet, names: Names) -> Header | None:
    """The row that names most columns, the first of several; None where no row names one."""
    best, most = None, 0
    for index, line in enumerate(sheet.lines[:_MOST_TITLE_ROWS]):
        groups = _groups(sheet.lines[index - 1] if index else (), names)
        headings = [_heading(cell, _at(groups, position), names) for position, cell in enumerate(line)]
        known = _one_of_each_label([heading for heading in headings if heading is not None])
        different = len({_meaning(heading) for heading in known})
        if different > most:
            best, most = Header(index + 1, known), different
    return best


def check_columns(table: Table, sheet: Sheet, header: Header) -> None:
    """Note columns that are not known or stand twice; of those that hold no figures, that nothing was taken."""
    used = {heading.column for heading in header.headings}
    line = sheet.lines[header.row - 1]
    body = sheet.lines[header.row :]
    for cell in line:
        if cell.column in used or not cell.text:
            continue
        is_label = _known(normal(cell.text)) in _LABELS  # there is a better one
        if is_label or normal(cell.text) in _NO_FIGURES or is_total(cell.text):
            table.leave_out(f"Nothing was taken from the column {cell.text}.")
        elif any(row[cell.column - 1].text for row in body if len(row) >= cell.column):
            known = did_you_mean(normal(cell.text), COLUMNS)
            location = table.location(sheet, cell.row, cell.column)
            table.reject(location, f"there is no column `{cell.text}`", f"{known}; or take the column out")
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
    return bool(_YEAR.fullmatch(text)) or month_of(text) is not None or _known(normal(text)) is not None


def _at(groups: Sequence[str], position: int) -> str:
    return groups[position] if position < len(groups) else ""


def _known(name: str) -> str | None:
    name = _SAME_AS.get(name, name)
    return name if name in (*_LABELS, *FIGURE_COLUMNS) else None


def _heading(cell: Cell, group: str, names: Names) -> Heading | None:
    """What a column is by its name and the name above it; None where that can't be told."""
    text = cell.text or group
    month, key = month_of(text), _known(normal(text))
    if month is None and _YEAR.fullmatch(group) and cell.text:
        month = month_of(f"{text} {group}")
    if month is not None:
        return Heading(cell.column, text, "", _figure(group), month)
    if key is not None:
        if key in _LABELS:
            return Heading(cell.column, text, key)
        percent = "%" in text or "percent" in normal(text)
        promise = _promise(group, names)
        place = None if promise else _place(group, names)
        return Heading(cell.column, text, "", key, month_of(group), promise, place, percent)
    if name_key(text) in names.place_columns:
        return Heading(cell.column, text, "place")
    if (promise := _promise(text, names)) is not None:
        return Heading(cell.column, text, "", _figure(group), None, promise)
    if (place := _place(text, names)) is not None:
        return Heading(cell.column, text, "", _figure(group), None, None, place)
    return _heading_of_two(cell, names)


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
    key = _known(normal(text))
    return key if key in FIGURE_COLUMNS else None


def _promise(text: str, names: Names) -> str | None:
    return _only(names.promises, text)


def _place(text: str, names: Names) -> str | None:
    return _only(names.places, text)


def _only(ids_by_name: Mapping[str, tuple[str, ...]], text: str) -> str | None:
    """The id of what alone is called so; None where nothing is, or several."""
    ids = ids_by_name.get(name_key(text), ()) if text else ()
    return ids[0] if len(ids) == 1 else None
