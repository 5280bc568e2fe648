"""Writes figures into the text of a month without touching anything else in it.

Only the characters of the figures change: comments, order, quotes and blank lines stay byte for byte as they
were, which no library that reads a file and writes it again can promise. What comes out is read once more and
compared with what it should say, so a file that is written in some strange way is refused and never spoilt.
"""

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from service_promises.ledger.delivery import FIGURES, FLAGS
from service_promises.source.yaml.faults import Unreadable
from service_promises.source.yaml.flow import quoted
from service_promises.source.yaml.parse import compose, parse

FILLED_KEYS = (*FIGURES, *FLAGS, "reported", "final", "note", "no_figure")
"""The keys of a record that can be filled in, in the order in which they are written."""

_TEXTS = (*FLAGS, "note", "no_figure")
_COMMENT_LINES = re.compile(r"(?:[ ]*#[^\n]*\n)+")


class NotFillable(ValueError):
    """A finished sentence about a file that figures can't be put into."""


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    text: str


def fill(text: str, figures: Mapping[str, Mapping[str, str]]) -> str:
    """The text of a month with figures of records put in, by promise id and key.

    A figure of such a record that is still blank is taken out: with the new ones the record is whole. `text` can be read as YAML and has line feeds for line ends. Raises NotFillable where it is written in a way
    that this can't change.
    """
    if not text.endswith("\n"):
        text += "\n"
    root = compose(text)
    if not isinstance(root, MappingNode) or root.flow_style:
        raise NotFillable("the file is not written as keys with values below each other")
    editor = _Editor(text)
    editor.fill_delivered(root, figures)
    filled = editor.edited()
    try:
        as_expected = parse(filled.encode()).data == _expected(parse(text.encode()).data, figures)
    except Unreadable:
        as_expected = False
    if not as_expected:
        raise NotFillable("the file is written in a way that figures can't be put into safely")
    return filled


def _expected(data: Any, figures: Mapping[str, Mapping[str, str]]) -> Any:
    data = copy.deepcopy(data)
    records = data["delivered"] = data.get("delivered") or {}
    for name, new in figures.items():
        there = records.get(name) or {}
        blank = {key for key in FIGURES if key in there and there[key] is None}
        records[name] = {**{key: value for key, value in there.items() if key not in blank}, **new}
    return data


def _typed(key: str, text: str) -> str:
    """What is written behind the colon."""
    return quoted(text) if key in _TEXTS and text != "true" else text


