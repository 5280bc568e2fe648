"""The data files, and what their columns mean (DESIGN.md section 5)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from generator.ledger.delivery import Delivery, Flag
from generator.ledger.figure import plain, share_in_full
from generator.ledger.ledger import Entry, Ledger
from generator.ledger.month import ReportBy
from generator.ledger.promise import Kind, Measure, Promise, Service, Term
from generator.ledger.published import Count, publish
from generator.pages.words import Words

VERSION = 1
"""Of the shape of `data/promises.json`; a key that goes or changes its meaning makes it 2."""

DELIVERIES = "data/deliveries.csv"
PROMISES = "data/promises.json"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a data file."""

    name: str
    value: Callable[[Entry], str]
    meaning: Callable[[Words], str]


def deliveries_csv(ledger: Ledger) -> str:
    """Write one row for each promise and month that has a verdict or a record, by month then promise.

    RFC 4180 with plain line feeds; empty means not known or not applicable, never zero.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in DELIVERY_COLUMNS])
    for entries in ledger.by_month.values():
        writer.writerows([column.value(entry) for column in DELIVERY_COLUMNS] for entry in entries)
    return text.getvalue()


def promises_json(ledger: Ledger) -> str:
    """The same ledger in full: service, promises with their terms, every month."""
    return (
        json.dumps(
            {
                "version": VERSION,
                "as_of": str(ledger.as_of),
                "service": _service(ledger.service),
                "promises": [_promise(promise, ledger) for promise in ledger.promises.values()],
                "letters": {str(month): letter for month, letter in ledger.letters.items()},
                "fixes": [
                    _filled(
                        fix=fix.id,
                        state=fix.state(ledger.as_of),
                        we_will=fix.we_will,
                        after=[
                            {"promise": origin.promise, "month": str(origin.month)} for origin in fix.after
                        ],
                        first_by=str(fix.first_by),
                        by=str(fix.by),
                        owner=fix.owner,
                        invested=fix.invested,
                        moved=[
                            {"on": str(move.on), "from": str(move.was), "to": str(move.now), "why": move.why}
                            for move in fix.moved
                        ],
                        done=fix.done_on and _filled(on=str(fix.done_on), note=fix.done_note),
                        dropped=fix.dropped_on and _filled(on=str(fix.dropped_on), why=fix.dropped_why),
                    )
                    for fix in ledger.fixes.values()
                ],
            },
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    )


def _service(service: Service) -> dict[str, Any]:
    return _filled(
        name=service.name,
        about=service.about,
        **{"for": service.purpose},
        language=service.language,
        covers=_filled(
            **{"from": str(service.covers.first)}, until=service.covers.last and str(service.covers.last)
        ),
        report_by=_report_by(service.report_by),
        reach_us=[{"name": link.name, "url": link.url} for link in service.reach_us],
        answer_back=service.answer_back,
        not_promised=[
            _filled(what=item.what, why=item.why, instead=item.instead) for item in service.not_promised
        ],
        hide_counts_below=service.hide_counts_below or None,
        licence=service.licence and {"name": service.licence.name, "url": service.licence.url},
        notice=service.notice,
        published_by=service.published_by
        and {"name": service.published_by.name, "url": service.published_by.url},
    )


def _report_by(report_by: ReportBy) -> dict[str, int]:
    return {"day": report_by.day, "months": report_by.months}


def _promise(promise: Promise, ledger: Ledger) -> dict[str, Any]:
    return _filled(
        promise=promise.id,
        wording=promise.term_now.wording,
        made_to=promise.made_to,
        because=promise.because,
        concerns=[concern.value for concern in promise.concerns],
        area=promise.area,
        owner=promise.owner,
        due_in=sorted(promise.due_in),
        report_by=promise.report_by and _report_by(promise.report_by),
        covers=promise.covers
        and _filled(
            **{"from": str(promise.covers.first)}, until=promise.covers.last and str(promise.covers.last)
        ),
        terms=[_term(term) for term in promise.terms],
        ends=promise.ends and str(promise.ends),
        ends_why=promise.ends_why,
        replaced_by=promise.replaced_by,
        also_measured=promise.also_measured or None,
        if_we_fall_short=promise.if_we_fall_short,
        staff_may=promise.staff_may,
        was=list(promise.was),
        corrected=[
            {"on": str(correction.on), "was": dict(correction.was), "why": correction.why}
            for correction in promise.corrected
        ],
        months=[_month(entry) for entry in ledger.by_promise[promise.id]],
    )


def _term(term: Term) -> dict[str, Any]:
    return _filled(
        since=str(term.since),
        wording=term.wording,
        target=term.target.text,
        why=term.why,
        measure=_measure(term.measure),
        interim=[
            _filled(
                target=interim.target.text,
                since=str(interim.since),
                until=interim.until and str(interim.until),
                why=interim.why,
            )
            for interim in term.interims
        ],
    )


def _measure(measure: Measure) -> dict[str, Any]:
    return _filled(
        kind=measure.kind.value,
        counts=measure.counts,
        leaves_out=measure.leaves_out,
        source=measure.source,
        case={"one": measure.one, "many": measure.many} if measure.kind is Kind.EACH else None,
        figure=measure.figure,
        unit=measure.unit,
        counted="at month end" if measure.at_month_end else None,
    )


def _month(entry: Entry) -> dict[str, Any]:
    row = {column.name: column.value(entry) for column in DELIVERY_COLUMNS[1:]}
    delivery = entry.delivery
    return _filled(
        **{name: value for name, value in row.items() if value},
        reasons=delivery and _reasons(delivery),
        fell_short=delivery and delivery.fell_short and _account(delivery),
        corrections=_corrections(entry),
    )


def _reasons(delivery: Delivery) -> dict[str, str]:
    flags = {name: getattr(delivery, name) for name in ("provisional", "estimated", "not_comparable")}
    return {name: reason for name, reason in flags.items() if isinstance(reason, str)}


def _account(delivery: Delivery) -> dict[str, Any] | None:
    account = delivery.fell_short
    if account is None:
        return None
    found = _filled(
        what_happened=account.what_happened,
        who=account.who,
        why=account.why,
        cause=account.cause,
        put_right=account.put_right,
        revised=account.revised and str(account.revised),
    )
    if account.fixes is not None:
        found["fixes"] = list(account.fixes)
    return found


def _corrections(entry: Entry) -> list[dict[str, Any]]:
    if entry.delivery is None:
        return []
    stood = entry.delivery.editions()
    return [
        {
            "on": str(correction.on),
            "was": _published_keys(stood[place], entry, correction.was),
            "why": correction.why,
        }
        for place, correction in enumerate(entry.delivery.corrected)
    ]


def _published_keys(edition: Delivery, entry: Entry, keys: Iterable[str]) -> dict[str, str]:
    figures = publish(edition, entry.hide_below)
    counts = {"due": figures.due, "kept": figures.kept, "let_down": figures.let_down}
    found = {}
    for key in keys:
        if key in counts:
            found[key] = _count(counts[key])
        elif key == "share":
            found[key] = "" if edition.share is None else plain(edition.share)
        elif key == "level":
            found[key] = "" if edition.level is None else plain(edition.level)
        elif key == "on":
            found[key] = str(edition.on or "")
        else:
            found[key] = _yes(getattr(edition, key))
    return found


def _filled(**values: object) -> dict[str, Any]:
    """Only what is there: a key that is absent is not known or not applicable."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


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
    if entry.judgement is None or entry.delivery is None or not entry.judgement.account_owed:
        return ""
    return _yes(entry.delivery.fell_short is not None and entry.delivery.fell_short.complete)


