"""`data/deliveries.csv`, and what its columns mean (DESIGN.md section 5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from service_promises.ledger.delivery import Flag
from service_promises.ledger.disclosure_control import Count
from service_promises.ledger.ledger import Entry, Ledger
from service_promises.ledger.month import Month
from service_promises.ledger.rounding import plain, share_in_full
from service_promises.outputs.csv_writer import csv_file
from service_promises.pages.i18n import I18n

DELIVERIES = "data/deliveries.csv"


class Column(NamedTuple):
    """A column of a data file."""

    name: str
    value: Callable[[Entry], str]
    meaning: Callable[[I18n], str]


Row = tuple[str, ...]
"""The cells of one promise in one month, in the order of the columns."""


def delivery_rows(ledger: Ledger) -> dict[tuple[str, Month], Row]:
    """One row for each promise and month that has a verdict or a record, by month then promise."""
    return {
        (entry.promise.id, month): tuple([column.value(entry) for column in DELIVERY_COLUMNS])
        for month, entries in ledger.by_month.items()
        for entry in entries
    }


def deliveries_csv(rows: Iterable[Row]) -> str:
    """Write the rows as they come; empty means not known or not applicable, never zero."""
    return csv_file([column.name for column in DELIVERY_COLUMNS], rows)


def _yes(flag: Flag | None) -> str:
    return "" if flag is None else "yes" if flag else "no"


def _count(count: Count) -> str:
    return "" if count.figure is None else plain(count.figure)


def _target(entry: Entry) -> str:
    return entry.judgement.term.target.text if entry.judgement else ""


def _share(entry: Entry) -> str:
    if entry.figures is None or entry.figures.share is None or entry.delivery is None:
        return ""
    if entry.delivery.share is not None:
        return plain(entry.delivery.share)
    target = entry.judgement.term.target.figure if entry.judgement else None
    return plain(share_in_full(entry.figures.share, target))


def _explained(entry: Entry) -> str:
    if entry.judgement is None or entry.delivery is None or not entry.judgement.explanation_owed:
        return ""
    return _yes(entry.delivery.fell_short is not None and entry.delivery.fell_short.complete)


def _flag(name: str) -> Callable[[Entry], str]:
    return lambda entry: _yes(bool(getattr(entry.delivery, name))) if entry.delivery else ""


DELIVERY_COLUMNS = (
    Column(
        "promise",
        lambda entry: entry.promise.id,
        lambda i18n: i18n.say("Id of the promise; never changes."),
    ),
    Column("month", lambda entry: str(entry.month), lambda i18n: i18n.say("The reporting month, YYYY-MM.")),
    Column(
        "verdict",
        lambda entry: entry.verdict or "",
        lambda i18n: i18n.say(
            "kept, target_met, fell_short, nothing_due, not_reported or awaited; empty where it was not promised then."
        ),
    ),
    Column(
        "target",
        _target,
        lambda i18n: i18n.say(
            "The target in force that month, as declared; empty where it was not promised then."
        ),
    ),
    Column(
        "due",
        lambda entry: _count(entry.figures.due) if entry.figures else "",
        lambda i18n: i18n.say("How many times the promise fell due."),
    ),
    Column(
        "kept",
        lambda entry: _count(entry.figures.kept) if entry.figures else "",
        lambda i18n: i18n.say("How many of those times it was kept."),
    ),
    Column(
        "let_down",
        lambda entry: _count(entry.figures.let_down) if entry.figures else "",
        lambda i18n: i18n.say(
            "How many did not get what was promised: due less kept, unless stated otherwise."
        ),
    ),
    Column(
        "share",
        _share,
        lambda i18n: i18n.say(
            "The kept share in percent: as given, or computed and rounded down to six decimals,"
            " with more where six would fall on the other side of the target."
        ),
    ),
    Column(
        "level",
        lambda entry: (
            plain(entry.delivery.level) if entry.delivery and entry.delivery.level is not None else ""
        ),
        lambda i18n: i18n.say("The measured level, for promises that are measured so."),
    ),
    Column("unit", lambda entry: entry.measure.unit or "", lambda i18n: i18n.say("The unit of the level.")),
    Column(
        "done",
        lambda entry: _yes(entry.delivery.done) if entry.delivery else "",
        lambda i18n: i18n.say("yes or no, for promises that are done or not done."),
    ),
    Column(
        "interim",
        lambda entry: entry.interim.target.text if entry.interim else "",
        lambda i18n: i18n.say(
            "The interim target beside the target, the one to be reached soonest; nothing is judged by it."
        ),
    ),
    Column(
        "interim_met",
        lambda entry: _yes(entry.interim_met),
        lambda i18n: i18n.say(
            "yes when the interim target was reached; no only in the month by which it was to be."
        ),
    ),
    Column(
        "days_late",
        lambda entry: str(entry.judgement.days_late) if entry.judgement and entry.judgement.days_late else "",
        lambda i18n: i18n.say("Days after the reporting date, of a month not reported or reported late."),
    ),
    Column(
        "provisional", _flag("provisional"), lambda i18n: i18n.say("yes where the figure may still change.")
    ),
    Column("estimated", _flag("estimated"), lambda i18n: i18n.say("yes where the figure is an estimate.")),
    Column(
        "not_comparable",
        _flag("not_comparable"),
        lambda i18n: i18n.say("yes where the month can't be compared with others."),
    ),
    Column(
        "corrected",
        lambda entry: str(len(entry.delivery.corrected)) if entry.delivery else "",
        lambda i18n: i18n.say("How many times the record was corrected."),
    ),
    Column(
        "explained",
        _explained,
        lambda i18n: i18n.say("Whether the account that is owed is complete; empty where none is owed."),
    ),
    Column(
        "hidden",
        lambda entry: _yes(entry.figures.hidden) if entry.figures else "",
        lambda i18n: i18n.say("yes where small counts are not published, and empty in their columns."),
    ),
    Column(
        "term",
        lambda entry: str(entry.judgement.term.since) if entry.judgement else "",
        lambda i18n: i18n.say(
            "The first month of the term that the month was judged by, YYYY-MM; empty where it was not promised then."
        ),
    ),
)
"""The columns of `data/deliveries.csv`, in their order; `data/` documents them from here."""
