"""What has to fit together in the file of a promise (DESIGN.md sections 3 and 4)."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from datetime import date

from pydantic_core import PydanticCustomError

from service_promises.ledger.promise import NOT_FOUND, Kind, Measure, Target
from service_promises.problems.problem import Problem, at_key, at_value
from service_promises.source.documents.declared import InterimKeys, MeasureKeys, PromiseFile, TermKeys
from service_promises.source.rules.common import Loc, covers, in_order, missing, repeated
from service_promises.source.to_ledger import measure_of
from service_promises.source.values.targets import target_of


def flaws_of_promise(said: PromiseFile, as_of: date) -> Iterator[Problem]:
    """Everything in the file that does not go together with something else in it."""
    yield from repeated(("concerns",), said.concerns)
    yield from repeated(("due_in",), said.due_in or ())
    yield from repeated(("was",), said.was)
    yield from _of_measure(("measure",), said.measure)
    yield from covers(("covers",), said.covers)
    yield from _of_terms(said)
    yield from _of_end(said)
    yield from in_order(("corrected",), said.corrected, as_of)
    for index, correction in enumerate(said.corrected):
        if not correction.was.model_fields_set:
            yield nothing_was(("corrected", index, "was"))


def nothing_was(loc: Loc) -> Problem:
    """A correction that does not say what changed."""
    return Problem(
        at_key(*loc),
        "empty-list",
        "a correction names at least one key that changed",
        "write each on a line of its own below `was:`, with its old value",
    )


def flaws_without_publisher(said: PromiseFile) -> Iterator[Problem]:
    """Texts that only an independent publisher may leave at `not found`."""
    for loc, text in _texts(said):
        if text == NOT_FOUND:
            yield Problem(
                at_value(*loc),
                "not-found",
                f"`{NOT_FOUND}` may stand here only where somebody else publishes your promises",
                "write the text; or name the publisher with `published_by` in service.yml",
            )


def _texts(said: PromiseFile) -> Iterator[tuple[Loc, str | None]]:
    for key in ("promise", "made_to", "because", "owner", "if_we_fall_short", "staff_may", "ends_why"):
        yield (key,), getattr(said, key)
    measures: list[tuple[Loc, MeasureKeys]] = [(("measure",), said.measure)]
    measures += [(("terms", i, "measure"), term.measure) for i, term in enumerate(said.terms) if term.measure]
    for loc, measure in measures:
        for key in ("counts", "source", "leaves_out"):
            yield (*loc, key), getattr(measure, key)
    for index, term in enumerate(said.terms):
        yield ("terms", index, "why"), term.why
        yield ("terms", index, "promise"), term.promise


def _of_measure(loc: Loc, measure: MeasureKeys) -> Iterator[Problem]:
    if measure.kind is Kind.EACH and measure.case is None:
        yield missing(
            (*loc, "case"),
            "`case` is missing: where cases are counted they need a name",
            "add, for example: case: {one: call, many: calls}",
        )
    for key, example in (("figure", "average wait"), ("unit", "minutes")):
        given = getattr(measure, key)
        if measure.kind is Kind.LEVEL and given is None:
            yield missing(
                (*loc, key),
                f"`{key}` is missing: a level needs its name and its unit",
                f"add, for example: {key}: {example}",
            )
        elif measure.kind is not Kind.LEVEL and given is not None:
            yield Problem(
                at_key(*loc, key),
                "measure-kind",
                f"`{key}` belongs to the kind `level`, and this is `{measure.kind}`",
                "take it out, or change `kind`",
            )


def _of_terms(said: PromiseFile) -> Iterator[Problem]:
    measure = said.measure
    for index, term in enumerate(said.terms):
        loc: Loc = ("terms", index)
        if term.measure is not None:
            measure = term.measure
            yield from _of_measure((*loc, "measure"), measure)
        if index:
            before = said.terms[index - 1].since
            if term.since <= before:
                yield Problem(
                    at_value(*loc, "since"),
                    "term-order",
                    f"this term begins in {term.since}, and the one above it in {before}",
                    "put the terms in order, oldest first, each from a later month than the one above it",
                )
            if term.why is None:
                yield missing(
                    (*loc, "why"),
                    "`why` is missing: a promise that changes says why",
                    "add a line `why:` with why the promise changed in that month",
                )
        if measure.kind is Kind.LEVEL and measure.unit is None:
            continue
        fits = measure_of(measure)
        target = yield from _of_target((*loc, "target"), term.target, fits)
        for place, interim in enumerate(term.interim):
            yield from _of_interim((*loc, "interim", place), interim, term, target, fits)


def _of_target(loc: Loc, text: str, measure: Measure) -> Generator[Problem, None, Target | None]:
    try:
        return target_of(text, measure)
    except PydanticCustomError as error:
        context = error.context or {}
        yield Problem(at_value(*loc), error.type, context["message"], context["help"], label=context["label"])
    return None


def _of_interim(
    loc: Loc, interim: InterimKeys, term: TermKeys, target: Target | None, measure: Measure
) -> Iterator[Problem]:
    lower = yield from _of_target((*loc, "target"), interim.target, measure)
    if lower is not None and target is not None and not target.asks_more_than(lower):
        yield Problem(
            at_value(*loc, "target"),
            "interim-target",
            f"an interim target asks for less than the target beside it, {target.text}",
            f"write a target that is easier than `{target.text}`, or take the interim out",
        )
    if interim.since is not None and interim.since < term.since:
        yield Problem(
            at_value(*loc, "since"),
            "interim-months",
            f"this interim begins in {interim.since}, before its term does in {term.since}",
            f"write {term.since} or a later month, or put it under the term before",
        )
    first = interim.since or term.since
    if interim.until is not None and interim.until < first:
        yield Problem(
            at_value(*loc, "until"),
            "interim-months",
            f"this interim is to be reached by {interim.until}, before it begins in {first}",
            "write the month by which it is to be reached",
        )


def _of_end(said: PromiseFile) -> Iterator[Problem]:
    if said.ends is None:
        for key, why in (
            ("ends_why", "says why a promise ended"),
            ("replaced_by", "is for a promise that ended"),
        ):
            if getattr(said, key) is not None:
                yield missing(
                    ("ends",),
                    f"`{key}` {why}, and `ends` is missing",
                    f"add a line `ends:` with the last month of the promise, or take `{key}` out",
                    (key,),
                )
        return
    if said.ends_why is None:
        yield missing(
            ("ends_why",),
            "`ends_why` is missing: a promise that ends says why",
            "add a line `ends_why:` with why the promise ended",
            ("ends",),
        )
    late = next((i for i, term in enumerate(said.terms) if term.since > said.ends), None)
    if late == 0:
        yield Problem(
            at_value("ends"),
            "ends-too-early",
            f"the promise ends in {said.ends}, before it begins in {said.terms[0].since}",
            "write the last month in which the promise stood",
        )
    elif late is not None:
        yield Problem(
            at_value("terms", late, "since"),
            "ends-too-early",
            f"this term begins in {said.terms[late].since}, after the promise ends in {said.ends}",
            "take the term out, or put `ends` right",
        )
