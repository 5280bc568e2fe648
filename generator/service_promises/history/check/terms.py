"""Promises that stood: nothing guarded of them is changed in silence, and no term begins in the past."""

from collections.abc import Iterator
from functools import partial

from service_promises.history.check.new_days import not_announced
from service_promises.history.check.places import changed_places
from service_promises.history.check.service import deadline, names_covers, only_adds_months
from service_promises.history.comparison import Comparison
from service_promises.history.guards.facts import FactName
from service_promises.history.guards.guarded import check_facts, misstated
from service_promises.history.guards.published_items import check_published_corrections
from service_promises.history.guards.verdict_changes import promise_past
from service_promises.ledger.periods.month import Month
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, at_key, at_value, whole_file
from service_promises.source.documents.declared import PromiseFile
from service_promises.source.documents.editions import editions
from service_promises.source.documents.written import typed
from service_promises.source.files import FileKind
from service_promises.source.source_file import SourceFile


def promise_gone(comparison: Comparison, old: SourceFile[PromiseFile]) -> Iterator[Problem]:
    """A promise that has no file any more, and no other one says that it was its own."""
    before = comparison.old.names(FileKind.DECLARED)
    like = next(
        (
            file
            for name, file in comparison.new.promise_files.items()
            if name not in before and file.document.promise == old.document.promise
        ),
        None,
    )
    rename = (
        f"if it is called {like.name} now, add `was: [{old.name}]` in {like.path}"
        if like
        else f"where it was renamed, its new file says `was: [{old.name}]`"
    )
    yield named_problem(
        "promise-gone", whole_file(old.path), name=old.name, path=comparison.show(old.path), rename=rename
    )._replace(promise=old.name)


def promise_changed(
    comparison: Comparison, old: SourceFile[PromiseFile], new: SourceFile[PromiseFile]
) -> Iterator[Problem]:
    """What changed in silence in a declaration."""
    if old.name not in comparison.old.promises or new.name not in comparison.new.promises:
        return
    month = Month.of(comparison.newer_day)
    yield from new.accept(check_published_corrections(("corrected",), old.document.corrected, new.document.corrected))
    yield from new.accept(_check_earlier_ids(old.document, new.document))
    yield from new.accept(_check_term_list(old.document, new.document, month, comparison))
    is_open = partial(_is_open, comparison, old.name, old.document, new.document, month)
    past = partial(promise_past, comparison, old.name)
    yield from new.accept(check_facts(("text-changed", "text-gone"), old, new, comparison.as_of, is_open, past))


def _check_earlier_ids(old: PromiseFile, new: PromiseFile) -> Iterator[Problem]:
    for name in old.was:
        if name not in new.was:
            yield named_problem("earlier-id-gone", at_value("was"), name=name)


def _check_term_list(old: PromiseFile, new: PromiseFile, month: Month, comparison: Comparison) -> Iterator[Problem]:
    """Terms that are gone, moved, or new in a month that is over; what they say is looked at elsewhere."""
    corrected = [*enumerate(new.corrected)][len(old.corrected) :]
    then = editions(new)[len(old.corrected)] if corrected else new
    before, now = ([term.since for term in document.terms] for document in (old, then))
    gone, added = [since for since in before if since not in now], [since for since in now if since not in before]
    for since in added:
        if new.terms[now.index(since)].announced is None:
            yield not_announced(now.index(since), comparison.as_of)
    added = [since for since in added if since < month]
    whole_list = next((index for index, one in corrected if one.was.terms is not None), None)
    if whole_list is not None:
        if gone or added:
            yield misstated(whole_list, "terms", new.corrected[whole_list].was.terms, old.terms)
        return
    was = f"terms: {typed(old.terms)}"
    for since in gone:
        index = before.index(since)
        moved = then.terms[index].since if index < len(now) and now[index] not in before else None
        if moved is None:
            yield named_problem("term-gone", at_key("terms"), since=since, as_of=comparison.as_of, was=was)
            continue
        values = {"before": f'"{since}"', "now": f'"{moved}"', "was": was}
        yield named_problem(
            "text-changed", at_value("terms", index, "since"), key="since", as_of=comparison.as_of, **values
        )
        added = [one for one in added if one != moved]
    for since in added:
        index = now.index(since)
        yield named_problem(
            "term-in-past",
            at_value("terms", index, "since"),
            since=since,
            day=comparison.newer_day,
            as_of=comparison.as_of,
            was=was,
        )


def _is_open(
    comparison: Comparison, name: str, old: PromiseFile, new: PromiseFile, month: Month, fact: FactName
) -> bool:
    """Whether what changes of a key lies in months that are not over: what begins later is not the past."""
    key = fact[0]
    if key in ("ends", "ends_why"):
        is_ahead = all(document.ends is None or document.ends >= month for document in (old, new))
        # Why it ended goes with an end that changed.
        return is_ahead if key == "ends" else old.ends != new.ends or (is_ahead and old.ends_why is None)
    if key == "report_by":  # the same day, written down or left to the service
        services = (comparison.old.service_file, comparison.new.service_file)
        before, now = (
            deadline(document.report_by, file.document if file else None)
            for document, file in zip((old, new), services, strict=True)
        )
        return before == now
    if key in ("at", "not_at"):
        return not changed_places(comparison).get(comparison.name_now(name))
    if key == "covers" and not names_covers(old):
        return only_adds_months(comparison, old.covers, new.covers, [name])
    return False
