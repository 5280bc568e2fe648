"""`data/deliveries.csv`, and what its columns mean."""

from collections.abc import Callable, Iterator, Mapping

from service_promises.ledger.delivery import Flag
from service_promises.ledger.disclosure.disclosure_control import Count
from service_promises.ledger.entry import Entry
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.target import NO_TARGET
from service_promises.ledger.rounding import plain, share_in_full
from service_promises.ledger.verdicts.verdict import Verdict
from service_promises.outputs.csv_table import Row, csv_file, csv_table, row_of
from service_promises.outputs.published_file import Column, ColumnType, PublishedFile
from service_promises.outputs.registry import SiteContext
from service_promises.pages.i18n import N_


def files(site: SiteContext) -> Iterator[PublishedFile]:
    """The table of deliveries."""
    yield csv_file(
        "data/deliveries.csv",
        lambda: deliveries_csv(site.once(delivery_rows)),
        N_(
            "One row for each promise and month that has a verdict or a record. Plain decimals; flags are yes,"
            " no or empty; empty means not known or not applicable, never zero."
        ),
        COLUMNS,
        position=0,
    )


def delivery_rows(ledger: Ledger) -> dict[tuple[str, Month], Row]:
    """A row for each promise and month that has a verdict or a record, by month then promise."""
    return {
        (entry.promise.id, month): row_of(COLUMNS, entry)
        for month, entries in ledger.by_month.items()
        for entry in entries
    }


def deliveries_csv(rows: Mapping[tuple[str, Month], Row]) -> str:
    """The rows as a file."""
    return csv_table(COLUMNS, rows.values())


def _yes(flag: Flag | None) -> str:
    return "" if flag is None else "yes" if flag else "no"


def count_cell(count: Count) -> str:
    """A published count; empty where it is hidden or not known."""
    return "" if count.figure is None else plain(count.figure)


def _target(entry: Entry) -> str:
    if entry.is_without_target:
        return NO_TARGET
    return entry.target.text if entry.target else ""


def _term(entry: Entry) -> str:
    return str(entry.term.since) if entry.term else ""


def _share(entry: Entry) -> str:
    if entry.figures is None or entry.figures.share is None or entry.delivery is None:
        return ""
    if entry.delivery.share is not None:
        return plain(entry.delivery.share)
    target = entry.target.figure if entry.target else None
    return plain(share_in_full(entry.figures.share, target))


def _explained(entry: Entry) -> str:
    owed = entry.judgement is not None and entry.judgement.explanation_owed
    return _yes(not entry.explanation_missing) if owed else ""


def _day(name: str) -> Callable[[Entry], str]:
    return lambda entry: str(getattr(entry.delivery, name) or "") if entry.delivery else ""


def _flag(name: str) -> Callable[[Entry], str]:
    return lambda entry: _yes(bool(getattr(entry.delivery, name))) if entry.delivery else ""


def _places_with(entry: Entry, verdict: Verdict) -> str:
    return str(entry.places_with(verdict)) if entry.place_entries else ""


