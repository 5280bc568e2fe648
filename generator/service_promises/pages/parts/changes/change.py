"""One change in the open, in words."""

from datetime import date
from typing import NamedTuple

from service_promises.ledger.periods.month import Month


class ChangeView(NamedTuple):
    """One change in words."""

    day: date
    when: str
    """The day or the month, in words."""
    what: str
    """What happened, in a few words."""
    address: str
    """Of the page it is about; empty where it is about the service."""
    wording: str
    was: str
    """Markdown; empty where there was nothing before."""
    now: str
    """Markdown."""
    why: str
    month: Month | None = None
    """The month whose record was corrected."""
    period: str = ""
    """The months that this record speaks for."""
    recorded: str = ""
    """When it was announced, or recorded here, as a sentence; empty where that is not said."""
    begins: bool = False
    """Whether it is the beginning of a promise, of which its own page has all the words."""
