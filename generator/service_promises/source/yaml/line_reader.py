"""Reads the lines of a text that is not YAML up to the first one that can't stand where it stands.

One pass, which knows the keys of the file. Only the first fault is looked for, since nothing after it can be
trusted. It is shown where it began: a key that stands too far left on its own line, and not where YAML stumbles.
"""

import re

import yaml

from service_promises.source.yaml.colons import BULLET, colon_fault, odd_indentation
from service_promises.source.yaml.faults import Position, Unreadable, fault, needs_quotes, spaces
from service_promises.source.yaml.levels import MONTH_KEY, Level, Levels, LineKey, Value, indentation
from service_promises.source.yaml.no_key import no_dash, no_key, second_colon
from service_promises.source.yaml.outline import ANYTHING, Outline
from service_promises.source.yaml.quotes_and_brackets import end_of_brackets, end_of_text

_DASH = re.compile(r"-(?:[ \t]+|$)")
_COMMENT = re.compile(r"[ \t]#.*")
_COLON = re.compile(r":(?=[ \t]|$)")
_QUOTED_KEY = re.compile(r"""(["'])([^"'\\]*)\1[ \t]*:(?=[ \t]|$)""")
_BLOCK_MARK = re.compile(r"[|>](?:[+-]?([1-9]?)|([1-9])[+-])")


def yaml_fault(error: yaml.YAMLError, text: str, outline: Outline) -> Unreadable:
    """The first line of a text that can't stand where it stands, or else where the parser stopped."""
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    stop = (mark.line, mark.column) if mark else (0, 0)
    try:
        _Reader(text.split("\n"), outline, stop).read()
    except Unreadable as unreadable:
        if unreadable.problems[0].line <= stop[0] + 1:
            return unreadable
    row = min(stop[0], text.count("\n"))
    tab = text.split("\n")[row].find("\t")
    return fault("anything-else", stop) if tab < 0 else fault("tab", (row, tab))


