"""What has to fit together in the file of the places."""

from collections.abc import Iterator, Mapping
from datetime import date

from service_promises.ledger.places import Place
from service_promises.ledger.promises.made_at import ALL
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Keys, Problem, at_key, at_value
from service_promises.source.documents.declared import PromiseFile
from service_promises.source.documents.places import PlaceKeys, PlacesFile
from service_promises.source.rules.common import check_corrections, check_unique
from service_promises.source.values.suggest import nearest

NOT_LIKE_ANY = "a place is written by its id in promises/places.yml; add it there if it is missing"
"""What to do about a place that is like none."""


def check_places(document: PlacesFile, as_of: date) -> Iterator[Problem]:
    """Everything in the file that does not go together with something else in it."""
    claimed: dict[str, str] = {}
    for name, place in document.places.items():
        keys: Keys = ("places", name)
        yield from check_unique((*keys, "was"), place.was)
        yield from _check_months(keys, place)
        yield from _check_successor(keys, name, place, document)
        for index, was in enumerate(place.was):
            owner = was if was in document.places else claimed.setdefault(was, name)
            if was in document.places or owner != name:
                message = "place-id-taken-now" if was in document.places else "place-id-taken-before"
                yield named_problem(message, at_value(*keys, "was", index), was=was, owner=owner)
    yield from _check_names(document)
    yield from check_corrections(("corrected",), document.corrected, as_of)


def _check_names(document: PlacesFile) -> Iterator[Problem]:
    """Places that lists would call the same, but for one that came after the other."""
    of_name: dict[str, list[str]] = {}
    for name, place in document.places.items():
        others = of_name.setdefault(place.name.casefold(), [])
        if other := next((other for other in others if _is_beside(place, document.places[other])), None):
            yield named_problem(
                "same-place-name", at_value("places", name, "name"), name=name, called=place.name, other=other
            )
        others.append(name)


def _is_beside(one: PlaceKeys, other: PlaceKeys) -> bool:
    """Whether there is a month in which both are there."""
    return not any(
        earlier.until is not None and later.since is not None and earlier.until < later.since
        for earlier, later in ((one, other), (other, one))
    )


def _check_months(keys: Keys, place: PlaceKeys) -> Iterator[Problem]:
    if place.since is not None and place.until is not None and place.until < place.since:
        yield named_problem("months-order", at_value(*keys, "until"), until=place.until, before=place.since)


def _check_successor(keys: Keys, name: str, place: PlaceKeys, document: PlacesFile) -> Iterator[Problem]:
    if place.became is None:
        return
    if place.until is None:
        yield named_problem("became-without-until", at_key(*keys, "until", beside=(*keys, "became")))
    if place.became == name:
        yield named_problem("became-itself", at_value(*keys, "became"))
    elif place.became not in document.places:
        near = suggest_place(place.became, document.places)
        yield named_problem("unknown-place", at_value(*keys, "became"), name=place.became, near=near)
    elif _leads_back(name, document):
        yield named_problem("became-in-a-circle", at_value(*keys, "became"), name=name)


def _leads_back(name: str, document: PlacesFile) -> bool:
    """Whether what became of a place, and of that in turn, is the place itself."""
    passed: set[str] = set()
    successor = document.places[name].became
    while successor in document.places and successor != name and successor not in passed:
        passed.add(successor)
        successor = document.places[successor].became
    return successor == name


def suggest_place(word: str, places: Mapping[str, PlaceKeys | Place], *, guess: bool = True) -> str:
    """What to do about a place that is not known: its id where it was meant, by name or earlier id.

    Without `guess` only where that can be told, for guessing takes its time.
    """
    small = word.casefold()
    for name, place in places.items():
        if small in (name.casefold(), place.name.casefold(), *(other.casefold() for other in place.also_called)):
            return f"write its id: {name}"
        if word in place.was:
            return f"its id is now {name}"
    if guess and (near := nearest(word, places)):
        return f"did you mean `{near}`?"
    by_name = {place.name: name for name, place in places.items()}
    if guess and (near := nearest(word, by_name)):
        return f"did you mean `{by_name[near]}` ({near})?"
    return NOT_LIKE_ANY


def check_named_places(document: PromiseFile, places: Mapping[str, PlaceKeys]) -> Iterator[Problem]:
    """Places that a promise names, and nobody has written down."""
    named: list[tuple[Keys, str | tuple[str, ...]]] = []
    if document.at is not None:
        named.append((("at", "places"), document.at.places))
    named += [(("not_at", index, "places"), exception.places) for index, exception in enumerate(document.not_at)]
    for keys, names in named:
        if isinstance(names, str):
            if not places:
                yield named_problem("no-places", at_value(*keys))
            continue
        if names == (ALL,) and ALL not in places:
            yield named_problem("all-in-list", at_value(*keys, 0))
            continue
        yield from check_unique(keys, names)
        for index, name in enumerate(names):
            if name not in places:
                near = suggest_place(name, places)
                yield named_problem("unknown-place", at_value(*keys, index), name=name, near=near)
