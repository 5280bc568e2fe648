"""The table of a promise's months: those with one target together, which is said once."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from service_promises.ledger.entry import Entry
from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.promise import Kind
from service_promises.ledger.promises.target import Target
from service_promises.pages.context import Context
from service_promises.pages.i18n import I18n
from service_promises.pages.parts.entry import EntryView, Note
from service_promises.pages.parts.figures import digits, printed_level, target_or_none, target_text
from service_promises.pages.parts.labels import VERDICTS


class MonthRow(NamedTuple):
    """A month in the promise's table."""

    entry: EntryView
    delivered: str
    """The one figure, a level with as many decimals as the others of its unit."""
    target: str
    """Its own target, where a schedule has one for each month; empty where the target is that of the group."""
    interim: str
    """Whether the interim target was reached; empty where that is not known yet."""
    notes: tuple[tuple[Note, int], ...]
    """Each note, with the number of its reason below the table; 0 where it has none."""


class MonthGroup(NamedTuple):
    """Months in a row that had the same target."""

    target: str
    rows: tuple[MonthRow, ...]


def month_groups(context: Context, entries: Sequence[Entry], reasons: dict[str, int]) -> tuple[MonthGroup, ...]:
    """Months, newest first, by their targets; `reasons` has the number of each reason below the table."""
    decimals = _decimals(entries)
    groups = ([*group] for _, group in groupby(entries, key=_sameness))
    return tuple(
        MonthGroup(_target(group[0], context.i18n), tuple(_row(context, entry, decimals, reasons) for entry in group))
        for group in groups
    )


def _sameness(entry: Entry) -> tuple[Month | None, Target | None, Target | None, bool]:
    """What months that stand together have in common: of a schedule its term, else the targets."""
    term = entry.term
    if term and term.schedule is not None:
        return term.since, None, None, True
    return None, entry.target, entry.interim.target if entry.interim else None, term is not None


def _target(entry: Entry, i18n: I18n) -> str:
    """The target that a month shares with those beside it, in words."""
    term = entry.term
    if term and term.schedule is not None:
        return i18n.say("Each month has a target of its own.")
    if entry.is_without_target:
        return i18n.say("No target then: shown, not judged")
    if entry.target is None:
        return i18n.say(VERDICTS[None])
    target = target_text(entry.target, entry.measure, i18n)
    if entry.interim is None:
        return i18n.say("Target: %(target)s.", target=target)
    interim = target_text(entry.interim.target, entry.measure, i18n)
    return i18n.say("Target: %(target)s. Interim target: %(interim)s.", target=target, interim=interim)


def _row(context: Context, entry: Entry, decimals: Mapping[str | None, int], reasons: dict[str, int]) -> MonthRow:
    i18n, view = context.i18n, context.view(entry)
    term = entry.term
    target = ""
    if term and term.schedule is not None:
        target = i18n.say("target: %(target)s", target=target_or_none(entry.target, entry.measure, i18n))
    interim = ""
    if entry.interim_met is not None:
        interim = i18n.say("interim target reached") if entry.interim_met else i18n.say("interim target not reached")
    level = _level(entry)
    unit = entry.measure.unit
    return MonthRow(
        entry=view,
        delivered=view.delivered if level is None else i18n.quantity(_with_decimals(level, decimals[unit]), unit),
        target=target,
        interim=interim,
        notes=tuple(
            (note, reasons.setdefault(note.reason, len(reasons) + 1) if note.reason else 0) for note in view.notes
        ),
    )


def _decimals(entries: Sequence[Entry]) -> dict[str | None, int]:
    """The most decimals that a level in each unit is printed with."""
    decimals: dict[str | None, int] = {}
    for entry in entries:
        level = _level(entry)
        if level is not None:
            decimals[entry.measure.unit] = max(digits(level), decimals.get(entry.measure.unit, 0))
    return decimals


def _level(entry: Entry) -> Decimal | None:
    if entry.measure.kind is not Kind.LEVEL or entry.figures is None or entry.figures.level is None:
        return None
    return printed_level(entry.figures.level, entry.target)


def _with_decimals(number: Decimal, decimals: int) -> Decimal:
    return Decimal(f"{number:.{max(decimals, digits(number))}f}")
