"""Where a text in quotes ends, and a list or mapping in brackets; raises Unreadable for one that does not."""

import re
from collections.abc import Callable, Sequence

from service_promises.source.yaml.colons import colon_fault
from service_promises.source.yaml.faults import MOST_QUOTED, Position, Unreadable, fault, needs_quotes
from service_promises.source.yaml.levels import indentation

EndsText = Callable[[int], bool]
"""Tells of a row whether a key or an item begins in it for certain, so that nothing from above goes on there."""

_MARKS = {"'": re.compile("''|'"), '"': re.compile(r'\\.?|"')}
_ESCAPE = re.compile(
    r'\\(?:[0abtnvfre "/\\N_LP\t]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4}|$)'
)
_BLANK = re.compile(r"[ \t]*(?:(?<!\S)#.*)?")
_PLAIN = re.compile(r"(?:[^\s,\[\]{}:]|:(?![\s,\[\]{}]|$)|[ \t]+(?![\s#,\[\]{}]|:(?:[\s,\[\]{}]|$)))+")
_PART = re.compile(r"""\s*(?:[\]}]|["']?[\w-]+["']?:(?:\s|$))""")
_CLOSING = {"[": "]", "{": "}"}
_Extent = tuple[Position, Position]


def end_of_text(lines: Sequence[str], start: Position, ends_text: EndsText) -> int:
    """The row in which the text in quotes that begins here ends, with nothing behind it."""
    row, column = _end_of_quotes(lines, start, ends_text)
    if not _BLANK.fullmatch(lines[row], column):
        raise _behind_quotes(lines, start, (row, column))
    return row


def _end_of_quotes(lines: Sequence[str], start: Position, ends_text: EndsText) -> Position:
    first, column = start
    quote = lines[first][column]
    column += 1
    last = first
    for row in range(first, len(lines)):
        if row > first and ends_text(row):
            break
        for mark in _MARKS[quote].finditer(lines[row], column):
            if mark[0] == quote:
                return row, mark.end()
            if quote == '"' and not _ESCAPE.match(lines[row], mark.start()):
                raise fault("bad-escape", (row, mark.start()))
        column = 0
        last = last if lines[row].lstrip()[:1] in ("", "#") else row
    if last > first:
        raise fault("open-quotes-above", _end_of_row(lines, last), line=first + 1, quote=quote)
    later = next((row for row in range(first + 1, len(lines)) if quote in lines[row]), None)
    if later is not None:
        raise fault("closed-later", start, len(lines[first]) - start[1], line=later + 1, quote=quote)
    raise fault("open-quotes", start, quote=quote)


def _behind_quotes(lines: Sequence[str], start: Position, end: Position) -> Unreadable:
    """Something that follows a text in quotes on its last line."""
    line = lines[start[0]]
    quote = line[start[1]]
    if start[0] != end[0]:
        return fault("closed-later", start, len(line) - start[1], line=end[0] + 1, quote=quote)
    way_out = "put the whole text between ' and ', and write '' for an apostrophe in it"
    if quote == "'":
        way_out = 'for an apostrophe inside, put the whole text between " and ", for example: "it\'s late"'
    return fault("behind-quotes", start, end[1] - start[1], end=end[1], help=way_out)


def end_of_brackets(lines: Sequence[str], start: Position, stop: Position, ends_text: EndsText) -> int:
    """The row in which the list or mapping in brackets that begins here ends, with nothing behind it.

    `stop` is where the parser gave up: where it did so within the brackets and all of them close, it is for a comma.
    """
    row, column = _Brackets(lines, stop, ends_text).end(start)
    behind = lines[row][column:].strip()
    if behind[:1] in ("]", "}"):
        raise fault("closes-nothing", (row, lines[row].index(behind, column)), shape=behind[0])
    if not _BLANK.fullmatch(lines[row], column):
        raise needs_quotes(lines[start[0]], start)
    return row


