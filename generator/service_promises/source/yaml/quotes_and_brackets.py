"""Where a text in quotes ends, and a list or mapping in brackets; raises Unreadable for one that does not."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from service_promises.source.yaml import fault_messages as messages
from service_promises.source.yaml.colons import colon_fault
from service_promises.source.yaml.fault_messages import Position
from service_promises.source.yaml.outline import ANYTHING, Outline
from service_promises.source.yaml.unreadable import Unreadable

IsEntry = Callable[[int], bool]
"""Tells of a row whether it can only be a key or an item, so that nothing from above goes on there."""

_SHOWN = 60
"""A text up to this long is shown whole."""
_MARKS = {"'": re.compile("''|'"), '"': re.compile(r'\\.?|"')}
_ESCAPE = re.compile(
    r'\\(?:[0abtnvfre "/\\N_LP\t]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4}|$)'
)
_BLANK = re.compile(r"[ \t]*(?:(?<!\S)#.*)?")
_PLAIN = re.compile(r"(?:[^\s,\[\]{}:]|:(?![\s,\[\]{}]|$)|[ \t]+(?![\s#,\[\]{}]|:(?:[\s,\[\]{}]|$)))+")
_PART_BEGINS = re.compile(r"""\s*["']?(?:[\]}]|([\w-]+)["']?:(?:\s|$))""")
_CLOSING = {"[": "]", "{": "}"}


def needs_quotes(line: str, at: Position) -> Unreadable:
    """A text that begins with a character that means something to YAML."""
    text = line[at[1] :].strip()
    plain = len(text) < _SHOWN and '"' not in text and "\\" not in text
    example = f', for example: "{text}"' if plain else ""
    return Unreadable(messages.NEEDS_QUOTES.at(at, first=text[0], example=example))


def end_of_quotes(lines: Sequence[str], start: Position, is_entry: IsEntry) -> Position:
    """The place behind the quotation mark that closes the text which begins here."""
    first, column = start
    quote = lines[first][column]
    column += 1
    last = first
    for row in range(first, len(lines)):
        if row > first and is_entry(row):
            break
        for mark in _MARKS[quote].finditer(lines[row], column):
            if mark[0] == quote:
                return row, mark.end()
            if quote == '"' and not _ESCAPE.match(lines[row], mark.start()):
                raise Unreadable(messages.BAD_ESCAPE.at((row, mark.start())))
        column = 0
        last = last if lines[row].lstrip()[:1] in ("", "#") else row
    if last > first:
        end = last, len(lines[last].rstrip()) - 1
        raise Unreadable(messages.OPEN_QUOTES_ABOVE.at(end, line=first + 1, quote=quote))
    later = next((row for row in range(first + 1, len(lines)) if quote in lines[row]), None)
    if later is not None:
        raise _closed_later(lines[first], start, later)
    raise Unreadable(messages.OPEN_QUOTES.at(start, quote=quote))


def check_behind_quotes(lines: Sequence[str], start: Position, end: Position) -> None:
    """Raises Unreadable where something follows a text in quotes on its last line."""
    if _BLANK.fullmatch(lines[end[0]], end[1]):
        return
    if start[0] != end[0]:
        raise _closed_later(lines[start[0]], start, end[0])
    way_out = "put the whole text between ' and ', and write '' for an apostrophe in it"
    if lines[start[0]][start[1]] == "'":
        way_out = 'for an apostrophe inside, put the whole text between " and ", for example: "it\'s late"'
    raise Unreadable(messages.BEHIND_QUOTES.at(start, end[1] - start[1], end=end[1], help=way_out))


def _closed_later(line: str, start: Position, row: int) -> Unreadable:
    quote = line[start[1]]
    return Unreadable(messages.CLOSED_LATER.at(start, len(line) - start[1], line=row + 1, quote=quote))


def end_of_brackets(lines: Sequence[str], start: Position, outline: Outline, is_entry: IsEntry) -> Position:
    """The place behind the bracket that closes the list or mapping which begins here."""
    row, column = _Brackets(lines, is_entry).end(start, outline)
    behind = lines[row][column:].strip()
    if behind[:1] in ("]", "}"):
        raise Unreadable(messages.CLOSES_NOTHING.at((row, lines[row].index(behind, column)), shape=behind[0]))
    if not _BLANK.fullmatch(lines[row], column):
        raise needs_quotes(lines[start[0]], start)
    return row, column


@dataclass(slots=True)
class _Bracket:
    """A bracket that is open."""

    shape: str
    at: Position
    outline: Outline
    key: str = ""
    colons: int = 0
    """Behind the last comma."""
    parts: list[tuple[Position, Position]] = field(default_factory=list)
    """Where texts and inner brackets behind the last comma begin and end."""

    @property
    def below(self) -> Outline:
        """What may stand behind the last comma or colon."""
        inner = self.outline.below(self.key) if self.shape == "{" else self.outline.item
        return inner or ANYTHING


class _Brackets:
    def __init__(self, lines: Sequence[str], is_entry: IsEntry) -> None:
        self._lines = lines
        self._is_entry = is_entry
        self._open: list[_Bracket] = []

    def end(self, start: Position, outline: Outline) -> Position:
        """Go on to where the bracket at `start` is closed."""
        row, column = last = start
        self._open.append(_Bracket(self._lines[row][column], start, outline))
        column += 1
        while self._open:
            line = self._lines[row]
            blank = _BLANK.match(line, column)
            column = blank.end() if blank else column
            if column < len(line):
                last = row, column
                row, column = self._read(line[column], self._open[-1], last)
            elif row + 1 < len(self._lines) and not self._is_entry(row + 1):
                row, column = row + 1, 0
            else:
                raise self._never_closed(last[0])
        return row, column

    def _read(self, char: str, inner: _Bracket, at: Position) -> Position:
        """Read a bracket, comma or colon, or a text; the place behind it."""
        plain = _PLAIN.match(self._lines[at[0]], at[1])
        behind = at[0], at[1] + 1
        if char in "]}":
            self._close(char, at)
            if self._open:
                self._open[-1].parts.append((inner.at, behind))
        elif char == ",":
            inner.parts, inner.colons = [], 0
        elif char == ":" and not plain:
            self._colon(inner, at)
        elif char in "[{":
            self._check_comma(inner, at, plain=False)
            if inner.shape == "{" and inner.outline.keys and not inner.colons:
                raise self._never_closed(self._row_before(at))
            self._open.append(_Bracket(char, at, inner.below))
        elif char in "\"'":
            self._check_comma(inner, at, plain=False)
            behind = end_of_quotes(self._lines, at, self._is_part)
            inner.parts.append((at, behind))
        elif plain is None or char in "@`%&*!|>":
            raise needs_quotes(self._lines[at[0]], at)
        else:
            if plain[0].startswith("- "):
                raise Unreadable(messages.NEEDLESS_DASH.at(at))
            behind = at[0], plain.end()
            if self._check_comma(inner, at, plain=True):
                inner.parts[-1] = inner.parts[-1][0], behind
            else:
                inner.parts.append((at, behind))
        return behind

    def _close(self, char: str, at: Position) -> None:
        inner = self._open[-1]
        closing = _CLOSING[inner.shape]
        if char != closing:
            outer = any(char == _CLOSING[bracket.shape] for bracket in self._open[:-1])
            if outer and inner.at[0] <= self._row_before(at) < at[0]:
                raise self._never_closed(at[0] - 1)
            where = "before it" if outer else "in its place"
            problem = messages.OTHER_BRACKET.at(
                at, opened=inner.shape, line=inner.at[0] + 1, closing=closing, shape=char, where=where
            )
            raise Unreadable(problem)
        self._open.pop()

    def _check_comma(self, inner: _Bracket, at: Position, *, plain: bool) -> bool:
        """Whether a text without quotes goes on here; raises Unreadable where a comma is missing."""
        if len(inner.parts) <= inner.colons:
            return False
        start, end = inner.parts[-1]
        first = self._lines[start[0]][start[1]]
        if plain and first not in "[{\"'":
            return True
        if first in "\"'":
            check_behind_quotes(self._lines, start, end)
        raise self._no_comma(inner, at)

    def _colon(self, inner: _Bracket, at: Position) -> None:
        if not inner.parts:
            raise Unreadable(messages.LONE_COLON.at(at))
        start, end = inner.parts[-1]
        line = self._lines[start[0]]
        fault = colon_fault(line[start[1] :])
        if inner.colons:
            raise self._no_comma(inner, at)
        if fault is not None:
            raise Unreadable(messages.NO_COLON.at(start, message=fault.message, help=fault.help))
        inner.key, inner.colons = line[start[1] : end[1]].strip("\"'"), 1
        here = inner.outline if inner.shape == "{" else inner.below
        elsewhere = any(inner.key in bracket.outline.keys for bracket in self._open[:-1])
        if elsewhere and not here.anything and here.below(inner.key) is None:
            raise self._never_closed(self._row_before(start))

    def _row_before(self, at: Position) -> int:
        """The row of what stands before a place."""
        return at[0] if self._lines[at[0]][: at[1]].strip() else at[0] - 1

    def _is_part(self, row: int) -> bool:
        """Whether no text goes on in a row: it closes a bracket or begins with a key of one."""
        begins = _PART_BEGINS.match(self._lines[row])
        keys = (bracket.outline.keys for bracket in self._open)
        is_key = begins is not None and (not begins[1] or any(begins[1] in known for known in keys))
        return is_key or self._is_entry(row)

    def _never_closed(self, last: int) -> Unreadable:
        """The innermost bracket is still open at the end of the last row that can belong to it."""
        inner = self._open[-1]
        shape, closing, line = inner.shape, _CLOSING[inner.shape], inner.at[0] + 1
        if last <= inner.at[0]:
            return Unreadable(messages.OPEN_BRACKET.at(inner.at, shape=shape, closing=closing))
        end = last, max(0, len(self._lines[last].rstrip()) - 1)
        return Unreadable(messages.OPEN_BRACKET_ABOVE.at(end, line=line, shape=shape, closing=closing))

    def _no_comma(self, inner: _Bracket, at: Position) -> Unreadable:
        """No comma before what begins or goes on here: told of the line above where each thing has a line."""
        shape, closing = inner.shape, _CLOSING[inner.shape]
        (row, column), _ = inner.parts[-1]
        way_out = f"put a comma between things; text that only begins with `{shape}` needs quotes around it"
        if row == at[0]:
            return Unreadable(messages.NO_COMMA.at(at, shape=shape, closing=closing, help=way_out))
        column = next(start[1] for start, end in inner.parts if end[0] >= row)
        thing = self._lines[row][column:].partition(" #")[0].rstrip()
        way_out = f"write: `{thing},`" if len(thing) < _SHOWN else "put a comma at the end of the line"
        at = row, column
        return Unreadable(messages.NO_COMMA.at(at, len(thing), shape=shape, closing=closing, help=way_out))
