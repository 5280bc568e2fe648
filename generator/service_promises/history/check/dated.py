"""What changes with a new day beside it: explanations, letters, counts of those who wrote or were put right."""

from collections.abc import Iterator
from datetime import date
from typing import TypeVar

from service_promises.history.comparison import Comparison
from service_promises.ledger.delivery import Explanation, Letter, Questions, Remedy
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Keys, Problem, at_key, at_value

V = TypeVar("V", Explanation, Questions, Remedy)


def changed_explanation(keys: Keys, old: Explanation | None, new: Explanation | None, as_of: date) -> Iterator[Problem]:
    """An explanation that is not as it was published, and does not say when it changed."""
    name = "account-changed" if new is None or new.revised is None else "account-changed-since"
    return _changed_part(keys, old, new, "revised", as_of, "account-revised", name)


def changed_questions(keys: Keys, old: Questions | None, new: Questions | None, as_of: date) -> Iterator[Problem]:
    """Counts of those who wrote that are not as they were published, and do not say when they changed."""
    return _changed_part(keys, old, new, "updated", as_of, "questions-gone", "questions-changed")


def changed_remedy(keys: Keys, old: Remedy | None, new: Remedy | None, as_of: date) -> Iterator[Problem]:
    """Counts of those put right that are not as they were published, and do not say when they changed."""
    return _changed_part(keys, old, new, "updated", as_of, "remedy-gone", "remedy-changed")


def _changed_part(
    keys: Keys, old: V | None, new: V | None, day_key: str, as_of: date, if_gone: str, if_changed: str
) -> Iterator[Problem]:
    """A part of a record that changed without a newer day under `day_key`; the last two name the messages."""
    undated_old, undated = (part and part._replace(**{day_key: None}) for part in (old, new))
    if old is None or old == new or not any(item is not None for item in undated_old or ()):
        return
    if new is None:
        yield named_problem(if_gone, at_value(*keys), as_of=as_of)
        return
    day_before, day, is_same = getattr(old, day_key), getattr(new, day_key), undated_old == undated
    if not _is_dated(day_before, day, as_of, is_same=is_same):
        newest = day_before if is_same else as_of
        yield named_problem(if_changed, at_value(*keys, day_key), revised=day, day=newest)


def check_letters(comparison: Comparison) -> Iterator[Problem]:
    """Letters that changed without a day, or are gone without an entry in their place."""
    old, new, as_of = comparison.old.letters, comparison.new.letters, comparison.as_of
    for month, (_, letter) in old.items():
        if not comparison.new.can_read(month):
            continue
        file_now, now = new.get(month, (None, Letter()))
        part = file_now or next((one for one in comparison.new.month_files if one.name == str(month)), None)
        if part is not None:  # a month without a file is gone as a whole
            yield from part.accept(_changed_letter(letter, now, as_of))


def _changed_letter(old: Letter, new: Letter, as_of: date) -> Iterator[Problem]:
    if new.corrected[: len(old.corrected)] != old.corrected:
        yield named_problem("letter-entry-gone", at_key("corrected"))
    is_same = old.text == new.text
    if old.text and not new.text:
        if len(new.corrected) <= len(old.corrected):
            yield named_problem("letter-gone", at_key("letter"), as_of=as_of)
    elif old.text and not _is_dated(old.revised, new.revised, as_of, is_same=is_same):
        day = old.revised if is_same else as_of
        yield named_problem("letter-changed", at_value("revised"), day=day)


def _is_dated(old: date | None, new: date | None, as_of: date, *, is_same: bool) -> bool:
    """Whether what changed says so with a day that is newer than the one before, or is today's again."""
    is_newest = new is not None and (old is None or new > old or new == old == as_of)
    return is_newest or (is_same and new == old)
