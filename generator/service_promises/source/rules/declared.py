"""What has to fit together in the file of a promise."""

from collections.abc import Iterator
from datetime import date

from service_promises.ledger.promises.promise import Kind
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Keys, Problem, at_key, at_value
from service_promises.source.documents.declared import MeasureKeys, PromiseFile
from service_promises.source.rules.common import check_corrections, check_coverage, check_not_in_future, check_unique
from service_promises.source.rules.targets import check_schedule, check_targets
from service_promises.source.to_ledger import measure_of


def check_promise(document: PromiseFile, as_of: date) -> Iterator[Problem]:
    """Everything in the file that does not go together with something else in it."""
    yield from check_unique(("concerns",), document.concerns)
    yield from check_unique(("due_in",), document.due_in or ())
    yield from check_unique(("was",), document.was)
    yield from _check_measure(("measure",), document.measure)
    yield from check_coverage(("covers",), document.covers)
    yield from _check_places(document)
    yield from _check_terms(document)
    yield from _check_end(document)
    for index, term in enumerate(document.terms):
        yield from check_not_in_future(("terms", index, "announced"), term.announced, as_of)
    yield from check_corrections(("corrected",), document.corrected, as_of)


def _check_places(document: PromiseFile) -> Iterator[Problem]:
    """Months that end before they begin, and exceptions to what is said nowhere."""
    at = document.at
    if at is not None and at.since is not None and at.until is not None and at.until < at.since:
        yield named_problem("months-order", at_value("at", "until"), until=at.until, before=at.since)
    if document.not_at and at is None:
        yield named_problem("not-at-alone", at_key("not_at"))
    for index, exception in enumerate(document.not_at):
        if exception.until is not None and exception.until < exception.from_:
            keys: Keys = ("not_at", index, "until")
            yield named_problem("months-order", at_value(*keys), until=exception.until, before=exception.from_)


def _check_measure(keys: Keys, measure: MeasureKeys) -> Iterator[Problem]:
    if measure.kind is Kind.EACH and measure.case is None:
        yield named_problem("case-missing", at_key(*keys, "case"))
    for key, example in (("figure", "average wait"), ("unit", "minutes")):
        value = getattr(measure, key)
        if measure.kind is Kind.LEVEL and value is None:
            yield named_problem("level-without-name", at_key(*keys, key), key=key, example=example)
        elif measure.kind is not Kind.LEVEL and value is not None:
            yield named_problem("measure-kind", at_key(*keys, key), key=key, kind=measure.kind)


def _check_terms(document: PromiseFile) -> Iterator[Problem]:
    measure = document.measure
    for index, term in enumerate(document.terms):
        keys: Keys = ("terms", index)
        if term.measure is not None:
            measure = term.measure
            yield from _check_measure((*keys, "measure"), measure)
        if index:
            before = document.terms[index - 1].since
            if term.since <= before:
                yield named_problem("term-order", at_value(*keys, "since"), since=term.since, before=before)
            if term.why is None:
                yield named_problem("change-without-why", at_key(*keys, "why"))
        yield from check_schedule(document, index)
        if measure.kind is Kind.LEVEL and measure.unit is None:
            continue
        yield from check_targets(keys, term, measure_of(measure))


def _check_end(document: PromiseFile) -> Iterator[Problem]:
    if document.ends is None:
        for key, why in (("ends_why", "says why a promise ended"), ("replaced_by", "is for a promise that ended")):
            if getattr(document, key) is not None:
                yield named_problem("ends-missing", at_key("ends", beside=(key,)), key=key, why=why)
        return
    if document.ends_why is None:
        yield named_problem("end-without-why", at_key("ends_why", beside=("ends",)))
    late = next((i for i, term in enumerate(document.terms) if term.since > document.ends), None)
    if late == 0:
        yield named_problem(
            "ends-before-beginning", at_value("ends"), ends=document.ends, since=document.terms[0].since
        )
    elif late is not None:
        yield named_problem(
            "term-after-end", at_value("terms", late, "since"), since=document.terms[late].since, ends=document.ends
        )
