"""How spreadsheets write what is no figure: marks for what is missing, totals, and the names of promises and places."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from service_promises.ledger.ledger import Ledger
from service_promises.source.values.scalars import slug

_MARKS = "* ** *** . .. ... \u2026 : - -- \u2013 \u2014 ? ~ x xx c z s u w n/a na n.a. n.a #n/a"
_WORDS = "tbc tba tbd null nan missing pending suppressed supp unknown unavailable confidential low redacted withheld"
_MISSING = {
    *_MARKS.split(" "),
    *_WORDS.split(" "),
    "not available",
    "not applicable",
    "not known",
    "not collected",
    "not recorded",
    "not reported",
    "not published",
    "not measured",
    "no data",
    "no figure",
    "no figures",
    "to follow",
    "to be confirmed",
    "data not available",
    "awaiting data",
}
_IN_BRACKETS = re.compile(r"\[[a-z]{1,5}\]|\([a-z]\)")
_A_RANGE = re.compile(
    r"(?:<|>|\u2264|\u2265|<=|>=|fewer than|less than|under|up to|at most|more than|over|about|approx\.?|c\.|~)\s*[0-9][0-9.,]*%?"
    r"|[0-9]+\s*(?:-|\u2013|to)\s*[0-9]+|[0-9]+\+"
)
_TOTALS = frozenset(
    {
        *("total", "totals", "grand total", "sum", "subtotal", "sub-total", "overall", "average", "mean", "median"),
        *("ytd", "year to date", "all", "all promises", "all indicators", "annual", "year", "full year", "q1", "q2"),
        *("q3", "q4"),
    }
)
_USUAL_START = 4
"""The month in which such a year begins where the service does not say so: 2025-26 is no calendar year."""
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:[, '\u2019\u00a0\u202f][0-9]{3})+")


def is_missing(text: str) -> bool:
    """Whether a cell says that there is no figure, or not the figure itself: `..`, `[c]`, `<5`."""
    word = text.lower().strip().removesuffix(".").strip() if len(text) > 3 else text.lower().strip()
    return word in _MISSING or bool(_IN_BRACKETS.fullmatch(word) or _A_RANGE.fullmatch(word))


def is_total(text: str) -> bool:
    """Whether a row or a column of that name adds up others."""
    words = " ".join(text.lower().strip(" :*").split())
    return words in _TOTALS or bool(re.fullmatch(r"(?:total|average|ytd|mean)\b.{0,30}", words))


def adds_up(text: str) -> bool:
    """Whether a row of that name is the sum of those above it."""
    return " ".join(text.lower().strip(" :*").split()) in ("total", "totals", "grand total", "sum", "all", "overall")


def without_thousands(text: str) -> str:
    """A count without the marks between its thousands; anything else as it is."""
    return re.sub(r"[^0-9]", "", text) if _THOUSANDS.fullmatch(text) else text


class Names(NamedTuple):
    """What a spreadsheet may mean by a name, as `name_key` makes it: ids, of which there may be several."""

    promises: Mapping[str, tuple[str, ...]]
    """By their id, short name or wording."""
    places: Mapping[str, tuple[str, ...]]
    """By their id, name or what they are also called."""
    place_columns: frozenset[str]
    """The names of a column that holds places."""
    levels: Mapping[str, tuple[str, ...]]
    """The promises by the name of the figure that they are measured by, with and without its unit."""
    units: frozenset[str]
    """The units of such figures."""
    year_starts: int
    """The calendar month in which a year such as 2025-26 begins."""


def names_of(ledger: Ledger) -> Names:
    """All names of promises and places."""
    places: dict[str, dict[str, None]] = {}
    for place in ledger.places.places.values():
        for text in (place.id, *place.was, place.name, *place.also_called):
            places.setdefault(name_key(text), {})[place.id] = None
    columns = {"place", *(map(name_key, ledger.places.called) if places else ())}
    measures = [(promise.id, term.measure) for promise in ledger.promises.values() for term in promise.terms]
    levels: dict[str, dict[str, None]] = {}
    for name, measure in measures:
        for text in ("{0}", "{0} {1}", "{0} in {1}") if measure.figure else ():
            levels.setdefault(name_key(text.format(measure.figure, measure.unit)), {})[name] = None
    return Names(
        _promises_by_name(ledger),
        {name: tuple(ids) for name, ids in places.items()},
        frozenset(columns),
        {text: tuple(ids) for text, ids in levels.items()},
        frozenset(name_key(measure.unit) for _, measure in measures if measure.unit),
        ledger.service.year_starts if ledger.service.year_starts > 1 else _USUAL_START,
    )


def _promises_by_name(ledger: Ledger) -> Mapping[str, tuple[str, ...]]:
    names: dict[str, dict[str, None]] = {}
    for promise in ledger.promises.values():
        texts = (promise.id, *promise.was, promise.short or "", *(term.promise for term in promise.terms))
        for text in filter(None, texts):
            names.setdefault(name_key(text), {})[promise.id] = None
    return {name: tuple(ids) for name, ids in names.items()}


def name_key(text: str) -> str:
    """A name without what differs from one way of writing it to another: case, marks and spaces."""
    return slug(text)
