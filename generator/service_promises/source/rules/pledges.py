"""What has to fit together in the file of a pledge, beside what it shares with a fix."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from service_promises.ledger.rounding import plain
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, at_key, at_value
from service_promises.source.documents.pledge import PledgeFile
from service_promises.source.rules.commitments import check_commitment
from service_promises.source.rules.common import check_not_in_future


def check_pledge(document: PledgeFile, as_of: date) -> Iterator[Problem]:
    """Everything in the file that does not go together with something else in it."""
    yield from check_commitment(document, as_of)
    counted = next((key for key in ("target", "progress") if getattr(document, key)), None)
    if counted is not None and document.unit is None:
        yield named_problem("pledge-unit", at_key("unit", beside=(counted,)), key=counted)
    if document.target is not None and not document.target:
        yield named_problem("pledge-target-nought", at_value("target"))
    yield from _check_progress(document, as_of)
    yield from _check_reached(document)


def _check_progress(document: PledgeFile, as_of: date) -> Iterator[Problem]:
    for index, one in enumerate(document.progress):
        yield from check_not_in_future(("progress", index, "on"), one.on, as_of)
    for index, (before, one) in enumerate(pairwise(document.progress), start=1):
        if one.on <= before.on:
            yield named_problem("progress-days", at_value("progress", index, "on"), on=one.on, before=before.on)
        elif one.figure < before.figure:
            figures = {"figure": plain(one.figure), "before": plain(before.figure)}
            yield named_problem("progress-falls", at_value("progress", index, "figure"), day=before.on, **figures)


def _check_reached(document: PledgeFile) -> Iterator[Problem]:
    """A pledge that is done, though its target was not reached, or not by then."""
    done, target, last = document.done, document.target, document.progress[-1:]
    if done is None or target is None:
        return
    values: dict[str, object] = {"target": plain(target), "goal": f"{plain(target)} {document.unit or ''}".rstrip()}
    if not last:
        yield named_problem("pledge-not-counted", at_key("progress", beside=("done",)), **values)
    elif last[0].figure < target:
        yield named_problem("pledge-not-reached", at_key("done"), figure=plain(last[0].figure), on=last[0].on, **values)
    elif after := [one for one in document.progress if one.on > done.on and one.figure < target]:
        location = at_value("done", "on")
        values |= {"figure": plain(after[-1].figure), "after": after[-1].on, "on": done.on}
        yield named_problem("pledge-reached-later", location, **values)
