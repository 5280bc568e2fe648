"""What YAML could do and a promise file may not: anchors, aliases, tags, merge keys, deep nesting.

Building the tree hides these things, and a deep tree could end the program. So they are looked for
first: cheaply, by a glance at the text, and event by event only where the glance saw something.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from service_promises.problems.problem import Problem
from service_promises.source.yaml.faults import Position, problem

try:
    from yaml import CSafeLoader as _Loader
except ImportError:
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]  # they share what is used of them here

Loader = _Loader
"""On libyaml where PyYAML was built with it, and in Python, slower, where it was not."""

MOST_LEVELS = 50
"""How deep lists and mappings may stand in each other."""

_MARKED = re.compile(r"(?<!\w)[&*!]")
_INDENTED = re.compile(r"\n[ \t\-?:]{24}")
_FEW = 24
"""So many brackets, inside so many columns of indentation, can't make 50 levels."""
MOST = 20
"""After so many the rest of a file is not worth listing."""


def refused(text: str) -> tuple[Problem, ...]:
    """Every use of YAML that is not allowed, or the first place that is too deep.

    Raises YAMLError where the text turns out not to be YAML before any of them.
    """
    problems: list[Problem] = []
    try:
        for extra in _refused(text) if _is_suspect(text) else ():
            problems.append(extra)
            if len(problems) >= MOST or extra.rule == "too-deep":
                break
    except yaml.YAMLError:
        if not problems:
            raise
    return tuple(problems)


def _is_suspect(text: str) -> bool:
    return (
        (("&" in text or "*" in text or "!" in text) and _MARKED.search(text) is not None)
        or "<<" in text
        or text.count("[") + text.count("{") > _FEW
        or _INDENTED.search(text) is not None
        or _INDENTED.match(f"\n{text[:_FEW]}") is not None
    )


def _refused(text: str) -> Iterator[Problem]:
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, MappingStartEvent | SequenceStartEvent):
            depth += 1
            if depth > MOST_LEVELS:
                yield problem("too-deep", _start(event), levels=MOST_LEVELS)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            depth -= 1
        yield from _of_event(event, text)


def _of_event(event: Event, text: str) -> Iterator[Problem]:
    anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
    if anchor is not None:
        name = "alias" if isinstance(event, AliasEvent) else "anchor"
        yield problem(name, _start(event), len(anchor) + 1, name=anchor)
    if tag is not None:
        yield problem("tag", _start(event), tag=tag.replace("tag:yaml.org,2002:", "!!"))
    if isinstance(event, ScalarEvent) and event.value == "<<" and event.style not in ('"', "'"):
        end: Any = event.end_mark
        if text.split("\n")[end.line][end.column :].lstrip().startswith(":"):
            yield problem("merge-key", _start(event), 2)


def _start(event: Event) -> Position:
    mark: Any = event.start_mark  # the parser gives each event its place
    return mark.line, mark.column
