"""Lines that were meant to be a key with its value, in words for people who do not program."""

from __future__ import annotations

from yaml import tokens

from generator.source.key_slip import BULLET, NO_COLON, right, slip_in
from generator.source.spot import Spot
from generator.source.yaml_scene import Scene, at


def first_key(scene: Scene) -> Spot | None:
    """The first line of a mapping that is not a key: libyaml reads on and stumbles over the next one."""
    last = scene.last
    if scene.problem != "mapping values are not allowed in this context" or not isinstance(
        last, tokens.ScalarToken
    ):
        return None
    start = last.start_mark
    line = scene.lines[start.line]
    if not last.plain or start.line >= scene.line or line[: start.column].strip(" -"):
        return None
    word = line[start.column :].strip()
    return _not_a_key(word, start.line, start.column, "if it is text, put the whole text in quotes")


def _not_a_key(word: str, line: int, column: int, otherwise: str) -> Spot:
    """A line that has to be a key and is none."""
    marked = BULLET.match(word)
    if marked is not None:
        return bullet(word, line, column)
    slip = slip_in(word)
    if slip is not None:
        message, way_out = slip.message, slip.help
    else:
        message = NO_COLON
        key, _, rest = word.partition(" ")
        example = (
            right(key, rest) if key.islower() and rest and len(rest.split()) == 1 else f"{_short(word)}:"
        )
        way_out = f"if this is a key, write `{example}`; {otherwise}"
    return Spot(line + 1, column + 1, "yaml-no-colon", message, way_out, max(1, len(word)))


def bullet(word: str, line: int, column: int) -> Spot:
    """An item of a list with something else in place of its dash and space."""
    marked = BULLET.match(word)
    text = word[marked.end() :] if marked else word
    return Spot(
        line + 1,
        column + 1,
        "yaml-list",
        "each item of a list stands behind a dash and a space, and this one does not",
        f"write: `- {_short(text)}`",
        max(1, len(word)),
    )


def colon(scene: Scene) -> Spot | None:
    """A line without a colon where a key has to stand, or with a second one."""
    if scene.problem == "could not find expected ':'":
        word = scene.lines[scene.began_line][scene.began_column :].strip()
        return _not_a_key(
            word,
            scene.began_line,
            scene.began_column,
            "if the text of the line above goes on here, indent it further than that line's key",
        )
    if scene.problem != "mapping values are not allowed in this context":
        return None
    before = scene.here[: scene.column]
    key, colon, value = before.partition(": ")
    if not colon:
        return None
    text = f"{value}{scene.here[scene.column :]}".strip()
    quote = '"' if '"' not in text and "\\" not in text else "'"
    text = text.replace("'", "''") if quote == "'" else text
    shown = f"`{key.strip()}: {quote}{text}{quote}`" if len(text) < 60 else f"{quote}{_short(text)}{quote}"
    return at(
        scene,
        "yaml-two-colons",
        "a second colon with a space behind it can't stand on one line",
        f"put the text after the first colon in quotes: {shown}",
    )


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
