"""Every key that was corrected: what was published of it before, and what stands in its place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from service_promises.ledger.delivery import Correction
from service_promises.ledger.hash_chain import corrected_term, figures_told
from service_promises.ledger.ledger import Entry, Ledger
from service_promises.ledger.month import Coverage, Month
from service_promises.ledger.promise import Measure, Promise


class CorrectedKey(NamedTuple):
    """One key of one correction."""

    promise: str
    month: Month | None
    """None where the promise itself was corrected."""
    on: date
    key: str
    was: str
    """As published; empty where the key was not there."""
    now: str
    """What the correction put in its place; empty where it took it out."""
    why: str


def corrected_keys(ledger: Ledger) -> list[CorrectedKey]:
    """Every corrected key, the oldest correction first, then by promise and month."""
    keys = [key for entry in ledger.entries.values() for key in _of_record(entry)]
    keys += [key for promise in ledger.promises.values() for key in of_declaration(promise)]
    return sorted(keys, key=lambda key: (key.on, key.promise, str(key.month or "")))


def _of_record(entry: Entry) -> Iterator[CorrectedKey]:
    if entry.delivery is None or not entry.delivery.corrected:
        return
    editions = [
        figures_told(edition, figures)
        for edition, figures in zip(entry.delivery.editions(), entry.editions, strict=True)
    ]
    for index, correction in enumerate(entry.delivery.corrected):
        before, after = editions[index], editions[index + 1]
        for key in correction.was:
            yield CorrectedKey(
                entry.promise.id,
                entry.month,
                correction.on,
                key,
                before.get(key, ""),
                after.get(key, ""),
                correction.why,
            )


def of_declaration(promise: Promise) -> Iterator[CorrectedKey]:
    """The corrected keys of a promise itself, in the order of its file."""
    for index, correction in enumerate(promise.corrected):
        for key, was in correction.was.items():
            later = [other.was[key] for other in promise.corrected[index + 1 :] if key in other.was]
            now = later[0] if later else _declared_now(promise, correction, key)
            yield CorrectedKey(promise.id, None, correction.on, key, was or "", now or "", correction.why)


def _declared_now(promise: Promise, correction: Correction, key: str) -> str | None:
    """What a declaration says now of a key that was corrected, on one line; None for nothing."""
    since = corrected_term(promise, correction)
    term = next(term for term in promise.terms if term.since == since)
    measure = _measure_keys(term.measure)
    covers, report_by = promise.covers, promise.report_by
    values: dict[str, object] = {
        **{name: getattr(promise, name) for name in _PLAIN},
        **measure,
        "since": term.since,
        "target": term.target.text,
        "promise": term.promise,
        "measure": "; ".join(f"{name}: {value}" for name, value in measure.items()),
        "interim": ", ".join(interim.target.text for interim in term.interim),
        "terms": ", ".join(f"since: {one.since}; target: {one.target.text}" for one in promise.terms),
        "due_in": ", ".join(str(number) for number in sorted(promise.due_in)),
        "concerns": ", ".join(promise.concerns),
        "report_by": f"day: {report_by.day}; months: {report_by.months}" if report_by else None,
        "covers": "; ".join(f"{name}: {month}" for name, month in _ends(covers)) if covers else None,
    }
    value = values.get(key)
    return " ".join(_text(value).split()) if value is not None else None


_PLAIN = (
    *("made_to", "because", "area", "owner", "ends", "ends_why", "replaced_by", "also_measured"),
    *("if_we_fall_short", "staff_may"),
)


def _measure_keys(measure: Measure) -> dict[str, str]:
    keys = {
        "kind": measure.kind.value,
        "counts": measure.counts,
        "source": measure.source,
        "leaves_out": measure.leaves_out,
        "case": f"one: {measure.case.one}; many: {measure.case.many}" if measure.case else None,
        "figure": measure.figure,
        "unit": measure.unit,
        "counted": measure.counted.value,
    }
    return {key: value for key, value in keys.items() if value is not None}


def _ends(covers: Coverage) -> Iterator[tuple[str, Month]]:
    yield "from", covers.from_
    if covers.until is not None:
        yield "until", covers.until


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | Month) else ""
