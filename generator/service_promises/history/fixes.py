"""Fixes that stood: each is a promise with a date, and neither is taken back in silence."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from service_promises.history.comparison import Comparison
from service_promises.history.facts import FactName
from service_promises.history.guarded import check_facts
from service_promises.history.published_items import check_published_corrections, check_published_items
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, at_value, whole_file
from service_promises.source.documents.fix import FixFile
from service_promises.source.source_file import SourceFile

_MESSAGES = ("fix-text-changed", "fix-text-gone")


def fix_gone(comparison: Comparison, old: SourceFile[FixFile]) -> Iterator[Problem]:
    """A fix that has no file any more."""
    yield named_problem("fix-gone", whole_file(old.path), name=old.name, path=comparison.show(old.path))


def fix_changed(comparison: Comparison, old: SourceFile[FixFile], new: SourceFile[FixFile]) -> Iterator[Problem]:
    """What changed in silence in the file of a fix."""
    yield from new.accept(_changed_moves(old.document, new.document, comparison.as_of))
    yield from new.accept(check_published_corrections(("corrected",), old.document.corrected, new.document.corrected))
    yield from new.accept(
        check_facts(_MESSAGES, old, new, comparison.as_of, partial(_is_renamed, comparison, old, new))
    )


def _is_renamed(comparison: Comparison, old: SourceFile[FixFile], new: SourceFile[FixFile], name: FactName) -> bool:
    """Whether the shortfalls that a fix came from are the same but for the names of promises."""
    before, now = ([(one.promise, one.month) for one in file.document.after] for file in (old, new))
    return name[0] == "after" and [(comparison.name_now(name), month) for name, month in before] == now


def _changed_moves(old: FixFile, new: FixFile, as_of: date) -> Iterator[Problem]:
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


def _changed_date(old: FixFile, new: FixFile, as_of: date) -> Iterator[Problem]:
    moves = len(old.moved)
    moved = len(new.moved) > moves
    then = new.moved[moves].from_ if moved else new.by
    if then != old.by:
        location = at_value("moved", moves, "from") if moved else at_value("by")
        name = "fix-moved-from-elsewhere" if moved else "fix-moved"
        yield named_problem(name, location, old=old.by, then=then, as_of=as_of, new=new.by)
