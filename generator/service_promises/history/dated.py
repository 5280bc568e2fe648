"""What changes with a new day beside it: explanations, letters, and counts of those who wrote."""

from collections.abc import Iterator
from datetime import date

from service_promises.history.comparison import Comparison
from service_promises.ledger.delivery import Explanation, Letter, Questions
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Keys, Problem, at_key, at_value


def changed_explanation(keys: Keys, old: Explanation | None, new: Explanation | None, as_of: date) -> Iterator[Problem]:
    """An explanation that is not as it was published, and does not say when it changed."""
    if old is None or old == new or old._replace(revised=None) == Explanation():
        return
    if new is None:
        yield named_problem("account-revised", at_value(*keys), as_of=as_of)
        return
    is_same = old._replace(revised=None) == new._replace(revised=None)
    if not _is_dated(old.revised, new.revised, as_of, is_same=is_same):
        name = "account-changed" if new.revised is None else "account-changed-since"
        day = old.revised if is_same else as_of
        yield named_problem(name, at_value(*keys, "revised"), revised=new.revised, day=day)


def changed_questions(keys: Keys, old: Questions | None, new: Questions | None, as_of: date) -> Iterator[Problem]:
    """Counts of those who wrote that are not as they were published, and do not say when they changed."""
    if old is None or old == new or old._replace(updated=None) == Questions():
        return
    if new is None:
        yield named_problem("questions-gone", at_value(*keys), as_of=as_of)
        return
    is_same = old._replace(updated=None) == new._replace(updated=None)
    if not _is_dated(old.updated, new.updated, as_of, is_same=is_same):
        day = old.updated if is_same else as_of
        yield named_problem("questions-changed", at_value(*keys, "updated"), day=day)


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
    is_same = " ".join(old.text.split()) == " ".join(new.text.split())
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
