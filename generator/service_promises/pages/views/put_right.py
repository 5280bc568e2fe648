"""How many of those let down were put right, by promise and month, and which promises never count it."""

from collections.abc import Sequence
from typing import NamedTuple

from service_promises.ledger.entry import Entry
from service_promises.ledger.promises.promise import Promise
from service_promises.pages.context import Context
from service_promises.pages.i18n import N_, I18n
from service_promises.pages.parts.labels import periods_text
from service_promises.pages.parts.remedy import remedy_text, totals_text

_MOST_ROWS = 1_500
"""So many months stand on the page, of all promises together; with more each promise's own page has its months."""


class RemedyRow(NamedTuple):
    """A month in which people were let down, or a remedy was counted."""

    month: str
    """As addresses have it, `2026-01`."""
    period: str
    text: str
    """How many were let down and put right."""
    paid: str
    updated: str
    """When the counts last changed."""


class PromiseRemedies(NamedTuple):
    """What became of those whom a promise let down."""

    promise: str
    name: str
    summary: str
    """All its months together."""
    rows: tuple[RemedyRow, ...]
    """Newest first; empty where no month was counted, or where there are too many of all promises."""
    number: str
    """How many months, or longer periods, these are."""


class PutRightView(NamedTuple):
    """What `/put-right/` says."""

    counted: tuple[PromiseRemedies, ...]
    """Those with people still waiting first."""
    never: tuple[PromiseRemedies, ...]
    """Those that let people down and never counted how many were put right."""


def put_right_headline(context: Context) -> str:
    """How many promises let people down, and how many of them count who was put right."""
    i18n, ledger = context.i18n, context.ledger
    let_down = [name for name in ledger.promises if any(map(_is_about, ledger.by_promise[name]))]
    if not let_down:
        return i18n.say("Nobody is known to have been let down.")
    counted = [name for name in let_down if any(entry.remedy for entry in ledger.by_promise[name])]
    headline = i18n.count("%(number)s promise let people down.", "%(number)s promises let people down.", len(let_down))
    if not counted:
        never = i18n.voice(
            N_("How many of those people were put right was not counted."),
            N_("No count was found of how many of those people were put right."),
        )
        return f"{headline} {never}"
    sentences = [
        headline,
        i18n.count(
            "%(number)s of them has a count of who was put right.",
            "%(number)s of them have a count of who was put right.",
            len(counted),
        ),
    ]
    waiting = sum(any(map(_is_waiting, ledger.by_promise[name])) for name in counted)
    if waiting:
        sentences.append(
            i18n.count(
                "For %(number)s promise some people are still waiting.",
                "For %(number)s promises some people are still waiting.",
                waiting,
            )
        )
    return " ".join(sentences)


def put_right_view(context: Context) -> PutRightView:
    """Every promise that let people down: those with people still waiting first, then by id."""
    ledger = context.ledger
    let_down = {name: [*filter(_is_about, entries)] for name, entries in ledger.by_promise.items()}
    counted = dict.fromkeys(name for name, entries in let_down.items() if any(entry.remedy for entry in entries))
    never = [name for name, entries in let_down.items() if entries and name not in counted]
    by_month = sum(len(let_down[name]) for name in counted) <= _MOST_ROWS
    worst_first = sorted(counted, key=lambda name: not any(map(_is_waiting, let_down[name])))
    return PutRightView(
        tuple(_remedies(context, ledger.promises[name], let_down[name], by_month=by_month) for name in worst_first),
        tuple(_remedies(context, ledger.promises[name], let_down[name], by_month=False) for name in never),
    )


def promise_remedies(context: Context, promise: Promise) -> PromiseRemedies | None:
    """What became of those whom a promise let down, month by month; None where nobody is known to have been."""
    entries = [*filter(_is_about, context.ledger.by_promise[promise.id])]
    counts = any(entry.remedy for entry in entries)
    return _remedies(context, promise, entries, by_month=counts) if entries else None


def _remedies(context: Context, promise: Promise, entries: Sequence[Entry], *, by_month: bool) -> PromiseRemedies:
    i18n = context.i18n
    return PromiseRemedies(
        promise.id,
        promise.name_in(None),
        totals_text(entries, i18n),
        tuple(_row(entry, i18n) for entry in reversed(entries)) if by_month else (),
        periods_text(entries, i18n),
    )


def _is_about(entry: Entry) -> bool:
    return entry.remedy_missing or entry.remedy is not None


def _is_waiting(entry: Entry) -> bool:
    return bool(entry.remedy and entry.remedy.waiting)


def _row(entry: Entry, i18n: I18n) -> RemedyRow:
    remedy = entry.delivery and entry.delivery.remedy
    paid = remedy.paid if remedy and entry.remedy and not entry.remedy.hidden else None
    updated = remedy.updated if remedy else None
    return RemedyRow(
        str(entry.month),
        i18n.period(entry.period),
        remedy_text(entry, i18n),
        i18n.say("Paid: %(sum)s.", sum=paid.rstrip(".")) if paid else "",
        i18n.say("These numbers were last changed on %(day)s.", day=i18n.day(updated)) if updated else "",
    )
