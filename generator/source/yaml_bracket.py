"""Brackets that do not close, or hold things without a comma between, in words for people who do not program."""

from __future__ import annotations

from yaml import tokens

from generator.source.spot import Spot
from generator.source.yaml_scene import Scene, at


def bracket(scene: Scene) -> Spot | None:
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
    shape, closing = ("[", "]") if isinstance(opened, tokens.FlowSequenceStartToken) else ("{", "}")
    if mark.line == scene.line and scene.column < len(scene.here.rstrip()):
        return at(
            scene,
            "yaml-bracket",
            f"between `{shape}` and `{closing}` each thing is followed by a comma, and here is none",
            f"put a comma between things; text that only begins with `{shape}` needs quotes around it",
        )
    return Spot(
        mark.line + 1,
        mark.column + 1,
        "yaml-bracket",
        f"the bracket `{shape}` opened here is never closed",
        f"type `{closing}` where the list ends; text that only begins with `{shape}` needs quotes around it",
    )