def _flag(name: str) -> Callable[[Entry], str]:
    return lambda entry: _yes(bool(getattr(entry.delivery, name))) if entry.delivery else ""


DELIVERY_COLUMNS = (
    Column(
        "promise",
        lambda entry: entry.promise.id,
        lambda words: words.say("Id of the promise; never changes."),
    ),
    Column("month", lambda entry: str(entry.month), lambda words: words.say("The reporting month, YYYY-MM.")),
    Column(
        "verdict",
        lambda entry: entry.verdict or "",
        lambda words: words.say(
            "kept, target_met, fell_short, nothing_due, not_reported or awaited; empty where it was not promised then."
        ),
    ),
    Column(
        "target",
        _target,
        lambda words: words.say(
            "The target in force that month, as declared; empty where it was not promised then."
        ),
    ),
    Column(
        "due",
        lambda entry: _count(entry.figures.due) if entry.figures else "",
        lambda words: words.say("How many times the promise fell due."),
    ),
    Column(
        "kept",
        lambda entry: _count(entry.figures.kept) if entry.figures else "",
        lambda words: words.say("How many of those times it was kept."),
    ),
    Column(
        "let_down",
        lambda entry: _count(entry.figures.let_down) if entry.figures else "",
        lambda words: words.say(
            "How many did not get what was promised: due less kept, unless stated otherwise."
        ),
    ),
    Column(
        "share",
        _share,
        lambda words: words.say(
            "The kept share in percent: as given, or computed and rounded down to six decimals,"
            " with more where six would fall on the other side of the target."
        ),
    ),
    Column(
        "level",
        lambda entry: (
            plain(entry.delivery.level) if entry.delivery and entry.delivery.level is not None else ""
        ),
        lambda words: words.say("The measured level, for promises that are measured so."),
    ),
    Column("unit", lambda entry: entry.measure.unit or "", lambda words: words.say("The unit of the level.")),
    Column(
        "done",
        lambda entry: _yes(entry.delivery.done) if entry.delivery else "",
        lambda words: words.say("yes or no, for promises that are done or not done."),
    ),
    Column(
        "interim",
        lambda entry: entry.interim.target.text if entry.interim else "",
        lambda words: words.say(
            "The interim target beside the target, the one to be reached soonest; nothing is judged by it."
        ),
    ),
    Column(
        "interim_met",
        lambda entry: _yes(entry.interim_met),
        lambda words: words.say(
            "yes when the interim target was reached; no only in the month by which it was to be."
        ),
    ),
    Column(
        "days_late",
        lambda entry: str(entry.judgement.days_late) if entry.judgement and entry.judgement.days_late else "",
        lambda words: words.say("Days after the reporting date, of a month not reported or reported late."),
    ),
    Column(
        "provisional", _flag("provisional"), lambda words: words.say("yes where the figure may still change.")
    ),
    Column("estimated", _flag("estimated"), lambda words: words.say("yes where the figure is an estimate.")),
    Column(
        "not_comparable",
        _flag("not_comparable"),
        lambda words: words.say("yes where the month can't be compared with others."),
    ),
    Column(
        "corrected",
        lambda entry: str(len(entry.delivery.corrected)) if entry.delivery else "",
        lambda words: words.say("How many times the record was corrected."),
    ),
    Column(
        "explained",
        _explained,
        lambda words: words.say("Whether the account that is owed is complete; empty where none is owed."),
    ),
    Column(
        "hidden",
        lambda entry: _yes(entry.figures.hidden) if entry.figures else "",
        lambda words: words.say("yes where small counts are not published, and empty in their columns."),
    ),
)
"""The columns of `data/deliveries.csv`, in their order; `data/` documents them from here."""
