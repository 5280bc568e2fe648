"""The service: who promises, how to reach them, and which records are due when."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from service_promises.ledger.delivery import Correction
from service_promises.ledger.periods.month import Coverage, Month, ReportBy
from service_promises.ledger.periods.period import Period
from service_promises.ledger.periods.year import Year
from service_promises.ledger.promises.promise import Promise


class Link(NamedTuple):
    """A named address."""

    name: str
    url: str


class NotPromised(NamedTuple):
    """Something that we do not promise, said openly."""

    what: str
    why: str | None = None
    instead: str | None = None


class Area(NamedTuple):
    """A group of promises with a page of its own."""

    id: str
    name: str
    about: str | None = None
    was: tuple[str, ...] = ()
    """Earlier ids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Who promises, what the service is for and how to reach us."""

    name: str
    about: str
    for_: str
    """The one thing that every promise must be congruent with."""
    language: str = "en-GB"
    time_zone: str = "UTC"
    """A name of the IANA time zone database: where a day begins and ends."""
    year_starts: int = 1
    """The calendar month, 1 to 12, in which a year begins."""
    areas: tuple[Area, ...] = ()
    """In the order to be shown; empty where promises name their areas in words of their own."""
    covers: Coverage
    report_by: ReportBy = field(default_factory=ReportBy)
    reach_us: tuple[Link, ...]
    answer_back: str | None = None
    """A URL template with `{promise}`, `{month}` and `{place}`."""
    not_promised: tuple[NotPromised, ...] = ()
    hide_counts_below: int = 0
    licence: Link | None = None
    notice: str | None = None
    published_by: Link | None = None
    """The publisher, where that is not the organisation that promises."""
    allow: tuple[str, ...] = ()
    corrected: tuple[Correction, ...] = ()

    @property
    def publisher_name(self) -> str:
        """Who publishes the site: the organisation itself, unless somebody else does."""
        return self.published_by.name if self.published_by else self.name

    @property
    def area_names(self) -> dict[str, str]:
        """What each area is called, by its id."""
        return {area.id: area.name for area in self.areas}

    def covers_promise(self, promise: Promise, month: Month) -> bool:
        """Whether figures of the promise are published for the month."""
        return month in self.covers and (promise.covers is None or month in promise.covers)

    def expects(self, promise: Promise, month: Month) -> bool:
        """Whether a record of the promise belongs to the month."""
        return promise.is_due_in(month) and self.covers_promise(promise, month) and promise.term_in(month) is not None

    def requires(self, promise: Promise, month: Month) -> bool:
        """Whether a record of the promise is due for the month, and late without one: there is a target to judge by."""
        return self.expects(promise, month) and promise.target_in(month) is not None

    def months_required(self, promise: Promise, as_of: date) -> list[Month]:
        """The months, up to the last that is over, in which a record of the promise is due."""
        first = max(promise.terms[0].since, self.covers.from_)
        return [month for month in first.until(Month.of(as_of).plus(-1)) if self.requires(promise, month)]

    def year(self, month: Month) -> Year:
        """The year that a month, or a record due in it, belongs to."""
        return Year.of(month, self.year_starts)

    def period(self, promise: Promise, month: Month) -> Period:
        """The months that a record of the promise in `month` speaks for."""
        return promise.period(month, self.covers.from_)

    def reporting_date(self, promise: Promise, month: Month) -> date:
        """The last day on which the month's record of the promise is in time."""
        return (promise.report_by_in(month) or self.report_by).date_for(month)
