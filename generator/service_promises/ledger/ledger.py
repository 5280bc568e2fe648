"""The ledger: every promise in every month, judged on one day."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from service_promises.ledger.delivery import Delivery, Explanation, Letter
from service_promises.ledger.disclosure_control import NOT_KNOWN, Figures, publish
from service_promises.ledger.editions import NO_EDITIONS, Editions
from service_promises.ledger.fix import Fix
from service_promises.ledger.month import Month
from service_promises.ledger.period import Frequency, Period
from service_promises.ledger.place_total import PlaceResult, judge_whole
from service_promises.ledger.places import NO_PLACES, Place, Places
from service_promises.ledger.pledge import Pledge, published_pledges
from service_promises.ledger.promise import Interim, Kind, Measure, Promise
from service_promises.ledger.remedy import RemedyCounts, remedy_counts
from service_promises.ledger.service import Service
from service_promises.ledger.target import Target
from service_promises.ledger.verdict import Judgement, Verdict, judge, meets


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
    at_places: tuple["Entry", ...] = ()
    """Of a whole: one for each place that was due or has a record, in their order."""
    written: Delivery | None = None
    """Of a whole with places: what was recorded of it beside theirs."""

    verdict: Verdict | None = field(init=False)
    """The verdict, or None where the month is not judged."""
    measure: Measure = field(init=False)
    """How the month is measured."""

    def __post_init__(self) -> None:
        judgement = self.judgement
        measure = judgement.term.measure if judgement else self.promise.measured_as(self.month)
        object.__setattr__(self, "verdict", judgement.verdict if judgement else None)
        object.__setattr__(self, "measure", measure)

    @property
    def record(self) -> Delivery | None:
        """What is written of it in a file, without what is worked out from places."""
        return self.written if self.at_places else self.delivery

    @property
    def places_due(self) -> int:
        """At how many places it fell due, as far as is known: places that say that nothing did are not counted."""
        return len(self.at_places) - self.places_with(Verdict.NOTHING_DUE)

    def places_with(self, verdict: Verdict) -> int:
        """At how many places the verdict is this one."""
        return sum(entry.verdict is verdict for entry in self.at_places)

    @cached_property
    def frequency(self) -> Frequency:
        """How often records like it are due; uneven where it speaks for less, such as the first one of a promise."""
        declared = self.promise.frequency_in([self.month])
        return declared if declared is self.period.frequency else Frequency.UNEVEN

    @property
    def is_judged(self) -> bool:
        """Whether it has a verdict that is more than that its record is awaited."""
        return self.verdict not in {None, Verdict.AWAITED}

    @property
    def explanation(self) -> Explanation | None:
        """The explanation that was given, whole or in part."""
        return self.delivery.fell_short if self.delivery else None

    @property
    def explanation_missing(self) -> bool:
        """Whether an explanation is owed and not complete."""
        if self.judgement is None or not self.judgement.explanation_owed:
            return False
        return self.explanation is None or not self.explanation.complete

    @property
    def target(self) -> Target | None:
        """The target by which the month was judged."""
        return self.judgement.target if self.judgement else None

    @property
    def is_without_target(self) -> bool:
        """Whether the promise stood in the month and had no target."""
        return self.judgement is None and self.promise.term_in(self.month) is not None

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
        editions = publish(self.delivery, self.hide_below, self.share_target)
        if self.at_places and self.judgement and self.judgement.let_down is None:
            return tuple(figures._replace(let_down=NOT_KNOWN) for figures in editions)
        return editions

    @cached_property
    def remedy(self) -> RemedyCounts | None:
        """How many of those let down were put right, as published; None where that is not counted."""
        in_part = bool(self.at_places and self.judgement and self.judgement.let_down is None)
        return remedy_counts(self.delivery, self.hide_below, in_part=in_part, at_place=self.place is not None)

    @property
    def remedy_missing(self) -> bool:
        """Whether people were let down and nobody counted how many of them were put right."""
        return bool(self.judgement and self.judgement.let_down) and self.remedy is None

    @property
    def share_target(self) -> Decimal | None:
        """What share of the cases is asked for, in percent; None where they are not judged, or no cases are counted."""
        return self.target.figure if self.target and self.measure.kind is Kind.EACH else None


@dataclass(frozen=True)
class Ledger:
    """Everything that was promised, delivered and said, judged as of one day."""

    service: Service
    promises: Mapping[str, Promise]
    """By id, sorted by id."""
    entries: Mapping[tuple[str, Month], Entry]
    """One for each promise and month that has a verdict or a record; sorted by promise, then month."""
    letters: Mapping[Month, Letter]
    """The open letters, sorted by month."""
    fixes: Mapping[str, Fix]
    """By id, sorted by id."""
    as_of: date
    pledges: Mapping[str, Pledge] = field(default_factory=dict)
    """By id, sorted by id; each as it may be published."""
    parts: Mapping[tuple[str, Month], str] = field(default_factory=dict)
    """In which part of a split month the records stand that stand in one: its path, as `document_of` has it."""
    editions: Editions = NO_EDITIONS
    """What was published of documents before their corrections."""
    examples: Collection[str] = frozenset()
    """The documents that are examples and nobody's promises, by path as `document_of` has it."""
    places: Places = NO_PLACES
    by_promise: Mapping[str, tuple[Entry, ...]] = field(init=False)
    """Each promise's entries, oldest first; empty for a promise that has none yet."""
    by_month: Mapping[Month, tuple[Entry, ...]] = field(init=False)
    """Each month's entries, sorted by promise; months sorted, only those with an entry or a letter."""

    def __post_init__(self) -> None:
        by_promise: dict[str, list[Entry]] = {name: [] for name in self.promises}
        by_month: dict[Month, list[Entry]] = {month: [] for month in self.letters}
        for (name, month), entry in self.entries.items():
            by_promise[name].append(entry)
            by_month.setdefault(month, []).append(entry)
        object.__setattr__(self, "by_promise", {name: tuple(entries) for name, entries in by_promise.items()})
        object.__setattr__(self, "by_month", {month: tuple(by_month[month]) for month in sorted(by_month)})

    def is_example(self, entry: Entry) -> bool:
        """Whether its promise or its record is an example."""
        if not self.examples:
            return False
        return f"declared/{entry.promise.id}" in self.examples or self.document_of(entry) in self.examples

    def document_of(self, entry: Entry) -> str:
        """The path of the file in which a record stands, without the folder of all and its ending."""
        return self.parts.get((entry.promise.id, entry.month), f"delivered/{entry.month}")

    @cached_property
    def by_place(self) -> Mapping[str, tuple[Entry, ...]]:
        """Each place's entries, by promise and month; empty for a place that has none."""
        by_place: dict[str, list[Entry]] = {name: [] for name in self.places.places}
        for whole in self.entries.values():
            for entry in whole.at_places:
                by_place[entry.place.id if entry.place else ""].append(entry)
        return {name: tuple(entries) for name, entries in by_place.items()}

    @cached_property
    def latest_reported(self) -> Month | None:
        """The newest month with a record that is judged, else with one that has no target; None before the first."""
        reported = [entry for entry in self.entries.values() if entry.delivery]
        judged = [entry.month for entry in reported if entry.judgement]
        return max(judged or [entry.month for entry in reported if entry.is_without_target], default=None)


