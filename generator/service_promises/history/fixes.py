"""Fixes that stood: each is a promise with a date, and neither is taken back in silence."""

from collections.abc import Iterator
from datetime import date

from service_promises.history.comparison import Comparison
from service_promises.history.published_items import check_published_items
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, at_value, whole_file
from service_promises.source.documents.fix import FixFile
from service_promises.source.source_file import SourceFile


def fix_gone(comparison: Comparison, old: SourceFile[FixFile]) -> Iterator[Problem]:
    """A fix that has no file any more."""
    yield named_problem("fix-gone", whole_file(old.path), name=old.name, path=comparison.show(old.path))


def fix_changed(comparison: Comparison, old: SourceFile[FixFile], new: SourceFile[FixFile]) -> Iterator[Problem]:
    """What changed in silence in the file of a fix."""
    return new.accept(_changes(old.document, new.document, comparison.as_of))


def _changes(old: FixFile, new: FixFile, as_of: date) -> Iterator[Problem]:
    changed_moves = [
        *check_published_items(
            ("moved",),
            old.moved,
            new.moved,
            lambda move: f"move of {move.on} from {move.from_} to {move.to}",
            "put it back as it was",
        )
    ]
    yield from changed_moves
    if not changed_moves:
        yield from _changed_date(old, new, as_of)
    if new.we_will != old.we_will:
        yield named_problem("fix-reworded", at_value("we_will"), we_will=old.we_will)
    for key in ("done", "dropped"):
        before, now = getattr(old, key), getattr(new, key)
        if before is not None and now is not None and before.told is not None and now.told != before.told:
            yield named_problem("told-changed", at_value(key, "told"), old=before.told)
        if before is not None and (now is None or now.on != before.on):
            yield named_problem("fix-end-changed", at_value(key, "on") if now else at_value(key), key=key, on=before.on)


def _changed_date(old: FixFile, new: FixFile, as_of: date) -> Iterator[Problem]:
    moves = len(old.moved)
    moved = len(new.moved) > moves
    then = new.moved[moves].from_ if moved else new.by
    if then != old.by:
        location = at_value("moved", moves, "from") if moved else at_value("by")
        name = "fix-moved-from-elsewhere" if moved else "fix-moved"
        yield named_problem(name, location, old=old.by, then=then, as_of=as_of, new=new.by)
