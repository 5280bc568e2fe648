"""The service as it stood: what its months were judged and hidden by is not changed in silence."""

from collections.abc import Iterator
from functools import partial

from service_promises.history.comparison import Comparison
from service_promises.history.guarded import check_facts
from service_promises.history.published_items import check_published_corrections
from service_promises.ledger.month import Month, ReportBy
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, at_value
from service_promises.source.documents.base import Deadline
from service_promises.source.documents.service import ServiceFile
from service_promises.source.source_file import SourceFile


def service_changed(
    comparison: Comparison, old: SourceFile[ServiceFile], new: SourceFile[ServiceFile]
) -> Iterator[Problem]:
    """What changed in silence in the file of the service."""
    was, now = old.document.hide_counts_below, new.document.hide_counts_below
    if now < was and comparison.old.records:
        yield from new.accept([named_problem("hiding-lowered", at_value("hide_counts_below"), was=was)])
    yield from new.accept(check_published_corrections(("corrected",), old.document.corrected, new.document.corrected))
    is_open = partial(_is_open, old.document, new.document, Month.of(comparison.as_of))
    yield from new.accept(check_facts(("service-changed", "service-gone"), old, new, comparison.as_of, is_open))


def deadline(of_promise: Deadline | None, service: ServiceFile | None) -> tuple[int, int]:
    """The day by which a month must be published, and so many months later; the one that holds where none is written."""
    by = of_promise or (service.report_by if service else None)
    return (by.day, by.months) if by else ReportBy()


def _is_open(old: ServiceFile, new: ServiceFile, month: Month, key: str) -> bool:
    """Whether what changes of a key is none of the past, or told already."""
    if key == "hide_counts_below":
        return new.hide_counts_below < old.hide_counts_below
    if key == "report_by":
        return deadline(None, old) == deadline(None, new)
    ends = (old.covers.until, new.covers.until)
    return key == "covers" and old.covers.from_ == new.covers.from_ and all(end is None or end >= month for end in ends)
