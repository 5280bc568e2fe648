"""Which keys are hashed in `data/ledger.json`, and how: by the guards of the documents."""

from collections.abc import Iterable

from service_promises.ledger.hashes.guarded_keys import FreeKeys, GuardedKeys, KeyGroups
from service_promises.source.documents.base import Guard
from service_promises.source.documents.declared import PromiseFile, TermKeys
from service_promises.source.documents.delivered import MonthFile, Record
from service_promises.source.documents.fix import FixFile
from service_promises.source.documents.keys import Key, Model, Shape, keys_of
from service_promises.source.documents.pledge import PledgeFile
from service_promises.source.documents.service import ServiceFile
from service_promises.source.values.scalars import QUOTATION

DAYS = {
    "by": ("moved", "on"),
    "fell_short": ("fell_short", "revised"),
    "letter": ("revised",),
    "provisional": ("final",),
    "questions": ("questions", "updated"),
    "remedy": ("remedy", "updated"),
}
"""What may change with a new day: for each key the way to the day."""

_LATER: dict[Model, set[str]] = {PromiseFile: {"ends", "ends_why"}}
"""What comes when its time has come, and may change until then."""

_STRUCTURE = {
    ServiceFile: {"corrected"},
    PromiseFile: {"corrected", "promise", "measure", "terms", "at", "not_at"},
    FixFile: {"corrected"},
    PledgeFile: {"corrected"},
    Record: {"corrected", "by_place"},
    MonthFile: {"month", "reported", "told", "delivered"},
}
"""What is hashed in another way: as a link, as a part of each term or record, or as what holds everything else."""


def _groups(model: Model, inherited: Guard | None = None) -> KeyGroups:
    keys = [key for key in keys_of(model).values() if key.name not in _STRUCTURE.get(model, ())]
    days = {way[0] for name, way in DAYS.items() if name in keys_of(model) and len(way) == 1}
    dated = {key.name: DAYS[key.name] for key in keys if key.name not in days and _is_dated(key, model)}
    once: list[str] = []
    chain: list[str] = []
    for key in keys:
        guard = key.guard or inherited
        if guard is Guard.FREELY or key.name in dated or key.name in days:
            continue
        later = guard in (Guard.NEVER, Guard.ONCE_WRITTEN) or key.name in _LATER.get(model, ()) or _begins(key)
        (once if later else chain).append(key.name)
    free = {key.name: tree for key in keys if (tree := _free(key, key.guard or inherited))}
    quotations = next((way for key in keys for way in _quotations(key)), ())
    return KeyGroups(tuple(chain), dated, tuple(once), free, quotations)


def _is_dated(key: Key, model: Model) -> bool:
    if key.guard is Guard.NEW_DAY:
        return True
    way = DAYS.get(key.name)
    return way is not None and key.guard is not Guard.FREELY and way[0] in keys_of(model)


def _begins(key: Key) -> bool:
    """Whether it is a list to which is added what begins later."""
    return key.shape is Shape.LIST and key.document is not None and "since" in keys_of(key.document)


def _free(key: Key, guard: Guard | None) -> FreeKeys:
    """What changes freely below a key that does not."""
    tree: dict[str, FreeKeys] = {}
    for below in keys_of(key.document).values() if key.document and guard is not Guard.FREELY else ():
        if below.guard is Guard.FREELY:
            tree[below.name] = {}
        elif deeper := _free(below, below.guard or guard):
            tree[below.name] = deeper
    return tree


def _quotations(key: Key, above: tuple[str, ...] = ()) -> Iterable[tuple[str, ...]]:
    way = (*above, key.name)
    if key.scalar is QUOTATION:
        yield way
    for below in keys_of(key.document).values() if key.document else ():
        yield from _quotations(below, way)


GUARDED_KEYS = GuardedKeys(
    _groups(ServiceFile),
    _groups(PromiseFile),
    _groups(TermKeys, Guard.CORRECTION),
    _groups(MonthFile),
    _groups(Record),
    _groups(FixFile),
    _groups(PledgeFile),
)
"""Everything that is hashed."""
