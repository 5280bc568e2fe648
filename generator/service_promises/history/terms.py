"""Promises that stood: no term that has begun is changed, and nothing that belongs to it made weaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from service_promises.ledger.delivery import Correction
from service_promises.ledger.hash_chain import corrected_term
from service_promises.ledger.month import Month
from service_promises.ledger.promise import Interim, Measure, Promise, Term
from service_promises.problems.problem import Location, Problem, Step, at_key, at_value
from service_promises.source.documents.declared import PromiseFile

Loc = tuple[Step, ...]

BELONGS = ("made_to", "if_we_fall_short")
"""Keys beside the terms that change only with a correction, as a term does."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """The corrections that a declaration has now and had not before."""

    promise: Promise
    first: int
    """Which of the promise's corrections is the first new one."""

    @property
    def new(self) -> Sequence[Correction]:
        """The new ones."""
        return self.promise.corrected[self.first :]

    def names(self, *keys: str) -> bool:
        """Whether one of them says what one of the keys was."""
        return any(key in one.was for one in self.new for key in keys)

    def was(self, key: str, since: Month | None = None) -> tuple[Loc, str | None] | None:
        """Where the oldest of them says what a key was, and what it says; for a target, of one term."""
        for step, one in enumerate(self.new, self.first):
            if key in one.was and (since is None or corrected_term(self.promise, one) == since):
                return ("corrected", step, "was", key), one.was[key]
        return None


def flaws_of_terms(
    old: Promise, new: Promise, said: PromiseFile, published: Month | None, as_of: date
) -> Iterator[Problem]:
    """Everything in a declaration that changed in silence.

    `published` is the newest month of which something was published, `said` how the declaration reads now.
    """
    yield from _of_corrections(old, new)
    corrected = Corrected(new, len(old.corrected))
    for key in BELONGS:
        yield from _of_text((key,), key, getattr(old, key), getattr(new, key), corrected, as_of)
    sinces = [term.since for term in old.terms]
    moved: set[int] = set()
    told: set[Location] = set()
    for index, term in enumerate(old.terms):
        if term.since.first_day > as_of:
            continue
        place = _place_now(index, term, new, sinces)
        if place is None:
            if not corrected.names("terms"):
                yield Problem(
                    at_key("terms"),
                    "term-changed",
                    f"the term that began in {term.since} is gone",
                    "put it back; what is not promised any more is ended with `ends:` or with a new term",
                )
            continue
        now = new.terms[place]
        if now.since != term.since:
            moved.add(place)
            yield from _of_text(
                ("terms", place, "since"), "since", str(term.since), str(now.since), corrected, as_of
            )
        for flaw in _of_term(term, now, place, said, corrected, published, as_of):
            if flaw.location not in told:
                told.add(flaw.location)
                yield flaw
    for place, term in enumerate(new.terms):
        backdated = published is not None and term.since <= published
        if term.since not in sinces and place not in moved and backdated and not corrected.names("terms"):
            yield Problem(
                at_value("terms", place, "since"),
                "term-in-past",
                f"this term begins in {term.since}, and figures were published up to {published}",
                "a month is judged by the promise as it stood: write a later month",
            )


def _place_now(index: int, term: Term, new: Promise, sinces: Sequence[Month]) -> int | None:
    """Which term it is now: the one of the same month, else the one that took its place in the list."""
    for place, now in enumerate(new.terms):
        if now.since == term.since:
            return place
    taken = index < len(new.terms) and new.terms[index].since in sinces
    return index if index < len(new.terms) and not taken else None


def _of_corrections(old: Promise, new: Promise) -> Iterator[Problem]:
    for step, correction in enumerate(old.corrected):
        now = new.corrected[step] if step < len(new.corrected) else None
        if now != correction:
            yield Problem(
                Location(keys=("corrected", step) if now else ("corrected",), at="value" if now else "key"),
                "published-correction",
                f"the correction of {correction.on} was published, and is "
                + ("not as it was" if now else "gone"),
                "put it back as it was; what is wrong in it is put right by a correction of its own below it",
            )
            return


