"""The service as it stood: what its months were judged and hidden by is not changed in silence."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from service_promises.history.comparison import Comparison
from service_promises.history.guards.facts import FactName
from service_promises.history.guards.guarded import check_facts
from service_promises.history.guards.published_items import check_published_corrections
from service_promises.history.guards.verdict_changes import service_past
from service_promises.ledger.periods.month import Month, ReportBy
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, at_key, at_value
from service_promises.source.documents.base import Covers, Deadline
from service_promises.source.documents.declared import PromiseFile
from service_promises.source.documents.service import AreaKeys, ServiceFile
from service_promises.source.source_file import SourceFile


def service_changed(
    comparison: Comparison, old: SourceFile[ServiceFile], new: SourceFile[ServiceFile]
) -> Iterator[Problem]:
    """What changed in silence in the file of the service."""
    was, now = old.document.hide_counts_below, new.document.hide_counts_below
    if now < was and comparison.old.records:
        yield from new.accept([named_problem("hiding-lowered", at_value("hide_counts_below"), was=was)])
    yield from new.accept(_areas_gone(old.document.areas, new.document.areas))
    yield from new.accept(check_published_corrections(("corrected",), old.document.corrected, new.document.corrected))
    is_open = partial(_is_open, comparison, old.document, new.document)
    past = partial(service_past, comparison)
    yield from new.accept(check_facts(("service-changed", "service-gone"), old, new, comparison.as_of, is_open, past))


def _areas_gone(old: Sequence[AreaKeys], new: Sequence[AreaKeys]) -> Iterator[Problem]:
    """Areas from whose address nothing leads on."""
    known = {id_ for area in new for id_ in (area.id, *area.was)}
    for area in old:
        for id_ in (area.id, *area.was):
            if id_ not in known:
                yield named_problem("area-gone", at_key("areas", beside=("name",)), id=id_)


def deadline(of_promise: Deadline | None, service: ServiceFile | None) -> tuple[int, int]:
    """The day by which a month must be published, and so many months later; the one that holds where none is written."""
    by = of_promise or (service.report_by if service else None)
    return (by.day, by.months) if by else ReportBy()


def only_adds_months(comparison: Comparison, old: Covers | None, new: Covers | None, promises: Iterable[str]) -> bool:
    """Whether all months published before still are, and every record of `promises` speaks for the months it did."""
    services = (comparison.old.service_file, comparison.new.service_file)
    before, now = (
        covers or (file.document.covers if file else None)
        for covers, file in zip((old, new), services, strict=True)  # a promise without has the service's
    )
    if before is None or now is None or now.from_ > before.from_:
        return False
    month = Month.of(max(comparison.as_of, comparison.newer_day))
    is_same_end = before.until == now.until or all(end is None or end >= month for end in (before.until, now.until))
    return is_same_end and (
        now.from_ == before.from_ or not any(_periods_change(comparison, name) for name in promises)
    )


def _periods_change(comparison: Comparison, name: str) -> bool:
    """Whether a month that was published of a promise, by its old id, would speak for other months."""
    old, new = comparison.old.partial, comparison.new.partial
    promise = new.promises.get(comparison.name_now(name)) if new else None
    if old is None or new is None or promise is None:
        return False
    return any(
        old.service.period(entry.promise, entry.month) != new.service.period(promise, entry.month)
        for entry in comparison.published_entries(name)
    )


def _is_open(comparison: Comparison, old: ServiceFile, new: ServiceFile, name: FactName) -> bool:
    """Whether what changes of a key is none of the past, or told already."""
    key = name[0]
    if key == "hide_counts_below":
        return new.hide_counts_below < old.hide_counts_below
    if key == "report_by":
        return deadline(None, old) == deadline(None, new)
    return (
        key == "covers"
        and not names_covers(old)
        and only_adds_months(comparison, old.covers, new.covers, comparison.old.promises)
    )


def names_covers(document: ServiceFile | PromiseFile) -> bool:
    """Whether a correction spoke of the months published: then months before the first were published once."""
    return any("covers" in correction.was.model_fields_set for correction in document.corrected)
