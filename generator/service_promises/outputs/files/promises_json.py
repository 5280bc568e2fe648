"""`data/promises.json`: the ledger in full (DESIGN.md section 5)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from service_promises.ledger.delivery import (
    FLAGS,
    Correction,
    CustomersSaid,
    Delivery,
    Explanation,
    Questions,
)
from service_promises.ledger.disclosure_control import Count, Figures, shown
from service_promises.ledger.fix import Fix
from service_promises.ledger.ledger import Entry, Ledger
from service_promises.ledger.month import Coverage, Month, ReportBy
from service_promises.ledger.promise import Interim, Kind, Link, Measure, Promise, Service, Term
from service_promises.ledger.rounding import plain
from service_promises.outputs.files.deliveries_csv import COLUMNS
from service_promises.outputs.published_file import PublishedFile, Role
from service_promises.outputs.registry import SiteContext
from service_promises.pages.i18n import N_

VERSION = 1
"""Of the shape of the file; a key that goes or changes its meaning makes it 2."""


def files(site: SiteContext) -> Iterator[PublishedFile]:
    """The one file."""
    yield PublishedFile(
        "data/promises.json",
        "application/json",
        lambda: promises_json(site.ledger).encode(),
        Role.DATA,
        N_(
            "The same in full, as JSON: the service, every promise with its terms and months, the accounts given,"
            " corrections, letters and fixes. Figures are text, so that no digit is lost."
            " A key that is absent is not known or not applicable."
        ),
        place=4,
    )


def promises_json(ledger: Ledger) -> str:
    """The ledger as JSON: keys as in the files that staff edit, figures as text so that no digit is lost.

    A key that is absent is not known or not applicable. Small counts are hidden as on the pages.
    """
    # A site's records may be a hundred thousand: each promise is written before the next is looked at.
    full: dict[str, object] = {
        "version": VERSION,
        "as_of": str(ledger.as_of),
        "service": _service(ledger.service),
        "promises": (_promise(promise, ledger) for promise in ledger.promises.values()),
        "letters": {str(month): letter for month, letter in ledger.letters.items()},
        "fixes": (_fix(fix, ledger.as_of) for fix in ledger.fixes.values()),
    }
    # A line for each promise, fix and top-level key: quick to write, and its differences can be read.
    lines = ",\n".join(f"{_dumped(key)}: {_listed(value)}" for key, value in full.items())
    return f"{{\n{lines}\n}}\n"


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _listed(value: object) -> str:
    if not isinstance(value, Iterator):
        return _dumped(value)
    lines = ",\n".join(map(_dumped, value))
    return f"[\n{lines}\n]" if lines else "[]"


def _filled(**values: object) -> dict[str, Any]:
    """Only what is there."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def _service(service: Service) -> dict[str, Any]:
    return _filled(
        name=service.name,
        about=service.about,
        **{"for": service.for_},
        language=service.language,
        covers=_covers(service.covers),
        report_by=_report_by(service.report_by),
        reach_us=[_link(link) for link in service.reach_us],
        answer_back=service.answer_back,
        not_promised=[
            _filled(what=item.what, why=item.why, instead=item.instead) for item in service.not_promised
        ],
        hide_counts_below=service.hide_counts_below or None,
        licence=_link(service.licence),
        notice=service.notice,
        published_by=_link(service.published_by),
        allow=list(service.allow),
    )


def _link(link: Link | None) -> dict[str, str] | None:
    return {"name": link.name, "url": link.url} if link else None


def _covers(covers: Coverage | None) -> dict[str, str] | None:
    if covers is None:
        return None
    return _filled(**{"from": str(covers.from_)}, until=_text(covers.until))


def _report_by(report_by: ReportBy | None) -> dict[str, int] | None:
    return {"day": report_by.day, "months": report_by.months} if report_by else None


def _text(value: Month | date | None) -> str | None:
    return None if value is None else str(value)


def _promise(promise: Promise, ledger: Ledger) -> dict[str, Any]:
    return _filled(
        id=promise.id,
        promise=promise.term_now.promise,
        made_to=promise.made_to,
        because=promise.because,
        concerns=[concern.value for concern in promise.concerns],
        area=promise.area,
        owner=promise.owner,
        due_in=sorted(promise.due_in),
        report_by=_report_by(promise.report_by),
        covers=_covers(promise.covers),
        terms=[_term(term) for term in promise.terms],
        ends=_text(promise.ends),
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
        delivered=[_record(entry) for entry in ledger.by_promise[promise.id]],
    )


