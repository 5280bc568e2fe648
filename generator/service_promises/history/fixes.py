"""Fixes that stood: each is a promise with a date, and neither is taken back in silence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from service_promises.history.version import Version
from service_promises.problems.problem import Location, Problem, at_value, file_problem
from service_promises.source.documents.fix import FixFile


def compare_fixes(old: Version, new: Version, as_of: date) -> Iterator[Problem]:
    """Note what happened to fixes with their files; those that are gone come back."""
    for name, before in old.fixes.items():
        text = new.fixes.get(name)
        if text is None and name not in new.texts.fixes:
            path = before.found.path
            yield file_problem(
                path,
                "fix-gone",
                f"the fix {name} was published, and is gone",
                f"put it back: git show {old.commit[:10]}:./{path}; a fix that is given up has `dropped:` with"
                " `on:` and `why:`, and one keeps its file name for ever",
            )
        elif text is not None and before.document is not None and text.document is not before.document:
            text.add(_flaws(before.document, text.document, as_of) if text.document else ())


def _flaws(old: FixFile, new: FixFile, as_of: date) -> Iterator[Problem]:
    moves = len(old.moved)
    for step, move in enumerate(old.moved):
        now = new.moved[step] if step < len(new.moved) else None
        if now != move:
            yield Problem(
                Location(keys=("moved", step) if now else ("moved",), at="value" if now else "key"),
                "published-correction",
                f"the move of {move.on} from {move.from_} to {move.to} was published, and is "
                + ("not as it was" if now else "gone"),
                "put it back as it was",
            )
            break
    else:
        then = new.moved[moves].from_ if len(new.moved) > moves else new.by
        if then != old.by:
            yield Problem(
                Location(keys=("moved", moves, "from") if len(new.moved) > moves else ("by",)),
                "fix-changed",
                f"this fix was published with the date {old.by}, and here stands {then}",
                f"write: {old.by}"
                if len(new.moved) > moves
                else f"add to `moved:` an item with `on: {as_of}`, `from: {old.by}`, `to: {new.by}` and `why:`",
            )
    if new.we_will != old.we_will:
        yield Problem(
            at_value("we_will"),
            "fix-changed",
            "what was published here said something else",
            f'write: "{old.we_will}"; what is promised instead is a fix of its own, and this one is `dropped:`',
        )
    for key in ("done", "dropped"):
        was, now_said = getattr(old, key), getattr(new, key)
        if was is not None and (now_said is None or now_said.on != was.on):
            yield Problem(
                Location(keys=(key, "on") if now_said else (key,)),
                "fix-changed",
                f"this fix was published as {key} on {was.on}",
                f"write it again: `{key}:` with `on: {was.on}`; what is still to do is a fix of its own",
            )
