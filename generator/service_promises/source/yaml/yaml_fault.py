"""What libyaml says of a text that is not YAML, in words for people who do not program.

Only the first fault of a file is known, since nothing after it can be trusted. It is shown where it began:
an unclosed quote where it was opened, and not at the end of the file where libyaml noticed.
"""

from __future__ import annotations

import yaml
from yaml import tokens

from service_promises.problems.problem import Problem, text_problem
from service_promises.source.yaml.key_slip import odd_margin
from service_promises.source.yaml.yaml_above import dash_without_space, line_in_quotes, too_far_left
from service_promises.source.yaml.yaml_bracket import bracket
from service_promises.source.yaml.yaml_key import bullet, colon, first_key, lone_colon
from service_promises.source.yaml.yaml_margin import indentation, list_item, misplaced
from service_promises.source.yaml.yaml_scene import Scene, at, began, scene_of

_MARKED = (
    "while scanning an alias",
    "while scanning an anchor",
    "while scanning a tag",
    "while scanning a block scalar",
)


def yaml_problem(error: yaml.YAMLError, text: str) -> Problem:
    """Where the fault began, what it is and how to put it right."""
    scene = scene_of(error, text)
    for look in (
        _documents,
        _tab,
        _odd_space,
        _quote,
        _needs_quotes,
        bracket,
        dash_without_space,
        line_in_quotes,
        lone_colon,
        first_key,
        colon,
        too_far_left,
        misplaced,
        list_item,
        indentation,
    ):
        problem = look(scene)
        if problem is not None:
            return problem
    return at(
        scene,
        "yaml-other",
        "from here on the file can't be understood",
        "compare the line, and the one above it, with a file that works: colons, quotes, indentation",
    )


def _documents(scene: Scene) -> Problem | None:
    after_end = scene.line > 0 and scene.lines[scene.line - 1].startswith("...")
    if scene.problem == "but found another document" or (
        after_end and scene.problem == "did not find expected <document start>"
    ):
        return at(
            scene,
            "yaml-documents",
            "a second document begins here, and a file holds one",
            "take the line `---` or `...` out, or move what follows into a file of its own",
        )
    return None


def _tab(scene: Scene) -> Problem | None:
    margin = scene.here[: len(scene.here) - len(scene.here.lstrip())]
    if "\t" not in margin and scene.char != "\t":
        return None
    column = margin.index("\t") if "\t" in margin else scene.column
    return text_problem(
        scene.line + 1,
        column + 1,
        "yaml-tab",
        "lines are indented with spaces, and here stands a tab",
        "delete the tab and type spaces, two for each step in",
    )


def _odd_space(scene: Scene) -> Problem | None:
    first = min(scene.began_line, scene.line)
    if isinstance(scene.last, tokens.ScalarToken):
        first = min(first, scene.last.start_mark.line)
    for number, line in enumerate(scene.lines[first : scene.line + 1], first):
        odd = odd_margin(line)
        if odd is not None:
            return text_problem(
                number + 1,
                odd[0] + 1,
                "yaml-indent",
                f"lines are indented with ordinary spaces, and here stands {odd[1]}",
                "delete what stands before the first word of the line and type the spaces again",
            )
    return None


def _quote(scene: Scene) -> Problem | None:
    if scene.context == "while scanning a quoted scalar":
        return began(
            scene,
            "yaml-quote",
            "the quotation mark opened here is never closed",
            f"type {scene.lines[scene.began_line][scene.began_column]} at the end of the text too",
        )
    if scene.context == "while parsing a quoted scalar":
        return text_problem(
            scene.line + 1,
            scene.here.rfind("\\", 0, scene.column + 1) + 1,  # libyaml stands behind `\u`, and on other ones
            "yaml-quote",
            'a `\\` between " and " has a meaning of its own, and this one means nothing',
            "write `\\\\` for one backslash, or put the text between ' and '",
        )
    last = scene.last
    if not isinstance(last, tokens.ScalarToken) or last.plain or last.style not in ('"', "'"):
        return None
    if last.end_mark.line != scene.line or scene.here[last.end_mark.column : scene.column].strip():
        return None
    start = last.start_mark
    if start.line != last.end_mark.line:
        message = f"the quotation mark opened here is closed only in line {last.end_mark.line + 1}"
        way_out = f"type {last.style} at the end of the text that it opens"
    else:
        message = f"the text in quotes ends at column {last.end_mark.column}, and more follows it"
        way_out = (
            'for an apostrophe inside, put the whole text between " and ", for example: "it\'s late"'
            if last.style == "'"
            else "put the whole text between ' and ', and write '' for an apostrophe in it"
        )
    return text_problem(
        start.line + 1,
        start.column + 1,
        "yaml-quote",
        message,
        way_out,
        (last.end_mark.column if start.line == last.end_mark.line else len(scene.lines[start.line]))
        - start.column,
    )


def _needs_quotes(scene: Scene) -> Problem | None:
    first = None
    if scene.context in _MARKED:
        first = scene.lines[scene.began_line][scene.began_column : scene.began_column + 1]
    elif scene.problem == "found undefined tag handle":
        first = "!"
    elif scene.problem in ("found undefined alias", "found character that cannot start any token"):
        first = scene.char
    elif scene.context == "while scanning a directive":
        first = "%"
    elif scene.context == "while parsing a block node" and scene.char in ("}", "]", ","):
        first = scene.char
    elif scene.closed is not None and scene.problem == "did not find expected key" and scene.char not in "]}":
        start = scene.closed.start_mark
        if start.line == scene.line:
            scene.began_line, scene.began_column = start.line, start.column
            first = "[" if isinstance(scene.closed, tokens.FlowSequenceStartToken) else "{"
    if first is None:
        return None
    before, word = (
        scene.lines[scene.began_line][: scene.began_column],
        scene.lines[scene.began_line][scene.began_column :].strip(),
    )
    if first == "*" and word.startswith("* ") and not before.strip(" -"):
        return bullet(word, scene.began_line, scene.began_column)
    rest = scene.lines[scene.began_line][scene.began_column :].strip()
    example = (
        f', for example: "{rest}"' if rest and len(rest) < 60 and '"' not in rest and "\\" not in rest else ""
    )
    return began(
        scene,
        "yaml-needs-quotes",
        f"text that begins with `{first}` needs quotes around it",
        f'put the whole text between " and "{example}',
    )