def _term(term: Term) -> dict[str, Any]:
    return _filled(
        since=str(term.since),
        promise=term.promise,
        target=term.target.text,
        why=term.why,
        measure=_measure(term.measure),
        interim=[_interim(interim) for interim in term.interim],
    )


def _interim(interim: Interim) -> dict[str, Any]:
    return _filled(
        target=interim.target.text, since=str(interim.since), until=_text(interim.until), why=interim.why
    )


def _measure(measure: Measure) -> dict[str, Any]:
    return _filled(
        kind=measure.kind.value,
        counts=measure.counts,
        leaves_out=measure.leaves_out,
        source=measure.source,
        case={"one": measure.case.one, "many": measure.case.many}
        if measure.case and measure.kind is Kind.EACH
        else None,
        figure=measure.figure,
        unit=measure.unit,
        counted=measure.counted.value,
    )


def _record(entry: Entry) -> dict[str, Any]:
    # The first column says which promise it is, which here stands above all its records.
    said = {column.name: column.cell(entry) for column in COLUMNS[1:]}
    delivery = entry.delivery
    if delivery is None:
        return _filled(**said)
    said["corrections"] = said.pop("corrected")
    return _filled(
        **said,
        on=_text(delivery.on),
        reported=_text(delivery.reported),
        reasons={name: reason for name in FLAGS if isinstance(reason := getattr(delivery, name), str)},
        fell_short=_account(delivery.fell_short),
        customers_said=_said(delivery.customers_said, entry.hide_below),
        questions=_questions(delivery.questions, entry.hide_below),
        above_and_beyond=delivery.above_and_beyond,
        corrected=_corrections(delivery, entry.editions),
    )


def _account(account: Explanation | None) -> dict[str, Any] | None:
    if account is None:
        return None
    said = _filled(
        what_happened=account.what_happened,
        who=account.who,
        why=account.why,
        cause=account.cause,
        put_right=account.put_right,
        revised=_text(account.revised),
    )
    # An empty list is an answer: no fix is promised.
    return said if account.fixes is None else {**said, "fixes": list(account.fixes)}


def _said(said: CustomersSaid | None, hide_below: int) -> dict[str, Any] | None:
    if said is None:
        return None
    return _filled(
        question=said.question,
        asked=_shown(said.asked, hide_below),
        answered=_shown(said.answered, hide_below),
        let_down=_shown(said.let_down, hide_below),
        in_their_words=list(said.in_their_words),
    )


def _questions(questions: Questions | None, hide_below: int) -> dict[str, Any] | None:
    if questions is None:
        return None
    return _filled(
        received=_shown(questions.received, hide_below), answered=_shown(questions.answered, hide_below)
    )


def _shown(figure: Decimal | None, hide_below: int) -> str:
    return _count(shown(figure, hide_below))


def _count(count: Count) -> str:
    return "" if count.figure is None else plain(count.figure)


def _corrections(delivery: Delivery, editions: Sequence[Figures]) -> list[dict[str, Any]]:
    stood = delivery.editions()
    return [
        {
            "on": str(correction.on),
            "was": _was(correction, stood[place], editions[place]),
            "why": correction.why,
        }
        for place, correction in enumerate(delivery.corrected)
    ]


def _was(correction: Correction, stood: Delivery, figures: Figures) -> Mapping[str, str | bool | None]:
    """The old values as they may be published: text, true or false, null for a key that was not there."""
    counts = {"due": figures.due, "kept": figures.kept, "let_down": figures.let_down}
    found: dict[str, str | bool | None] = {}
    for key in correction.was:
        old = getattr(stood, key)
        if key in counts and old is not None:
            found[key] = _count(counts[key])
        elif key == "share" and old is not None and figures.share is None:
            found[key] = ""
        elif isinstance(old, Decimal):
            found[key] = plain(old)
        else:
            found[key] = str(old) if isinstance(old, date) else old
    return found


def _fix(fix: Fix, as_of: date) -> dict[str, Any]:
    return _filled(
        id=fix.id,
        state=fix.state(as_of),
        we_will=fix.we_will,
        after=[{"promise": origin.promise, "month": str(origin.month)} for origin in fix.after],
        first_by=str(fix.first_by),
        by=str(fix.by),
        owner=fix.owner,
        invested=fix.invested,
        moved=[
            {"on": str(move.on), "from": str(move.from_), "to": str(move.to), "why": move.why}
            for move in fix.moved
        ],
        done=_filled(on=str(fix.done.on), note=fix.done.note) if fix.done else None,
        dropped=_filled(on=str(fix.dropped.on), why=fix.dropped.why) if fix.dropped else None,
    )
