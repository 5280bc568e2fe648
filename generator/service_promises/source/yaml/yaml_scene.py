"""What libyaml reported of a text that is not YAML, with what stands before the fault."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml import tokens

from service_promises.problems.problem import Problem, text_problem


@dataclass(slots=True)
class Scene:
    """A fault as libyaml reported it, and the text before it."""

    problem: str
    context: str
    line: int
    """Of the fault; this and the rest count from 0."""
    column: int
    began_line: int
    """Of what libyaml was reading when it met the fault; the fault's own place where it does not say."""
    began_column: int
    lines: list[str]
    last: tokens.Token | None = None
    """The last thing read before the fault."""
    closed: tokens.Token | None = None
    """Where that is a closing bracket: the bracket that it closes."""
    brackets: list[tokens.Token] = field(default_factory=list)
    """Those still open at the fault, outermost first."""

    @property
    def here(self) -> str:
        """The line of the fault."""
        return self.lines[self.line] if self.line < len(self.lines) else ""

    @property
    def char(self) -> str:
        """The character at the fault; empty at the end of a line."""
        return self.here[self.column : self.column + 1]

    def above(self, line: int | None = None) -> int | None:
        """The nearest line above the fault, or above another line, that is not blank and no comment."""
        first = (self.line if line is None else line) - 1
        return next((n for n in range(first, -1, -1) if self.lines[n].strip()[:1] not in ("", "#")), None)


def margin(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def spaces(count: int) -> str:
    """So many spaces, in words."""
    return "no space" if count == 0 else "1 space" if count == 1 else f"{count} spaces"


def scene_of(error: yaml.YAMLError, text: str) -> Scene:
    """Read the text again up to the fault."""
    problem = getattr(error, "problem", None) or ""
    context = getattr(error, "context", None) or ""
    mark: Any = getattr(error, "problem_mark", None)
    began: Any = getattr(error, "context_mark", None) or mark
    lines = text.split("\n")
    if mark is None:
        return Scene(problem, context, 0, 0, 0, 0, lines)
    scene = Scene(problem, context, mark.line, mark.column, began.line, began.column, lines)
    try:
        for token in yaml.scan(text, Loader=yaml.CSafeLoader):
            if token.start_mark.index >= mark.index:
                break
            _remember(scene, token)
    except yaml.YAMLError:
        pass  # the fault itself, met a second time
    return scene


def at(scene: Scene, rule: str, message: str, way_out: str) -> Problem:
    """A fault where libyaml met it."""
    return text_problem(scene.line + 1, scene.column + 1, rule, message, way_out)


def began(scene: Scene, rule: str, message: str, way_out: str, width: int = 1) -> Problem:
    """A fault where what libyaml was reading began."""
    return text_problem(scene.began_line + 1, scene.began_column + 1, rule, message, way_out, max(1, width))


def _remember(scene: Scene, token: tokens.Token) -> None:
    if isinstance(token, tokens.BlockEndToken | tokens.BlockMappingStartToken | tokens.KeyToken):
        return
    scene.last, scene.closed = token, None
    if isinstance(token, tokens.FlowSequenceStartToken | tokens.FlowMappingStartToken):
        scene.brackets.append(token)
    elif isinstance(token, tokens.FlowSequenceEndToken | tokens.FlowMappingEndToken) and scene.brackets:
        scene.closed = scene.brackets.pop()