class _Brackets:
    def __init__(self, lines: Sequence[str], stop: Position, ends_text: EndsText) -> None:
        self._lines = lines
        self._stop = stop
        self._ends_text = ends_text
        self._open: list[tuple[Position, list[_Extent]]] = []
        """Where each open bracket stands, with the parts before it."""
        self._parts: list[_Extent] = []
        """The texts and closed brackets within the last bracket, back to a comma."""
        self._ends: dict[Position, int] = {}
        """By an open bracket: the row before the first that is indented no further than its own."""

    def end(self, start: Position) -> Position:
        """Go on to where the bracket at `start` is closed."""
        row, column = last = start
        while self._open or last == start:
            line = self._lines[row]
            blank = _BLANK.match(line, column)
            column = blank.end() if blank else column
            if column < len(line):
                last = row, column
                row, column = self._read(line[column], last)
                if (row, column) > self._stop:
                    self._check_comma(last)
            elif row + 1 < len(self._lines) and not self._ends_text(row + 1):
                row, column = row + 1, 0
                self._note_end(row)
            else:
                raise self._never_closed(last[0])
        return row, column

    def _read(self, char: str, at: Position) -> Position:
        """Read a bracket, comma or colon, or a text; the place behind it."""
        row, column = at
        end = row, column + 1
        plain = _PLAIN.match(self._lines[row], column)
        if char in "[{":
            self._open.append((at, self._parts))
            self._parts = []
        elif char in "]}":
            self._close(char, at)
        elif char == ",":
            if not self._parts and at == self._stop:
                raise fault("double-comma", at)
            self._parts = []
        elif char in "\"'":
            end = _end_of_quotes(self._lines, at, self._ends_part)
            self._parts.append((at, end))
        elif char in "@`%&*!|>":
            raise needs_quotes(self._lines[row], at)
        elif plain is not None:
            if plain[0].startswith("- "):
                raise fault("list-for-key", at)
            end = row, plain.end()
            self._parts.append((at, end))
        return end

    def _note_end(self, row: int) -> None:
        line = self._lines[row]
        opened = self._open[-1][0]
        if line.strip()[:1] not in ("", "#", "]", "}") and indentation(line) <= indentation(self._lines[opened[0]]):
            self._ends.setdefault(opened, row - 1)

    def _close(self, char: str, at: Position) -> None:
        opened, self._parts = self._open.pop()
        shape, closing = self._shapes(opened)
        if char != closing:
            outer = any(char == self._shapes(other)[1] for other, _ in self._open)
            first = opened[0] < at[0] and not self._lines[at[0]][: at[1]].strip()
            if outer and (first or self._ends):
                self._open.append((opened, []))
                raise self._never_closed(at[0] - 1)
            where = "before it" if outer else "in its place"
            line = opened[0] + 1
            raise fault("other-bracket", at, opened=shape, line=line, closing=closing, shape=char, where=where)
        self._parts.append((opened, (at[0], at[1] + 1)))

    def _shapes(self, at: Position) -> tuple[str, str]:
        shape = self._lines[at[0]][at[1]]
        return shape, _CLOSING[shape]

    def _ends_part(self, row: int) -> bool:
        return self._ends_text(row) or _PART.match(self._lines[row]) is not None

    def _never_closed(self, last: int) -> Unreadable:
        """The last bracket is still open at the end of the last row that can belong to it."""
        opened = next(iter(self._ends), self._open[-1][0])
        last = self._ends.get(opened, last)
        shape, closing = self._shapes(opened)
        if last <= opened[0]:
            return fault("open-bracket", opened, shape=shape, closing=closing)
        at = _end_of_row(self._lines, last)
        return fault("open-bracket-above", at, line=opened[0] + 1, shape=shape, closing=closing)

    def _check_comma(self, at: Position) -> None:
        """Raises Unreadable if a comma or a space is missing here; of a comma at the line above if that ends a thing."""
        if not self._open or not self._parts:
            return
        (row, column), _ = self._parts[-1]
        colon = colon_fault(self._lines[row][column:])
        if colon is not None:
            raise fault("no-colon", (row, column), message=colon.message, help=colon.help)
        if len(self._parts) < 2:
            return
        before, end = self._parts[-2]
        shape, closing = self._shapes(self._open[-1][0])
        if self._lines[before[0]][before[1]] in "\"'" and end[0] == row:
            raise _behind_quotes(self._lines, before, end)
        way_out = f"put a comma between things; text that only begins with `{shape}` needs quotes around it"
        if end[0] == row:
            raise fault("no-comma", at, shape=shape, closing=closing, help=way_out)
        start = next(begin for begin, until in self._parts if until[0] == end[0])
        thing = self._lines[end[0]][start[1] : end[1]].strip()
        way_out = f"write: `{thing},`" if len(thing) < MOST_QUOTED else "put a comma at the end of the line"
        raise fault("no-comma", start, len(thing), shape=shape, closing=closing, help=way_out)


def _end_of_row(lines: Sequence[str], row: int) -> Position:
    return row, max(0, len(lines[row].rstrip()) - 1)
