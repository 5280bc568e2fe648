"""The groups that promises are shown in: the areas of the service, or what promises call theirs."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from service_promises.ledger.ledger import Ledger
from service_promises.ledger.service import Area

OTHER = "other"
"""The area of promises that name none; a service that declares this id gives it another name and place."""


class AreaGroup(NamedTuple):
    """The promises of one area."""

    name: str
    """Empty for promises without an area where the service declares none."""
    promises: tuple[str, ...]
    """Their ids, sorted."""
    id: str = ""
    """Of its page; empty where it has none."""
    about: str = ""
    """Markdown."""


def areas_of(ledger: Ledger, other: str) -> tuple[AreaGroup, ...]:
    """Every area in the order to be shown; `other` is what the area is called of promises that name none.

    Where the service declares areas, those, in its order, also without a promise. Where it declares none, what
    promises call theirs, in the order of the first promise of each.
    """
    areas = {name: promise.area for name, promise in ledger.promises.items()}
    if ledger.service.areas:
        return _declared(ledger.service.areas, areas, other)
    by_name: dict[str, list[str]] = {}
    for name, area in areas.items():
        by_name.setdefault(area or "", []).append(name)
    groups = [AreaGroup(area, tuple(names)) for area, names in by_name.items()]
    return tuple(sorted(groups, key=lambda group: not group.name))


def _declared(areas: Sequence[Area], area_ids: Mapping[str, str | None], other: str) -> tuple[AreaGroup, ...]:
    by_id: dict[str, list[str]] = {area.id: [] for area in areas}
    known = {area.id: area for area in areas}
    for name, area_id in area_ids.items():
        by_id.setdefault(area_id if area_id in known else OTHER, []).append(name)
    every = (known.get(area_id) or Area(area_id, other) for area_id in by_id)
    return tuple(AreaGroup(area.name, tuple(by_id[area.id]), area.id, area.about or "") for area in every)
