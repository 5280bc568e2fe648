"""Links in prose lead to `https:`, `mailto:`, `tel:` or a page of this site.

Any other would be published as words that look like a link and lead nowhere.
"""

import html
import re
from collections.abc import Iterator
from itertools import islice

from pydantic_core import PydanticCustomError

from service_promises.problems.problem import Problem, at_value
from service_promises.source.documents.prose import Prose
from service_promises.source.values.addresses import url
from service_promises.source.values.invalid import problem_of
from service_promises.source.yaml.span import span_of

MOST = 25
"""So many links of one text are listed, and no more."""

_LIKELY = re.compile(r"\]\(|\]:|<[A-Za-z][A-Za-z0-9+.-]*://")
_NOT_MARKS = re.compile(r"(?<![\\`])(`+)(?!`)(?:(?!\n[ \t]*\n).){1,5000}?(?<!`)\1(?!`)|\\[\\`\[\]()>!]", re.DOTALL)
"""Code, and marks behind a backslash: they are shown as they stand."""
_BRACKET = re.compile(r"[\[\]]|\n[ \t]*\n")
_TARGET = re.compile(r"\(((?:(?!\]\()[^()]|\([^()]*\))*)\)")
_AUTO = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*://[^<>]*)>")
_DEFINED = re.compile(
    r"^ {0,3}\[[^\[\]\n]+\]:[ ]*(?:\n[ ]*)?<?([^\s>]+)>?[ ]*(?:[\"'(][^\n]*[\"')][ ]*)?$", re.MULTILINE
)
_TITLE = re.compile(r"\s+[\"']")


def check_links(prose: Prose) -> Iterator[Problem]:
    """Links of a text that can't be published."""
    return islice(_refused(prose), MOST)


def _refused(prose: Prose) -> Iterator[Problem]:
    for start, end in _addresses(prose.text):
        try:
            url(html.unescape(prose.text[start:end]))
        except PydanticCustomError as error:
            brackets = 1 if end == start else 0  # nothing in them
            span = span_of(prose.text, start - brackets, end + brackets)
            problem = problem_of(error, at_value(*prose.keys, span=span))
            yield Problem(problem.location, "link", problem.message, problem.help)


def _addresses(text: str) -> list[tuple[int, int]]:
    """Where the addresses of a text's links stand, in their order."""
    if _LIKELY.search(text) is None:
        return []
    masked = _NOT_MARKS.sub(lambda hidden: "x" * len(hidden[0]), text)
    spans = [_without_title(masked, *span) for span in _behind_brackets(masked)]
    spans += [match.span(1) for match in _AUTO.finditer(masked)]
    spans += [match.span(1) for match in _DEFINED.finditer(masked)]
    return sorted(set(spans))


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
    target = masked[start:end]
    start += len(target) - len(target.lstrip())
    target = target.strip()
    if target.startswith("<") and ">" in target:
        return start + 1, start + target.index(">")
    title = _TITLE.search(target) if target.endswith(('"', "'")) else None
    return start, start + (title.start() if title else len(target))
