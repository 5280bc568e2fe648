"""Months that were published: no verdict changes or vanishes through what a promise or the service says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from service_promises.history.records import Names
from service_promises.history.version import Version
from service_promises.ledger.ledger import Entry
from service_promises.ledger.month import Month
from service_promises.ledger.verdict import Verdict
from service_promises.problems.problem import Problem, at_key, at_value
from service_promises.source.text import Text

_OF_PROMISE = ("covers", "ends", "due_in", "report_by", "also_measured")
_OF_SERVICE = ("covers", "report_by")


def published_months(old: Version, name: str) -> list[Month]:
    """The months of a promise of which something was published, silence included."""
    if old.ledger is None:
        return []
    entries = old.ledger.by_promise.get(name, ())
    return [entry.month for entry in entries if _published(entry)]


def note_verdicts(old: Version, new: Version, names: Names, as_of: date) -> None:
    """Note, with the promise or the service, the verdicts that change although no figure did."""
    if old.ledger is None or new.ledger is None:
        return
    for name, entries in old.ledger.by_promise.items():
        now = names.get(name, name)
        if now not in new.promises or now not in new.ledger.by_promise:
            continue
        gone = [entry for entry in entries if _gone(entry, old, new, name, now)]
        if gone:
            _note(old, new, name, now, gone, as_of)


def note_hiding(old: Version, new: Version) -> None:
    """Note a `hide_counts_below` that shows what was hidden in months that were published."""
    before, after = old.service_text, new.service_text
    if before is None or after is None or before.document is None or after.document is None:
        return
    was, now = before.document.hide_counts_below, after.document.hide_counts_below
    if now < was and old.records:
        after.add(
            [
                Problem(
                    at_value("hide_counts_below"),
                    "hiding-lowered",
                    f"counts below {was} were hidden when these months were published, and would be shown now",
                    f"write: hide_counts_below: {was}; those who were promised not to be counted stay uncounted",
                )
            ]
        )


def _published(entry: Entry) -> bool:
    return entry.delivery is not None or entry.verdict is Verdict.NOT_REPORTED


def _gone(entry: Entry, old: Version, new: Version, name: str, now: str) -> bool:
    if entry.verdict is None or not _published(entry) or not new.knows(entry.month) or new.ledger is None:
        return False
    before, held = old.records.get((name, entry.month)), new.records.get((now, entry.month))
    if (before is None) != (held is None):
        return False  # told with the records
    after = new.ledger.entries.get((now, entry.month))
    if before is not None and held is not None:
        if after is None or (held.said is not before.said and held.delivery != before.delivery):
            return False  # a record that may not stand, or that changed, and that is told with the records
        return after.verdict is None or _days_late(after) < _days_late(entry)
    return after is None or after.verdict is not Verdict.NOT_REPORTED or _days_late(after) < _days_late(entry)


def _days_late(entry: Entry) -> int:
    return entry.judgement.days_late if entry.judgement else 0


def _note(old: Version, new: Version, name: str, now: str, gone: list[Entry], as_of: date) -> None:
    before, after = old.declared[name], new.declared[now]
    then, declared = old.promises.get(name), new.promises[now]
    if then is None:
        return
    changed = [key for key in _OF_PROMISE if getattr(then, key) != getattr(declared, key)]
    named = {key for one in declared.corrected[len(then.corrected) :] for key in one.was}
    unnamed = [key for key in changed if key not in named]
    for key in unnamed[:1]:
        after.add(_flaws(key, now, gone, as_of, in_service=False, was=_written(before, key)))
    if changed or then.terms[0].since != declared.terms[0].since:
        return
    services = old.service_text, new.service_text
    if services[0] and services[1] and services[0].document and services[1].document:
        for key in _OF_SERVICE:
            if getattr(services[0].document, key) != getattr(services[1].document, key):
                services[1].add(_flaws(key, now, gone, as_of, in_service=True, was=""))
                return


def _flaws(
    key: str, name: str, gone: list[Entry], as_of: date, *, in_service: bool, was: str
) -> Iterator[Problem]:
    first, last, number = gone[0].month, gone[-1].month, len(gone)
    months = str(first) if number == 1 else f"{number} months from {first} to {last}"
    silent = sum(entry.verdict is Verdict.NOT_REPORTED for entry in gone)
    what = "the silence" if silent == number else "the verdict" if number == 1 else "verdicts"
    way_out = "put it back as it was, or let the change begin with a month that is not published yet"
    if not in_service:
        way_out += (
            f"; where what was published was wrong, add `corrected:` with `- on: {as_of}`, `was: {{{key}: {was}}}`"
            " and `why:`"
        )
    yield Problem(
        at_key(key),
        "past-verdict",
        f"through this, {what} published on {name} in {months} would vanish or change",
        way_out,
    )


def _written(text: Text[Any], key: str) -> str:
    value = getattr(text.document, key)
    if value is None or value is False:
        return "null"
    if isinstance(value, tuple):
        return f"[{', '.join(map(str, value))}]"
    if isinstance(value, bool):
        return "true"
    return str(value) if isinstance(value, Month) else "..."
