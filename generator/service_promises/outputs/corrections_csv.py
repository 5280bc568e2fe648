"""`data/corrections.csv`: every corrected figure and declaration (DESIGN.md section 5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from service_promises.ledger.delivery import Correction
from service_promises.ledger.hash_chain import corrected_term, figures_told
from service_promises.ledger.ledger import Entry, Ledger
from service_promises.ledger.month import Coverage, Month
from service_promises.ledger.promise import Measure, Promise
from service_promises.outputs.csv_writer import csv_file
from service_promises.pages.i18n import N_, I18n

CORRECTIONS = "data/corrections.csv"


class Row(NamedTuple):
    """One key that was corrected."""

    promise: str
    month: str
    """Empty where the promise itself was corrected."""
    on: str
    key: str
    was: str
    """Empty where the key was not there."""
    is_: str
    why: str


def corrections_csv(ledger: Ledger) -> str:
    """Write one row for each corrected key, by day, then promise and month."""
    return csv_file([name for name, _ in CORRECTION_COLUMNS], correction_rows(ledger))


def correction_columns(i18n: I18n) -> tuple[tuple[str, str], ...]:
    """Each column with its meaning."""
    return tuple((name, i18n.say(meaning)) for name, meaning in CORRECTION_COLUMNS)


def correction_rows(ledger: Ledger) -> list[Row]:
    """Every corrected key, the oldest correction first."""
    rows = [row for entry in ledger.entries.values() for row in _of_record(entry)]
    rows += [row for promise in ledger.promises.values() for row in _of_declaration(promise)]
    return sorted(rows, key=lambda row: (row.on, row.promise, row.month))


def _of_record(entry: Entry) -> Iterator[Row]:
    if entry.delivery is None or not entry.delivery.corrected:
        return
    told = [
        figures_told(edition, figures)
        for edition, figures in zip(entry.delivery.editions(), entry.editions, strict=True)
    ]
    for place, correction in enumerate(entry.delivery.corrected):
        for key in correction.was:
            yield Row(
                entry.promise.id,
                str(entry.month),
                str(correction.on),
                key,
                told[place].get(key, ""),
                told[place + 1].get(key, ""),
                correction.why,
            )


def _of_declaration(promise: Promise) -> Iterator[Row]:
    for place, correction in enumerate(promise.corrected):
        for key, old in correction.was.items():
            later = [one.was[key] for one in promise.corrected[place + 1 :] if key in one.was]
            now = later[0] if later else declared_now(promise, correction, key)
            yield Row(promise.id, "", str(correction.on), key, old or "", now or "", correction.why)


def declared_now(promise: Promise, correction: Correction, key: str) -> str | None:
    """What a declaration says now of a key that was corrected, on one line; None for nothing."""
    since = corrected_term(promise, correction)
    term = next(term for term in promise.terms if term.since == since)
    measured = _measured(term.measure)
    covers, report_by = promise.covers, promise.report_by
    told: dict[str, object] = {
        **{name: getattr(promise, name) for name in _PLAIN},
        **measured,
        "since": term.since,
        "target": term.target.text,
        "promise": term.promise,
        "measure": "; ".join(f"{name}: {value}" for name, value in measured.items()),
        "interim": ", ".join(interim.target.text for interim in term.interim),
        "terms": ", ".join(f"since: {one.since}; target: {one.target.text}" for one in promise.terms),
        "due_in": ", ".join(str(number) for number in sorted(promise.due_in)),
        "concerns": ", ".join(promise.concerns),
        "report_by": f"day: {report_by.day}; months: {report_by.months}" if report_by else None,
        "covers": "; ".join(f"{name}: {month}" for name, month in _ends(covers)) if covers else None,
    }
    found = told.get(key)
    return " ".join(_text(found).split()) if found is not None else None


_PLAIN = (
    *("made_to", "because", "area", "owner", "ends", "ends_why", "replaced_by", "also_measured"),
    *("if_we_fall_short", "staff_may"),
)


def _measured(measure: Measure) -> dict[str, str]:
    told = {
        "kind": measure.kind.value,
        "counts": measure.counts,
        "source": measure.source,
        "leaves_out": measure.leaves_out,
        "case": f"one: {measure.case.one}; many: {measure.case.many}" if measure.case else None,
        "figure": measure.figure,
        "unit": measure.unit,
        "counted": measure.counted.value,
    }
    return {key: value for key, value in told.items() if value is not None}


def _ends(covers: Coverage) -> Iterator[tuple[str, Month]]:
    yield "from", covers.from_
    if covers.until is not None:
        yield "until", covers.until


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | Month) else ""


CORRECTION_COLUMNS = (
    ("promise", N_("Id of the promise; never changes.")),
    ("month", N_("The month whose record was corrected, YYYY-MM; empty where the promise itself was.")),
    ("on", N_("The day on which the correction was published, YYYY-MM-DD.")),
    ("key", N_("Which figure or text was corrected; a correction of several has a row for each.")),
    (
        "was",
        N_(
            "What was published before; empty where there was nothing. A count that is not published stands as"
            ' "fewer than N" or "hidden".'
        ),
    ),
    ("is", N_("What the correction put in its place; empty where it was taken out.")),
    ("why", N_("Why it was corrected.")),
)
"""The columns of `data/corrections.csv`, in their order; `data/` documents them from here."""
