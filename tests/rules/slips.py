"""What a hand does to one line of a YAML file by mistake: each slip is always made in the same way."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

T = TypeVar("T")

MOST_OF_A_KIND = 3
"""So many lines of a file get the same slip, from its first to its last that can have it."""

_LIST_MARK = re.compile(r"^( *)- +")
_COLON = re.compile(r"""^( *(?:- +)*\{?["']?[\w-]+["']?):( |$)""")
_UNQUOTED = re.compile(r"^( *(?:- +)*[\w-]+: +|(?: *- +)+)(?=[A-Za-z])(?![\w-]+:( |$))(.*)")
_OPENING = re.compile(r"""(^ *(?:- +)?|: +|- +|[\[{] ?)["']""")
_CLOSING = re.compile(r"""["'](?=[\]},]*( +#.*)?$)""")
_INSIDE_QUOTES = re.compile(r"""(["'])(\w[^"']*? )(\w[^"']*\1)""")


class Slipped(NamedTuple):
    """A file with one slip."""

    lines: list[str]
    numbers: frozenset[int]
    """The lines on which the slip is to be seen, from 1; two where two are as good as each other."""


def _sub(pattern: str | re.Pattern[str], new: str) -> Callable[[str], str]:
    return lambda line: re.sub(pattern, new, line, count=1)


def _last_sub(char: str) -> Callable[[str], str]:
    return lambda line: "".join(line.rpartition(char)[::2]) if char in line else line


def _text_with(mark: str) -> Callable[[str], str]:
    """A text without quotes that begins with a mark."""
    return lambda line: _UNQUOTED.sub(lambda match: f"{match[1]}{mark}{match[3]}", line)


def _in_text(new: str) -> Callable[[str], str]:
    """Something typed behind the first word of a text without quotes."""
    return lambda line: _UNQUOTED.sub(lambda match: match[1] + re.sub(r"(?<=\w) (?=\w)", new, match[3], count=1), line)


def _indentation(line: str, new: str) -> str:
    text = line.lstrip(" ")
    return new + text if text != line else line


IN_THE_LINE: dict[str, Callable[[str], str]] = {
    "indented by one more": lambda line: f" {line}",
    "indented by two more": lambda line: f"  {line}",
    "indented by one less": _sub(r"^ ", ""),
    "indented by two less": _sub(r"^  ", ""),
    "not indented": lambda line: _indentation(line, ""),
    "tab as indentation": lambda line: _indentation(line, "\t"),
    "tab behind the indentation": _sub(r"^( +)(?=\S)", r"\1\t"),
    "no-break space in the indentation": _sub(r"^ ", "\u00a0"),
    "dash missing": _sub(_LIST_MARK, r"\1"),
    "space instead of the dash": _sub(_LIST_MARK, r"\1  "),
    "no space behind the dash": _sub(_LIST_MARK, r"\1-"),
    "asterisk instead of the dash": _sub(_LIST_MARK, r"\1* "),
    "dash too many": _sub(r"^( *)(?=[a-z])", r"\1- "),
    "colon missing": _sub(_COLON, r"\1\2"),
    "no space behind the colon": _sub(r"^( *(?:- +)*[\w-]+:) +(?=\S)", r"\1"),
    "semicolon instead of the colon": _sub(_COLON, r"\1;\2"),
    "equals sign instead of the colon": _sub(_COLON, r"\1=\2"),
    "full-width colon": _sub(_COLON, "\\1\uff1a\\2"),
    "colon too many": _in_text(": "),
    "opening quote missing": _sub(_OPENING, r"\1"),
    "closing quote missing": _sub(_CLOSING, ""),
    "curly quote closes": _sub(_CLOSING, "\u201d"),
    "double quote before the text": _text_with('"'),
    "single quote before the text": _text_with("'"),
    "quote within the quotes": _sub(_INSIDE_QUOTES, r"\1\2\1\3"),
    "apostrophe in single quotes": _sub(r"(?<=\w)''(?=\w)", "'"),
    "quotes around key and value": _sub(r"^( *(?:- )?)([\w-]+: [\w. -]+)$", r'\1"\2"'),
    "words behind the closing quote": _sub(_CLOSING, r"\g<0> (see above)"),
    "opening bracket missing": _sub(r"[\[{]", ""),
    "closing square bracket missing": _last_sub("]"),
    "closing brace missing": _last_sub("}"),
    "the other bracket closes": _sub(r"\](?=\W*$)", "}"),
    "comma missing between brackets": _sub(r"(?<=[\w\"'\]}]),(?= [\w\"']+[:,\]]|$)(?=.*[\]}]|$)", ""),
    "no mark before a comment": _sub(r"# ?(?=\w)", ""),
    "no mark for a text over several lines": _sub(r"(?<=:) [>|]-?$", ""),
}
"""What changes a line and leaves the number of lines as it is; what changes nothing is no slip."""


def _deleted(lines: list[str], index: int) -> Slipped:
    return Slipped(lines[:index] + lines[index + 1 :], frozenset({index, index + 1}))


def _doubled(lines: list[str], index: int) -> Slipped:
    return Slipped(lines[: index + 1] + lines[index:], frozenset({index + 1, index + 2}))


def _joined(lines: list[str], index: int) -> Slipped:
    both = f"{lines[index]} {''.join(lines[index + 1 : index + 2]).strip()}"
    return Slipped([*lines[:index], both, *lines[index + 2 :]], frozenset({index + 1}))


def _broken(lines: list[str], index: int) -> Slipped:
    line = lines[index]
    middle = line.find(" ", len(line) * 2 // 3)
    if not line.strip() or middle < 0:
        return Slipped(lines, frozenset())
    both = [line[:middle], line[middle + 1 :]]
    return Slipped([*lines[:index], *both, *lines[index + 1 :]], frozenset({index + 1, index + 2}))


MARKS = ("#", ": ", "@", "*", "%", "&", "!", "[", "{", "`", "> ", "| ", "? ", "- ", ", ", "]")
"""What a text without quotes can't begin with; one line of a file for each."""


OF_THE_LINE: dict[str, Callable[[list[str], int], Slipped]] = {
    "line deleted": _deleted,
    "line doubled": _doubled,
    "line joined with the next": _joined,
    "line broken in two": _broken,
}
"""What changes the number of lines."""


def slips(text: str) -> Iterator[tuple[str, Slipped]]:
    """Every slip in the lines of a file, each by its name."""
    lines = text.split("\n")
    for name, change in IN_THE_LINE.items():
        changed = [(index, change(line)) for index, line in enumerate(lines) if line.strip()]
        for index, new in _spread([(index, new) for index, new in changed if new != lines[index]]):
            yield name, Slipped([*lines[:index], new, *lines[index + 1 :]], frozenset({index + 1}))
    unquoted = [index for index, line in enumerate(lines) if _UNQUOTED.match(line)]
    for number, mark in enumerate(MARKS if unquoted else ()):
        index = unquoted[number % len(unquoted)]
        new = _text_with(mark)(lines[index])
        yield (f"text begins with {mark}", Slipped([*lines[:index], new, *lines[index + 1 :]], frozenset({index + 1})))
    for name, edit in OF_THE_LINE.items():
        results = [edit(lines, index) for index, line in enumerate(lines) if line.strip()]
        for slipped in _spread([slipped for slipped in results if slipped.lines != lines]):
            yield name, slipped


def _spread(all_of_a_kind: list[T]) -> list[T]:
    last = len(all_of_a_kind) - 1
    wanted = sorted({last * step // (MOST_OF_A_KIND - 1) for step in range(MOST_OF_A_KIND)})
    return [all_of_a_kind[index] for index in wanted] if all_of_a_kind else []