def make_ledger(
    service: Service,
    promises: Iterable[Promise],
    deliveries: Mapping[tuple[str, Month], Delivery],
    letters: Mapping[Month, Letter],
    fixes: Iterable[Fix],
    as_of: date,
    *,
    pledges: Iterable[Pledge] = (),
    rejected: Collection[tuple[str, Month]] = (),
    parts: Mapping[tuple[str, Month], str] | None = None,
    editions: Editions = NO_EDITIONS,
    examples: Collection[str] = frozenset(),
    places: Places = NO_PLACES,
    at_places: Mapping[tuple[str, Month], Mapping[str, Delivery]] | None = None,
) -> Ledger:
    """Judge every promise in every month in which it has a record or owes one.

    `deliveries` holds records by promise id and month, `at_places` those of single places; those of unknown promises
    are left out. For those that may not stand (`rejected`) there is no entry, not even a silence.
    """
    at_places = at_places or {}
    known = {promise.id: promise for promise in sorted(promises, key=lambda promise: promise.id)}
    months = {name: set(service.months_required(promise, as_of)) for name, promise in known.items()}
    for name, month in (*deliveries, *at_places):
        months.get(name, set()).add(month)
    for name, month in rejected:
        months.get(name, set()).discard(month)
    entries: dict[tuple[str, Month], Entry] = {}
    for name, promise in known.items():
        for month in sorted(months[name]):
            record, of_places = deliveries.get((name, month)), at_places.get((name, month), {})
            if entry := _entry(promise, month, record, of_places, places, service, as_of):
                entries[name, month] = entry
    fixes_by_id = {fix.id: fix for fix in sorted(fixes, key=lambda fix: fix.id)}
    of_pledges = published_pledges(pledges, service.hide_counts_below)
    by_month = dict(sorted(letters.items()))
    return Ledger(
        service, known, entries, by_month, fixes_by_id, as_of, of_pledges, parts or {}, editions, examples, places
    )


def _entry(
    promise: Promise,
    month: Month,
    record: Delivery | None,
    of_places: Mapping[str, Delivery],
    places: Places,
    service: Service,
    as_of: date,
) -> Entry | None:
    """A promise in a month, as a whole; None where it is made at no place then, and nothing was recorded."""
    period, hide_below = service.period(promise, month), service.hide_counts_below
    due = places.due(promise, month)
    no_figure, delivery = _apart(record)
    if not due:
        if record is None and promise.at is not None and promise.at.covers(month):
            return None
        judgement = judge(promise, month, delivery, service, as_of)
        return Entry(promise, month, delivery, judgement, period, hide_below, no_figure)
    at_places = []
    is_judged = as_of > month.last_day and service.requires(promise, month)
    for place in due:
        place_record = of_places.get(place.id)
        if place_record is None and not is_judged:
            continue
        said, there = _apart(place_record)
        judgement = judge(promise, month, there, service, as_of)
        judgement = judgement and judgement._replace(explanation_owed=False)  # it is owed for the promise
        at_places.append(Entry(promise, month, there, judgement, period, hide_below, said, place))
    if not at_places:
        return Entry(promise, month, delivery, None, period, hide_below, no_figure)
    results = [PlaceResult(entry.delivery, entry.judgement) for entry in at_places]
    whole = judge_whole(promise, month, delivery, results, service, as_of)
    return Entry(
        promise, month, whole.delivery, whole.judgement, period, hide_below, no_figure, None, tuple(at_places), delivery
    )


def _apart(record: Delivery | None) -> tuple[str | None, Delivery | None]:
    """Why there are no figures, where a record says that in their place, and else the record."""
    return (record.no_figure, None) if record and record.no_figure else (None, record)
