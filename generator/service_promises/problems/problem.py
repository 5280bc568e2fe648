"""One thing that is wrong in the files that staff edit, and where."""

from enum import StrEnum
from typing import Literal, NamedTuple

Step = str | int
"""A key of a mapping, or the index of a list item from 0."""

Keys = tuple[Step, ...]
"""The way from the top of a file to a value; empty for the file as a whole."""


class Severity(StrEnum):
    """Whether a problem stops publication."""

    ERROR = "error"
    """Nothing is published until it is put right."""
    WARNING = "warning"
    """True, and publishable: a silence, an explanation owed, an overdue fix."""


class Location(NamedTuple):
    """A place in a file.

    A rule names it by keys. The file that the keys belong to resolves them to a line and a column, once, when
    the problems are collected. In a table the line is the row, and 0 the table as a whole.
    """

    line: int = 0
    """From 1, and 1 where the file or folder as a whole is meant; 0 until keys are resolved."""
    column: int = 1
    """In characters, from 1; in a table the number of the column, and 0 where the whole row is meant."""
    width: int = 1
    """How many characters of the line are meant, at least 1."""
    quote: str | None = None
    """The line, without its line ending; None until the location is resolved, empty where there is no line."""
    path: str = ""
    """Relative to the site's folder, with forward slashes."""
    keys: Keys = ()
    at: Literal["key", "value"] = "value"
    """Whether the last key itself is meant (unknown, or without a value), or its value."""
    beside: Keys | None = None
    """For a key that is missing: the key because of which it is needed, where the problem is shown."""
    span: tuple[int, int] | None = None
    """The part of a text that is meant, as `source/yaml/span.py` counts it; None for the whole of it."""
    cell: str = ""
    """In a table: the row and the column as a spreadsheet names them; empty for the table as a whole."""


def at_key(*keys: Step, beside: Keys | None = None) -> Location:
    """The location of a key."""
    return Location(keys=keys, at="key", beside=beside)


def at_value(*keys: Step, span: tuple[int, int] | None = None) -> Location:
    """The location of the value of a key, or of a part of its text."""
    return Location(keys=keys, span=span)


def whole_file(path: str) -> Location:
    """The location of a file or folder as a whole."""
    return Location(line=1, quote="", path=path)


class Problem(NamedTuple):
    """What is wrong at a location, and how to put it right.

    Texts may hold whatever stands in a file, control characters included: each report makes them safe for the
    place that it writes to.
    """

    location: Location
    rule: str
    """A name in `rules.toml`."""
    message: str
    """What is required, or what is wrong, in one short sentence without a capital or a full stop."""
    help: str
    """What to do."""
    severity: Severity = Severity.ERROR
    promise: str | None = None
    month: str | None = None
    """`YYYY-MM`."""
    key: str | None = None
    label: str = ""
    """A few words for beside the marks under the line."""

    @property
    def path(self) -> str:
        """The file or folder."""
        return self.location.path

    @property
    def line(self) -> int:
        """The line, from 1."""
        return self.location.line

    @property
    def column(self) -> int:
        """The column, from 1."""
        return self.location.column

    @property
    def quote(self) -> str | None:
        """The line that the problem is in."""
        return self.location.quote

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """What problems are sorted by; two that share it say the same."""
        return self.path, self.line, self.column, self.rule, self.message


def warning(location: Location, rule: str, message: str, way_out: str, promise: str | None = None) -> Problem:
    """A problem that does not stop publication."""
    return Problem(location, rule, message, way_out, Severity.WARNING, promise)
