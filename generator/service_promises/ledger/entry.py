"""One promise in one month, as a whole or at one place: what was recorded, and the verdict."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from service_promises.ledger.delivery import Delivery, Explanation
from service_promises.ledger.disclosure.by_place import (
    hidden_together,
    hide_together,
    is_hidden_later,
    tells_missing_place,
    without_other_counts,
)
from service_promises.ledger.disclosure.disclosure_control import NOT_KNOWN, Figures, publish
from service_promises.ledger.disclosure.remedy import RemedyCounts, remedy_counts
from service_promises.ledger.periods.month import Month
from service_promises.ledger.periods.period import Frequency, Period, frequency_of
from service_promises.ledger.places import Place, Places
from service_promises.ledger.promises.promise import Interim, Kind, Measure, Promise, Term
from service_promises.ledger.promises.target import Target
from service_promises.ledger.service import Service
from service_promises.ledger.verdicts.place_total import PlaceResult, is_typed, judge_whole
from service_promises.ledger.verdicts.verdict import WITHOUT_RECORD, Judgement, Verdict, judge, meets


@dataclass(frozen=True)
class Entry:
    """One promise in one month: what was recorded, and the verdict."""

    promise: Promise
    month: Month
    delivery: Delivery | None
    judgement: Judgement | None
    """None where the promise did not stand in the month, or had no target, and its record is shown all the same."""
    period: Period
    """The months that the record speaks for, the last of which it is named by."""
    hide_below: int = 0
    """Counts from 1 up to, but not including, this one are not published."""
    no_figure: str | None = None
    """Why there is no record, where that was said."""
    place: Place | None = None
    """Of one place; None: of the promise as a whole."""
    place_entries: tuple["Entry", ...] = ()
    """Of a whole: one for each place that was due or has a record, in their order."""
    total_record: Delivery | None = None
    """Of a whole with places: what was recorded of it beside theirs."""
    hides_all: bool = False
    """Whether a count of the month is small at some place, so that none is published at any, nor in total."""
    hides_later: bool = False
    """Whether some of these were published before one was small."""

    verdict: Verdict | None = field(init=False)
    """The verdict, or None where the month is not judged."""
    target: Target | None = field(init=False)
    """The target by which the month was judged."""
    term: Term | None = field(init=False)
    """The term in force in the month."""
    is_without_target: bool = field(init=False)
    """Whether the promise stood in the month and had no target."""
    measure: Measure = field(init=False)
    """How the month is measured."""

    def __post_init__(self) -> None:
        judgement = self.judgement
        term = judgement.term if judgement else self.promise.term_in(self.month)
        object.__setattr__(self, "verdict", judgement.verdict if judgement else None)
        object.__setattr__(self, "target", judgement.target if judgement else None)
        object.__setattr__(self, "term", term)
        object.__setattr__(self, "is_without_target", judgement is None and term is not None)
        object.__setattr__(self, "measure", term.measure if term else self.promise.measured_as(self.month))

    @property
    def record(self) -> Delivery | None:
        """What is written of it in a file, without what is worked out from places."""
        return self.total_record if self.place_entries else self.delivery

    @property
    def places_due(self) -> int:
        """At how many places it fell due, as far as is known: places that say that nothing did are not counted."""
        return len(self.place_entries) - self.places_with(Verdict.NOTHING_DUE)

    def places_with(self, verdict: Verdict) -> int:
        """At how many places the verdict is this one."""
        return sum(entry.verdict is verdict for entry in self.place_entries)

    @property
    def let_down_at_least(self) -> Decimal | None:
        """How many its places count as let down, where that is not all of them; None where all of it is known or hidden.

        Elsewhere adds nothing: it stands with its own figures beside the whole.
        """
        judgement = self.judgement
        if self.hides_all or judgement is None or judgement.let_down is not None:
            return None
        counts = (place.figures.let_down.figure for place in self.place_entries if place.figures)
        known = sum((count for count in counts if count is not None), Decimal(0))
        return known or None

    @cached_property
    def frequency(self) -> Frequency:
        """How often records like it are due; uneven where it speaks for less, such as the first one of a promise."""
        declared = frequency_of(self.promise.due_months(self.month))
        return declared if declared is self.period.frequency else Frequency.UNEVEN

    @property
    def is_judged(self) -> bool:
        """Whether it has a verdict that is more than that its record is awaited."""
        return self.verdict not in {None, Verdict.AWAITED}

    @property
    def lacks_record(self) -> bool:
        """Whether it is not reported, or awaited."""
        return self.verdict in WITHOUT_RECORD

    @property
    def places_without_record(self) -> tuple[Place, ...]:
        """The places at which a record of it is missing."""
        return tuple(entry.place for entry in self.place_entries if entry.place and entry.lacks_record)

    @property
    def explanation(self) -> Explanation | None:
        """The explanation that was given, whole or in part."""
        return self.delivery.fell_short if self.delivery else None

    @cached_property
    def explanation_missing(self) -> bool:
        """Whether an explanation is owed and not complete."""
        if self.judgement is None or not self.judgement.explanation_owed:
            return False
        return self.explanation is None or not self.explanation.complete

    @cached_property
    def interim(self) -> Interim | None:
        """The interim target that stood beside the target, the one to be reached soonest."""
        return self.promise.interim_in(self.month)

    @property
    def interim_met(self) -> bool | None:
        """Whether the interim target was reached; a miss counts only once its last month is reported."""
        interim = self.interim
        if interim is None or self.delivery is None or self.verdict in (None, Verdict.NOTHING_DUE):
            return None
        if self.figures and self.figures.hidden:
            return None  # two lines would tell a small count that one does not
        if meets(interim.target, self.measure.kind, self.delivery):
            return True
        return False if interim.until is not None and interim.until <= self.month else None

    @cached_property
    def figures(self) -> Figures | None:
        """The figures as they may be published; None where nothing was recorded."""
        return self.editions[-1] if self.editions else None

    @cached_property
    def editions(self) -> tuple[Figures, ...]:
        """The figures as first published, then after each correction; empty where nothing was recorded."""
        if self.delivery is None:
            return ()
        editions = self.editions_of(self.delivery)
        if self.place_entries and self.judgement and self.judgement.let_down is None:
            return tuple(figures._replace(let_down=NOT_KNOWN) for figures in editions)
        return editions

    def editions_of(self, record: Delivery) -> tuple[Figures, ...]:
        """The editions of a record of the month, of what is judged or of what is written of it, as published."""
        editions = publish(record, self.hide_below, self.share_target)
        return tuple(map(hidden_together, editions)) if self.hides_all else editions

    @property
    def hides_remedy(self) -> bool:
        """Whether its remedy is hidden whatever its counts are, where small ones are."""
        return self.place is not None or bool(self.place_entries)

    @property
    def publishes_counts(self) -> bool:
        """Whether any count is published of it or of its places, or a share; that there was none tells the verdict."""
        return any(
            figures.share or any(count.figure for count in (figures.due, figures.kept, figures.let_down))
            for entry in (self, *self.place_entries)
            if (figures := entry.figures)
        )

    @cached_property
    def remedy(self) -> RemedyCounts | None:
        """How many of those let down were put right, as published; None where that is not counted."""
        in_part = bool(self.place_entries and self.judgement and self.judgement.let_down is None)
        return remedy_counts(self.delivery, self.hide_below, in_part=in_part, at_place=self.hides_remedy)

    @property
    def remedy_missing(self) -> bool:
        """Whether people were let down and nobody counted how many of them were put right."""
        return bool(self.judgement and self.judgement.let_down) and self.remedy is None

    @property
    def share_target(self) -> Decimal | None:
        """What share of the cases is asked for, in percent; None where they are not judged, or no cases are counted."""
        return self.target.figure if self.target and self.measure.kind is Kind.EACH else None


def entry_of(
    promise: Promise,
    month: Month,
    record: Delivery | None,
    place_deliveries: Mapping[str, Delivery],
    places: Places,
    service: Service,
    as_of: date,
) -> Entry | None:
    """A promise in a month, as a whole; None where it is made at no place then, and nothing was recorded."""
    period, hide_below = service.period(promise, month), service.hide_counts_below
    due = places.due(promise, month)
    no_figure, delivery = _apart(record)
    if not due:
        if record is None and promise.is_at_places(month):
            return None
        judgement = judge(promise, month, delivery, service, as_of)
        return Entry(promise, month, delivery, judgement, period, hide_below, no_figure)
    place_entries = []
    is_judged = as_of > month.last_day and service.requires(promise, month)
    for place in due:
        place_record = place_deliveries.get(place.id)
        if place_record is None and not is_judged:
            continue
        no_figure_there, of_place = _apart(place_record)
        judgement = judge(promise, month, of_place, service, as_of)
        if judgement is not None and judgement.explanation_owed:
            judgement = judgement._replace(explanation_owed=False)  # it is owed for the promise
        place_entries.append(Entry(promise, month, of_place, judgement, period, hide_below, no_figure_there, place))
    if not place_entries:
        return Entry(promise, month, delivery, None, period, hide_below, no_figure)
    results = [PlaceResult(entry.delivery, entry.judgement) for entry in place_entries]
    whole = judge_whole(promise, month, delivery, results, service, as_of)
    entry = Entry(
        promise,
        month,
        whole.delivery,
        whole.judgement,
        period,
        hide_below,
        no_figure,
        place_entries=tuple(place_entries),
        total_record=delivery,
    )
    return _with_hidden_counts(entry) if hide_below else entry


def _with_hidden_counts(whole: Entry) -> Entry:
    """A whole and its places without any of their counts, where one of those is small."""
    every = (whole, *whole.place_entries)
    editions = [entry.editions for entry in every]
    reported = [entry.delivery for entry in whole.place_entries if entry.delivery]
    is_near_sum = tells_missing_place(whole.total_record, reported, whole.hide_below)
    if not is_near_sum and not hide_together(editions, whole.total_record, whole.hide_below):
        return whole
    if not is_typed(whole.total_record):
        editions = editions[1:]  # a sum is that of now, whatever the places said at first
    is_later = not is_near_sum and is_hidden_later(editions, whole.total_record, whole.hide_below)
    hidden, *place_entries = (
        replace(
            entry,
            delivery=entry.delivery and without_other_counts(entry.delivery),
            total_record=entry.total_record and without_other_counts(entry.total_record),
            hides_all=True,
            hides_later=is_later,
        )
        for entry in every
    )
    return replace(hidden, place_entries=tuple(place_entries))


def _apart(record: Delivery | None) -> tuple[str | None, Delivery | None]:
    """Why there are no figures, where a record says that in their place, and else the record."""
    return (record.no_figure, None) if record and record.no_figure else (None, record)
