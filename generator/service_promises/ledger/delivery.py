"""Deliveries: what was recorded of one promise in one month."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple


class Cause(StrEnum):
    """Why a month fell short: the one short list."""

    CAPACITY = "capacity"
    TRAINING = "training"
    SYSTEM_FAULT = "system fault"
    SUPPLIER = "supplier"
    OUR_DECISION = "our decision"
    OUTSIDE_EVENT = "outside event"
    NOT_KNOWN_YET = "not known yet"


class NotRepeated(StrEnum):
    """What stands in the place of an old text that is not to be read again."""

    NOT_REPEATED = "not repeated"


class Explanation(NamedTuple):
    """The explanation owed when a month fell short or people were let down."""

    what_happened: str | None = None
    who: str | None = None
    why: str | None = None
    cause: Cause | None = None
    put_right: str | None = None
    revised: date | None = None
    fixes: tuple[str, ...] | None = None
    """Ids of fixes; empty says that none is promised, None that the question is not answered."""

    @property
    def complete(self) -> bool:
        """Whether every answer is there, with a cause that is known."""
        answers = (self.what_happened, self.who, self.why, self.put_right, self.fixes)
        return None not in answers and self.cause not in (None, Cause.NOT_KNOWN_YET)


class CustomersSaid(NamedTuple):
    """What customers told us; stands beside the verdict and is never part of it."""

    question: str | None = None
    asked: Decimal | None = None
    answered: Decimal | None = None
    let_down: Decimal | None = None
    in_their_words: tuple[str, ...] = ()


class Questions(NamedTuple):
    """How many customers answered back, and how many of those we answered."""

    received: Decimal | None = None
    answered: Decimal | None = None
    updated: date | None = None
    """The day on which the counts last changed."""


class Remedy(NamedTuple):
    """How many of those let down have had what is promised then; beside the verdict and never part of it."""

    owed: Decimal | None = None
    """How many are owed it; those let down where nothing is said."""
    given: Decimal | None = None
    unasked: Decimal | None = None
    """How many of those have had it without asking."""
    late: Decimal | None = None
    """How many of those had it later than promised."""
    paid: str | None = None
    """The sum paid, in words."""
    updated: date | None = None
    """The day on which the counts last changed."""


class Correction(NamedTuple):
    """A changed published figure or declaration: on which day, what it was, why."""

    on: date
    was: Mapping[str, Any]
    """Old values by key; None for a key that was not there. A record's are of the key's own type, a declaration's
    plain data as it is written in the file."""
    why: str
    told: date | None = None
    """The day on which it was recorded here, where that was later."""
    now: Mapping[str, Any] = MappingProxyType({})
    """What it put in the place of each old value, as plain data; of a record, its editions say that. A key that only
    names the term is not there."""


class Elsewhere(NamedTuple):
    """What of a total belongs to no place, and why; without counts, why the total is not the sum of the places."""

    due: Decimal | None = None
    kept: Decimal | None = None
    why: str = ""


Flag = bool | str
"""False, true, or true with its reason."""


class Delivery(NamedTuple):
    """The record of one promise in one month, as it now stands."""

    due: Decimal | None = None
    kept: Decimal | None = None
    share: Decimal | None = None
    """Percent."""
    level: Decimal | None = None
    done: bool | None = None
    on: date | None = None
    let_down: Decimal | None = None
    """How many did not get what was promised, as stated, or as added up over the places of a whole; None where neither
    is so, and it may still follow from the other figures."""
    provisional: Flag = False
    estimated: Flag = False
    not_comparable: Flag = False
    reported: date | None = None
    """The day on which it was published, when that was late."""
    told: date | None = None
    """The day on which that was recorded here, where it was later: the one that lateness is judged by."""
    final: date | None = None
    """The day on which provisional figures were made final."""
    fell_short: Explanation | None = None
    customers_said: CustomersSaid | None = None
    questions: Questions | None = None
    remedy: Remedy | None = None
    note: str | None = None
    above_and_beyond: str | None = None
    no_figure: str | None = None
    """Why there are no figures, in place of them; such a record is none yet."""
    elsewhere: Elsewhere | None = None
    """Of a promise that is made at several places."""
    corrected: tuple[Correction, ...] = ()
    """Oldest first."""

    @property
    def stated(self) -> dict[str, Any]:
        """What is there, by key; a flag that is not set is there too."""
        return {key: value for key, value in zip(self._fields, self, strict=True) if value is not None}

    @property
    def public_since(self) -> date | None:
        """The day by which lateness is judged; None where it is not said to be late."""
        return self.told or self.reported

    def editions(self) -> tuple["Delivery", ...]:
        """The record as first published, then as it stood after each correction."""
        if not self.corrected:
            return (self,)
        editions = [self]
        for correction in reversed(self.corrected):
            was: dict[str, Any] = {
                key: False if old is None and key in FLAGS else old
                for key, old in correction.was.items()
                if key in self._fields
            }
            editions.append(editions[-1]._replace(**was))
        return tuple(reversed(editions))


class Letter(NamedTuple):
    """The open letter for a month."""

    text: str = ""
    """Markdown; empty where it was taken out."""
    revised: date | None = None
    """The day on which it was last changed."""
    corrected: tuple[Correction, ...] = ()
    """When and why it was taken out."""


COUNTS = ("due", "kept", "let_down")
"""The figures that count cases; disclosure control may hide them, or work them out."""

FIGURES = ("due", "kept", "share", "level", "done", "on", "let_down")
"""The keys that a verdict is computed from."""

FLAGS = tuple(key for key, default in Delivery._field_defaults.items() if default is False)

FIGURES_AND_FLAGS = (*FIGURES, *FLAGS)
"""The keys of which a correction gives the whole old value, as the figure and its mark stood in the record."""
