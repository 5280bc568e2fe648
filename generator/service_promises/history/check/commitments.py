"""Fixes and pledges that stood: each is a promise with a date, and neither is taken back in silence."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from service_promises.history.comparison import Comparison
from service_promises.history.guards.facts import FactName
from service_promises.history.guards.guarded import check_facts
from service_promises.history.guards.published_items import check_published_corrections, check_published_items
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, at_value, whole_file
from service_promises.source.documents.fix import FixFile
from service_promises.source.documents.pledge import PledgeFile
from service_promises.source.source_file import SourceFile

CommitmentFile = SourceFile[FixFile] | SourceFile[PledgeFile]


class CommitmentMessages(NamedTuple):
    """The names of the messages about one kind of file."""

    gone: str
    moved: str
    moved_from_elsewhere: str
    text_changed: str
    text_gone: str


OF_FIX = CommitmentMessages("fix-gone", "fix-moved", "fix-moved-from-elsewhere", "fix-text-changed", "fix-text-gone")
OF_PLEDGE = CommitmentMessages(
    "pledge-gone", "pledge-moved", "pledge-moved-from-elsewhere", "pledge-text-changed", "pledge-text-gone"
)


def commitment_gone(messages: CommitmentMessages, comparison: Comparison, old: CommitmentFile) -> Iterator[Problem]:
    """A fix or a pledge that has no file any more."""
    yield named_problem(messages.gone, whole_file(old.path), name=old.name, path=comparison.show(old.path))


def commitment_changed(
    messages: CommitmentMessages, comparison: Comparison, old: CommitmentFile, new: CommitmentFile
) -> Iterator[Problem]:
    """What changed in silence in the file of a fix or a pledge."""
    as_of = comparison.as_of
    yield from new.accept(_changed_moves(messages, old.document, new.document, as_of))
    yield from new.accept(check_published_corrections(("corrected",), old.document.corrected, new.document.corrected))
    is_open = partial(_is_renamed, comparison, old, new)
    yield from new.accept(check_facts((messages.text_changed, messages.text_gone), old, new, as_of, is_open))


def _is_renamed(comparison: Comparison, old: CommitmentFile, new: CommitmentFile, name: FactName) -> bool:
    """Whether the shortfalls that a fix came from are the same but for the names of promises."""
    if name[0] != "after" or not isinstance(old.document, FixFile) or not isinstance(new.document, FixFile):
        return False
    before = [(comparison.name_now(one.promise), one.month) for one in old.document.after]
    return before == [(one.promise, one.month) for one in new.document.after]


def _changed_moves(
    messages: CommitmentMessages, old: FixFile | PledgeFile, new: FixFile | PledgeFile, as_of: date
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
    messages: CommitmentMessages, old: FixFile | PledgeFile, new: FixFile | PledgeFile, as_of: date
) -> Iterator[Problem]:
    moves = len(old.moved)
    moved = len(new.moved) > moves
    then = new.moved[moves].from_ if moved else new.by
    if then != old.by:
        location = at_value("moved", moves, "from") if moved else at_value("by")
        name = messages.moved_from_elsewhere if moved else messages.moved
        yield named_problem(name, location, old=old.by, then=then, as_of=as_of, new=new.by)
