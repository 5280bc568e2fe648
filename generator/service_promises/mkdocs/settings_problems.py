"""What is wrong in a mkdocs.yml, as far as that can be told without loading it."""

import re
from collections.abc import Iterator

import yaml

from service_promises.mkdocs.settings_file import ParsedSettings, SettingsFile
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Location, Problem
from service_promises.source.examples import SAMPLE_ADDRESS
from service_promises.source.yaml.faults import Unreadable, fault
from service_promises.source.yaml.outline import ANYTHING
from service_promises.source.yaml.parse import check_conflict, decode
from service_promises.source.yaml.screen import refused

_NOT_IN_OURS = re.compile(r"(?<!\w)[&*!]\w|<<:")
"""What our own files may not hold, and a mkdocs.yml may: anchors, aliases, tags and merge keys."""

_READ = (dict, type(None))


def settings_problems(settings: SettingsFile) -> Iterator[Problem]:
    """What is wrong in a mkdocs.yml and in those that it inherits from; nothing where there is none."""
    yield from _refused_by_mkdocs(settings)
    yield from _fixed_day(settings)
    yield from _sample_address(settings.files[0])


def _refused_by_mkdocs(settings: SettingsFile) -> Iterator[Problem]:
    first, *_ = settings.files
    yield from (problem for file in settings.files for problem in _unreadable(file))
    if first.content is None or any(file.error or not isinstance(file.data, _READ) for file in settings.files):
        return
    for child, parent in zip(settings.files, (*settings.files[1:], None), strict=True):
        is_missing = parent is None or parent.content is None
        if child.keys.get("INHERIT") is not None and is_missing:
            yield from _at_key(child, "INHERIT", "settings-parent", parent=child.keys["INHERIT"])
            return
    is_from_elsewhere = any(file.keys.get("INHERIT", "") is None for file in settings.files)
    if not is_from_elsewhere and not any("site_name" in file.keys for file in settings.files):
        yield named_problem("settings-without-name", _location(first, 1, 1))
    if settings.as_of is not None and settings.settings.as_of is None:
        yield from _at_key(first, "as_of", "settings-day", day=settings.as_of)


def _fixed_day(settings: SettingsFile) -> Iterator[Problem]:
    """A day set on purpose, after which nothing becomes due."""
    if settings.settings.as_of is not None:
        first = settings.files[0]
        key, _ = _key(first.node, "as_of")
        line = int(key.start_mark.line) + 1 if key else 1
        yield named_problem("fixed-day", _location_of_line(first, line), as_of=settings.settings.as_of)


def _sample_address(file: ParsedSettings) -> Iterator[Problem]:
    """An address that is made up."""
    for number, line in enumerate(_lines(file), 1):
        if line.startswith("site_url:") and line.partition(":")[2].strip(" '\"") == SAMPLE_ADDRESS:
            yield named_problem("sample-address", _location_of_line(file, number))


def _unreadable(file: ParsedSettings) -> Iterator[Problem]:
    """Why nothing can be had from a file, where it began."""
    if file.error is None and not isinstance(file.data, _READ):
        yield named_problem("settings-no-keys", _location(file, 1, 1))
    if not isinstance(file.error, yaml.YAMLError | RecursionError):
        return
    try:
        text = decode(file.content or b"")
        check_conflict(text)
        if isinstance(file.error, yaml.YAMLError):
            raise _fault(file.error, text)
        problems = [problem for problem in refused(text) if problem.rule == "too-deep"]
    except Unreadable as unreadable:
        problems = [*unreadable.problems]
    for problem in problems:
        location = problem.location
        yield problem._replace(location=_location(file, location.line, location.column, location.width))


def _fault(error: yaml.YAMLError, text: str) -> Unreadable:
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    if mark is not None and _NOT_IN_OURS.search(text):
        return fault("anything-else", (mark.line, mark.column))
    from service_promises.source.yaml.line_reader import yaml_fault  # noqa: PLC0415 - few files are wrong

    return yaml_fault(error, text, ANYTHING)


def _at_key(file: ParsedSettings, name: str, message: str, **values: object) -> Iterator[Problem]:
    """A problem at the first key of a name; none where its value comes from the environment."""
    key, value = _key(file.node, name)
    if key is not None and value is not None and not value.tag.startswith("!"):
        location = _location(file, key.start_mark.line + 1, key.start_mark.column + 1)
        yield named_problem(message, location, **values)


def _key(node: yaml.Node | None, name: str) -> tuple[yaml.Node, yaml.Node] | tuple[None, None]:
    """The first key of a name, wherever it is, with its value."""
    pairs: list[tuple[yaml.Node | None, yaml.Node | None]] = [(None, node)]
    passed = set()  # an anchor may stand in itself
    while pairs:
        key, value = pairs.pop()
        if key is not None and value is not None and key.value == name:
            return key, value
        if id(value) not in passed:
            passed.add(id(value))
            pairs += reversed(_inner(value))
    return None, None


def _inner(node: yaml.Node | None) -> list[tuple[yaml.Node | None, yaml.Node | None]]:
    """What stands in a mapping or a list, each with its key where it has one."""
    if isinstance(node, yaml.MappingNode):
        return [*node.value]
    return [(None, item) for item in node.value] if isinstance(node, yaml.SequenceNode) else []


def _location(file: ParsedSettings, line: int, column: int, width: int = 0) -> Location:
    """A location in a file; without a width as far as its line goes."""
    quote = _quote(file, line)
    return Location(line, column, max(width or len(quote.rstrip()) + 1 - column, 1), quote, file.path)


def _location_of_line(file: ParsedSettings, line: int) -> Location:
    """All that stands in a line."""
    quote = _quote(file, line)
    return _location(file, line, len(quote) - len(quote.lstrip()) + 1)


def _quote(file: ParsedSettings, line: int) -> str:
    lines = _lines(file)
    return lines[line - 1] if line <= len(lines) else ""


def _lines(file: ParsedSettings) -> list[str]:
    return (file.content or b"").decode("utf-8", "replace").splitlines()
