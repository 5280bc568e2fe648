"""One thing that is wrong in the files that staff edit; shown in many ways by `report.py`."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """Whether a problem stops publication."""

    ERROR = "error"
    """Nothing is published until it is put right."""
    WARNING = "warning"
    """True, and publishable: a silence, an account owed, an overdue fix."""


class Problem(NamedTuple):
    """A place in a file, what is wrong there, and how to put it right.

    Texts may hold whatever was found in a file, control characters included: each report makes them safe
    for the place that it writes to.
    """

    path: str
    """Relative to the site's folder, with forward slashes."""
    line: int
    """From 1; also 1 where the problem is the file or folder as a whole."""
    column: int
    """In characters, from 1."""
    severity: Severity
    rule: str
    """A name in `rules.py`."""
    message: str
    """What is required, or what is wrong, in one short sentence without a capital or a full stop."""
    help: str
    """What to do."""
    promise: str | None = None
    month: str | None = None
    """`YYYY-MM`."""
    key: str | None = None
    quote: str | None = None
    """The line, without its line ending; None where there is none to show."""
    width: int = 1
    """How many characters of the line are at fault, at least 1."""
    label: str = ""
    """A few words for beside the marks under the line."""

    @property
    def place(self) -> tuple[str, int, int, str, str]:
        """What problems are sorted by."""
        return self.path, self.line, self.column, self.rule, self.message
