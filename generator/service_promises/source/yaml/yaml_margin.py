"""Lines that begin in the wrong column, in words for people who do not program."""

from __future__ import annotations

from service_promises.problems.problem import Problem, text_problem
from service_promises.source.yaml.yaml_scene import Scene, at, margin, spaces


def misplaced(scene: Scene) -> Problem | None:
    """A line above the fault that stands too far left or right: libyaml stumbles only over those that do not."""
    if scene.problem not in (
        "mapping values are not allowed in this context",
        "did not find expected key",
        "did not find expected '-' indicator",
    ):
        return None
    here = margin(scene.here)
    above = [n for n in range(scene.line) if scene.lines[n].strip() and scene.lines[n].strip()[0] != "#"]
    if not above or here % 2 or not scene.here.strip():
        return None
    last = above[-1]
    if margin(scene.lines[last]) % 2:  # all others stand in steps of two
        first = last
        for number in reversed(above):
            if margin(scene.lines[number]) % 2 == 0:
                break
            first = number
        dash = not scene.here.strip().startswith("- ") and scene.lines[first].strip().startswith("- ")
        return _in_another_column(scene, first, max(0, here - 2) if dash else here)
    before = next((n for n in reversed(above) if margin(scene.lines[n]) < here), None)
    if before is None or before == above[0]:
        return None
    line, sibling = scene.lines[before].strip(), scene.lines[above[above.index(before) - 1]]
    if line.startswith("- "):
        return None
    value = line.partition(":")[2].strip()
    children = [n for n in above if n > before]
    opens = sibling.rstrip().endswith(":") and margin(sibling) == margin(scene.lines[before]) and value
    too_deep = children and not value and margin(scene.lines[children[0]]) == here + 2
    alone = not children and value and " " not in value
    if opens or (margin(sibling) == here and (too_deep or alone)):
        return _in_another_column(scene, before, here)
    return None


def _in_another_column(scene: Scene, line: int, wanted: int) -> Problem:
    text = scene.lines[line]
    left = margin(text)
    side = "left" if left < wanted else "right"
    return text_problem(
        line + 1,
        left + 1,
        "yaml-indent",
        f"this line seems to stand too far to the {side}: line {scene.line + 1} does not fit below it",
        f"if the two belong together, begin this one with {spaces(wanted)}; "
        "text that goes on over several lines needs quotes around all of it",
        max(1, len(text.strip())),
    )


def list_item(scene: Scene) -> Problem | None:
    """Find an item of a list whose dash is missing or stands in another column than those above."""
    if scene.problem == "block sequence entries are not allowed in this context":
        if not scene.here[: scene.column].strip():
            return None
        return at(
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
        left = margin(scene.lines[dash])
        return text_problem(
            scene.line + 1,
            margin(scene.here) + 1,
            "yaml-list",
            f"this dash does not stand below the one in line {dash + 1}",
            f"if both belong to one list, begin this line with {spaces(left)}, like line {dash + 1}",
        )
    if scene.problem == "did not find expected '-' indicator":
        if item:
            return at(
                scene,
                "yaml-list",
                "this dash stands below no other dash of its list",
                "begin the line with as many spaces as the other items of the list",
            )
        return at(
            scene,
            "yaml-list",
            "the lines above are a list, and this line does not begin with a dash",
            "begin it with `- `, or indent it to where it belongs"
            if dash is None
            else f"begin it with {spaces(margin(scene.lines[dash]) + 2)} if it belongs to the item in line "
            f"{dash + 1}, or with `- ` if it is an item of its own",
        )
    if scene.problem == "did not find expected key" and scene.here.lstrip().startswith("- "):
        return at(
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
        left = margin(scene.lines[number])
        if not text or text[0] == "#":
            continue
        if text.startswith("- ") and (least is None or left < least):
            return number
        least = left if least is None else min(least, left)
        if least == 0:
            return None
    return None


def indentation(scene: Scene) -> Problem | None:
    """Find a line that begins where nothing above it does."""
    begins = len(scene.here) - len(scene.here.lstrip())
    line, column = scene.line, begins
    if scene.problem == "did not find expected <document start>":
        line = next(i for i, text in enumerate(scene.lines) if text.strip() and text.strip()[0] != "#")
        column = len(scene.lines[line]) - len(scene.lines[line].lstrip())
        if column == 0:
            line, column = scene.line, begins
    elif (
        begins < scene.column or not scene.here.strip()
    ) and scene.problem != "mapping values are not allowed in this context":
        return None
    return text_problem(
        line + 1,
        column + 1,
        "yaml-indent",
        "this line begins in a column in which nothing above it begins",
        "indent it exactly like the lines that it belongs with, with spaces; if it goes on with the text "
        "of the line above, put that whole text in quotes",
        max(1, len(scene.lines[line].strip())),
    )
