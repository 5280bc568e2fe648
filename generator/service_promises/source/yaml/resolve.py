"""From keys to line and column: looked up only when there is something to say."""

from functools import cached_property

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from service_promises.problems.problem import Keys, Location, Step
from service_promises.source.yaml.parse import compose
from service_promises.source.yaml.span import locate


class Resolver:
    """Resolves locations in one text.

    The tree that knows the places takes far more memory than the text, so it is made anew when it is needed and
    let go with this object.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = text.split("\n")
        self._pairs: dict[int, dict[str, tuple[Node, Node]]] = {}

    def resolve(self, location: Location) -> Location:
        """The location with its line, column, width and quoted line; of keys as far as they lead.

        A key that is not there is placed beside the key that needs it, or else at the key of the mapping that
        lacks it.
        """
        if not location.line:
            line, column, width = self._of_key(location.beside) if location.beside else self._of_keys(location)
            location = location._replace(line=line + 1, column=column + 1, width=max(1, width))
        there = location.line <= len(self._lines)
        return location._replace(quote=self._lines[location.line - 1] if there else "")

    @cached_property
    def _root(self) -> Node | None:
        return compose(self._text)

    def _of_key(self, keys: Keys) -> tuple[int, int, int]:
        """Line and column, from 0, and width of a key that is known to be there.

        A name that the text has only once needs no tree: that is the key, unless it may be spelt otherwise.
        """
        name = str(keys[-1])
        index = self._text.find(name)
        if self._text.find(name, index + 1) >= 0 or "\\" in self._text or self._text[index - 1] in "\"'":
            return self._of_keys(Location(keys=keys, at="key"))
        before = self._text.rfind("\n", 0, index)
        return self._text.count("\n", 0, index), index - before - 1, len(name)

    def _of_keys(self, location: Location) -> tuple[int, int, int]:
        node, key = self._root, None
        if node is None:
            return 0, 0, 1
        for step in location.keys:
            pair = self._step(node, step)
            if pair is None:
                if isinstance(step, int) or (step == "places" and not isinstance(node, MappingNode)):
                    continue  # one mapping where a list may stand: `interim`; `at: [north]` for its `places`
                shorthand = location.at == "value" and isinstance(node, ScalarNode)  # `report_by: 10` for its `day`
                return self._extent(node if shorthand else key or _first(node))
            key, node = pair
        if location.at == "key" or (isinstance(node, ScalarNode) and not node.value and not node.style):
            return self._extent(key or _first(node))
        if location.span is not None and isinstance(node, ScalarNode):
            return locate(node, self._lines, *location.span)
        return self._extent(node)

    def _step(self, node: Node, step: Step) -> tuple[Node | None, Node] | None:
        if isinstance(node, MappingNode) and isinstance(step, str):
            pairs = self._pairs.get(id(node))
            if pairs is None:
                pairs = self._pairs[id(node)] = {key.value: (key, value) for key, value in node.value}
            return pairs.get(step)
        if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            return None, node.value[step]
        return None

    def _extent(self, node: Node) -> tuple[int, int, int]:
        start, end = node.start_mark, node.end_mark
        if not isinstance(node, ScalarNode):
            return start.line, start.column, 1
        until = end.column if end.line == start.line else len(self._lines[start.line].rstrip())
        return start.line, start.column, until - start.column


def _first(node: Node) -> Node:
    """What stands first in a mapping: where its own place would say nothing."""
    if isinstance(node, MappingNode) and node.value:
        first: Node = node.value[0][0]
        return first
    return node
