"""Records that stood: none is changed, withdrawn or brought in late without saying so."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from service_promises.history.comparison import Comparison
from service_promises.history.published_items import check_corrections
from service_promises.ledger.delivery import FLAGS, Delivery, Explanation
from service_promises.ledger.rounding import plain
from service_promises.ledger.verdict import Verdict
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Keys, Problem, at_key, at_value, file_problem, whole_file
from service_promises.source.assemble import SourceRecord
from service_promises.source.documents.base import Guard
from service_promises.source.documents.delivered import Record
from service_promises.source.documents.keys import guarded
from service_promises.source.files import FileKind

GUARDED = guarded(Record, Guard.CORRECTION)
"""What of a record changes only with a correction."""


def record_gone(comparison: Comparison, old: SourceRecord) -> Iterator[Problem]:
    """A record that stands in no file any more; shown in the file of its month, if there is one."""
    if old.delivery.no_figure:
        return
    name, month = comparison.name_now(old.promise), old.file.name
    problem = named_problem(
        "record-gone", at_key("delivered", name), promise=old.promise, month=month, path=comparison.show(old.file.path)
    )
    part = next((file for file in comparison.new.month_files if file.name == month), None)
    if part is not None:
        yield from part.accept([problem])
    else:
        yield file_problem(old.file.path, problem.rule, problem.message, problem.help, old.promise, month)


def check_months(comparison: Comparison) -> Iterator[Problem]:
    """Months that have no file any more."""
    there = comparison.new.names(FileKind.DELIVERED)
    months = (file for file in reversed(comparison.old.files) if file.kind is FileKind.DELIVERED)
    for month, path in sorted({file.name: file.path for file in months}.items()):
        if month not in there:
            yield named_problem("month-gone", whole_file(path), month=month, path=comparison.show(path))._replace(
                month=month
            )


def check_late_records(comparison: Comparison) -> Iterator[Problem]:
    """Records where a silence stood, that do not say that they are late."""
    old = comparison.old
    for (name, month), entry in old.partial.entries.items() if old.partial else ():
        judgement = entry.judgement
        record = comparison.new.records.get((comparison.name_now(name), month))
        if judgement is None or judgement.verdict is not Verdict.NOT_REPORTED:
            continue
        if record is None or record.delivery.no_figure:
            continue
        if judgement.due_by >= comparison.newer_day:
            continue  # the silence came after this version, and stands for how long it waited to be published
        public = record.delivery.public_since
        if (public is None or public <= judgement.due_by) and not old.is_uncertain(name, month):
            problem = named_problem(
                "late-unsaid",
                at_value(*record.reported_keys),
                month=month,
                due_by=judgement.due_by,
                as_of=comparison.as_of,
            )
            yield from record.file.accept([problem])


def record_changed(comparison: Comparison, old: SourceRecord, new: SourceRecord) -> Iterator[Problem]:
    """What changed in silence in a record; one without figures is none yet."""
    if old.delivery.no_figure:
        return iter(())
    return new.file.accept(_changes(old, new, comparison.as_of))


def figure_text(key: str, value: Any) -> str:
    """A figure as it is typed behind its key."""
    if value is None or (key in FLAGS and value is False):
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{plain(value)}%" if key == "share" else plain(value)
    return f'"{value}"' if isinstance(value, str) else str(value)


def _changes(old_record: SourceRecord, new_record: SourceRecord, as_of: date) -> Iterator[Problem]:
    old, new, keys = old_record.delivery, new_record.delivery, new_record.keys
    yield from check_corrections((*keys, "corrected"), old.corrected, new.corrected)
    unreadable = {invalid[0] for invalid in old_record.invalid | new_record.invalid}
    guarded = [key for key in GUARDED if key not in unreadable]
    yield from _changed_figures(keys, guarded, old, new, as_of)
    if old.reported is not None and new.reported != old.reported:
        name = "reported-gone" if new.reported is None else "reported-changed"
        yield named_problem(name, at_value(*new_record.reported_keys), old=old.reported, new=new.reported)
    elif old.told is not None and new.told != old.told:
        told = at_value(*new_record.reported_keys[:-1], "told")
        yield named_problem("told-changed", told, old=old.told)
    yield from _changed_explanation((*keys, "fell_short"), old.fell_short, new.fell_short, as_of)


def _changed_figures(keys: Keys, guarded: list[str], old: Delivery, new: Delivery, as_of: date) -> Iterator[Problem]:
    published = len(old.corrected)
    then = new.editions()[published] if len(new.corrected) > published else new
    changed = [key for key in guarded if getattr(then, key) != getattr(old, key)]
    corrections = [*enumerate(new.corrected)][published:]
    silent = [key for key in changed if not any(key in correction.was for _, correction in corrections)]
    was = ", ".join(f"{key}: {figure_text(key, getattr(old, key))}" for key in silent)
    add = "add to `corrected:`" if new.corrected else "add `corrected:` with"
    for key in changed:
        before = figure_text(key, getattr(old, key))
        if key in silent:
            yield Problem(
                at_value(*keys, key),
                "figure-changed",
                _change(key, before, figure_text(key, getattr(new, key))),
                f"{add} `- on: {as_of}`, `was: {{{was}}}` and `why:`; or put the old figure back",
            )
            continue
        index, correction = next((index, one) for index, one in corrections if key in one.was)
        yield named_problem(
            "correction-was-figure",
            at_value(*keys, "corrected", index, "was", key),
            key=key,
            stated=figure_text(key, correction.was[key]),
            before=before,
        )


def _change(key: str, before: str, now: str) -> str:
    if before == "null":
        return f"there was no `{key}` when this was published, and now it says {now}"
    if now == "null":
        return f"`{key}` was {before} when this was published, and is gone"
    return f"`{key}` was {before} when this was published, and says {now} now"


def _changed_explanation(
    keys: Keys, old: Explanation | None, new: Explanation | None, as_of: date
) -> Iterator[Problem]:
    if old is None or old == new or old._replace(revised=None) == Explanation():
        return
    if new is None:
        yield named_problem("account-revised", at_value(*keys), as_of=as_of)
        return
    same = old._replace(revised=None) == new._replace(revised=None)
    newest = new.revised is not None and (
        old.revised is None or new.revised > old.revised or new.revised == old.revised == as_of
    )
    if not newest and not (same and new.revised == old.revised):
        name, day = (
            "account-changed" if new.revised is None else "account-changed-since",
            old.revised if same else as_of,
        )
        yield named_problem(name, at_value(*keys, "revised"), revised=new.revised, day=day)