def _of_term(
    old: Term,
    new: Term,
    place: int,
    said: PromiseFile,
    corrected: Corrected,
    published: Month | None,
    as_of: date,
) -> Iterator[Problem]:
    if corrected.names("terms"):
        return
    loc: Loc = ("terms", place)
    yield from _of_text(
        (*loc, "target"), "target", old.target.text, new.target.text, corrected, as_of, new.since
    )
    own = said.terms[place].promise is not None
    worded: Loc = (*loc, "promise") if own else _given(said, place, "promise")
    yield from _of_text(worded, "promise", old.promise, new.promise, corrected, as_of)
    if not corrected.names("measure"):
        yield from _of_measure(_given(said, place, "measure"), old.measure, new.measure, corrected, as_of)
    if not corrected.names("interim"):
        yield from _of_interims((*loc, "interim"), old, new, published, as_of)


def _given(said: PromiseFile, place: int, key: str) -> Loc:
    """Where what a term leaves unsaid is said."""
    for index in range(place, -1, -1):
        if getattr(said.terms[index], key) is not None:
            return ("terms", index, key)
    return (key,)


def _of_measure(loc: Loc, old: Measure, new: Measure, corrected: Corrected, as_of: date) -> Iterator[Problem]:
    before, now = _measured(old), _measured(new)
    for key in before:
        yield from _of_text((*loc, key), key, before[key], now[key], corrected, as_of)


def _measured(measure: Measure) -> dict[str, str | None]:
    case = f"one: {measure.case.one}; many: {measure.case.many}" if measure.case else None
    return {
        "kind": measure.kind.value,
        "counts": measure.counts,
        "source": measure.source,
        "leaves_out": measure.leaves_out,
        "case": case,
        "figure": measure.figure,
        "unit": measure.unit,
        "counted": measure.counted.value,
    }


def _of_interims(loc: Loc, old: Term, new: Term, published: Month | None, as_of: date) -> Iterator[Problem]:
    now = [_seen(interim) for interim in new.interim]
    before = [_seen(interim) for interim in old.interim]
    for interim in old.interim:
        if interim.since.first_day <= as_of and _seen(interim) not in now:
            yield Problem(
                at_key(*loc),
                "term-changed",
                f"the interim target {interim.target.text} from {interim.since} was published, and is not as it was",
                f"put it back; or add `corrected:` with `- on: {as_of}`, `was: {{interim: {interim.target.text}}}`"
                " and `why:`",
            )
    for index, interim in enumerate(new.interim):
        if _seen(interim) not in before and published is not None and interim.since <= published:
            yield Problem(
                at_value(*loc, index, "since"),
                "term-in-past",
                f"this interim target begins in {interim.since}, and figures were published up to {published}",
                "write a later month",
            )


def _seen(interim: Interim) -> tuple[str, Month, Month | None]:
    return interim.target.text, interim.since, interim.until


def _of_text(
    loc: Loc,
    key: str,
    old: str | None,
    new: str | None,
    corrected: Corrected,
    as_of: date,
    since: Month | None = None,
) -> Iterator[Problem]:
    before, now = _line(old), _line(new)
    if before == now:
        return
    found = corrected.was(key, since)
    if found is None:
        term = f"since: {since}, " if since is not None and len(corrected.promise.terms) > 1 else ""
        yield Problem(
            at_value(*loc),
            "term-changed",
            f"`{key}` was published as {_short(before)}, and "
            + (f"says {_short(now)} now" if now is not None else "is gone"),
            _way_out(f"{term}{key}: {before or 'null'}", as_of),
        )
    elif _line(found[1]) != before and key != "case":
        yield Problem(
            at_value(*found[0]),
            "correction-was",
            f"this correction says that `{key}` was {_short(_line(found[1]))}, and published was {_short(before)}",
            f"write: {key}: {before or 'null'}",
        )


def _way_out(was: str, as_of: date) -> str:
    return (
        "put it back, and write a change of the promise as a new term; where what was published was wrong, add"
        f" `corrected:` with `- on: {as_of}`, `was: {{{was}}}` and `why:`"
    )


def _line(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split())


def _short(text: str | None) -> str:
    if text is None:
        return "nothing"
    return f'"{text if len(text) <= 60 else text[:59] + chr(0x2026)}"'
