"""What can be wrong with a text that is not YAML, and what to do, in words for people who do not program."""

from typing import NamedTuple

from service_promises.problems.problem import Problem, text_problem

Position = tuple[int, int]
"""Row and column, both from 0; in a problem they count from 1."""


class YamlFault(NamedTuple):
    """A rule, what is wrong, and what to do; names in braces stand for what differs from line to line."""

    rule: str
    message: str
    help: str

    def at(self, position: Position, width: int = 1, **values: object) -> Problem:
        """The problem at a position."""
        row, column = position
        message, way_out = self.message.format(**values), self.help.format(**values)
        return text_problem(row + 1, column + 1, self.rule, message, way_out, max(1, width))


def spaces(count: int) -> str:
    """So many spaces, in words."""
    return "no space" if count == 0 else "1 space" if count == 1 else f"{count} spaces"


SECOND_DOCUMENT = YamlFault(
    "yaml-documents",
    "a second document begins here, and a file holds one",
    "take the line `---` or `...` out, or move what follows into a file of its own",
)
TAB = YamlFault(
    "yaml-tab",
    "lines are indented with spaces, and here stands a tab",
    "delete the tab and type spaces, two for each step in",
)
ODD_SPACE = YamlFault(
    "yaml-indent",
    "lines are indented with ordinary spaces, and here stands {name}",
    "delete what stands before the first word of the line and type the spaces again",
)
TOO_FAR_LEFT = YamlFault(
    "yaml-indent",
    "this line seems to stand too far to the left for `{key}`",
    "if it belongs to what stands above, begin it with {spaces}, {relation} line {line}",
)
TOO_FAR_RIGHT = YamlFault(
    "yaml-indent",
    "this line seems to stand too far to the right for `{key}`",
    "begin it with {spaces}, {relation} line {line}; if it goes on with the text of the line above, put that whole "
    "text in quotes",
)
MISFIT = YamlFault(
    "yaml-indent",
    "this line seems to stand too far to the {side}: line {line} does not fit below it",
    "if the two belong together, begin this one with {spaces}; text that goes on over several lines needs quotes "
    "around all of it",
)
NO_SUCH_COLUMN = YamlFault(
    "yaml-indent",
    "this line begins in a column in which nothing above it begins",
    "indent it exactly like the lines that it belongs with, with spaces; if it goes on with the text of the line "
    "above, put that whole text in quotes",
)
NO_SPACE_BEHIND_DASH = YamlFault(
    "yaml-list",
    "each item of a list stands behind a dash and a space, and here the space is missing",
    "write: `- {item}`",
)
NO_DASH = YamlFault(
    "yaml-list", "each item of a list stands behind a dash and a space, and this one does not", "write: `- {item}`"
)
BETWEEN_ITEMS = YamlFault(
    "yaml-list",
    "the lines above are a list, and this line does not begin with a dash",
    "begin it with {spaces} if it belongs to the item in line {line}, or with `- ` if it is an item of its own",
)
STRAY_DASH = YamlFault(
    "yaml-list",
    "this dash does not stand below the one in line {line}",
    "if both belong to one list, begin this line with {spaces}, like line {line}",
)
NO_LIST_HERE = YamlFault(
    "yaml-list",
    "a list begins here, where a key should be",
    "indent the list below the key that it belongs to, with nothing behind that key's colon",
)
NEEDLESS_DASH = YamlFault(
    "yaml-list",
    "a dash begins an item of a list, and no list can stand here",
    "take the dash out, and begin the line in the column of the keys that it belongs with",
)
DASH_BEHIND_KEY = YamlFault(
    "yaml-list",
    "a dash that begins a list stands on a line of its own, below the key",
    "move the dash to the next line; text that begins with a dash needs quotes around it",
)
LONE_COLON = YamlFault(
    "yaml-other",
    "a colon stands here with no key before it",
    "write the key before it, on the same line; or take the line out",
)
NO_COLON = YamlFault("yaml-no-colon", "{message}", "{help}")
SEVERAL_PAIRS = YamlFault(
    "yaml-two-colons",
    "a key with its value stands on a line of its own, and here more of them share one",
    "write each on a line of its own: {pairs}",
)
SECOND_COLON = YamlFault(
    "yaml-two-colons",
    "a second colon with a space behind it can't stand on one line",
    "put the text after the first colon in quotes: {example}",
)
COLON_IN_TEXT = YamlFault(
    "yaml-two-colons",
    "the text below `{key}` has a colon with a space behind it in line {line}, and so needs `>-` or quotes",
    "write `{key}: >-`, with the text below it as it is",
)
COLON_IN_ITEM = YamlFault(
    "yaml-two-colons",
    "a text with a colon and a space in it needs quotes around it",
    "put the whole text in quotes, from its first line to its last",
)
TEXT_FOR_MAPPING = YamlFault(
    "shape",
    "`{key}` takes keys with values, and this is only text",
    "write each key on a line of its own, then a colon, a space and the value",
)
KEY_FOR_ID = YamlFault(
    "id",
    "`{key}` belongs to a record, and stands here where the id of a promise stands",
    "write the id and a colon on a line of its own above it, or indent the line two spaces further",
)
NEEDS_QUOTES = YamlFault(
    "yaml-needs-quotes",
    "text that begins with `{first}` needs quotes around it",
    'put the whole text between " and "{example}',
)
PAIR_IN_QUOTES = YamlFault(
    "yaml-quote", "the quotation marks stand around the key too, so that all of it is a text", "write: `{pair}`"
)
BAD_ESCAPE = YamlFault(
    "yaml-quote",
    'a `\\` between " and " has a meaning of its own, and this one means nothing',
    "write `\\\\` for one backslash, or put the text between ' and '",
)
BEHIND_QUOTES = YamlFault("yaml-quote", "the text in quotes ends at column {end}, and more follows it", "{help}")
OPEN_QUOTES = YamlFault(
    "yaml-quote", "the quotation mark opened here is never closed", "type {quote} at the end of the text too"
)
OPEN_QUOTES_ABOVE = YamlFault(
    "yaml-quote",
    "here the text ends, and the quotation mark opened in line {line} is not closed",
    "type {quote} at the end of this line, or take out the one in line {line}",
)
CLOSED_LATER = YamlFault(
    "yaml-quote",
    "the quotation mark opened here is closed only in line {line}",
    "type {quote} at the end of the text that it opens",
)
CLOSES_NOTHING = YamlFault(
    "yaml-bracket",
    "the bracket `{shape}` closes nothing that was opened",
    "take it out; text with brackets in it needs quotes around it",
)
OTHER_BRACKET = YamlFault(
    "yaml-bracket",
    "what `{opened}` opened in line {line} is closed with `{closing}`, and here stands `{shape}`",
    "write `{closing}` {where}",
)
OPEN_BRACKET = YamlFault(
    "yaml-bracket",
    "the bracket `{shape}` opened here is never closed",
    "type `{closing}` where the list ends; text that only begins with `{shape}` needs quotes around it",
)
OPEN_BRACKET_ABOVE = YamlFault(
    "yaml-bracket",
    "here the list ends, and the bracket `{shape}` opened in line {line} is not closed",
    "type `{closing}` at the end of this line",
)
NO_COMMA = YamlFault(
    "yaml-bracket", "between `{shape}` and `{closing}` each thing is followed by a comma, and here is none", "{help}"
)
ANYTHING_ELSE = YamlFault(
    "yaml-other",
    "from here on the file can't be understood",
    "compare the line, and the one above it, with a file that works: colons, quotes, indentation",
)
