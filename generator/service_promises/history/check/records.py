"""Records that stood: none is changed, withdrawn or brought in late without saying so."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from service_promises.history.check.dated import changed_explanation, changed_questions, changed_remedy
from service_promises.history.comparison import Comparison
from service_promises.history.guards.published_items import check_published_corrections
from service_promises.ledger.delivery import CustomersSaid, Delivery
from service_promises.ledger.verdicts.place_total import is_typed
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, at_key, at_value, whole_file
from service_promises.source.documents.base import Guard
from service_promises.source.documents.delivered import Record
from service_promises.source.documents.keys import guarded
from service_promises.source.documents.written import typed_figure
from service_promises.source.files import FileKind
from service_promises.source.source_record import SourceRecord

_ONCE_WRITTEN = guarded(Record, Guard.ONCE_WRITTEN)
GUARDED_FIGURES = [*guarded(Record, Guard.CORRECTION), *_ONCE_WRITTEN]
"""What of a record changes only with a correction."""
_ANEW = {"provisional": "the flag back, or make the figure final with `final:`"}
"""What to do instead of a correction where that is not to put the figure back."""


def record_gone(comparison: Comparison, old: SourceRecord) -> Iterator[Problem]:
    """A record that stands in no file any more; shown in the file of its month, if there is one."""
    if old.delivery.no_figure or old.stated == {"by_place"}:  # those of places are compared by themselves
        return
    name, month = comparison.name_now(old.promise), old.file.name
    problem = named_problem(
        "record-gone", at_key("delivered", name), promise=old.promise, month=month, path=comparison.show(old.file.path)
    )
    part = next((file for file in comparison.new.month_files if file.name == month), None)
    if part is not None:
        yield from part.accept([problem])
    else:
        yield problem._replace(location=whole_file(old.file.path), month=month)


def check_months(comparison: Comparison) -> Iterator[Problem]:
    """Months that have no file any more."""
    there = comparison.new.names(FileKind.DELIVERED)
    months = (file for file in reversed(comparison.old.files) if file.kind is FileKind.DELIVERED)
    for month, path in sorted({file.name: file.path for file in months}.items()):
        if month not in there:
            yield named_problem("month-gone", whole_file(path), month=month, path=comparison.show(path))._replace(
                month=month
            )


def record_changed(comparison: Comparison, old: SourceRecord, new: SourceRecord) -> Iterator[Problem]:
    """What changed in silence in a record; one without figures is none yet."""
    ledger = comparison.old.partial
    whole = ledger.entries.get((old.promise, old.month)) if ledger else None
    if old.delivery.no_figure or (whole is not None and whole.place_entries and not is_typed(whole.record)):
        return iter(())  # what is written beside a sum over places is compared with that
    return new.file.accept(record_changes(old, new, comparison.as_of))


def record_changes(old_record: SourceRecord, new_record: SourceRecord, as_of: date) -> Iterator[Problem]:
    """What of a record is not as it was published, and not said to have changed."""
    old, new, keys = old_record.delivery, new_record.delivery, new_record.keys
    yield from check_published_corrections((*keys, "corrected"), old.corrected, new.corrected)
    unreadable = {invalid[0] for invalid in old_record.invalid | new_record.invalid}
    figures = [key for key in (*GUARDED_FIGURES, "provisional") if key not in unreadable]
    yield from _changed_figures(new_record, figures, old, new, as_of)
    if "customers_said" not in unreadable:
        yield from _changed_quotations(new_record, old, new, as_of)
    yield from changed_explanation((*keys, "fell_short"), old.fell_short, new.fell_short, as_of)
    yield from changed_questions((*keys, "questions"), old.questions, new.questions, as_of)
    yield from changed_remedy((*keys, "remedy"), old.remedy, new.remedy, as_of)


def _changed_figures(
    record: SourceRecord, guarded: list[str], old: Delivery, new: Delivery, as_of: date
) -> Iterator[Problem]:
    keys, published = record.keys, len(old.corrected)
    then = new.editions()[published] if len(new.corrected) > published else new
    corrections = [*enumerate(new.corrected)][published:]
    changed = [key for key in guarded if _value(then, key) != _value(old, key)]
    named = {key for _, correction in corrections for key in correction.was}
    undeclared = [key for key in changed if key not in named and not _is_free(key, old, new)]
    was = ", ".join(f"{key}: {typed_figure(key, _value(old, key))}" for key in undeclared)
    add = "add to `corrected:`" if new.corrected else "add `corrected:` with"
    for key in changed:
        before = typed_figure(key, _value(old, key))
        if key in undeclared:
            yield Problem(
                at_value(*(record.reported_keys[:-1] if key in ("reported", "told") else keys), key),
                "reported-changed" if key in ("reported", "told", "final") else "figure-changed",
                _change(key, before, typed_figure(key, _value(new, key))),
                f"{add} `- on: {as_of}`, `was: {{{was}}}` and `why:`; or put {_ANEW.get(key, 'the old figure back')}",
            )
        elif key in named:
            index, correction = next((index, one) for index, one in corrections if key in one.was)
            yield named_problem(
                "correction-was-figure",
                at_value(*keys, "corrected", index, "was", key),
                key=key,
                stated=typed_figure(key, correction.was[key]),
                before=before,
            )


def _value(delivery: Delivery, key: str) -> Any:
    """What is compared of a key; quotations are looked at by themselves."""
    value = getattr(delivery, key)
    return value._replace(in_their_words=()) if isinstance(value, CustomersSaid) else value


def _is_free(key: str, old: Delivery, new: Delivery) -> bool:
    """Whether a change needs no correction: a day written for the first time, and what is made final on a new day."""
    made_final = bool(old.provisional) and new.provisional is False and new.final is not None
    if key == "elsewhere":
        return old.elsewhere is None and new.elsewhere is not None and new.elsewhere.due is None
    if key == "provisional":
        return made_final and new.final != old.final
    return key in _ONCE_WRITTEN and getattr(old, key) is None and (key != "final" or made_final)


def _changed_quotations(record: SourceRecord, old: Delivery, new: Delivery, as_of: date) -> Iterator[Problem]:
    """Quotations that were taken out or added, with no entry that names them."""
    before = old.customers_said.in_their_words if old.customers_said else ()
    now = new.customers_said.in_their_words if new.customers_said else ()
    named = {key for correction in new.corrected[len(old.corrected) :] for key in correction.was}
    is_first = old.customers_said is None and "customers_said" in named
    if sorted(before) != sorted(now) and not is_first and "in_their_words" not in named:
        yield named_problem(
            "quotations-changed", at_value(*record.keys, "customers_said", "in_their_words"), as_of=as_of
        )


def _change(key: str, before: str, now: str) -> str:
    if before == "null":
        return f"there was no `{key}` when this was published, and now it says {now}"
    if now == "null":
        return f"`{key}` was {before} when this was published, and is gone"
    return f"`{key}` was {before} when this was published, and says {now} now"
