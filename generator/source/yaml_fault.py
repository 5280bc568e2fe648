"""What libyaml says of a text that is not YAML, in words for people who do not program.

Only the first fault of a file is known, since nothing after it can be trusted. It is shown where it began:
an unclosed quote where it was opened, and not at the end of the file where libyaml noticed.
"""

from __future__ import annotations

import yaml
from yaml import tokens

from generator.source.key_slip import BULLET, NO_COLON, odd_margin, right, slip_in
from generator.source.spot import Spot
from generator.source.yaml_scene import Scene, scene_of

_MARKED = (
    "while scanning an alias",
    "while scanning an anchor",
    "while scanning a tag",
    "while scanning a block scalar",
)


def spot_of(error: yaml.YAMLError, text: str) -> Spot:
    """Where the fault began, what it is and how to put it right."""
    scene = scene_of(error, text)
    for look in (
        _documents,
        _tab,
        _odd_space,
        _quote,
        _needs_quotes,
        _bracket,
        _first_key,
        _colon,
        _misplaced,
        _list,
        _indentation,
    ):
        spot = look(scene)
        if spot is not None:
            return spot
    return _at(
        scene,
        "yaml-other",
        "from here on the file can't be understood",
        "compare the line, and the one above it, with a file that works: colons, quotes, indentation",
    )


def _documents(scene: Scene) -> Spot | None:
    after_end = scene.line > 0 and scene.lines[scene.line - 1].startswith("...")
    if scene.problem == "but found another document" or (
        after_end and scene.problem == "did not find expected <document start>"
    ):
        return _at(
            scene,
            "yaml-documents",
            "a second document begins here, and a file holds one",
            "take the line `---` or `...` out, or move what follows into a file of its own",
        )
    return None


def _tab(scene: Scene) -> Spot | None:
    margin = scene.here[: len(scene.here) - len(scene.here.lstrip())]
    if "\t" not in margin and scene.char != "\t":
        return None
    column = margin.index("\t") if "\t" in margin else scene.column
    return Spot(
        scene.line + 1,
        column + 1,
        "yaml-tab",
        "lines are indented with spaces, and here stands a tab",
        "delete the tab and type spaces, two for each step in",
    )


def _odd_space(scene: Scene) -> Spot | None:
    first = min(scene.began_line, scene.line)
    if isinstance(scene.last, tokens.ScalarToken):
        first = min(first, scene.last.start_mark.line)
    for number, line in enumerate(scene.lines[first : scene.line + 1], first):
        odd = odd_margin(line)
        if odd is not None:
            return Spot(
                number + 1,
                odd[0] + 1,
                "yaml-indent",
                f"lines are indented with ordinary spaces, and here stands {odd[1]}",
                "delete what stands before the first word of the line and type the spaces again",
            )
    return None


