"""From bytes to plain values with places: what we take of YAML, and what we refuse.

YAML 1.2 in the little that a promise needs: mappings, lists and text. Every scalar stays text, so `on`,
`no` and `12:30` mean what they say; only an unquoted `null`, `~` or nothing at all is no value.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, NamedTuple

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode

from service_promises.problems.problem import Problem
from service_promises.source.yaml.faults import Position, Unreadable, fault, problem
from service_promises.source.yaml.outline import ANYTHING, Outline
from service_promises.source.yaml.screen import MOST, Loader, refused

MOST_BYTES = 5_000_000
"""A file may be this long."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_PRINTABLE = bytes([*range(0x20, 0x7F), 0x09, 0x0A, 0x0D])
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufdd0-\ufdef\ufffe\uffff]")
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|={7}|\|{7})(?: .*)?$", re.MULTILINE)
_NAMES = {
    "\x00": "a NUL character; is this a text file?",
    "\x85": "the invisible line break U+0085",
    "\u2028": "the invisible line break U+2028",
    "\u2029": "the invisible line break U+2029",
    "\ufeff": "an invisible byte order mark (U+FEFF) in the middle of the file",
}


class Yaml(NamedTuple):
    """A file that could be read."""

    text: str
    """Without its byte order mark, each line ended by a line feed."""
    data: Any
    """What it says, as dicts, lists, text and None."""
    duplicates: tuple[Problem, ...]
    """Keys that stand twice in one mapping; in `data` the last of them."""


class _Composer(Loader):
    """Makes a tree without guessing what a scalar means."""

    def resolve(self, _kind: Any, _value: Any, _implicit: Any) -> str:
        return ""

    def descend_resolver(self, _node: Any, _index: Any) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def parse(raw: bytes, outline: Callable[[], Outline] = lambda: ANYTHING) -> Yaml:
    """Read the bytes of one file; raises Unreadable where no tree can be had from them.

    `outline` is asked for the keys of the file when something is wrong with its lines.
    """
    text = decode(raw)
    check_conflict(text)
    try:
        problems = refused(text)
        node = None if problems else compose(text)
    except yaml.YAMLError as error:
        # Most files have none, and it takes longer to load than to read one of them.
        from service_promises.source.yaml.line_reader import yaml_fault  # noqa: PLC0415

        raise yaml_fault(error, text, outline()) from None
    if problems:
        raise Unreadable(*problems)
    if node is None or (isinstance(node, ScalarNode) and node.value in _NULLS and not node.style):
        raise fault("empty-file", (0, 0))
    duplicates: list[Problem] = []
    data = _plain(node, duplicates)
    return Yaml(text, data, tuple(duplicates))


def check_conflict(text: str) -> None:
    """Raises Unreadable for a text in which git has put two versions."""
    conflict = _CONFLICT.search(text) if "<<<<<<<" in text or ">>>>>>>" in text else None
    if conflict is not None:
        row = text.count("\n", 0, conflict.start())
        raise fault("merge-conflict", (row, 0), len(conflict[0].rstrip()))


def compose(text: str) -> Node | None:
    """The tree of a text, which knows the places; None for an empty one.

    Raises YAMLError where the text is not YAML.
    """
    return _Composer(text).get_single_node()


def decode(raw: bytes) -> str:
    """The text of a file; raises Unreadable for what is not UTF-8 or can't be seen."""
    if len(raw) > MOST_BYTES:
        raise Unreadable(too_big(len(raw)))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(raw, error.start) from None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if raw.translate(None, _PRINTABLE):
        bad = _UNPRINTABLE.search(text)
        if bad is not None:
            raise _unprintable(text, bad.start())
    return text


def too_big(size: int) -> Problem:
    """What is wrong with a file of so many bytes."""
    measured = f"{size / 1_000_000:.1f} MB" if size >= MOST_BYTES + 50_000 else f"{size} bytes"
    return problem("file-size", (0, 0), size=measured)


_PACKED = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")
"""How documents of Word, spreadsheets and PDF begin."""


def _not_utf8(raw: bytes, start: int) -> Unreadable:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return fault("utf-16", (0, 0))
    if raw.startswith(_PACKED) or b"\0" in raw:
        return fault("not-text", (0, 0))
    before = raw[:start].decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return fault("not-utf-8", _end(before), byte=f"{raw[start]:02X}")


def _unprintable(text: str, index: int) -> Unreadable:
    bad = text[index]
    name = _NAMES.get(bad, f"a control character that nobody can see (U+{ord(bad):04X})")
    return fault("control-character", _end(text[:index]), name=name)


def _end(text: str) -> Position:
    """Where a text ends."""
    return text.count("\n"), len(text) - text.rfind("\n") - 1


def _plain(node: Node, duplicates: list[Problem]) -> Any:
    """Turn a tree into plain values; no deeper than the screen lets through."""
    if isinstance(node, ScalarNode):
        return None if node.value in _NULLS and not node.style else node.value
    if not isinstance(node, MappingNode):
        return [_plain(item, duplicates) for item in node.value]
    not_names = [key for key, _ in node.value if not isinstance(key, ScalarNode)]
    if not_names:
        raise Unreadable(*(problem("key-not-text", _start(key)) for key in not_names))
    data = {key.value: _plain(value, duplicates) for key, value in node.value}
    if len(data) != len(node.value):
        duplicates.extend(islice(_duplicate_keys(node), max(0, MOST - len(duplicates))))
    return data


def _start(node: Node) -> Position:
    return node.start_mark.line, node.start_mark.column


def _duplicate_keys(node: MappingNode) -> Iterator[Problem]:
    first: dict[str, Node] = {}
    for key, _ in node.value:
        before = first.setdefault(key.value, key)
        if before is not key:
            width = key.end_mark.column - key.start_mark.column
            lines = {"before": before.start_mark.line + 1, "line": key.start_mark.line + 1}
            yield problem("duplicate-key", _start(key), width, key=key.value, **lines)._replace(key=key.value)
