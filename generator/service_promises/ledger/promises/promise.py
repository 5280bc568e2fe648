"""Promises, their terms and targets.

The fields are named as the keys of the files that staff edit, in the order in which `data/promises.json` has
them; one whose key is a word of Python's has an underscore behind its name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from service_promises.ledger.delivery import Correction
from service_promises.ledger.periods.month import Coverage, Month, ReportBy
from service_promises.ledger.periods.period import Frequency, Period, frequency_of
from service_promises.ledger.promises.made_at import At, NotAt, WholeRule
from service_promises.ledger.promises.target import (
    NO_TARGET,
    Direction,
    NoTarget,
    Schedule,
    Target,
    is_stronger,
    judged_by,
)

NOT_FOUND = "not found"
"""What required prose says where an independent publisher found no source for it."""


class Kind(StrEnum):
    """How a promise is measured."""

    EACH = "each"
    """So many times due, so many times kept."""
    LEVEL = "level"
    """One figure a month, in a declared unit."""
    DONE = "done"
    """Done or not done."""


class Concern(StrEnum):
    """What about our service a promise concerns."""

    ON_TIME = "on time"
    AT_THE_PRICE = "at the price"
    AS_EASY = "as easy"
    AS_DESCRIBED = "as described"
    WHEN_IT_BREAKS = "when it breaks"


class Counted(StrEnum):
    """When things are counted."""

    IN_THE_MONTH = "in the month"
    AT_MONTH_END = "at month end"
    """As they stand then; such counts are never added up over months."""


class Case(NamedTuple):
    """What one is called, and several: of what is counted, or of places."""

    one: str
    many: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What is counted, what is left out and where it comes from."""

    kind: Kind
    counts: str
    leaves_out: str | None = None
    source: str
    case: Case | None = None
    figure: str | None = None
    """What a level is; present for `level` alone, as is `unit`."""
    unit: str | None = None
    counted: Counted = Counted.IN_THE_MONTH

    @property
    def cases(self) -> Case:
        """What one case is called, and several: customers where the measure does not say."""
        return self.case or Case("customer", "customers")

    @property
    def yardstick(self) -> tuple[Kind, str | None, str | None]:
        """What two targets must have in common to be compared at all."""
        return self.kind, self.figure, self.unit


class Interim(NamedTuple):
    """A lower target set beside the target for a while; shown, never judged by."""

    target: Target
    since: Month
    until: Month | None = None
    """The month by which it is to be reached."""
    why: str | None = None


