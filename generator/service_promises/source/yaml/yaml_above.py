"""A line above the one over which libyaml stumbled, where the fault began, in words for people who do not program."""

from __future__ import annotations

import re

from service_promises.problems.problem import Problem, text_problem
from service_promises.source.documents.keys import every_key
from service_promises.source.yaml.yaml_scene import Scene, margin, spaces

_STUMBLES = (
    "mapping values are not allowed in this context",
    "did not find expected key",
    "did not find expected '-' indicator",
)
_AFTER_A_TEXT = "did not find expected <document start>"
"""Where the first line is a text, nothing may follow it."""
_CLOSE_DASH = re.compile(r"( *)-([A-Za-z_][\w-]*:(?: .*)?)")
_IN_QUOTES = re.compile(r"""( *(?:- )?)(["'])([A-Za-z_][\w-]*):(?: +(.*))?\2""")
_PLAIN = re.compile(r"[\w.][\w.,%/ -]*|\[.*\]")
_KEY_AND_WORD = re.compile(r"[A-Za-z_][\w-]*: +[^\s|>&*!{\[\"'#]\S*")


def dash_without_space(scene: Scene) -> Problem | None:
    """An item whose dash touches its first key: it is read as a key that begins with a dash."""
    if scene.problem not in _STUMBLES:
        return None
    for number in (scene.line, scene.above()):
        found = _CLOSE_DASH.fullmatch(scene.lines[number].rstrip()) if number is not None else None
        if number is not None and found and (number == scene.line or margin(scene.here) > len(found[1])):
            return text_problem(
                number + 1,
                len(found[1]) + 1,
                "yaml-list",
                "each item of a list stands behind a dash and a space, and here the space is missing",
                f"write: `- {found[2]}`",
                len(found[2]) + 1,
            )
    return None


def line_in_quotes(scene: Scene) -> Problem | None:
    """A key and its value within one pair of quotes: they are read as a text."""
    if scene.problem == "could not find expected ':'":
        number: int | None = scene.began_line
    else:
        number = scene.above() if scene.problem in (*_STUMBLES, _AFTER_A_TEXT) else None
    found = _IN_QUOTES.fullmatch(scene.lines[number].rstrip()) if number is not None else None
    if number is None or found is None or ("-" in found[1] and found[3] not in every_key()):
        return None
    key, quote, value = found[3], found[2], found[4] or ""
    bare = not value or _PLAIN.fullmatch(value)
    written = f"{key}: {value}".rstrip() if bare else f"{key}: {quote}{value}{quote}"
    return text_problem(
        number + 1,
        len(found[1]) + 1,
        "yaml-quote",
        "the quotation marks stand around the key too, so that all of it is a text",
        f"write: `{written}`",
        len(found[0]) - len(found[1]),
    )


def too_far_left(scene: Scene) -> Problem | None:
    """A key with one word behind it that ends all lists and records above, while the next line goes on with them."""
    above = scene.above()
    if scene.problem not in _STUMBLES or above is None:
        return None
    here, text = margin(scene.here), scene.lines[above]
    before = scene.above(above)
    if before is None or margin(text) >= here or _KEY_AND_WORD.fullmatch(text.strip()) is None:
        return None
    sibling = scene.lines[before].strip()
    inside = sibling.startswith("- ") or sibling.endswith(":")
    wanted = margin(scene.lines[before]) + (2 if inside else 0)
    if wanted <= margin(text) or here not in _open_columns(scene, before) | {wanted}:
        return None
    like = "below" if inside else "like"
    either = here == wanted and not inside
    otherwise = f"; if not, begin line {scene.line + 1} with {spaces(margin(text))}" if either else ""
    return text_problem(
        above + 1,
        margin(text) + 1,
        "yaml-indent",
        f"this line seems to stand too far to the left: line {scene.line + 1} does not fit below it",
        f"if it belongs to what stands above, begin it with {spaces(wanted)}, {like} line {before + 1}{otherwise}",
        len(text.strip()),
    )


def _open_columns(scene: Scene, line: int) -> set[int]:
    """The columns in which a line could go on with what stands above, down to this line."""
    columns = {margin(scene.lines[line])}
    number: int | None = line
    while number is not None and min(columns):
        columns |= {least} if (least := margin(scene.lines[number])) < min(columns) else set()
        number = scene.above(number)
    return columns
