"""From keys to line and column: looked up only when there is something to say."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from service_promises.source.flaw import Step
from service_promises.source.yaml.parse import compose
from service_promises.source.yaml.span import find

At = Literal["key", "value"]


class Place(NamedTuple):
    """Where in a text; line and column from 1, the width in characters on that line."""

    line: int
    column: int
    width: int = 1


class Places:
    """The places in one text.

    The tree that knows them takes far more memory than the text, so it is made anew when it is needed and
    let go with this object.
    """

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self._text = text
        self._found: dict[int, dict[str, tuple[Node, Node]]] = {}

    @cached_property
    def _root(self) -> Node | None:
        return compose(self._text)

    def key(self, loc: Sequence[Step]) -> Place:
        """The place of a key that is known to be there.

        A name that the text has only once needs no tree: that is the key, unless it may be spelt otherwise.
        """
        name = str(loc[-1])
        index = self._text.find(name)
        if self._text.find(name, index + 1) >= 0 or "\\" in self._text or self._text[index - 1] in "\"'":
            return self.of(loc, "key")
        before = self._text.rfind("\n", 0, index)
        return Place(self._text.count("\n", 0, index) + 1, index - before, len(name))

    def of(self, loc: Sequence[Step], at: At, stretch: tuple[int, int] | None = None) -> Place:
        """The place of what the steps lead to, or of as much of the way as there is.

        A key that is not there is placed at the key of the mapping that lacks it. `stretch` is the part of a
        text that is meant.
        """
        node, key = self._root, None
        if node is None:
            return Place(1, 1)
        for step in loc:
            found = self._step(node, step)
            if found is None:
                if isinstance(step, int):
                    continue  # one mapping where a list may stand: `interim`
                shorthand = at == "value" and isinstance(node, ScalarNode)  # `report_by: 10` for its `day`
                return self._extent(node if shorthand else key or _first(node))
            key, node = found
        if at == "key" or (isinstance(node, ScalarNode) and not node.value and not node.style):
            return self._extent(key or _first(node))
        if stretch is not None and isinstance(node, ScalarNode):
            line, column, width = find(node, self.lines, *stretch)
            return Place(line + 1, column + 1, width)
        return self._extent(node)

    def line(self, number: int) -> str | None:
        """A line, counted from 1; None for one that is not there."""
        return self.lines[number - 1] if number <= len(self.lines) else None

    def _step(self, node: Node, step: Step) -> tuple[Node | None, Node] | None:
        if isinstance(node, MappingNode) and isinstance(step, str):
            keys = self._found.get(id(node))
            if keys is None:
                keys = self._found[id(node)] = {key.value: (key, value) for key, value in node.value}
            return keys.get(step)
        if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            return None, node.value[step]
        return None

    def _extent(self, node: Node) -> Place:
        start, end = node.start_mark, node.end_mark
        width = 1
        if isinstance(node, ScalarNode):
            until = end.column if end.line == start.line else len(self.lines[start.line].rstrip())
            width = until - start.column
        return Place(start.line + 1, start.column + 1, max(1, width))


def _first(node: Node) -> Node:
    """What stands first in a mapping: where its own place would say nothing."""
    if isinstance(node, MappingNode) and node.value:
        first: Node = node.value[0][0]
        return first
    return node
