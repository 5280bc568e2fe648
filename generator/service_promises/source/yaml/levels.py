"""The mappings and lists that are open at a line of a file, and which of them a line belongs to."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from service_promises.source.yaml.outline import ANYTHING, Outline

_MOST = 60
MONTH_KEY = re.compile(r"[0-9]{4}-[0-9]{2}")


class LineKey(NamedTuple):
    """The key that a line begins with."""

    name: str
    end: int
    """Where what stands behind its colon begins, counted from the key."""
    bare: bool
    """Whether its value stands below it, or in braces: as it is behind a name that staff choose, but for months."""

    def fits(self, outline: Outline) -> bool:
        """Whether it may stand in a mapping."""
        below = None if " " in self.name else outline.below(self.name)
        is_month = below is not None and below.only_text and MONTH_KEY.fullmatch(self.name) is not None
        return self.name in outline.keys or is_month or (self.bare and below is not None)


class Value(Enum):
    """What stands behind the last key or dash of a level."""

    NONE = auto()
    TEXT = auto()
    """Without quotes: lines that begin further in go on with it."""
    BLOCK = auto()
    """A text below `|` or `>`."""
    COMPLETE = auto()


@dataclass(slots=True)
class Level:
    """A mapping or a list that is open: its keys or dashes all begin in one column."""

    column: int
    """Rows and columns count from 0."""
    usual_column: int
    """Where it would begin if it were indented like the rest of the file."""
    outline: Outline
    is_list: bool = False
    rows: list[int] = field(default_factory=list)
    """Of its keys or dashes."""
    keys: set[str] = field(default_factory=set)
    key: str = ""
    """The last of them."""
    inside: int = 0
    """Of a list: the column of what stands behind its last dash."""
    value: Value = Value.NONE
    body: list[int] = field(default_factory=list)
    """The rows of a text below `|` or `>`."""

    @property
    def below(self) -> Outline:
        """What may stand behind its last key or dash."""
        inner = self.outline.item if self.is_list else self.outline.below(self.key)
        return inner or ANYTHING

    @property
    def ends_in_text(self) -> bool:
        """Whether its last value is a text that the next line may have been meant to go on with."""
        return self.value in (Value.TEXT, Value.BLOCK)

    def lacks(self, key: LineKey) -> bool:
        """Whether a key may stand here and does not yet."""
        return not self.is_list and key.name not in self.keys and key.fits(self.outline)


class Levels:
    """The open levels, outermost first; below the first there is the whole file."""

    def __init__(self, lines: Sequence[str], outline: Outline) -> None:
        self._lines = lines
        self._step, self._step_to_dash = _usual_steps(lines)
        self._open = [Level(-1, -1, Outline(item=outline), is_list=True, rows=[0])]
        self.closed: list[Level] = []
        """Those that the last line closed, outermost first."""

    @property
    def top(self) -> Level:
        """The innermost."""
        return self._open[-1]

    @property
    def too_many(self) -> bool:
        """Whether lists and mappings stand in each other so deep that nobody can have meant it."""
        return len(self._open) > _MOST

    @property
    def begun(self) -> bool:
        """Whether anything stands in the file so far."""
        return len(self._open) > 1 or self.top.value is not Value.NONE

    def continues_text(self, column: int) -> bool:
        """Whether a line in this column goes on with the text above, whatever it says."""
        return self.top.value is Value.TEXT and column > self.top.column

    def close(self, column: int, *, dash: bool = False) -> Level:
        """Close the levels that a line in this column ends; the innermost of those left."""
        keep = next(n for n in range(len(self._open) - 1, -1, -1) if self._open[n].column <= column)
        if keep > 1 and not dash and self._open[keep].is_list and self._open[keep - 1].column == column:
            keep -= 1  # a list whose dashes stand below its key, and not further in
        self.closed = self._open[keep + 1 :]
        del self._open[keep + 1 :]
        return self.top

    def open(self, column: int, outline: Outline, *, is_list: bool = False) -> Level:
        """Begin a level below the innermost."""
        holder = self.top
        if len(self._open) == 1:
            usual = 0
        elif holder.is_list:
            usual = column - holder.column + holder.usual_column
        else:
            usual = holder.usual_column + (self._step_to_dash if is_list else self._step)
        holder.value = Value.COMPLETE
        self._open.append(Level(column, usual, outline, is_list))
        return self.top

    def location_of(self, key: LineKey) -> tuple[int, int] | None:
        """Column and row of where a key belongs that can't stand where it stands: as near above it as can be."""
        for level in (*reversed(self.closed), self.top):
            if level.value is Value.NONE and key.fits(level.below):
                inside = level.column + (2 if level.is_list else self._step)
                return (inside if level.column >= 0 else 0), level.rows[-1]
            if level is not self.top and level.lacks(key):
                return level.column, level.rows[-1]
        outer = (level for level in reversed(self._open[1:]) if level.lacks(key))
        return next(((level.column, level.rows[-1]) for level in outer), None)

    def lacks_dash(self, column: int, name: str) -> bool:
        """Whether a key in this column begins an item of a list, and only its dash is missing."""
        lists = [self.top.below] if self.top.value is Value.NONE else []
        lists += [level.outline for level in self.closed[:1] if level.is_list and level.column == column]
        return any(outline.item is not None and name in outline.item.keys for outline in lists)

    def misindented(self, column: int, key: LineKey | None = None) -> tuple[int, int] | None:
        """The usual column and the row of a line above in an unusual one, where this line fits only below that."""
        for level in (*self.closed, self.top):
            fits = key is None or level.is_list or level.outline.below(key.name) is not None
            if len(level.rows) == 1 and level.column != level.usual_column == column and fits:
                row = level.rows[0]
                return indentation(self._lines[row]) + level.usual_column - level.column, row
        top = self.top
        if top.value is Value.BLOCK and len(top.body) == 1 and column == top.column + self._step:
            return column, top.body[0]
        if top.value is Value.BLOCK and not top.body and len(top.rows) == 1 and top.column > top.usual_column:
            return indentation(self._lines[top.rows[0]]) + top.usual_column - top.column, top.rows[0]
        return None

    def nearest_list(self) -> Level | None:
        """The list that a dash here may have been meant for."""
        return next((level for level in (*reversed(self.closed), *reversed(self._open[1:])) if level.is_list), None)

    def is_next(self, column: int, key: LineKey | None, *, dash: bool) -> bool:
        """Whether a dash or a key that begins in this column can only be the next of an open level."""
        levels = [level for level in self._open[1:] if level.column == column]
        return any(dash if level.is_list else key is not None and key.fits(level.outline) for level in levels)


def indentation(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def _usual_steps(lines: Sequence[str]) -> tuple[int, int]:
    """How much further in than its key a mapping begins in most of the file, and a list."""
    steps, steps_to_dash = Counter({2: 1}), Counter({2: 1})
    opened: int | None = None
    for line in lines:
        content = line.strip()
        if not content or content[0] == "#":
            continue
        if opened is not None and content.startswith("- ") and indentation(line) >= opened:
            steps_to_dash[indentation(line) - opened] += 1
        elif opened is not None and indentation(line) > opened:
            steps[indentation(line) - opened] += 1
        key = content.partition(" #")[0].rstrip()
        opened = len(line.rstrip()) - len(content.lstrip("- ")) if key.endswith(":") else None
    return steps.most_common(1)[0][0], steps_to_dash.most_common(1)[0][0]
