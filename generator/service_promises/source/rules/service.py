"""What has to fit together in the file of the service."""

from collections.abc import Iterator, Sequence
from datetime import date

from service_promises.ledger.disclosure.disclosure_control import SMALLEST_LIMIT
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, at_value
from service_promises.source.documents.service import AreaKeys, ServiceFile
from service_promises.source.rules.common import check_corrections, check_coverage


def check_service(document: ServiceFile, as_of: date) -> Iterator[Problem]:
    """Everything in the file that does not go together with something else in it."""
    yield from check_coverage(("covers",), document.covers)
    yield from check_corrections(("corrected",), document.corrected, as_of)
    yield from _check_area_ids(document.areas)
    limit = document.hide_counts_below
    if limit >= SMALLEST_LIMIT:
        yield named_problem("counts-in-files", at_value("hide_counts_below"), limit=limit)
    elif limit:
        yield named_problem(
            "hiding-too-small", at_value("hide_counts_below"), limit=limit, least=SMALLEST_LIMIT, as_of=as_of
        )


def _check_area_ids(areas: Sequence[AreaKeys]) -> Iterator[Problem]:
    """Ids that are, or were, those of two areas."""
    claimed = {area.id: index for index, area in reversed([*enumerate(areas)])}
    for index, area in enumerate(areas):
        if claimed[area.id] != index:
            yield named_problem("area-twice", at_value("areas", index, "id"), id=area.id)
        for position, earlier in enumerate(area.was):
            if claimed.setdefault(earlier, index) != index or earlier == area.id:
                yield named_problem("area-twice", at_value("areas", index, "was", position), id=earlier)