class _Reader:
    def __init__(self, lines: list[str], outline: Outline, stop: Position) -> None:
        self._lines = lines
        self._stop = stop
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
                    self._levels.top.value = Value.COMPLETE
                self._row += 1
            elif self._is_marker(line):
                self._row += 1
            else:
                self._check_indentation(line)
                while column is not None and not self._levels.too_many:
                    column = self._entry(self._row, column, line[column:])

    def _is_marker(self, line: str) -> bool:
        """Whether a line does no more than begin or end the document."""
        if self._ended or (self._levels.begun and re.match(r"---(\s|$)", line)):
            raise fault("second-document", (self._row, 0))
        self._ended = re.match(r"\.\.\.(\s|$)", line) is not None
        return self._ended or re.match(r"%YAML |%TAG |---\s*($|#)", line) is not None

    def _check_indentation(self, line: str) -> None:
        blank = line[: len(line) - len(line.lstrip())]
        odd = odd_indentation(line)
        if self._levels.continues_text(indentation(line)):
            return
        if "\t" in blank:
            raise fault("tab", (self._row, blank.index("\t")))
        if odd is not None:
            raise fault("odd-space", (self._row, odd[0]), name=odd[1])

    def _entry(self, row: int, column: int, content: str) -> int | None:
        """Read what begins in a column; the column of what is left to read behind a dash."""
        dash = _DASH.match(content)
        key = _key_in(content)
        if dash and (key is not None or not self._levels.continues_text(column)):
            level = self._list((row, column), content[dash.end() :])
            level.value, level.inside = Value.NONE, column + dash.end()
            level.rows.append(row)
            if content[dash.end() :] and content[dash.end()] != "#":
                return level.inside
            self._row += 1
        elif key is not None:
            level = self._mapping((row, column), content, key)
            level.key, level.value = key.name, Value.NONE
            level.rows.append(row)
            level.keys.add(key.name)
            self._value(column + key.end, level)
        elif self._levels.continues_text(column):
            self._plain(column, self._levels.top)
        elif content.startswith("? "):
            raise fault("question-mark", (row, column))
        else:
            self._text((row, column), content)
        return None

    def _list(self, at: Position, content: str) -> Level:
        """The level that a dash belongs to, with this behind it."""
        continues_text = self._levels.continues_text(at[1])
        top = self._levels.close(at[1], dash=True)
        if top.is_list and top.column == at[1] and not continues_text:
            return top
        key = _key_in(content)
        first = top.value is Value.NONE and (top.column < at[1] or not top.is_list)
        if first and (top.below.item is not None or not top.below.mapping):
            return self._levels.open(at[1], top.below, is_list=True)
        like = self._levels.nearest_list()
        if first or like is None or (top.column == at[1] and key is not None and top.lacks(key)):
            raise fault("list-for-key", at)
        if not continues_text:
            self._check_above(at[1])
        raise fault("dash-in-other-column", at, line=like.rows[-1] + 1, spaces=spaces(like.column))

    def _mapping(self, at: Position, content: str, key: LineKey) -> Level:
        """The level that a key belongs to."""
        if not key.name:
            raise fault("lone-colon", at)
        if key.name.startswith("? "):
            raise fault("question-mark", at)
        if key.name[0] == "-":
            raise fault("no-space-behind-dash", at, len(content.rstrip()), item=content[1:].rstrip())
        continues_text = self._levels.continues_text(at[1])
        top = self._levels.close(at[1])
        beside = top.column == at[1] and not top.is_list
        below = top.value is Value.NONE and top.column < at[1]
        wanted = top.below if below else ANYTHING
        if beside and top.lacks(key):
            return top
        if below and (wanted.anything or wanted.below(key.name) is not None):
            return self._levels.open(at[1], wanted)
        if BULLET.match(key.name) or self._levels.lacks_dash(at[1], key.name):
            raise no_dash(content, at)
        if wanted.values is not None and key.name in wanted.values.keys:
            raise fault("key-for-id", at, len(key.name), key=key.name)
        if not (below or beside):
            self._check_above(at[1], key)
        self._check_column(at, content, key)
        if key.name not in self._known and (continues_text or (" " in key.name and wanted.text)):
            raise self._colon_in_text((at[0], at[1] + len(key.name)), top)
        if key.name not in self._known and (":" in key.name or (" " in key.name and beside and top.ends_in_text)):
            raise self._no_key(at, content)
        if not (below or beside):
            raise self._wrong_column(at, content)
        return self._levels.open(at[1], wanted if wanted.mapping else ANYTHING) if below else top

    def _check_column(self, at: Position, content: str, key: LineKey) -> None:
        """Raises Unreadable for a key that belongs into another column."""
        location = self._levels.location_of(key)
        if location is not None:
            column, row = location
            relation = "like" if indentation(self._lines[row]) == column else "below"
            begin = f"{spaces(column)}, {relation} line {row + 1}"
            name = "too-far-left" if at[1] < column else "too-far-right"
            raise fault(name, at, len(content.rstrip()), key=key.name, begin=begin)

    def _text(self, at: Position, content: str) -> None:
        """A line that is neither an item nor a key."""
        top = self._levels.close(at[1])
        if content[0] in "]}":
            raise fault("closes-nothing", at, shape=content[0])
        if top.value is not Value.NONE or at[1] <= top.column:
            self._check_above(at[1])
            beside = at[1] == top.column and not top.is_list
            raise self._no_key(at, content) if beside else self._wrong_column(at, content)
        if top.below.text or top.below.anything or content[0] in "[{":
            self._value(at[1], top)
        else:
            only_list = top.below.item is not None and not top.below.mapping
            raise no_dash(content, at) if only_list else self._no_key(at, content)

    def _check_above(self, column: int, key: LineKey | None = None) -> None:
        """Raises Unreadable for a line above below which this one does not fit, though it stands where it should."""
        above = self._levels.misindented(column, key)
        if above is not None:
            line = self._lines[above[1]]
            begins = indentation(line)
            side = "left" if begins < above[0] else "right"
            values = {"side": side, "line": self._row + 1, "spaces": spaces(above[0])}
            raise fault("misindented-above", (above[1], begins), len(line.strip()), **values)

    def _wrong_column(self, at: Position, content: str) -> Unreadable:
        """A line that begins in a column in which it can't begin."""
        top = self._levels.top
        if BULLET.match(content):
            return no_dash(content, at)
        if top.is_list and top.inside > at[1]:
            return fault("between-items", at, spaces=spaces(top.inside), line=top.rows[-1] + 1)
        values = {"line": top.rows[-1] + 1, "spaces": spaces(max(0, top.column))}
        return fault("no-such-column", at, len(content.rstrip()), **values)

    def _no_key(self, at: Position, content: str) -> Unreadable:
        """A line that has to be a key and is none."""
        text_above = self._levels.top.ends_in_text or bool(self._levels.closed)
        return no_key(content, at, self._known, text_above=text_above)

    def _value(self, column: int, level: Level) -> None:
        """Read what stands behind a colon or a dash, to the end of its last line."""
        line = self._lines[self._row]
        content = line[column:].lstrip()
        at = self._row, len(line) - len(content)
        if not content or content[0] == "#":
            self._row += 1
            return
        level.value = Value.COMPLETE
        if content[0] in "\"'":
            self._row = end_of_text(self._lines, at, self._is_entry) + 1
        elif content[0] in "[{":
            self._row = end_of_brackets(self._lines, at, self._stop, self._is_entry) + 1
        elif content[0] in "|>":
            self._block(at, level)
        elif content.strip() in ("-", "?"):
            raise fault("lone-mark", at, mark=content.strip())
        elif content[0] in "@`%&*!,]}" or content.startswith("? "):
            raise needs_quotes(line, at)
        elif _DASH.match(content):
            raise fault("dash-behind-key", at)
        else:
            self._plain(at[1], level)

    def _plain(self, column: int, level: Level) -> None:
        """Read a line of a text without quotes."""
        content = self._lines[self._row][column:]
        text = _COMMENT.sub("", content, count=1)
        colon = _COLON.search(text)
        if colon is not None:
            raise self._colon_in_text((self._row, column + colon.start()), level)
        level.value = Value.TEXT if text == content else Value.COMPLETE
        self._row += 1

    def _colon_in_text(self, at: Position, level: Level) -> Unreadable:
        """A colon with a space behind it in a text without quotes."""
        if level.rows[-1] < at[0]:
            for row in range(level.rows[-1] + 1, at[0]):
                self._check_colon_of_month(row)
            begin = "-" if level.is_list else f"{level.key}:"
            return fault("colon-in-text", (level.rows[-1], level.column), len(begin), begin=begin, line=at[0] + 1)
        return second_colon(self._lines[at[0]], at, self._known)

    def _check_colon_of_month(self, row: int) -> None:
        """Raises Unreadable for a month without a space behind its colon, which YAML takes for a text."""
        line = self._lines[row].strip()
        colon = colon_fault(line) if MONTH_KEY.match(line) else None
        if colon is not None:
            at = row, indentation(self._lines[row])
            raise fault("no-colon", at, len(line), message=colon.message, help=colon.help)

    def _block(self, at: Position, level: Level) -> None:
        """Read a text below `|` or `>`, as far as it goes."""
        line = self._lines[at[0]]
        mark = _BLOCK_MARK.fullmatch(_COMMENT.sub("", line[at[1] :], count=1).rstrip())
        if mark is None:
            raise needs_quotes(line, at)
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
        column = indentation(self._lines[row])
        content = self._lines[row][column:]
        return self._levels.is_next(column, _key_in(content), dash=_DASH.match(content) is not None)


def _key_in(content: str) -> LineKey | None:
    """The key that a line begins with; None for a line without one."""
    quoted = _QUOTED_KEY.match(content)
    colon = quoted or _COLON.search(_COMMENT.sub("", content, count=1))
    if colon is None or (quoted is None and content[0] in "[]{},#&*!|>%@`\"'"):
        return None
    name = quoted[2] if quoted else content[: colon.start()].rstrip()
    behind = _COMMENT.sub("", content[colon.end() :], count=1).strip()
    return LineKey(name, colon.end(), behind[:1] in ("", "{"))
