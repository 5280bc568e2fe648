"""Records that come where a silence stood, or may come after their date: each file is told of once."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from service_promises.history.comparison import Comparison
from service_promises.ledger.entry import Entry
from service_promises.ledger.verdicts.place_total import is_typed
from service_promises.ledger.verdicts.verdict import Verdict
from service_promises.problems.lists import first_few
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, at_key, at_value
from service_promises.source.source_record import SourceRecord

_LAST_DAYS = 3
"""So many days before a reporting date it may pass before a change is merged."""


def check_late_records(comparison: Comparison) -> Iterator[Problem]:
    """Records where a silence stood, that do not say that they are late."""
    late: dict[str, list[tuple[SourceRecord, date]]] = {}
    for record, entry in _new_records(comparison):
        due_by = entry.judgement.due_by if entry.judgement else date.max
        if entry.verdict is not Verdict.NOT_REPORTED or due_by >= comparison.newer_day:
            continue  # a silence that came after this version stands for how long it waited to be published
        public = record.delivery.public_since
        if (public is None or public <= due_by) and not comparison.old.is_uncertain(entry.promise.id, entry.month):
            late.setdefault(record.file.path, []).append((record, due_by))
    for of_file in late.values():
        yield from _late_unsaid(of_file, comparison.as_of)


def _late_unsaid(late: Sequence[tuple[SourceRecord, date]], as_of: date) -> Iterator[Problem]:
    record, due_by = late[0]
    values = {"month": record.month, "due_by": due_by, "as_of": as_of}
    if len(late) == 1:
        problem = named_problem("late-unsaid", at_value(*record.reported_keys), **values)
    elif len(late) == len(record.file.document.delivered):
        problem = named_problem("late-unsaid-month", at_key("reported", beside=("month",)), **values)
    else:
        names = first_few([one.promise for one, _ in late])
        problem = named_problem("late-unsaid-several", at_value(*record.reported_keys), **values, names=names)
    yield from record.file.accept([problem])


def check_soon_late_records(comparison: Comparison) -> Iterator[Problem]:
    """New records in time whose date may pass before they are merged."""
    soon: dict[str, tuple[SourceRecord, date]] = {}
    for record, entry in _new_records(comparison):
        due_by = entry.judgement.due_by if entry.judgement else date.max
        is_soon = comparison.as_of <= due_by <= comparison.as_of + timedelta(_LAST_DAYS)
        if entry.verdict is Verdict.AWAITED and is_soon and record.delivery.public_since is None:
            soon.setdefault(record.file.path, (record, due_by))
    for record, due_by in soon.values():
        after = due_by + timedelta(1)
        problem = named_problem("soon-late", at_key("month"), due_by=due_by, after=after)
        yield from record.file.accept([problem])


def _new_records(comparison: Comparison) -> Iterator[tuple[SourceRecord, Entry]]:
    """The records of which there were none, each with what stood in their place."""
    old = comparison.old
    for (name, month), entry in old.partial.entries.items() if old.partial else ():
        record = comparison.new.records.get((comparison.name_now(name), month))
        if entry.judgement is None or record is None or record.delivery.no_figure:
            continue
        if entry.place_entries and (is_typed(entry.record) or not is_typed(record.delivery)):
            continue  # the silence is that of places, and no total ends it
        yield record, entry