def _quote(scene: Scene) -> Spot | None:
    if scene.context == "while scanning a quoted scalar":
        return _began(
            scene,
            "yaml-quote",
            "the quotation mark opened here is never closed",
            f"type {scene.lines[scene.began_line][scene.began_column]} at the end of the text too",
        )
    if scene.context == "while parsing a quoted scalar":
        return _at(
            scene,
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
    return Spot(
        start.line + 1,
        start.column + 1,
        "yaml-quote",
        message,
        way_out,
        (last.end_mark.column if start.line == last.end_mark.line else len(scene.lines[start.line]))
        - start.column,
    )


def _needs_quotes(scene: Scene) -> Spot | None:
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
        return _bullet(word, scene.began_line, scene.began_column)
    rest = scene.lines[scene.began_line][scene.began_column :].strip()
    example = (
        f', for example: "{rest}"' if rest and len(rest) < 60 and '"' not in rest and "\\" not in rest else ""
    )
    return _began(
        scene,
        "yaml-needs-quotes",
        f"text that begins with `{first}` needs quotes around it",
        f'put the whole text between " and "{example}',
    )


def _bracket(scene: Scene) -> Spot | None:
    if not scene.brackets:
        if scene.problem == "did not find expected key" and scene.char and scene.char in "]}":
            return _at(
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
        return _at(
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


def _first_key(scene: Scene) -> Spot | None:
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
        return _bullet(word, line, column)
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


def _bullet(word: str, line: int, column: int) -> Spot:
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


def _colon(scene: Scene) -> Spot | None:
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
    return _at(
        scene,
        "yaml-two-colons",
        "a second colon with a space behind it can't stand on one line",
        f"put the text after the first colon in quotes: {shown}",
    )


def _misplaced(scene: Scene) -> Spot | None:
    """A line above the fault that stands too far left or right: libyaml stumbles only over those that do not."""
    if scene.problem not in (
        "mapping values are not allowed in this context",
        "did not find expected key",
        "did not find expected '-' indicator",
    ):
        return None
    here = _margin(scene.here)
    above = [n for n in range(scene.line) if scene.lines[n].strip() and scene.lines[n].strip()[0] != "#"]
    if not above or here % 2 or not scene.here.strip():
        return None
    last = above[-1]
    if _margin(scene.lines[last]) % 2:  # all others stand in steps of two
        first = last
        for number in reversed(above):
            if _margin(scene.lines[number]) % 2 == 0:
                break
            first = number
        dash = not scene.here.strip().startswith("- ") and scene.lines[first].strip().startswith("- ")
        return _in_another_column(scene, first, max(0, here - 2) if dash else here)
    before = next((n for n in reversed(above) if _margin(scene.lines[n]) < here), None)
    if before is None or before == above[0]:
        return None
    line, sibling = scene.lines[before].strip(), scene.lines[above[above.index(before) - 1]]
    if line.startswith("- "):
        return None
    value = line.partition(":")[2].strip()
    children = [n for n in above if n > before]
    opens = sibling.rstrip().endswith(":") and _margin(sibling) == _margin(scene.lines[before]) and value
    too_deep = children and not value and _margin(scene.lines[children[0]]) == here + 2
    alone = not children and value and " " not in value
    if opens or (_margin(sibling) == here and (too_deep or alone)):
        return _in_another_column(scene, before, here)
    return None


def _in_another_column(scene: Scene, line: int, wanted: int) -> Spot:
    text = scene.lines[line]
    spaces = _margin(text)
    side = "left" if spaces < wanted else "right"
    return Spot(
        line + 1,
        spaces + 1,
        "yaml-indent",
        f"this line seems to stand too far to the {side}: line {scene.line + 1} does not fit below it",
        f"if the two belong together, begin this one with {_spaces(wanted)}; "
        "text that goes on over several lines needs quotes around all of it",
        max(1, len(text.strip())),
    )


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _list(scene: Scene) -> Spot | None:
    if scene.problem == "block sequence entries are not allowed in this context":
        if not scene.here[: scene.column].strip():
            return None
        return _at(
            scene,
            "yaml-list",
            "a dash that begins a list stands on a line of its own, below the key",
            "move the dash to the next line; text that begins with a dash needs quotes around it",
        )
    item = scene.here.lstrip().startswith("- ") or scene.here.strip() == "-"
    dash = _dash_above(scene)
    if (
        item
        and dash is not None
        and scene.problem in ("did not find expected '-' indicator", "did not find expected key")
    ):
        spaces = _margin(scene.lines[dash])
        return Spot(
            scene.line + 1,
            _margin(scene.here) + 1,
            "yaml-list",
            f"this dash does not stand below the one in line {dash + 1}",
            f"if both belong to one list, begin this line with {_spaces(spaces)}, like line {dash + 1}",
        )
    if scene.problem == "did not find expected '-' indicator":
        if item:
            return _at(
                scene,
                "yaml-list",
                "this dash stands below no other dash of its list",
                "begin the line with as many spaces as the other items of the list",
            )
        return _at(
            scene,
            "yaml-list",
            "the lines above are a list, and this line does not begin with a dash",
            "begin it with `- `, or indent it to where it belongs"
            if dash is None
            else f"begin it with {_spaces(_margin(scene.lines[dash]) + 2)} if it belongs to the item in line "
            f"{dash + 1}, or with `- ` if it is an item of its own",
        )
    if scene.problem == "did not find expected key" and scene.here.lstrip().startswith("- "):
        return _at(
            scene,
            "yaml-list",
            "a list begins here, where a key should be",
            "indent the list below the key that it belongs to, with nothing behind that key's colon",
        )
    return None


def _dash_above(scene: Scene) -> int | None:
    """The nearest line above that begins with a dash, where nothing between them ends its list."""
    least: int | None = None
    for number in range(scene.line - 1, -1, -1):
        text = scene.lines[number].strip()
        margin = _margin(scene.lines[number])
        if not text or text[0] == "#":
            continue
        if text.startswith("- ") and (least is None or margin < least):
            return number
        least = margin if least is None else min(least, margin)
        if least == 0:
            return None
    return None


def _spaces(count: int) -> str:
    return "no space" if count == 0 else "1 space" if count == 1 else f"{count} spaces"


def _indentation(scene: Scene) -> Spot | None:
    margin = len(scene.here) - len(scene.here.lstrip())
    line, column = scene.line, margin
    if scene.problem == "did not find expected <document start>":
        line = next(i for i, text in enumerate(scene.lines) if text.strip() and text.strip()[0] != "#")
        column = len(scene.lines[line]) - len(scene.lines[line].lstrip())
        if column == 0:
            line, column = scene.line, margin
    elif (
        margin < scene.column or not scene.here.strip()
    ) and scene.problem != "mapping values are not allowed in this context":
        return None
    return Spot(
        line + 1,
        column + 1,
        "yaml-indent",
        "this line begins in a column in which nothing above it begins",
        "indent it exactly like the lines that it belongs with, with spaces; if it goes on with the text "
        "of the line above, put that whole text in quotes",
        max(1, len(scene.lines[line].strip())),
    )


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def _at(scene: Scene, rule: str, message: str, way_out: str) -> Spot:
    return Spot(scene.line + 1, scene.column + 1, rule, message, way_out)


def _began(scene: Scene, rule: str, message: str, way_out: str, width: int = 1) -> Spot:
    return Spot(scene.began_line + 1, scene.began_column + 1, rule, message, way_out, max(1, width))
