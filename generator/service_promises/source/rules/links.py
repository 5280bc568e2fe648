"""Links in prose lead to `https:`, `mailto:`, `tel:` or a page of this site (DESIGN.md section 3).

Any other would be published as words that look like a link and lead nowhere.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import islice

from pydantic_core import PydanticCustomError

from service_promises.problems.problem import Problem, at_value
from service_promises.source.documents.prose import Prose
from service_promises.source.values.addresses import url
from service_promises.source.yaml.span import span_of

MOST = 25
"""So many links of one text are told, and no more."""

_LIKELY = re.compile(r"\]\(|\]:|<[A-Za-z][A-Za-z0-9+.-]*://")
_NOT_MARKS = re.compile(
    r"(?<![\\`])(`+)(?!`)(?:(?!\n[ \t]*\n).){1,5000}?(?<!`)\1(?!`)|\\[\\`\[\]()>!]", re.DOTALL
)
"""Code, and marks behind a backslash: they are shown as they stand."""
_BRACKET = re.compile(r"[\[\]]|\n[ \t]*\n")
_TARGET = re.compile(r"\(((?:(?!\]\()[^()]|\([^()]*\))*)\)")
_AUTO = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*://[^<>]*)>")
_DEFINED = re.compile(
    r"^ {0,3}\[[^\[\]\n]+\]:[ ]*(?:\n[ ]*)?<?([^\s>]+)>?[ ]*(?:[\"'(][^\n]*[\"')][ ]*)?$", re.MULTILINE
)
_TITLE = re.compile(r"\s+[\"']")


def may_link(joined: str) -> bool:
    """Whether there is anything in some texts that is worth a closer look."""
    return _LIKELY.search(joined) is not None


def links(told: Prose) -> Iterator[Problem]:
    """Links of a text that can't be published."""
    return islice(_refused(told), MOST)


def _refused(told: Prose) -> Iterator[Problem]:
    for start, end in _addresses(told.text):
        try:
            url(html.unescape(told.text[start:end]))
        except PydanticCustomError as error:
            said = error.context or {}
            where = (start, end) if end > start else (start - 1, end + 1)
            part = span_of(told.text, *where)
            yield Problem(at_value(*told.loc, span=part), "link", said["message"], said["help"])


def _addresses(text: str) -> list[tuple[int, int]]:
    """Where the addresses of a text's links stand, in their order."""
    if not may_link(text):
        return []
    masked = _NOT_MARKS.sub(lambda found: "x" * len(found[0]), text)
    found = [_without_title(masked, *span) for span in _behind_brackets(masked)]
    found += [hit.span(1) for hit in _AUTO.finditer(masked)]
    found += [hit.span(1) for hit in _DEFINED.finditer(masked)]
    return sorted(set(found))


def _behind_brackets(masked: str) -> Iterator[tuple[int, int]]:
    """What stands in round brackets directly behind words in square ones; an image is none."""
    opened: list[int] = []
    for mark in _BRACKET.finditer(masked):
        if mark[0] == "[":
            opened.append(mark.start())
        elif mark[0] != "]":
            opened.clear()  # a new paragraph
        elif opened and masked[max(0, (start := opened.pop()) - 1) : start] != "!":
            target = _TARGET.match(masked, mark.end())
            if target is not None:
                yield target.span(1)


def _without_title(masked: str, start: int, end: int) -> tuple[int, int]:
    """The address alone, of what stands in the round brackets."""
    said = masked[start:end]
    start += len(said) - len(said.lstrip())
    said = said.strip()
    if said.startswith("<") and ">" in said:
        return start + 1, start + said.index(">")
    title = _TITLE.search(said) if said.endswith(('"', "'")) else None
    return start, start + (title.start() if title else len(said))
