"""Brackets that do not close, or hold things without a comma between, in words for people who do not program."""

from __future__ import annotations

from yaml import tokens

from service_promises.problems.problem import Problem, text_problem
from service_promises.source.yaml.yaml_scene import Scene, at, margin

_SHOWN = 60
"""A text up to this long is shown in full."""


def bracket(scene: Scene) -> Problem | None:
    """A bracket that is left open, closes nothing, or in which a comma is missing."""
    if not scene.brackets:
        if scene.problem == "did not find expected key" and scene.char and scene.char in "]}":
            return at(
                scene,
                "yaml-bracket",
                f"the bracket `{scene.char}` closes nothing that was opened",
                "take it out; text with brackets in it needs quotes around it",
            )
        return None
    opened = scene.brackets[-1]
    mark = opened.start_mark
    shape, closing = _pair(opened)
    outer = [_pair(other)[1] for other in scene.brackets[:-1]]
    if scene.char and scene.char in "]}" and scene.char != closing:
        return at(
            scene,
            "yaml-bracket",
            f"what `{shape}` opened in line {mark.line + 1} is closed with `{closing}`, and here stands `{scene.char}`",
            f"write `{closing}` before it" if scene.char in outer else f"write `{closing}` in its place",
        )
    if scene.column < len(scene.here.rstrip()) and (
        mark.line == scene.line or _closes(scene, mark.line, closing)
    ):
        return _comma(scene, shape, closing)
    return text_problem(
        mark.line + 1,
        mark.column + 1,
        "yaml-bracket",
        f"the bracket `{shape}` opened here is never closed",
        f"type `{closing}` where the list ends; text that only begins with `{shape}` needs quotes around it",
    )


def _pair(opened: tokens.Token) -> tuple[str, str]:
    return ("[", "]") if isinstance(opened, tokens.FlowSequenceStartToken) else ("{", "}")


def _closes(scene: Scene, opened: int, closing: str) -> bool:
    """Whether the closing bracket comes before a line that begins no further in than the one of the opening."""
    if closing in scene.here[scene.column :]:
        return True
    for line in scene.lines[scene.line + 1 :]:
        if line.strip() and margin(line) <= margin(scene.lines[opened]):
            return line.lstrip().startswith(closing)
        if closing in line:
            return True
    return False


def _comma(scene: Scene, shape: str, closing: str) -> Problem:
    """A comma that is missing, at the end of the line above where one thing stands on each line."""
    message = f"between `{shape}` and `{closing}` each thing is followed by a comma, and here is none"
    start = scene.last.start_mark if scene.last else None
    if start is None or start.line == scene.line:
        way_out = f"put a comma between things; text that only begins with `{shape}` needs quotes around it"
        return at(scene, "yaml-bracket", message, way_out)
    line = scene.lines[start.line].partition(" #")[0].rstrip()
    column = max(line.rfind(mark, 0, start.column) + 1 for mark in "{[,")
    said = line[column:].lstrip()
    return text_problem(
        start.line + 1,
        len(line) - len(said) + 1,
        "yaml-bracket",
        message,
        f"write: `{said},`" if len(said) < _SHOWN else "put a comma at the end of the line",
        len(said),
    )
