"""Where a span of a text stands in its file, however YAML has it written.

Folding, indentation, quotes and escapes change nothing but blanks, and how a character is spelt. So the
characters that are not blank are the same, in the same order, in the file and in what was read from it, and
counting them leads from one to the other.
"""

import re
from collections.abc import Iterator, Sequence

from yaml.nodes import ScalarNode

_ESCAPE = re.compile(r"\\(?:x(?P<x>..)|u(?P<u>....)|U(?P<U>.{8})|(?P<one>[\s\S]))")
_BLANK_ESCAPES = frozenset("nrtvfNLP_ \t\n")
"""Behind a backslash these stand for a blank, or for a line break that is not one."""


def span_of(text: str, start: int, end: int) -> tuple[int, int]:
    """A span of a text counted in characters that are not blank: how many before it, and in it."""
    return _solid(text[:start]), _solid(text[start:end])


def _solid(text: str) -> int:
    return sum(map(len, text.split()))


def locate(node: ScalarNode, lines: Sequence[str], before: int, length: int) -> tuple[int, int, int]:
    """Line and column, both from 0, of a span within a scalar, and its width on that line."""
    row, column, last = node.start_mark.line, node.start_mark.column, node.start_mark.column
    for number, (at_row, at_column, width) in enumerate(_characters(node, lines)):
        if number == before:
            row, column, last = at_row, at_column, at_column + width
        elif number > before:
            if number >= before + length or at_row > row:
                break
            last = at_column + width
    return row, column, max(1, last - column)


def _characters(node: ScalarNode, lines: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Row, column and width of each character of a scalar that is not blank, as it is written."""
    first, last = node.start_mark, node.end_mark
    style = node.style or ""
    inside = 1 if style in ("'", '"') else 0
    for row in range(first.line + (1 if style in ("|", ">") else 0), min(last.line + 1, len(lines))):
        line = lines[row]
        column = first.column + inside if row == first.line else 0
        end = last.column - inside if row == last.line else len(line)
        while column < end:
            width, blank = _one(line, column, style)
            if not blank:
                yield row, column, width
            column += width


def _one(line: str, column: int, style: str) -> tuple[int, bool]:
    """How many characters of a line spell one of the text, and whether that is a blank."""
    if style == "'" and line.startswith("''", column):
        return 2, False
    if style == '"' and line[column] == "\\":
        escape = _ESCAPE.match(line, column)
        if escape is None:
            return 1, True  # at the end of a line it joins the next to it
        code = escape["x"] or escape["u"] or escape["U"]
        return len(escape[0]), chr(int(code, 16)).isspace() if code else escape["one"] in _BLANK_ESCAPES
    return 1, line[column].isspace()