COLUMNS: tuple[Column[Entry], ...] = (
    Column("promise", lambda entry: entry.promise.id, N_("Id of the promise; never changes.")),
    Column("month", lambda entry: str(entry.month), N_("The reporting month, YYYY-MM."), ColumnType.MONTH),
    Column(
        "period_from",
        lambda entry: str(entry.period.first),
        N_("The first month that the record speaks for, YYYY-MM; the reporting month is the last."),
        ColumnType.MONTH,
    ),
    Column(
        "verdict",
        lambda entry: entry.verdict or "",
        N_(
            "kept, target_met, fell_short, nothing_due, not_reported or awaited; empty where it was not promised then,"
            " or had no target."
        ),
    ),
    Column(
        "target",
        _target,
        N_(
            "The target in force that month, as declared; none where the figures are shown and not judged;"
            " empty where it was not promised then."
        ),
    ),
    Column(
        "due",
        lambda entry: count_cell(entry.figures.due) if entry.figures else "",
        N_("How many times the promise fell due."),
        ColumnType.NUMBER,
    ),
    Column(
        "kept",
        lambda entry: count_cell(entry.figures.kept) if entry.figures else "",
        N_("How many of those times it was kept."),
        ColumnType.NUMBER,
    ),
    Column(
        "let_down",
        lambda entry: count_cell(entry.figures.let_down) if entry.figures else "",
        N_("How many did not get what was promised: due less kept, unless stated otherwise."),
        ColumnType.NUMBER,
    ),
    Column(
        "share",
        _share,
        N_(
            "The kept share in percent: as given, or computed and rounded down to six decimals,"
            " with more where six would fall on the other side of the target."
        ),
        ColumnType.NUMBER,
    ),
    Column(
        "level",
        lambda entry: plain(entry.delivery.level) if entry.delivery and entry.delivery.level is not None else "",
        N_("The measured level, for promises that are measured so."),
        ColumnType.NUMBER,
    ),
    Column("unit", lambda entry: entry.measure.unit or "", N_("The unit of the level.")),
    Column(
        "done",
        lambda entry: _yes(entry.delivery.done) if entry.delivery else "",
        N_("yes or no, for promises that are done or not done."),
        ColumnType.YES_OR_NO,
    ),
    Column(
        "interim",
        lambda entry: entry.interim.target.text if entry.interim else "",
        N_("The interim target beside the target, the one to be reached soonest; nothing is judged by it."),
    ),
    Column(
        "interim_met",
        lambda entry: _yes(entry.interim_met),
        N_("yes when the interim target was reached; no only in the month by which it was to be."),
        ColumnType.YES_OR_NO,
    ),
    Column(
        "days_late",
        lambda entry: str(entry.judgement.days_late) if entry.judgement and entry.judgement.days_late else "",
        N_("Days after the reporting date, of a month not reported or reported late."),
        ColumnType.WHOLE_NUMBER,
    ),
    Column("provisional", _flag("provisional"), N_("yes where the figure may still change."), ColumnType.YES_OR_NO),
    Column("estimated", _flag("estimated"), N_("yes where the figure is an estimate."), ColumnType.YES_OR_NO),
    Column(
        "not_comparable",
        _flag("not_comparable"),
        N_("yes where the month can't be compared with others."),
        ColumnType.YES_OR_NO,
    ),
    Column(
        "corrected",
        lambda entry: str(len(entry.delivery.corrected)) if entry.delivery else "",
        N_("How many times the record was corrected."),
        ColumnType.WHOLE_NUMBER,
    ),
    Column(
        "explained",
        _explained,
        N_("Whether the explanation that is owed is complete; empty where none is owed."),
        ColumnType.YES_OR_NO,
    ),
    Column(
        "hidden",
        lambda entry: _yes(entry.figures.hidden) if entry.figures else "",
        N_("yes where small counts are not published, and empty in their columns."),
        ColumnType.YES_OR_NO,
    ),
    Column(
        "term",
        _term,
        N_("The first month of the term in force, YYYY-MM; empty where it was not promised then."),
        ColumnType.MONTH,
    ),
    Column("on", _day("on"), N_("The day on which it was done, or is to be, YYYY-MM-DD."), ColumnType.DAY),
    Column(
        "reported",
        _day("reported"),
        N_("The day on which the record was published, where that was late, YYYY-MM-DD."),
        ColumnType.DAY,
    ),
    Column(
        "final",
        _day("final"),
        N_("The day on which a figure that was provisional was made final, YYYY-MM-DD."),
        ColumnType.DAY,
    ),
    Column("note", lambda entry: (entry.delivery and entry.delivery.note) or "", N_("What was said of the figures.")),
    Column(
        "no_figure",
        lambda entry: entry.no_figure or "",
        N_("Why there is no figure, where that was said; the verdict is not moved by it."),
    ),
    Column(
        "places",
        lambda entry: str(entry.places_due) if entry.place_entries else "",
        N_("At how many places the promise fell due; empty where it is not published by place."),
        ColumnType.WHOLE_NUMBER,
    ),
    Column(
        "places_fell_short",
        lambda entry: _places_with(entry, Verdict.FELL_SHORT),
        N_("At how many of them it fell short."),
        ColumnType.WHOLE_NUMBER,
    ),
    Column(
        "places_not_reported",
        lambda entry: _places_with(entry, Verdict.NOT_REPORTED),
        N_("How many of them were not reported."),
        ColumnType.WHOLE_NUMBER,
    ),
)
"""In their order; `data/`, the data package and `data/promises.json` have them from here."""
