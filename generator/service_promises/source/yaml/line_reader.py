"""Reads the lines of a text that is not YAML up to the first one that can't stand where it stands.

One pass, which knows the keys of the file. Only the first fault is looked for, since nothing after it can be
trusted. It is shown where it began: a key that stands too far left on its own line, and not where YAML stumbles.
"""

import re

import yaml

from service_promises.problems.problem import Problem
from service_promises.source.yaml import fault_messages as messages
from service_promises.source.yaml.colons import BULLET, odd_indentation
from service_promises.source.yaml.fault_messages import spaces
from service_promises.source.yaml.levels import Level, Levels, Value, indentation
from service_promises.source.yaml.no_key import no_dash, no_key, second_colon
from service_promises.source.yaml.outline import ANYTHING, Outline
from service_promises.source.yaml.quotes_and_brackets import (
    check_behind_quotes,
    end_of_brackets,
    end_of_quotes,
    needs_quotes,
)
from service_promises.source.yaml.unreadable import Unreadable

_DASH = re.compile(r"-(?:[ \t]+|$)")
_COMMENT = re.compile(r"[ \t]#.*")
_COLON = re.compile(r":(?=[ \t]|$)")
_QUOTED_KEY = re.compile(r"""(?:"([^"\\]*)"|'([^']*)')[ \t]*:(?=[ \t]|$)""")
_BLOCK_MARK = re.compile(r"[|>](?:[+-]?([1-9]?)|([1-9])[+-])")


def yaml_problem(error: yaml.YAMLError, text: str, outline: Outline) -> Problem:
    """The first line of a text that can't stand where it stands, or else where the parser stopped."""
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    row, column = (mark.line, mark.column) if mark else (0, 0)
    try:
        _Reader(text.split("\n"), outline).read()
    except Unreadable as fault:
        if fault.problems[0].line <= row + 1:
            return fault.problems[0]
    return messages.ANYTHING_ELSE.at((row, column))


