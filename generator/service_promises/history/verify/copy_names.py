"""What the promises and places of one copy of the ledger are called in a newer one."""

from collections.abc import Iterator, Mapping

from service_promises.history.verify.snapshot import LedgerSnapshot
from service_promises.ledger.plain_data import JsonObject


class CopyNames:
    """The names of two copies; what was recorded at a place is called `promise@place`."""

    def __init__(self, old: LedgerSnapshot, new: LedgerSnapshot) -> None:
        self._promises, self._places, self._old_places = new.data["promises"], place_ids(new), place_ids(old)
        self._successors = {was: name for name, one in self._promises.items() for was in once_of(one).get("was", ())}
        self._later_places = {was: name for name, earlier in self._places.items() for was in earlier}
        self._before: dict[str, str] = {}
        of_places = (name for month in old.data["months"].values() for name in month["due"] if "@" in name)
        for name in (*old.data["promises"], *of_places):
            self._before.setdefault(self.now(name), name)

    def now(self, name: str) -> str:
        """What a promise of the old copy is called now, or a promise at a place."""
        promise, sign, place = name.partition("@")
        now = promise if promise in self._promises else self._successors.get(promise, promise)
        return f"{now}{sign}{self.place_now(place)}"

    def place_now(self, place: str) -> str:
        """What a place of the old copy is called now."""
        return place if place in self._places else self._later_places.get(place, place)

    def before(self, name: str) -> str | None:
        """What a promise of now, or a promise at a place, was called then; None where it was not there."""
        return self._before.get(name)

    def lost_places(self) -> Iterator[str]:
        """In words: the places of the old copy that are gone, and those that keep an earlier id of theirs no more."""
        for name, earlier in self._old_places.items():
            now = self.place_now(name)
            gone = [id_ for id_ in earlier if id_ not in self._places.get(now, ())]
            if now not in self._places:
                yield f"the place {name} is gone"
            elif gone:
                yield f"the place {now} does not say any more that it was {', '.join(gone)}"


def place_ids(snapshot: LedgerSnapshot) -> Mapping[str, list[str]]:
    """The places of a copy, each with its earlier ids."""
    ids: Mapping[str, list[str]] = snapshot.data.get("places", {}).get("ids", {})
    return ids


def once_of(sealed: JsonObject) -> JsonObject:
    """What of a document or record may come later."""
    once: JsonObject = sealed.get("once", {})
    return once