class Change(StrEnum):
    """What a new term is, next to the one before."""

    STRONGER = "stronger"
    WEAKER = "weaker"
    REWORDED = "reworded"
    REDEFINED = "redefined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One version of a promise, complete: what a term does not state is what the one before said."""

    since: Month
    promise: str
    """The wording."""
    target: Target | NoTarget | Schedule
    why: str | None = None
    announced: date | None = None
    """The day on which it was made public here."""
    measure: Measure
    interim: tuple[Interim, ...] = ()
    due_in: frozenset[int] | None = None
    """None: the promise's own, as for the reporting day."""
    report_by: ReportBy | None = None
    judged: WholeRule | None = None
    """None: in total for cases, everywhere for all else."""

    @property
    def judged_as(self) -> WholeRule:
        """How the whole is judged where the promise is made at several places."""
        return self.judged or (WholeRule.IN_TOTAL if self.measure.kind is Kind.EACH else WholeRule.EVERYWHERE)

    @property
    def schedule(self) -> Schedule | None:
        """Its target for each month; None where one target holds for all of them, or none does."""
        return None if isinstance(self.target, Target | NoTarget) else self.target

    def target_in(self, month: Month) -> Target | None:
        """The target of a month of the term; None for one without, and for one that a schedule does not name."""
        schedule = self.schedule
        return judged_by(self.target if schedule is None else schedule.get(month, NO_TARGET))

    @property
    def targets(self) -> tuple[Target | None, ...]:
        """Every target of the term, month by month where it has a schedule, else the only one; None for none."""
        every = [self.target] if self.schedule is None else self.schedule.values()
        return tuple(map(judged_by, every))

    def changes_from(self, before: "Term") -> tuple[Change, ...]:
        """Every name that applies to the step from the term before to this one.

        A schedule is compared by the month next to the other term: its first one, or its last.
        """
        changes = []
        if self.measure != before.measure:
            changes.append(Change.REDEFINED)
        stronger = set[bool | None]()
        now, then = self.targets[0], before.targets[-1]
        if self.measure.yardstick == before.measure.yardstick or now is None or then is None:
            stronger.add(is_stronger(now, then))
        if self.measure.kind is before.measure.kind and self.judged_as is not before.judged_as:
            stronger.add(self.judged_as is WholeRule.EVERYWHERE)
        changes += [change for is_so, change in ((True, Change.STRONGER), (False, Change.WEAKER)) if is_so in stronger]
        if self.promise != before.promise:
            changes.append(Change.REWORDED)
        return tuple(changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What we say a customer will get."""

    id: str
    short: str | None = None
    """A name for lists, links and search."""
    distinction: str | None = None
    """What that name is followed by where another promise is called the same; worked out, and in no file."""
    also_called: tuple[str, ...] = ()
    """Words that a customer would search for."""
    made_to: str
    because: str
    concerns: tuple[Concern, ...]
    area: str | None = None
    owner: str
    at: At | None = None
    """None: it is not published place by place."""
    not_at: tuple[NotAt, ...] = ()
    due_in: frozenset[int] = frozenset(range(1, 13))
    """The calendar months in which a record is due, 1 to 12."""
    report_by: ReportBy | None = None
    """None: the service's."""
    covers: Coverage | None = None
    terms: tuple[Term, ...]
    """At least one; `since` rises."""
    ends: Month | None = None
    """The last month in which the promise stood."""
    ends_why: str | None = None
    replaced_by: str | None = None
    also_measured: bool = False
    if_we_fall_short: str
    needs_from_you: str | None = None
    """What the customer must do for the promise to hold."""
    staff_may: str | None = None
    was: tuple[str, ...] = ()
    corrected: tuple[Correction, ...] = ()

    @property
    def term_now(self) -> Term:
        """The newest term."""
        return self.terms[-1]

    def name_in(self, term: Term | None) -> str:
        """What lists and links call it: its short name, else its wording in a term, the newest where there is none."""
        name = self.short or (term or self.term_now).promise
        return f"{name.removesuffix('.')} ({self.distinction})" if self.distinction else name

    def is_at_places(self, month: Month) -> bool:
        """Whether a record of a month is made place by place."""
        return self.at is not None and self.at.covers(month)

    def changes_to(self, term: Term) -> tuple[Change, ...]:
        """What changed with one of the terms; nothing with the first."""
        index = self.terms.index(term)
        return term.changes_from(self.terms[index - 1]) if index else ()

    def term_in(self, month: Month) -> Term | None:
        """The term in force in a month; None before the first and after `ends`."""
        if self.ends is not None and month > self.ends:
            return None
        for term in reversed(self.terms):
            if term.since <= month:
                return term
        return None

    def target_in(self, month: Month) -> Target | None:
        """The target of a month; None where it did not stand then, or had none."""
        term = self.term_in(month)
        return term.target_in(month) if term else None

    def direction_in(self, month: Month) -> Direction | None:
        """Which side of their figures the targets of the term in force ask for; None where it has none."""
        targets = self._term_near(month).targets
        return next((target.direction for target in reversed(targets) if target), None)

    def measured_as(self, month: Month) -> Measure:
        """How a record of the month is measured, also where the promise did not stand then."""
        return self._term_near(month).measure

    def due_months(self, month: Month) -> frozenset[int]:
        """The calendar months in which a record is due, as they hold in the month."""
        return self._term_near(month).due_in or self.due_in

    def is_due_in(self, month: Month) -> bool:
        """Whether the month is one of those in which a record is due."""
        return month.number in self.due_months(month)

    def report_by_in(self, month: Month) -> ReportBy | None:
        """By when a record of the month must be published; None: the service's."""
        return self._term_near(month).report_by or self.report_by

    def frequency_in(self, months: Iterable[Month]) -> Frequency:
        """How often a record is due in some months, as far as that is the same in all of them."""
        due_in = {self.due_months(month) for month in months} or {self.due_in}
        every = set(map(frequency_of, due_in))
        return every.pop() if len(every) == 1 else Frequency.UNEVEN

    def period(self, month: Month, covered_from: Month | None = None) -> Period:
        """The months that a record of `month` speaks for: those after the due month before it.

        It begins no earlier than the first term and the first month with figures here; `covered_from` is that month
        where it is the service's.
        """
        starts = (self.terms[0].since, self.covers and self.covers.from_, covered_from)
        first = month
        while first not in starts and not self.is_due_in(before := first.plus(-1)):
            first = before
        return Period(first, month)

    def _term_near(self, month: Month) -> Term:
        """The term in force in a month, whether the promise stood then or not."""
        for term in reversed(self.terms):
            if term.since <= month:
                return term
        return self.terms[0]

    def interim_in(self, month: Month) -> Interim | None:
        """The interim of the term in force that is to be reached soonest; None where there is none."""
        term = self.term_in(month)
        if term is None or not term.interim or term.target_in(month) is None:
            return None
        first = self.period(month).first
        standing = [
            interim
            for interim in term.interim
            if interim.since <= month and (interim.until is None or first <= interim.until)
        ]
        return min(standing, key=lambda interim: interim.until or Month(9999, 12), default=None)