class _Reader:
    def __init__(self, lines: list[str], outline: Outline) -> None:
        self._lines = lines
        self._row = 0
        self._known = frozenset(outline.every_key())
        self._levels = Levels(lines, outline)
        self._ended = False

    def read(self) -> None:
        """Go through all lines; raises Unreadable at the first fault."""
        while self._row < len(self._lines):
            line = self._lines[self._row]
            content = line.strip(" \t")
            column: int | None = indentation(line)
            if not content or content[0] == "#":
                if content and self._levels.top.value is Value.TEXT:
                    self._levels.top.value = Value.WHOLE
                self._row += 1
            elif self._is_marker(line):
                self._row += 1
            else:
                if not self._levels.goes_on(indentation(line)):
                    self._check_indentation(line)
                while column is not None and not self._levels.too_many:
                    column = self._entry(column)

    def _is_marker(self, line: str) -> bool:
        """Whether a line does no more than begin or end the document."""
        if self._ended or (self._levels.begun and re.match(r"---(\s|$)", line)):
            raise Unreadable(messages.SECOND_DOCUMENT.at((self._row, 0)))
        self._ended = re.match(r"\.\.\.(\s|$)", line) is not None
        return self._ended or re.match(r"%YAML |%TAG |---\s*($|#)", line) is not None

    def _check_indentation(self, line: str) -> None:
        blank = line[: len(line) - len(line.lstrip())]
        if "\t" in blank:
            raise Unreadable(messages.TAB.at((self._row, blank.index("\t"))))
        odd = odd_indentation(line)
        if odd is not None:
            raise Unreadable(messages.ODD_SPACE.at((self._row, odd[0]), name=odd[1]))

    def _entry(self, column: int) -> int | None:
        """Read what begins in this column; the column of what is left to read behind a dash."""
        content = self._lines[self._row][column:]
        dash = _DASH.match(content)
        pair = _key_in(content)
        if dash and (pair is not None or not self._levels.goes_on(column)):
            return self._item(column, content[dash.end() :], dash.end())
        if pair is not None:
            self._pair(column, content, *pair)
        else:
            self._text(column, content)
        return None

    def _item(self, column: int, content: str, width: int) -> int | None:
        """A dash; the column of what stands behind it."""
        goes_on = self._levels.goes_on(column)
        level = self._levels.close(column, dash=True)
        if goes_on or not (level.is_list and level.column == column):
            level = self._new_list(column, content, goes_on=goes_on)
        level.value, level.inside = Value.NONE, column + width
        level.rows.append(self._row)
        if content and content[0] != "#":
            return column + width
        self._row += 1
        return None

    def _new_list(self, column: int, content: str, *, goes_on: bool) -> Level:
        """The level of a dash that begins in a column of its own."""
        top = self._levels.top
        key, end = _key_in(content) or ("", 0)
        first = top.value is Value.NONE and (top.column < column or not top.is_list)
        if first and (top.below.item is not None or not top.below.mapping):
            return self._levels.open(column, top.below, is_list=True)
        if first or (top.column == column and top.lacks(key, bare=_is_bare(content[end:]))):
            raise Unreadable(messages.NEEDLESS_DASH.at((self._row, column)))
        if not goes_on:
            self._check_fit(column)
        like = self._levels.nearest_list()
        if like is None:
            raise Unreadable(messages.NO_LIST_HERE.at((self._row, column)))
        line = like.rows[-1] + 1
        raise Unreadable(messages.STRAY_DASH.at((self._row, column), line=line, spaces=spaces(like.column)))

    def _pair(self, column: int, content: str, key: str, end: int) -> None:
        """A key and what stands behind its colon."""
        at = self._row, column
        if not key:
            raise Unreadable(messages.LONE_COLON.at(at))
        if key[0] == "-":
            item = content[1:].rstrip()
            raise Unreadable(messages.NO_SPACE_BEHIND_DASH.at(at, len(item) + 1, item=item))
        if BULLET.match(key):
            raise Unreadable(no_dash(content, at))
        bare = _is_bare(content[end:])
        level = self._mapping(column, content, key, bare=bare, goes_on=self._levels.goes_on(column))
        if key not in self._known and (":" in key or (" " in key and level.runs_on)):
            raise Unreadable(self._no_key(column, content, level))
        level.key, level.value = key, Value.NONE
        level.rows.append(self._row)
        level.keys.add(key)
        self._value(column + end, level)

    def _mapping(self, column: int, content: str, key: str, *, bare: bool, goes_on: bool) -> Level:
        """The level that a key in this column belongs to."""
        top = self._levels.close(column)
        beside = top.column == column and not top.is_list
        if beside and top.lacks(key, bare=bare):
            return top
        first = top.value is Value.NONE and top.column < column
        wanted = top.below if first else ANYTHING
        if first and (wanted.anything or wanted.below(key) is not None):
            return self._levels.open(column, wanted)
        if self._levels.lacks_dash(column, key):
            raise Unreadable(no_dash(content, (self._row, column)))
        if wanted.values is not None and key in wanted.values.keys:
            raise Unreadable(messages.KEY_FOR_ID.at((self._row, column), len(key), key=key))
        if wanted.text and not wanted.mapping and " " in key:
            raise Unreadable(self._colon_in_text(column + len(key), top))
        if not (first or beside):
            self._check_fit(column, key)
        home = self._levels.home_of(key, bare=bare)
        if home is not None:
            kind = messages.TOO_FAR_LEFT if column < home.column else messages.TOO_FAR_RIGHT
            relation = "like" if indentation(self._lines[home.row]) == home.column else "below"
            values = {"key": key, "spaces": spaces(home.column), "relation": relation, "line": home.row + 1}
            raise Unreadable(kind.at((self._row, column), len(content.rstrip()), **values))
        if goes_on and key not in self._known:
            raise Unreadable(self._colon_in_text(column + len(key), top))
        if not (first or beside):
            raise Unreadable(self._astray(column, content))
        return self._levels.open(column, wanted if wanted.mapping else ANYTHING) if first else top

    def _text(self, column: int, content: str) -> None:
        """A line that is neither an item nor a key."""
        if self._levels.goes_on(column):
            self._plain(column, self._levels.top)
            return
        top = self._levels.close(column)
        if content[0] in "]}":
            raise Unreadable(messages.CLOSES_NOTHING.at((self._row, column), shape=content[0]))
        if top.value is Value.NONE and column > top.column:
            wanted = top.below
            if wanted.text or wanted.anything or content[0] in "[{":
                self._value(column, top)
                return
            if wanted.item is not None and not wanted.mapping:
                raise Unreadable(no_dash(content, (self._row, column)))
            raise Unreadable(self._no_key(column, content, top))
        self._check_fit(column)
        if column == top.column and not top.is_list:
            raise Unreadable(self._no_key(column, content, top))
        raise Unreadable(self._astray(column, content))

    def _check_fit(self, column: int, key: str | None = None) -> None:
        """Raises Unreadable for a line above below which this one does not fit, though it stands where it should."""
        above = self._levels.misfit(column, key)
        if above is not None:
            line = self._lines[above.row]
            begins = indentation(line)
            side = "left" if begins < above.column else "right"
            values = {"side": side, "line": self._row + 1, "spaces": spaces(above.column)}
            raise Unreadable(messages.MISFIT.at((above.row, begins), len(line.strip()), **values))

    def _astray(self, column: int, content: str) -> Problem:
        """A line that begins in a column in which it can't begin."""
        top = self._levels.top
        at = self._row, column
        if BULLET.match(content):
            return no_dash(content, at)
        if top.is_list and top.inside > column >= 0:
            return messages.BETWEEN_ITEMS.at(at, spaces=spaces(top.inside), line=top.rows[-1] + 1)
        return messages.NO_SUCH_COLUMN.at(at, len(content.rstrip()))

    def _no_key(self, column: int, content: str, level: Level) -> Problem:
        """A line that has to be a key and is none."""
        above = level.runs_on or bool(self._levels.closed)
        return no_key(content, (self._row, column), self._known, text_above=above)

    def _value(self, column: int, level: Level) -> None:
        """What stands behind a colon or a dash, to the end of its last line."""
        line = self._lines[self._row]
        content = line[column:].lstrip()
        start = (self._row, len(line) - len(content))
        first = content[:1]
        if first in ("", "#"):
            self._row += 1
            return
        level.value = Value.WHOLE
        if first in "\"'":
            end = end_of_quotes(self._lines, start, self._is_entry)
            check_behind_quotes(self._lines, start, end)
            self._row = end[0] + 1
        elif first in "[{":
            end = end_of_brackets(self._lines, start, level.below, self._is_entry)
            self._row = end[0] + 1
        elif first in "|>":
            self._block(start[1], level)
        elif first in "@`%&*!,]}":
            raise needs_quotes(line, start)
        elif _DASH.match(content):
            raise Unreadable(messages.DASH_BEHIND_KEY.at(start))
        else:
            self._plain(start[1], level)

    def _plain(self, column: int, level: Level) -> None:
        """A line of a text without quotes."""
        line = self._lines[self._row]
        text = _COMMENT.sub("", line[column:], count=1)
        colon = _COLON.search(text)
        if colon is not None:
            raise Unreadable(self._colon_in_text(column + colon.start(), level))
        wanted = level.below
        if wanted.mapping and not (wanted.text or wanted.item) and level.key:
            raise Unreadable(messages.TEXT_FOR_MAPPING.at((self._row, column), len(text), key=level.key))
        level.value = Value.TEXT if text == line[column:] else Value.WHOLE
        self._row += 1

    def _colon_in_text(self, column: int, level: Level) -> Problem:
        """A colon with a space behind it in a text without quotes."""
        if level.key and level.rows[-1] < self._row:
            key = (level.rows[-1], level.column)
            return messages.COLON_IN_TEXT.at(key, len(level.key), key=level.key, line=self._row + 1)
        return second_colon(self._lines[self._row], (self._row, column), self._known)

    def _block(self, column: int, level: Level) -> None:
        """A text below `|` or `>`, as far as it goes."""
        line = self._lines[self._row]
        mark = _BLOCK_MARK.fullmatch(_COMMENT.sub("", line[column:], count=1).rstrip())
        if mark is None:
            raise needs_quotes(line, (self._row, column))
        digit = mark[1] or mark[2]
        inside = max(level.column, 0) + int(digit) if digit else 0
        level.value, level.body = Value.BLOCK, []
        self._row += 1
        while self._row < len(self._lines):
            line = self._lines[self._row]
            if line.strip(" "):
                inside = inside or max(indentation(line), level.column + 1)
                if indentation(line) < inside:
                    return
                level.body.append(self._row)
            self._row += 1

    def _is_entry(self, row: int) -> bool:
        """Whether a line has a dash or a key exactly where an open level needs one."""
        line = self._lines[row]
        content = line[indentation(line) :]
        key, end = _key_in(content) or ("", 0)
        bare = bool(key) and _is_bare(content[end:])
        return self._levels.belongs(indentation(line), key, dash=bool(_DASH.match(content)), bare=bare)


def _is_bare(rest: str) -> bool:
    """Whether a colon has its value below it, or a mapping in braces behind it."""
    return _COMMENT.sub("", rest, count=1).strip()[:1] in ("", "{")


def _key_in(content: str) -> tuple[str, int] | None:
    """The key that a line begins with, and where what stands behind its colon begins; None for a line without one."""
    quoted = _QUOTED_KEY.match(content)
    if quoted is not None:
        return quoted[1] if quoted[1] is not None else quoted[2], quoted.end()
    if content[:1] in "[]{},#&*!|>%@`\"'":
        return None
    colon = _COLON.search(_COMMENT.sub("", content, count=1))
    return (content[: colon.start()].rstrip(), colon.end()) if colon else None
