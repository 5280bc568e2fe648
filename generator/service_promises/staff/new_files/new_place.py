"""`new place`: one more place in the file of the places, without touching anything else in it."""

from typing import Any

from yaml.nodes import CollectionNode, MappingNode, Node

from service_promises.source.files import PLACES, PLACES_PATH
from service_promises.source.values.scalars import slug
from service_promises.source.yaml.faults import Unreadable
from service_promises.source.yaml.flow import flow
from service_promises.source.yaml.parse import compose, parse
from service_promises.staff.new_files.blank_files import blank_places
from service_promises.staff.write_files import encoded_like


class NotAdded(ValueError):
    """A finished sentence about a place that was not added."""


def with_place(content: bytes | None, name: str, called: str) -> bytes:
    """The file of the places with one more, by its id and what it is called; without a file a new one.

    Byte order mark and line ends stay what they were. Raises NotAdded where the place is there already, or the file
    can't be changed safely.
    """
    if content is None:
        return blank_places(name, called).encode()
    try:
        yaml = parse(content)
    except Unreadable as fault:
        first = fault.problems[0]
        raise NotAdded(f"{PLACES_PATH}, line {first.line}: {first.message}. Put that right first.") from None
    _check_new(yaml.data, name, called)
    text = yaml.text if yaml.text.endswith("\n") else f"{yaml.text}\n"
    added = _with_entry(text, name, called)
    try:
        is_as_expected = added is not None and parse(added.encode()).data == _expected(yaml.data, name, called)
    except Unreadable:
        is_as_expected = False
    if added is None or not is_as_expected:
        raise NotAdded(
            f"{PLACES_PATH} is written in a way that nothing can be added to safely. Write into it, below `places:`:"
            f" {name}: {{name: {flow(called)}}}"
        )
    return encoded_like(content, added)


def _check_new(data: Any, name: str, called: str) -> None:
    """Refuse a place whose id or name is taken."""
    places = data.get("places") if isinstance(data, dict) else None
    for other, place in places.items() if isinstance(places, dict) else ():
        keys = place if isinstance(place, dict) else {}
        if other == name:
            raise NotAdded(f"{PLACES} has {name} already ({keys.get('name')}), and was left as it is.")
        if name in (keys.get("was") or ()):
            raise NotAdded(f"{name} was the id of {other} before, and its address leads there. Choose another id.")
        names = [keys.get("name"), *(keys.get("also_called") or ())]
        if slug(called) in {slug(one) for one in names if isinstance(one, str)}:
            raise NotAdded(
                f"{other} is called {called} already. Two places need two names, with what customers tell them apart by."
            )


def _expected(data: Any, name: str, called: str) -> Any:
    data = dict(data) if isinstance(data, dict) else {}
    return {**data, "places": {**(data.get("places") or {}), name: {"name": called}}}


def _with_entry(text: str, name: str, called: str) -> str | None:
    """The text with the entry behind the last place; None where places do not stand below each other."""
    root = compose(text)
    pairs = root.value if isinstance(root, MappingNode) and not root.flow_style else []
    key, places = next(((key, value) for key, value in pairs if key.value == "places"), (None, None))
    lines = text.splitlines(keepends=True)
    if key is None or places is None:
        return None if root is not None and not pairs else f"{text}places:\n{_entry('  ', name, called)}"
    if isinstance(places, MappingNode) and places.value and not places.flow_style:
        indent = places.value[0][0].start_mark.column
        line = _last_line(places) + 1
        while not lines[line - 1].strip():
            line -= 1
        while line < len(lines) and _is_note_of_entry(lines[line], indent):
            line += 1
    elif not getattr(places, "value", None):
        indent, line = key.start_mark.column + 2, key.end_mark.line + 1
    else:
        return None
    return "".join([*lines[:line], _entry(" " * indent, name, called), *lines[line:]])


def _is_note_of_entry(line: str, indent: int) -> bool:
    """Whether a line is a note that stands further in than the places do."""
    inner = line.lstrip(" ")
    return inner.startswith("#") and len(line) - len(inner) > indent


def _last_line(node: Node) -> int:
    """The line on which a value ends; what follows it in a block, blank lines and notes, is none of it."""
    if isinstance(node, CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _last_line(last[1] if isinstance(last, tuple) else last)
    end: int = node.end_mark.line
    is_block_text = getattr(node, "style", None) in ("|", ">")
    return end - 1 if is_block_text else end


def _entry(indent: str, name: str, called: str) -> str:
    return f"{indent}{name}:\n{indent}  name: {flow(called)}\n"
