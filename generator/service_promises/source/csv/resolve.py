"""From the row and the column of a cell to its line and column in the text."""

import csv
import io
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from service_promises.problems.problem import Location


class _CellSpan(NamedTuple):
    start: int
    """Where it begins in the text, with its quotes."""
    end: int


class CellResolver:
    """Resolves locations in one table.

    Their keys are the number of a row, the first being 1, and a column by its name or its number, the first being 0.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = text.split("\n")

    def resolve(self, location: Location) -> Location:
        """The location with its line, column, width and quoted line; of a cell that is not there that of its row."""
        if not location.line:
            start, end = self._extent(location)
            row = self._text.count("\n", 0, start)
            column = start - self._text.rfind("\n", 0, start) - 1
            width = min(end - start, len(self._lines[row]) - column)
            location = location._replace(line=row + 1, column=column + 1, width=max(1, width))
        there = location.line <= len(self._lines)
        return location._replace(quote=self._lines[location.line - 1] if there else "")

    def _extent(self, location: Location) -> tuple[int, int]:
        keys = location.keys
        number = keys[0] if keys and isinstance(keys[0], int) else 1
        if not 1 <= number <= len(self._rows):
            return 0, 0
        start, end = self._rows[number - 1]
        if len(keys) == 1 or not keys:
            return start, end
        column = keys[1] if isinstance(keys[1], int) else self._names.get(keys[1], -1)
        cells = [*self._cells(start, end)]
        if not 0 <= column < len(cells):
            return start, end
        cell = cells[column]
        return self._within(cell, *location.span) if location.span else cell

    def _within(self, cell: _CellSpan, before: int, length: int) -> tuple[int, int]:
        """A span of a cell, counted in characters that are not blank."""
        quote = self._text[cell.start] == '"'
        solid = [
            index
            for index in range(cell.start + quote, cell.end - quote)
            if not self._text[index].isspace() and not (quote and self._text.startswith('""', index))
        ]
        return (solid[before], solid[min(before + length, len(solid)) - 1] + 1) if before < len(solid) else cell

    @cached_property
    def _rows(self) -> Sequence[tuple[int, int]]:
        """Where each row begins in the text and ends; one with line breaks in its cells has several lines."""
        starts = [0]
        for line in self._lines:
            starts.append(starts[-1] + len(line) + 1)
        rows, first = [], 0
        reader = csv.reader(io.StringIO(self._text, newline=""), delimiter=delimiter_of(self._text))
        for _ in reader:
            rows.append((starts[first], starts[reader.line_num] - 1))
            first = reader.line_num
        return rows

    @cached_property
    def _names(self) -> dict[str, int]:
        start, end = self._rows[0]
        names = [self._text[cell.start : cell.end].strip('" ') for cell in self._cells(start, end)]
        return {name: index for index, name in reversed([*enumerate(names)])}

    def _cells(self, start: int, end: int) -> Iterator[_CellSpan]:
        delimiter, begin, quoted = delimiter_of(self._text), start, False
        for index in range(start, end + 1):
            char = self._text[index] if index < end else delimiter
            if char == '"':
                quoted = not quoted
            elif (char == delimiter and not quoted) or index == end:
                bare = self._text[begin:index]
                left = begin + len(bare) - len(bare.lstrip(" \t"))
                yield _CellSpan(left, max(left, begin + len(bare.rstrip(" \t"))))
                begin = index + 1


def delimiter_of(text: str) -> str:
    """What stands between the cells of a table, told by its first row; no name of a column has one in it."""
    first = text.partition("\n")[0]
    return ";" if first.count(";") > first.count(",") else ","