class _Editor:
    """Collects the edits of one text, and applies them all at once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(at.end() for at in re.finditer("\n", text))]
        self._edits: list[_Edit] = []

    def edited(self) -> str:
        """The text with every edit applied; of several at one place the first comes first."""
        parts, end = [], 0
        for edit in sorted(self._edits, key=lambda edit: edit.start):
            parts += [self._text[end : edit.start], edit.text]
            end = max(end, edit.end)
        return "".join([*parts, self._text[end:]])

    def fill_delivered(self, root: MappingNode, figures: Mapping[str, Mapping[str, str]]) -> None:
        """Write figures under `delivered`, which may be missing or blank."""
        key, value = _find(root, "delivered")
        if key is None or value is None:
            records = "".join(_record(name, new, "  ") for name, new in figures.items())
            self._insert(len(self._text), f"delivered:\n{records}")
            return
        known = {one.value: (one, inner) for one, inner in _pairs(value)}
        if isinstance(value, MappingNode) and value.flow_style and value.value:
            raise NotFillable("`delivered` is written in braces")
        indent = " " * (value.value[0][0].start_mark.column if _pairs(value) else key.start_mark.column + 2)
        if not known:
            self._replace_blank(key, value, "")
        for name, new in figures.items():
            if name in known:
                self._into_record(*known[name], new)
            elif _pairs(value):
                self._insert(self._after(value), _record(name, new, indent))
            else:
                self._insert(self._line_after(key.end_mark.line), _record(name, new, indent))

    def _into_record(self, key: Node, record: Node, new: Mapping[str, str]) -> None:
        pairs = _pairs(record)
        present = {one.value: (one, value) for one, value in pairs}
        for name in [name for name in FILLED_KEYS if name in new and name in present]:
            self._set(*present[name], _typed(name, new[name]))
        for name in [name for name in FIGURES if name in present and name not in new]:
            self._take_out_blank(record, *present[name])
        self._insert_missing(key, record, new, present)

    def _insert_missing(
        self, key: Node, record: Node, new: Mapping[str, str], present: Mapping[str, tuple[Node, Node]]
    ) -> None:
        pairs = _pairs(record)
        missing = [name for name in FILLED_KEYS if name in new and name not in present]
        if not missing:
            return
        if isinstance(record, MappingNode) and record.flow_style:
            inside = ", ".join(f"{name}: {_typed(name, new[name])}" for name in missing)
            at = self._offset(pairs[-1][1].end_mark if pairs else record.start_mark)
            self._insert(at if pairs else at + 1, f", {inside}" if pairs else inside)
            return
        if not pairs:
            self._replace_blank(key, record, "")
        indent = " " * (pairs[0][0].start_mark.column if pairs else key.start_mark.column + 2)
        for name in missing:
            before = [present[one] for one in FILLED_KEYS[: FILLED_KEYS.index(name)] if one in present]
            line = f"{indent}{name}: {_typed(name, new[name])}\n"
            if before:
                at = self._after(before[-1][1], before[-1][0])
            elif pairs:
                at = self._starts[pairs[0][0].start_mark.line]
            else:
                at = self._line_after(key.end_mark.line)
            start, end = self._over_comment(at, indent, name)
            self._insert(start, line, end)

    def _over_comment(self, at: int, indent: str, name: str) -> tuple[int, int]:
        """The span of a comment that prepares the key (`# let_down:`), else an empty span at the offset."""
        comment = _COMMENT_LINES.match(self._text, at)
        prepared = re.search(rf"^{indent}# {name}:[ ]*\n", comment[0], re.MULTILINE) if comment else None
        return (at + prepared.start(), at + prepared.end()) if prepared else (at, at)

    def _set(self, key: Node, value: Node, text: str) -> None:
        if not isinstance(value, ScalarNode):
            raise NotFillable(f"`{key.value}` in line {key.start_mark.line + 1} is not one value")
        if value.value or value.style:
            self._edits.append(_Edit(self._offset(value.start_mark), self._end(value), text))
        else:
            self._replace_blank(key, value, f" {text}")

    def _take_out_blank(self, record: Node, key: Node, value: Node) -> None:
        """Take out the line of a figure that has no value; one that has stays."""
        if not isinstance(value, ScalarNode) or value.style or value.value not in ("", "null", "~"):
            return
        if isinstance(record, MappingNode) and record.flow_style:
            raise NotFillable(f"`{key.value}` in line {key.start_mark.line + 1} has no value yet: take it out")
        line = key.start_mark.line
        self._edits.append(_Edit(self._starts[line], self._line_after(line), ""))

    def _replace_blank(self, key: Node, value: Node, text: str) -> None:
        """Write behind the colon of a key that has no value, or `null`, or empty braces."""
        colon = re.compile(r"[ ]*:").match(self._text, self._offset(key.end_mark))
        if colon is None:
            raise NotFillable(f"`{key.value}` in line {key.start_mark.line + 1} has no colon behind it")
        is_written = self._offset(value.end_mark) > self._offset(value.start_mark)
        end = self._offset(value.end_mark) if is_written else colon.end()
        self._edits.append(_Edit(colon.end(), end, text))

    def _after(self, node: Node, key: Node | None = None) -> int:
        """The start of the line after the last one that a value stands on."""
        while isinstance(node, MappingNode) and node.value and not node.flow_style:
            key, node = node.value[-1]
        if isinstance(node, SequenceNode) and node.value and not node.flow_style:
            return self._after(node.value[-1], key)
        if isinstance(node, ScalarNode) and not node.value and not node.style and key is not None:
            return self._line_after(key.end_mark.line)
        return self._line_after(self._text.count("\n", 0, max(0, self._end(node) - 1)))

    def _end(self, node: Node) -> int:
        """Where a value ends; of a block of text without the blank lines and notes behind it."""
        start, end = self._offset(node.start_mark), self._offset(node.end_mark)
        return start + len(self._text[start:end].rstrip())

    def _insert(self, start: int, text: str, end: int | None = None) -> None:
        self._edits.append(_Edit(start, start if end is None else end, text))

    def _line_after(self, line: int) -> int:
        return self._starts[line + 1] if line + 1 < len(self._starts) else len(self._text)

    def _offset(self, mark: Any) -> int:
        start: int = self._starts[mark.line] + mark.column
        return start


def _find(root: MappingNode, name: str) -> tuple[Node | None, Node | None]:
    pairs = ((key, value) for key, value in root.value if key.value == name)
    return next(pairs, (None, None))


def _pairs(node: Node) -> list[tuple[Node, Node]]:
    return list(node.value) if isinstance(node, MappingNode) else []


def _record(name: str, new: Mapping[str, str], indent: str) -> str:
    lines = "".join(f"{indent}  {key}: {_typed(key, new[key])}\n" for key in FILLED_KEYS if key in new)
    return f"{indent}{name}:\n{lines}"
