"""What was written and is not read as it was meant: a text that ends at ` #`, and a key that became part of a text."""

import re
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Keys, Location, Problem
from service_promises.source.yaml.levels import indentation
from service_promises.source.yaml.parse import compose

_NOTE_BEHIND_TEXT = re.compile(
    r"^(?![ \t]*#)(?![ \t-]*[\w-]+:[ \t]+[0-9|>][^ \n]*[ \t]+#).*[^\s:|>-][ \t]+#", re.MULTILINE
)
"""A line with a note behind something that may be a text."""
_BLOCK = re.compile(r"^([ ]*)[^#\n]*[:-][ ]+[|>][+\-0-9]*[ \t]*(?:#[^\n]*)?\n", re.MULTILINE)
"""The line above a text below `|` or `>`."""
_KEY = re.compile(r"[ ]+(?:- )?([a-z_]+):(?:\s|$)")

_RECORDS = "delivered"
_FIGURE = re.compile(r"[ ]+(?:due|kept|share|level|done):[ ]+(?:[0-9]|true|false)")
"""A line with a figure of a record."""


class _Around(NamedTuple):
    """A mapping in which a text stands."""

    keys: Keys
    names: frozenset[str]


def lost_text(
    text: str, is_text: Callable[[Keys], bool], keys_at: Callable[[Keys], Collection[str]]
) -> Iterator[Problem]:
    """Every place in a file where something that was written goes without a word.

    `is_text` says whether free text stands where keys lead, `keys_at` which keys may stand there.
    """
    has_note = " #" in text and _NOTE_BEHIND_TEXT.search(text) is not None
    if has_note or _has_key_in_block(text):
        root = compose(text)
        if root is not None:
            yield from _Walk(text.split("\n"), is_text, keys_at).below(root, (), ())


def _has_key_in_block(text: str) -> bool:
    for block in _BLOCK.finditer(text) if "|" in text or ">" in text else ():
        start, outside = block.end(), len(block[1])
        while start < len(text):
            end = text.find("\n", start)
            line = text[start : end if end >= 0 else len(text)]
            if line.strip() and indentation(line) <= outside:
                break
            if _KEY.match(line):
                return True
            start += len(line) + 1
    return False


class _Walk:
    def __init__(
        self, lines: list[str], is_text: Callable[[Keys], bool], keys_at: Callable[[Keys], Collection[str]]
    ) -> None:
        self._lines, self._is_text, self._keys_at = lines, is_text, keys_at

    def below(self, node: Node, keys: Keys, around: tuple[_Around, ...]) -> Iterator[Problem]:
        if isinstance(node, MappingNode):
            inner = (*around, _Around(keys, frozenset(str(key.value) for key, _ in node.value)))
            for key, value in node.value:
                yield from self.below(value, (*keys, str(key.value)), inner)
        elif isinstance(node, SequenceNode):
            for index, value in enumerate(node.value):
                yield from self.below(value, (*keys, index), around)
        elif isinstance(node, ScalarNode) and node.style in ("|", ">"):
            if self._is_text(keys):
                yield from self._keys_in_block(node, keys, around)
        elif isinstance(node, ScalarNode) and not node.style and node.value and self._is_text(keys):
            yield from self._cut(node, keys)

    def _cut(self, node: ScalarNode, keys: Keys) -> Iterator[Problem]:
        """A text without quotes behind which a note begins on the same line."""
        row, column = node.end_mark.line, node.end_mark.column
        line = self._lines[row] if row < len(self._lines) else ""
        note = line[column:].strip()
        if not note.startswith("#") or line[column : column + 1] not in (" ", "\t"):
            return
        location = Location(row + 1, line.index(note, column) + 1, len(note), keys=keys)
        whole = f"{' '.join(node.value.split())} {note}"
        yield named_problem("text-cut", location, name=_name(keys), text=_in_quotes(whole))

    def _keys_in_block(self, node: ScalarNode, keys: Keys, around: tuple[_Around, ...]) -> Iterator[Problem]:
        """Lines of a text below `|` or `>` that begin with a key which is missing around it."""
        missing = {name: one.keys for one in around for name in self._keys_at(one.keys) if name not in one.names}
        for row in range(node.start_mark.line + 1, min(node.end_mark.line, len(self._lines))):
            match = _KEY.match(self._lines[row])
            if match is not None and _RECORDS in missing and _FIGURE.match(self._lines[row]):
                location = Location(row + 1, match.start(1) + 1, len(match[1]), keys=keys)
                yield named_problem("records-in-text", location, name=_name(keys))
                return
            if match is not None and match[1] in missing:
                location = Location(row + 1, match.start(1) + 1, len(match[1]), keys=keys)
                yield named_problem("key-in-text", location, key=match[1], name=_name(keys))


def _in_quotes(text: str) -> str:
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _name(keys: Keys) -> str:
    return next((step for step in reversed(keys) if isinstance(step, str)), "text")
