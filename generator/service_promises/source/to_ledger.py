"""From documents to the ledger's values; what a term leaves unsaid is what the one before said."""

from __future__ import annotations

from datetime import date
from typing import Any

from service_promises.ledger.delivery import Correction, CustomersSaid, Delivery, Explanation, Questions
from service_promises.ledger.fix import Done, Dropped, Fix, Move, Origin
from service_promises.ledger.month import Coverage, ReportBy
from service_promises.ledger.promise import Case, Interim, Link, Measure, NotPromised, Promise, Service, Term
from service_promises.source.documents.base import Covers, Deadline, NamedLink
from service_promises.source.documents.declared import (
    InterimKeys,
    MeasureKeys,
    PromiseFile,
    TermKeys,
)
from service_promises.source.documents.delivered import Record
from service_promises.source.documents.fix import FixFile
from service_promises.source.documents.service import ServiceFile
from service_promises.source.values.targets import target_of


def service_of(said: ServiceFile) -> Service:
    """Who promises."""
    return Service(
        name=said.name,
        about=said.about,
        for_=said.for_,
        covers=_coverage(said.covers),
        reach_us=tuple(_link(link) for link in said.reach_us),
        language=said.language,
        report_by=_report_by(said.report_by) if said.report_by else ReportBy(),
        answer_back=said.answer_back,
        not_promised=tuple(NotPromised(item.what, item.why, item.instead) for item in said.not_promised),
        hide_counts_below=said.hide_counts_below,
        licence=_link(said.licence) if said.licence else None,
        notice=said.notice,
        published_by=_link(said.published_by) if said.published_by else None,
        allow=said.allow,
    )


def promise_of(name: str, said: PromiseFile) -> Promise:
    """One promise; raises PydanticCustomError where a target does not fit what is measured."""
    terms: list[Term] = []
    for term in said.terms:
        terms.append(_term(term, terms[-1] if terms else None, said))
    return Promise(
        id=name,
        terms=tuple(terms),
        made_to=said.made_to,
        because=said.because,
        concerns=said.concerns,
        owner=said.owner,
        if_we_fall_short=said.if_we_fall_short,
        area=said.area,
        staff_may=said.staff_may,
        due_in=frozenset(said.due_in or range(1, 13)),
        report_by=_report_by(said.report_by) if said.report_by else None,
        covers=_coverage(said.covers) if said.covers else None,
        ends=said.ends,
        ends_why=said.ends_why,
        replaced_by=said.replaced_by,
        also_measured=said.also_measured,
        was=said.was,
        corrected=tuple(Correction(one.on, _changed(one.was), one.why) for one in said.corrected),
    )


def measure_of(said: MeasureKeys) -> Measure:
    """What is counted."""
    return Measure(
        kind=said.kind,
        counts=said.counts,
        source=said.source,
        leaves_out=said.leaves_out,
        figure=said.figure,
        unit=said.unit,
        case=Case(said.case.one, said.case.many) if said.case else None,
        counted=said.counted,
    )


def delivery_of(said: Record, reported: date | None) -> Delivery:
    """One record; `reported` is what its month says of all its records."""
    given = said.__dict__  # a Delivery has the same keys; only what is nested has a type of its own
    late = reported is not None and said.reported is None
    nested = [key for key in _NESTED if given[key]]
    if late or nested:
        given = {**given, **{key: _NESTED[key](given[key]) for key in nested}}
        if late:
            given["reported"] = reported
    return Delivery(**given)


def fix_of(name: str, said: FixFile) -> Fix:
    """One fix."""
    return Fix(
        id=name,
        we_will=said.we_will,
        after=tuple(Origin(origin.promise, origin.month) for origin in said.after),
        by=said.by,
        owner=said.owner,
        invested=said.invested,
        moved=tuple(Move(move.on, move.from_, move.to, move.why) for move in said.moved),
        done=Done(said.done.on, said.done.note) if said.done else None,
        dropped=Dropped(said.dropped.on, said.dropped.why) if said.dropped else None,
    )


def _term(said: TermKeys, before: Term | None, promise: PromiseFile) -> Term:
    wording = said.promise or (before.promise if before else promise.promise)
    if said.measure is not None:
        measure = measure_of(said.measure)
    else:
        measure = before.measure if before else measure_of(promise.measure)
    return Term(
        since=said.since,
        promise=wording,
        measure=measure,
        target=target_of(said.target, measure),
        why=said.why,
        interim=tuple(_interim(interim, said, measure) for interim in said.interim),
    )


def _interim(said: InterimKeys, term: TermKeys, measure: Measure) -> Interim:
    return Interim(target_of(said.target, measure), said.since or term.since, said.until, said.why)


def _coverage(said: Covers) -> Coverage:
    return Coverage(said.from_, said.until)


def _report_by(said: Deadline) -> ReportBy:
    return ReportBy(said.day, said.months)


def _link(said: NamedLink) -> Link:
    return Link(said.name, said.url)


def _changed(was: Any) -> dict[str, Any]:
    """The old values of a correction, in the order of the keys' own list."""
    return {key: getattr(was, key) for key in type(was).model_fields if key in was.model_fields_set}


_NESTED: dict[str, Any] = {
    "fell_short": lambda said: Explanation(
        said.what_happened, said.who, said.why, said.cause, said.put_right, said.fixes, said.revised
    ),
    "customers_said": lambda said: CustomersSaid(
        said.question, said.asked, said.answered, said.let_down, said.in_their_words
    ),
    "questions": lambda said: Questions(said.received, said.answered),
    "corrected": lambda said: tuple(Correction(one.on, _changed(one.was), one.why) for one in said),
}
