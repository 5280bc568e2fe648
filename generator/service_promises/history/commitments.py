"""Fixes and pledges that stood: each is a promise with a date, and neither is taken back in silence."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from service_promises.history.comparison import Comparison
from service_promises.history.facts import FactName
from service_promises.history.guarded import check_facts
from service_promises.history.published_items import check_published_corrections, check_published_items
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, at_value, whole_file
from service_promises.source.documents.fix import FixFile
from service_promises.source.documents.pledge import PledgeFile
from service_promises.source.source_file import SourceFile

AnyFile = SourceFile[FixFile] | SourceFile[PledgeFile]


class _Messages(NamedTuple):
    """The names of the messages about one kind of file."""

    gone: str
    moved: str
    moved_from_elsewhere: str


_OF_FIX = _Messages("fix-gone", "fix-moved", "fix-moved-from-elsewhere")
_OF_PLEDGE = _Messages("pledge-gone", "pledge-moved", "pledge-moved-from-elsewhere")


def fix_gone(comparison: Comparison, old: SourceFile[FixFile]) -> Iterator[Problem]:
    """A fix that has no file any more."""
    return _gone(_OF_FIX, comparison, old)


def pledge_gone(comparison: Comparison, old: SourceFile[PledgeFile]) -> Iterator[Problem]:
    """A pledge that has no file any more."""
    return _gone(_OF_PLEDGE, comparison, old)


def fix_changed(comparison: Comparison, old: SourceFile[FixFile], new: SourceFile[FixFile]) -> Iterator[Problem]:
    """What changed in silence in the file of a fix."""
    yield from _changed(_OF_FIX, old, new, comparison.as_of)
    is_open = partial(_is_renamed, comparison, old, new)
    yield from new.accept(check_facts(("fix-text-changed", "fix-text-gone"), old, new, comparison.as_of, is_open))


def pledge_changed(
    comparison: Comparison, old: SourceFile[PledgeFile], new: SourceFile[PledgeFile]
) -> Iterator[Problem]:
    """What changed in silence in the file of a pledge."""
    yield from _changed(_OF_PLEDGE, old, new, comparison.as_of)
    messages = ("pledge-text-changed", "pledge-text-gone")
    yield from new.accept(check_facts(messages, old, new, comparison.as_of, lambda _: False))


def _gone(messages: _Messages, comparison: Comparison, old: AnyFile) -> Iterator[Problem]:
    yield named_problem(messages.gone, whole_file(old.path), name=old.name, path=comparison.show(old.path))


def _changed(messages: _Messages, old: AnyFile, new: AnyFile, as_of: date) -> Iterator[Problem]:
    """What changed in silence of the date and of the corrections."""
    yield from new.accept(_changed_moves(messages, old.document, new.document, as_of))
    yield from new.accept(check_published_corrections(("corrected",), old.document.corrected, new.document.corrected))


def _is_renamed(comparison: Comparison, old: SourceFile[FixFile], new: SourceFile[FixFile], name: FactName) -> bool:
    """Whether the shortfalls that a fix came from are the same but for the names of promises."""
    before, now = ([(one.promise, one.month) for one in file.document.after] for file in (old, new))
    return name[0] == "after" and [(comparison.name_now(name), month) for name, month in before] == now


def _changed_moves(
    messages: _Messages, old: FixFile | PledgeFile, new: FixFile | PledgeFile, as_of: date
) -> Iterator[Problem]:
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
        yield from _changed_date(messages, old, new, as_of)


def _changed_date(
    messages: _Messages, old: FixFile | PledgeFile, new: FixFile | PledgeFile, as_of: date
) -> Iterator[Problem]:
    moves = len(old.moved)
    moved = len(new.moved) > moves
    then = new.moved[moves].from_ if moved else new.by
    if then != old.by:
        location = at_value("moved", moves, "from") if moved else at_value("by")
        name = messages.moved_from_elsewhere if moved else messages.moved
        yield named_problem(name, location, old=old.by, then=then, as_of=as_of, new=new.by)
