"""One list of problems, shown to people, to code hosts and to programs.

What is quoted comes from files that anybody may have sent, so each form makes it harmless in its own way: no
control character reaches a terminal, no line break a workflow command.
"""

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from service_promises.problems.grouping import group_problems
from service_promises.problems.plurals import pluralize
from service_promises.problems.problem import Problem, Severity

_WIDEST = 100
"""A quoted line is cut to so many characters around what is marked."""
_BEFORE = 40
"""So many of them stand before the mark."""


def as_text(problems: Iterable[Problem], summary: str = "") -> str:
    """For people: each with its place, its line and the way out; the count at the end.

    `summary` is the last line where nothing is wrong.
    """
    listed = list(problems)
    last = count(listed) or summary
    groups = group_problems(listed)
    if groups is None:
        lines = [_text(problem) for problem in listed]
    else:
        blocks = ((group.heading, *map(_text, group.first), group.rest) for group in groups)
        lines = ["\n\n".join("\n".join(line for line in block if line) for block in blocks)]
    return "".join(f"{line}\n" for line in lines) + (f"{last}\n" if last else "")


def as_github(problems: Iterable[Problem], summary: str = "", prefix: str = "") -> str:
    """For GitHub: workflow commands that mark the lines of a pull request, and the count.

    `prefix` is the site's folder within the repository; GitHub wants paths from the repository's top.
    """
    listed = list(problems)
    groups = group_problems(listed)
    lines = []
    for problem in listed if groups is None else (problem for group in groups for problem in group.first):
        path = str(PurePosixPath(prefix, problem.path))
        location = f"file={_property(path)},line={problem.line},col={problem.column}"
        text = f"{problem.message}\nhelp: {problem.help}"
        lines.append(f"::{problem.severity} {location},title={_property(problem.rule)}::{_data(text)}")
    lines += [f"{group.heading}, {group.rest}" for group in groups or () if group.rest]
    last = count(listed) or summary
    return "".join(f"{line}\n" for line in [*lines, *([visible(last)] if last else [])])


def as_gitlab(problems: Iterable[Problem], prefix: str = "") -> str:
    """For GitLab: a Code Quality report, a JSON array; `prefix` is the site's folder within the repository.

    A fingerprint holds no line, so that a problem stays the same one where only lines above it come and go.
    """
    times: Counter[tuple[str, str, str]] = Counter()
    entries = []
    for problem in problems:
        same = (str(PurePosixPath(prefix, problem.path)), problem.rule, problem.message)
        times[same] += 1
        entries.append(
            {
                "description": f"{problem.message} ({problem.help})",
                "check_name": problem.rule,
                "fingerprint": hashlib.sha256("\0".join((*same, str(times[same]))).encode()).hexdigest(),
                "severity": "major" if problem.severity is Severity.ERROR else "minor",
                "location": {"path": same[0], "lines": {"begin": problem.line}},
            }
        )
    return json.dumps(entries, indent=2) + "\n"


def as_json(problems: Iterable[Problem]) -> str:
    """For programs: one object, with every problem as it is."""
    return json.dumps({"problems": [_json(problem) for problem in problems]}, indent=2) + "\n"


def count(problems: Iterable[Problem]) -> str:
    """How many errors and warnings there are, in words; empty for none."""
    severities = [problem.severity for problem in problems]
    counts = [(severities.count(severity), str(severity)) for severity in Severity]
    return ", ".join(pluralize(number, name) for number, name in counts if number)


def visible(text: str) -> str:
    """A text with every character that could steer a terminal replaced by one that can be seen."""
    return text if text.isprintable() else "".join(_visible_char(char) for char in text)


def _text(problem: Problem) -> str:
    location = f"{visible(problem.path)}:{problem.line}:{problem.column}"
    lines = [f"{location}: {problem.severity}[{problem.rule}] {visible(problem.message)}"]
    if problem.quote and problem.quote.strip():
        lines += _quoted(problem, problem.quote)
    return "\n".join([*lines, f"   help: {visible(problem.help)}"])


def _quoted(problem: Problem, line: str) -> list[str]:
    start, end = problem.column - 1, problem.column - 1 + problem.location.width
    cut_left = start - _BEFORE if len(line) > _WIDEST and start > _BEFORE else 0
    cut_right = cut_left + _WIDEST
    left, right = "…" if cut_left else "", "…" if len(line) > cut_right else ""
    excerpt = left + visible(line[cut_left:cut_right]) + right
    before = _columns(left + visible(line[cut_left:start]))
    marked = max(1, _columns(visible(line[start : min(end, cut_right)])))
    label = f" {visible(problem.label)}" if problem.label else ""
    return [f"{problem.line:>5} | {excerpt.rstrip()}", f"      | {' ' * before}{'^' * marked}{label}"]


def _columns(text: str) -> int:
    """How many columns a text takes on a terminal."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _visible_char(char: str) -> str:
    if char.isprintable():
        return char
    if char == "\t":
        return "→"
    if unicodedata.category(char) == "Zs":
        return "␣"
    return chr(0x2400 + ord(char)) if ord(char) < 0x20 else "\N{REPLACEMENT CHARACTER}"


def _data(text: str) -> str:
    safe = "\n".join(visible(line) for line in text.split("\n"))
    return safe.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _json(problem: Problem) -> dict[str, Any]:
    always = {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "severity": str(problem.severity),
        "rule": problem.rule,
        "message": problem.message,
        "help": problem.help,
    }
    optional = {"promise": problem.promise, "month": problem.month, "key": problem.key}
    return always | {name: value for name, value in optional.items() if value is not None}
