"""What has to fit together in the file of a fix or a pledge."""

from collections.abc import Iterator
from datetime import date

from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, at_key, at_value
from service_promises.source.documents.fix import FixFile
from service_promises.source.documents.pledge import PledgeFile
from service_promises.source.rules.common import check_corrections, check_not_in_future, check_order, check_told


def check_commitment(document: FixFile | PledgeFile, as_of: date) -> Iterator[Problem]:
    """Everything in the file that does not go together with something else in it."""
    if document.done is not None and document.dropped is not None:
        yield named_problem("done-and-dropped", at_key("dropped"))
    last_move = max((move.on for move in document.moved), default=None)
    for key, ended in (("done", document.done), ("dropped", document.dropped)):
        if ended is not None:
            yield from check_not_in_future((key, "on"), ended.on, as_of)
            yield from check_told((key, "told"), ended.on, ended.told, as_of)
            if last_move is not None and ended.on < last_move:
                yield named_problem("done-before-move", at_value(key, "on"), on=ended.on, moved=last_move)
    yield from check_corrections(("corrected",), document.corrected, as_of)
    yield from check_order(("moved",), document.moved, as_of)
    yield from _check_moves(document)


def _check_moves(document: FixFile | PledgeFile) -> Iterator[Problem]:
    for index, move in enumerate(document.moved):
        last = index == len(document.moved) - 1
        after = document.by if last else document.moved[index + 1].from_
        if move.to == move.from_:
            yield named_problem("moved-nowhere", at_value("moved", index, "to"), before=move.from_)
        elif move.to != after:
            yield Problem(
                at_value("moved", index, "to"),
                "moved-chain",
                f"the date was moved to {move.to}, and "
                + (f"`by` says {after}" if last else f"the next move is from {after}"),
                f"`by` is the date as it stands now: write the same day in both, {move.to} or {after}"
                if last
                else f"each move goes on from the one above it: write the same day in both, {move.to} or {after}",
            )
