"""From keys to line and column: looked up only when there is something to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.source.flaw import Step


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a text; line and column from 1, the width in characters on that line."""

    line: int
    column: int
    width: int = 1


def place_of(root: Node, text: str, loc: Sequence[Step], at: Literal["key", "value"]) -> Place:
    """The place of what the steps lead to, or of as much of the way as there is.

    A key that is not there is placed at the key of the mapping that lacks it.
    """
    node, key = root, None
    for step in loc:
        found = _step(node, step)
        if found is None:
            if isinstance(step, int):
                continue  # one mapping where a list may stand: `interim`
            return _extent(key or _first(node), text)
        key, node = found
    if at == "key" or (isinstance(node, ScalarNode) and not node.value and not node.style):
        return _extent(key or _first(node), text)
    return _extent(node, text)


def _step(node: Node, step: Step) -> tuple[Node | None, Node] | None:
    if isinstance(node, MappingNode):
        for key, value in reversed(node.value):
            if key.value == step:
                return key, value
    elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None


def _first(node: Node) -> Node:
    """What stands first in a mapping or list: where its own place would say nothing."""
    if isinstance(node, MappingNode) and node.value:
        first: Node = node.value[0][0]
        return first
    return node


def _extent(node: Node, text: str) -> Place:
    start, end = node.start_mark, node.end_mark
    width = 1
    if isinstance(node, ScalarNode):
        if end.line == start.line:
            width = end.column - start.column
        else:
            line = text.split("\n", start.line + 1)[start.line]
            width = len(line.rstrip()) - start.column
    return Place(start.line + 1, start.column + 1, max(1, width))
