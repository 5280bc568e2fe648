"""Records that stood: none is changed, withdrawn or brought in late without saying so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from service_promises.history.version import Held, Version
from service_promises.ledger.delivery import FIGURES, FLAGS, Delivery, Explanation
from service_promises.ledger.month import Month
from service_promises.ledger.rounding import plain
from service_promises.ledger.verdict import Verdict
from service_promises.problems.problem import Location, Problem, Step, at_key, at_value, file_problem

Names = Mapping[str, str]
"""What each promise of the older version is called now."""

NAMED = (*FIGURES, *FLAGS)
"""What of a record changes only with a correction."""


def compare_records(old: Version, new: Version, names: Names, as_of: date) -> Iterator[Problem]:
    """Note what happened to the records that stood, with the files that they stand in now.

    What stands in no file any more comes back.
    """
    parts = {text.found.name: text for text in reversed(new.texts.months)}
    for (name, month), before in old.records.items():
        now = names.get(name, name)
        held = new.records.get((now, month))
        if held is not None:
            if held.said is not before.said or held.reported != before.reported:
                held.text.add(_flaws(before, held, as_of))
        elif new.knows(month) and str(month) in parts:
            parts[str(month)].add([_gone(before, now, month, old.commit)])
        elif new.knows(month):
            yield _nowhere(before, name, month, old.commit)
    for gone, path in _months_gone(old, new):
        yield file_problem(
            path,
            "month-gone",
            f"{gone} was published, and its file is gone",
            f"put it back: {_way_back(old.commit, path)}",
        )._replace(
            month=gone,
        )
    _note_late(old, new, names)


def written(key: str, value: Any) -> str:
    """A figure as it is typed behind its key."""
    if value is None or (key in FLAGS and value is False):
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{plain(value)}%" if key == "share" else plain(value)
    return f'"{value}"' if isinstance(value, str) else str(value)


def _flaws(before: Held, held: Held, as_of: date) -> Iterator[Problem]:
    old, new = before.delivery, held.delivery
    loc: tuple[Step, ...] = ("delivered", held.name)
    yield from _of_corrections(loc, old, new)
    skipped = before.unreadable | held.unreadable
    yield from _of_figures(loc, old, new, skipped, as_of)
    if old.reported is not None and new.reported != old.reported:
        own = held.said.reported is not None or new.reported is None
        yield Problem(
            Location(keys=(*loc, "reported") if own else ("reported",)),
            "reported-changed",
            f"this record said that it was published on {old.reported}, "
            + ("and says nothing of that now" if new.reported is None else f"and says {new.reported} now"),
            f"write: reported: {old.reported}",
        )
    yield from _of_account((*loc, "fell_short"), old.fell_short, new.fell_short, as_of)


def _of_corrections(loc: tuple[Step, ...], old: Delivery, new: Delivery) -> Iterator[Problem]:
    for step, correction in enumerate(old.corrected):
        now = new.corrected[step] if step < len(new.corrected) else None
        if now != correction:
            yield Problem(
                Location(
                    keys=(*loc, "corrected", step) if now else (*loc, "corrected"),
                    at="value" if now else "key",
                ),
                "published-correction",
                f"the correction of {correction.on} was published, and is "
                + ("not as it was" if now else "gone"),
                "put it back as it was; what is wrong in it is put right by a correction of its own below it",
            )
            return


def _of_figures(
    loc: tuple[Step, ...], old: Delivery, new: Delivery, skipped: frozenset[str], as_of: date
) -> Iterator[Problem]:
    stood = len(old.corrected)
    then = new.editions()[stood] if len(new.corrected) > stood else new
    changed = [key for key in NAMED if key not in skipped and getattr(then, key) != getattr(old, key)]
    later = list(enumerate(new.corrected))[stood:]
    silent = [key for key in changed if not any(key in correction.was for _, correction in later)]
    was = ", ".join(f"{key}: {written(key, getattr(old, key))}" for key in silent)
    place = "add to `corrected:`" if new.corrected else "add `corrected:` with"
    for key in changed:
        published = written(key, getattr(old, key))
        if key in silent:
            yield Problem(
                at_value(*loc, key),
                "figure-changed",
                _changed(key, getattr(old, key), getattr(new, key)),
                f"{place} `- on: {as_of}`, `was: {{{was}}}` and `why:`; or put the old figure back",
            )
            continue
        step, correction = next((step, one) for step, one in later if key in one.was)
        yield Problem(
            at_value(*loc, "corrected", step, "was", key),
            "correction-was",
            f"this correction says that `{key}` was {written(key, correction.was[key])},"
            f" and published was {published}",
            f"write: {key}: {published}",
        )


def _changed(key: str, old: Any, new: Any) -> str:
    before, now = written(key, old), written(key, new)
    if before == "null":
        return f"there was no `{key}` when this was published, and now it says {now}"
    if now == "null":
        return f"`{key}` was {before} when this was published, and is gone"
    return f"`{key}` was {before} when this was published, and says {now} now"


def _of_account(
    loc: tuple[Step, ...], old: Explanation | None, new: Explanation | None, as_of: date
) -> Iterator[Problem]:
    if old is None or old == new or old._replace(revised=None) == Explanation():
        return
    if new is None:
        yield Problem(
            at_value(*loc),
            "account-revised",
            "the account that was published here is gone",
            f"put it back, or write a better one with `revised: {as_of}`",
        )
        return
    same = old._replace(revised=None) == new._replace(revised=None)
    newest = new.revised is not None and (
        old.revised is None or new.revised > old.revised or new.revised == old.revised == as_of
    )
    if not newest and not (same and new.revised == old.revised):
        yield Problem(
            at_value(*loc, "revised"),
            "account-revised",
            "this account was changed after it was published, and does not say when"
            if new.revised is None
            else f"this account was changed after {new.revised}",
            f"write: revised: {old.revised if same else as_of}",
        )


def _gone(before: Held, now: str, month: Month, commit: str) -> Problem:
    return Problem(
        at_key("delivered", now),
        "record-gone",
        f"the record of {before.name} for {month} was published, and is gone",
        _put_back(before, commit),
    )


def _nowhere(before: Held, name: str, month: Month, commit: str) -> Problem:
    flaw = _gone(before, name, month, commit)
    problem = file_problem(before.text.found.path, flaw.rule, flaw.message, flaw.help)
    return problem._replace(promise=name, month=str(month))


def _put_back(before: Held, commit: str) -> str:
    return (
        f"put it back, see: {_way_back(commit, before.text.found.path)}; a wrong figure is put right with"
        " `corrected:`, and a promise is given up with `ends:` and `ends_why:`"
    )


def _way_back(commit: str, path: str) -> str:
    return f"git show {commit[:10]}:./{path}"


def _months_gone(old: Version, new: Version) -> Iterable[tuple[str, str]]:
    there = {text.found.name for text in new.texts.months} | new.texts.unread
    first = {text.found.name: text.found.path for text in reversed(old.texts.months)}
    return ((month, path) for month, path in sorted(first.items()) if month not in there)


def _note_late(old: Version, new: Version, names: Names) -> None:
    """Note records where a silence stood, that do not say that they are late."""
    if old.ledger is None:
        return
    for (name, month), entry in old.ledger.entries.items():
        if entry.verdict is not Verdict.NOT_REPORTED:
            continue
        held = new.records.get((names.get(name, name), month))
        if held is None or entry.judgement is None or old.doubts(name, month):
            continue
        reported = held.delivery.reported
        if reported is None or reported <= entry.judgement.due_by:
            own = held.said.reported is not None or reported is None
            held.text.add(
                [
                    Problem(
                        Location(keys=("delivered", held.name, "reported") if own else ("reported",)),
                        "late-unsaid",
                        f"{month} was due by {entry.judgement.due_by} and was not reported; this record ends"
                        " that silence without saying when",
                        f"write the day on which it is published: reported: {old.ledger.as_of}",
                    )
                ]
            )
