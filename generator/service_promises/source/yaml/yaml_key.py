"""Lines that were meant to be a key with its value, in words for people who do not program."""

from __future__ import annotations

import re

from yaml import tokens

from service_promises.problems.problem import Problem, text_problem
from service_promises.source.documents.keys import every_key
from service_promises.source.yaml.key_slip import BULLET, NO_COLON, instead_of_colon, right, slip_in
from service_promises.source.yaml.yaml_scene import Scene, at

_KEY_AND_WORD = re.compile(r"([A-Za-z][\w-]*)[;.,\s]*(\S*)")
_KEY_AND_WORDS = re.compile(r"([A-Za-z]\w*)[;.,]?\s+([\w\"'(].*)")
_VALUE = re.compile(r"[0-9]|true\b|false\b")
"""What does not begin a text."""


def first_key(scene: Scene) -> Problem | None:
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


def _not_a_key(word: str, line: int, column: int, otherwise: str) -> Problem:
    """A line that has to be a key and is none."""
    marked = BULLET.match(word)
    if marked is not None:
        return bullet(word, line, column)
    slip = slip_in(word) or instead_of_colon(word, every_key())
    if slip is not None:
        message, way_out = slip.message, slip.help
    else:
        message = NO_COLON
        example = _with_colon(word)
        way_out = f"if this is a key, write `{example}`; {otherwise}"
    return text_problem(line + 1, column + 1, "yaml-no-colon", message, way_out, max(1, len(word)))


def _with_colon(word: str) -> str:
    """A line as it is if it was meant to be a key, and what may stand behind it."""
    several = _KEY_AND_WORDS.fullmatch(word)
    if several is not None and several[1].lower() in every_key():
        return right(several[1].lower(), several[2])
    found = _KEY_AND_WORD.fullmatch(word)
    if found is None or not (found[1].islower() or found[1].lower() in every_key()):
        return f"{_short(word)}:"
    key = found[1].lower() if found[1].lower() in every_key() else found[1]
    return right(key, found[2])


def bullet(word: str, line: int, column: int) -> Problem:
    """An item of a list with something else in place of its dash and space."""
    marked = BULLET.match(word)
    text = word[marked.end() :] if marked else word
    return text_problem(
        line + 1,
        column + 1,
        "yaml-list",
        "each item of a list stands behind a dash and a space, and this one does not",
        f"write: `- {_short(text)}`",
        max(1, len(word)),
    )


def colon(scene: Scene) -> Problem | None:
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
    pairs = _pairs(scene.here[: scene.column], scene.here[scene.column :])
    if pairs:
        return at(
            scene,
            "yaml-two-colons",
            "a key with its value stands on a line of its own, and here more of them share one",
            f"write each on a line of its own: {_listed(pairs)}",
        )
    text = f"{value}{scene.here[scene.column :]}".strip()
    quote = '"' if '"' not in text and "\\" not in text else "'"
    text = text.replace("'", "''") if quote == "'" else text
    shown = f"`{key.strip()}: {quote}{text}{quote}`" if len(text) < 60 else f"{quote}{_short(text)}{quote}"
    last = value.split()[-1] if value.split() else ""
    otherwise = f"; if `{last}` is a key of its own, begin a new line with it" if last in every_key() else ""
    return at(
        scene,
        "yaml-two-colons",
        "a second colon with a space behind it can't stand on one line",
        f"put the text after the first colon in quotes: {shown}{otherwise}",
    )


def _pairs(before: str, rest: str) -> list[str]:
    """The keys with their values that share a line; none where it may be a text with a colon in it."""
    key, _, value = before.strip().removeprefix("- ").partition(": ")
    *words, last = value.split() or [""]
    if last not in every_key() or len(words) > 1:
        return []
    first = words[0] if words else rest.removeprefix(":").strip()
    if not _VALUE.match(first) and (words or key in every_key()):
        return []
    keys = "|".join(map(re.escape, every_key()))
    pairs = re.split(rf"(?<![-\s]),?\s+(?=(?:{keys}):\s)", f"{before}{rest}".strip())
    return pairs if len(pairs) > 1 else []


def _listed(pairs: list[str]) -> str:
    shown = [f"`{_short(pair)}`" for pair in pairs]
    if pairs[0].endswith(":"):
        return f"{shown[0]}, and below it, two spaces further in, {', '.join(shown[1:])}"
    return ", ".join(shown)


def lone_colon(scene: Scene) -> Problem | None:
    """A colon with no key before it."""
    if scene.here.strip().partition(" ")[0] != ":" or scene.here[: scene.column].strip(" :"):
        return None
    return text_problem(
        scene.line + 1,
        scene.here.index(":") + 1,
        "yaml-other",
        "a colon stands here with no key before it",
        "write the key before it, on the same line; or take the line out",
    )


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
