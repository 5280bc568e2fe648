"""Targets and interim targets: that they fit what is measured, each other, and the months of their term."""

import re
from collections.abc import Generator, Iterator, Mapping

from pydantic_core import PydanticCustomError

from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.promise import Kind, Measure
from service_promises.ledger.promises.target import NO_TARGET, Target
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Keys, Problem, at_key, at_value
from service_promises.source.documents.declared import InterimKeys, PromiseFile, TermKeys
from service_promises.source.values.targets import example_of, means_none, target_of

_MONTH_AND_TARGET = re.compile(r"([0-9]{4}-[0-9]{2}):(\S.*?)(?=\s[0-9]{4}-[0-9]{2}:|$)")


def check_targets(keys: Keys, term: TermKeys, measure: Measure) -> Iterator[Problem]:
    """The target of a term, or those of its schedule, and its interim targets."""
    texts = {month: text for month, text in _by_month(term).items() if text != NO_TARGET}
    targets: dict[Month | None, Target] = {}
    for month, text in texts.items():
        here = (*keys, "target", *([str(month)] if month else []))
        target = yield from _check_target(here, text, measure)
        if target is not None:
            targets[month] = target
    beside = targets if len(targets) == len(texts) else None
    for index, interim in enumerate(term.interim):
        yield from _check_interim((*keys, "interim", index), interim, term, beside, measure)


def check_schedule(document: PromiseFile, index: int) -> Iterator[Problem]:
    """The months of a schedule: they rise, and in each of them a record is due under its term."""
    term = document.terms[index]
    if not isinstance(term.target, Mapping):
        return
    keys: Keys = ("terms", index, "target")
    due_in = term.due_in or document.due_in or ()
    following = document.terms[index + 1].since if index + 1 < len(document.terms) else None
    before: Month | None = None
    for month in term.target:
        here = at_key(*keys, str(month))
        if before is not None and month < before:
            yield named_problem("schedule-order", here, month=month, before=before)
        if month < term.since:
            yield named_problem("schedule-before-term", here, month=month, since=term.since)
        elif following is not None and following <= month:
            yield named_problem("schedule-after-term", here, month=month, following=following)
        elif document.ends is not None and document.ends < month:
            yield named_problem("schedule-after-end", here, month=month, ends=document.ends)
        elif due_in and month.number not in due_in:
            months = ", ".join(map(str, sorted(due_in)))
            yield named_problem("schedule-not-due", here, month=month, months=months)
        before = month


def _by_month(term: TermKeys) -> Mapping[Month | None, str]:
    """The target of each month of a schedule; of None where one holds for the whole term."""
    return dict(term.target.items()) if isinstance(term.target, Mapping) else {None: term.target}


def _check_target(keys: Keys, text: str, measure: Measure) -> Generator[Problem, None, Target | None]:
    if means_none(text):
        name = "interim-none" if "interim" in keys else "target-none-in-other-words"
        yield named_problem(name, at_value(*keys), text=text, example=example_of(measure))
        return None
    if match := _MONTH_AND_TARGET.match(text):
        yield named_problem("schedule-no-space", at_value(*keys), pair=f"{match[1]}: {match[2]}")
        return None
    try:
        target = target_of(text, measure)
    except PydanticCustomError as error:
        context = error.context or {}
        yield Problem(at_value(*keys), error.type, context["message"], context["help"], label=context["label"])
        return None
    if measure.kind is Kind.EACH and not target.figure:
        yield named_problem("target-always-met", at_value(*keys), text=text)
    return target


def _check_interim(
    keys: Keys, interim: InterimKeys, term: TermKeys, targets: Mapping[Month | None, Target] | None, measure: Measure
) -> Iterator[Problem]:
    """An interim target beside those of its term, which are None where one of them can't be read."""
    lower = yield from _check_target((*keys, "target"), interim.target, measure)
    first = interim.since or term.since
    if lower is not None and targets is not None:
        yield from _check_beside((*keys, "target"), lower, first, interim.until, targets)
    if interim.since is not None and interim.since < term.since:
        yield named_problem("interim-before-term", at_value(*keys, "since"), since=interim.since, term=term.since)
    if interim.until is not None and interim.until < first:
        yield named_problem("interim-ends-first", at_value(*keys, "until"), until=interim.until, first=first)


def _check_beside(
    keys: Keys, lower: Target, first: Month, until: Month | None, targets: Mapping[Month | None, Target]
) -> Iterator[Problem]:
    """An interim target asks for less than each target that it stands beside, and there is one."""
    beside = {
        month: target
        for month, target in targets.items()
        if month is None or (first <= month and (until is None or month <= until))
    }
    if not beside:
        yield named_problem("interim-without-target", at_value(*keys))
    for month, target in beside.items():
        if not target.asks_more_than(lower):
            name = "interim-target-in-month" if month else "interim-target"
            yield named_problem(name, at_value(*keys), text=target.text, month=month)
            return
