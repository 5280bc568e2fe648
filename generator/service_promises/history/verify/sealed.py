"""What is sealed together in two copies of the ledger compared: a declaration, a term, a fix, a record, or a month's letter."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from service_promises.history.verify.covers import without_covers
from service_promises.ledger.delivery import COUNTS
from service_promises.ledger.hashes.hash_chain import hash_of
from service_promises.ledger.periods.month import Month
from service_promises.ledger.plain_data import JsonObject, line_of

_MAY_BE_HIDDEN = (*COUNTS, "share")


class Days(NamedTuple):
    """The days of two copies, and the earliest that what is new in the newer one can have; empty where any may be."""

    old: date
    """What was over on it is the past: later the older copy says nothing."""
    new: date
    correction: str = ""
    revision: str = ""


class ChangeKind(StrEnum):
    """What happened to a piece of the past, the worst first."""

    UNDECLARED = "changed in silence"
    CORRECTED = "corrected in the open"
    OPEN = "changed in the open"
    """With a later day, or a quotation that a correction names."""


class SealedChange(NamedTuple):
    """One change, in words."""

    kind: ChangeKind
    what: str


def changes_of_sealed(
    old: JsonObject,
    new: JsonObject,
    days: Days,
    *,
    named: Collection[str] = (),
    hides_more: bool = False,
    adds_months: bool = False,
) -> Iterator[SealedChange]:
    """Everything that is not as it was.

    `named` are keys that corrections name elsewhere: those of a promise speak of its terms. With `adds_months` its
    `covers` changed, and for no month that was over.
    """
    links, now = old.get("chain", []), new.get("chain", [])
    if links:
        if adds_months:
            links_compared, now_compared = without_covers(links), without_covers(now)
            yield SealedChange(ChangeKind.OPEN, "covers more months, or ends with another one that was not over")
        else:
            links_compared, now_compared = links, now
        yield from _of_chain(links_compared, now_compared, hides_more=hides_more)
    new_links = now[len(links) :]
    for before, link in zip(now[len(links) - 1 :], new_links, strict=False):
        day = link["of"].get("told") or link["of"].get("on", "")
        if day < days.correction:
            yield SealedChange(ChangeKind.UNDECLARED, f"a correction of {day} is new, and was not there then")
        yield SealedChange(ChangeKind.CORRECTED, _correction(before["of"], link["of"]))
    named = {*named, *(key for link in new_links for key in link["of"].get("keys", ())), *_letter_keys(old, new)}
    yield from _of_dated(old.get("dated", {}), new.get("dated", {}), named, days.revision, str(days.new))
    yield from _of_once(old.get("once", {}), new.get("once", {}), named, days.old)
    yield from _of_moves(old, new, days.revision)
    yield from _of_end(old.get("once", {}), new.get("once", {}), days.correction)
    yield from _of_quotations(old.get("quotations", []), new.get("quotations", []), named)


def _of_chain(old: Sequence[JsonObject], new: Sequence[JsonObject], *, hides_more: bool) -> Iterator[SealedChange]:
    """Where an old chain that is not the beginning of the new one first differs from it."""
    if len(new) < len(old):
        yield SealedChange(ChangeKind.UNDECLARED, "a correction is gone")
    is_hidden = False
    for index, (link, link_now) in enumerate(zip(old, new, strict=False)):
        if "hash" in link and link["hash"] == link_now.get("hash"):
            continue
        before, now = _on_one_line(link["of"]), _on_one_line(link_now["of"])
        where = "as first published" if index == 0 else f"in the correction of {before.get('on')}"
        if before["facts"] != now["facts"]:
            if not hides_more or not _only_hides(before["facts"], now["facts"]):
                yield SealedChange(ChangeKind.UNDECLARED, f"{where}: {_differences(before['facts'], now['facts'])}")
                return
            if not is_hidden:  # one change for the whole
                is_hidden = True
                yield SealedChange(ChangeKind.CORRECTED, "small counts are hidden that were not")
        for key in ("on", "told", "why", "keys"):
            if key == "keys" and ("hash" not in link or (hides_more and {*before.get(key, ())} <= {*now.get(key, ())})):
                continue  # where counts are hidden at all places, a correction of one names them all
            if before.get(key) != now.get(key):
                yield SealedChange(ChangeKind.UNDECLARED, f"{where}: {_difference(key, before, now)}")


def _on_one_line(value: Any) -> Any:
    """A value with one space for every blank in its texts: words are the same however they are broken into lines."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return [_on_one_line(item) for item in value]
    return {key: _on_one_line(item) for key, item in value.items()} if isinstance(value, dict) else value


def _only_hides(old: JsonObject, new: JsonObject) -> bool:
    """Whether every figure is the same or hidden now."""
    return old.keys() == new.keys() and all(_hides(key, value, new[key]) for key, value in old.items())


def _hides(key: str, old: Any, new: Any) -> bool:
    """Whether a value is the same, or hidden now; a count within another key is hidden by leaving it out."""
    if isinstance(old, dict) and isinstance(new, dict):
        return all(value == old.get(name) for name, value in new.items())
    hidden = isinstance(new, str) and (new == "hidden" or new.startswith("fewer than "))
    return bool(old == new) or (hidden and key in _MAY_BE_HIDDEN)


def _of_dated(
    old: JsonObject, new: JsonObject, named: Collection[str], earliest: str, today: str
) -> Iterator[SealedChange]:
    if "provisional" in new and "provisional" not in old:  # an explanation or a letter may come later, a flag not
        is_named = "provisional" in named or "final" in named  # they are hashed together
        yield SealedChange(ChangeKind.CORRECTED if is_named else ChangeKind.UNDECLARED, "provisional is new")
    for key, before in old.items():
        now = new.get(key)
        if now is None:
            is_open = key in named
            yield SealedChange(ChangeKind.CORRECTED if is_open else ChangeKind.UNDECLARED, f"{key} is gone")
        elif now["hash"] != before["hash"]:
            day, day_before = now.get("day", ""), before.get("day", "")
            if (day > day_before and day >= earliest) or day == day_before == today:  # again on the same day
                yield SealedChange(ChangeKind.OPEN, f"{key} changed on {day}")
            else:
                what = f"{key} changed" + (f", and says that it did on {day}" if day else "")
                yield SealedChange(ChangeKind.CORRECTED if key in named else ChangeKind.UNDECLARED, what)


def _of_once(old: JsonObject, new: JsonObject, named: Collection[str], then: date) -> Iterator[SealedChange]:
    for key, value in old.items():
        before, now = _on_one_line(value), _on_one_line(new.get(key))
        if isinstance(before, list):
            after = now if isinstance(now, list) else []
            is_same = after[: len(before)] == before if key == "moved" else all(item in after for item in before)
        else:
            is_same = now == before
        is_ahead = key in ("ends", "ends_why") and _are_not_over(old.get("ends"), new.get("ends"), then)
        if not is_same and not (is_ahead and old.get("ends") != new.get("ends")):
            is_named = key in named or (key == "ends_why" and "ends" in named)  # why it ended goes with the end
            kind = ChangeKind.CORRECTED if is_named else ChangeKind.UNDECLARED
            yield SealedChange(kind, _difference(key, old, new))
    for key, now in new.items():
        if key == "reported" and key not in old:
            yield SealedChange(ChangeKind.OPEN, f"says now that it was reported on {now}")
        begun = _begun(key, old.get(key), now, then)
        if begun and key not in named:
            yield SealedChange(ChangeKind.UNDECLARED, f"{key} is new from {begun}, though that month was over")


def _of_moves(old: JsonObject, new: JsonObject, earliest: str) -> Iterator[SealedChange]:
    """New moves of a date that are too old, or do not begin with the date that stood: the first one decides."""
    by = old.get("dated", {}).get("by")
    before, now = (sealed.get("once", {}).get("moved", []) for sealed in (old, new))
    added = [move for move in now[len(before) :] if isinstance(move, dict)] if isinstance(now, list) else []
    if by is None or not added:
        return
    stood = {"value": added[0].get("from"), **({"day": by["day"]} if "day" in by else {})}
    if hash_of(stood) != by["hash"]:
        yield SealedChange(
            ChangeKind.UNDECLARED, f"was moved from {_text(stood['value'])}, which was not the date then"
        )
    for move in added:
        if str(move.get("on", "")) < earliest:
            yield SealedChange(
                ChangeKind.UNDECLARED, f"a move of {_text(move.get('on'))} is new, and was not there then"
            )


def _of_end(old: JsonObject, new: JsonObject, earliest: str) -> Iterator[SealedChange]:
    """A fix that is done or dropped now, and says so of a day long before the copy in which it was open."""
    for key in ("done", "dropped"):
        end = new.get(key)
        if key in old or not isinstance(end, dict):
            continue
        day = str(end.get("told") or end.get("on", ""))
        if day < earliest:
            yield SealedChange(ChangeKind.UNDECLARED, f"says that it was {key} on {day}, and was open after that day")


def _begun(key: str, old: Any, new: Any, then: date) -> str | None:
    """A month that was over, from which something new holds; None where there is none."""
    months: list[str] = []
    if key == "ends" and old is None:
        months = [new]
    if key == "interim":
        months = [item["since"] for item in new if item not in (old or [])]
    return next((month for month in months if not _are_not_over(month, None, then)), None)


def _are_not_over(old: str | None, new: str | None, then: date) -> bool:
    """Whether months were not over on a day."""
    return all(Month.parse(month).last_day >= then for month in (old, new) if month)


def _of_quotations(old: list[str], new: list[str], named: Collection[str]) -> Iterator[SealedChange]:
    gone = [text for text in old if text not in new]
    if gone:
        is_open = {"in_their_words", "customers_said"} & {*named}
        what = "a quotation was taken out" if len(gone) == 1 else f"{len(gone)} quotations were taken out"
        yield SealedChange(ChangeKind.OPEN if is_open else ChangeKind.UNDECLARED, what)


def _letter_keys(old: JsonObject, new: JsonObject) -> Iterator[str]:
    """What is named by the corrections of a month, which stand beside its letter."""
    before = old.get("once", {}).get("corrected", [])
    now = new.get("once", {}).get("corrected", [])
    for correction in now if isinstance(now, list) else []:
        was = correction.get("was") if isinstance(correction, dict) else None
        if isinstance(was, dict) and correction not in before:
            yield from was


def _correction(before: JsonObject, now: JsonObject) -> str:
    changes = _differences(before["facts"], now["facts"], ", ".join(now.get("keys", ())) or "the same figures")
    return f"on {now.get('on')}: {changes}; {now.get('why')}"


def _differences(old: JsonObject, new: JsonObject, same: str = "the same figures") -> str:
    keys = [key for key in {**old, **new} if old.get(key) != new.get(key)]
    return ", ".join(_difference(key, old, new) for key in keys) or same


def _difference(key: str, old: JsonObject, new: JsonObject) -> str:
    was, now = old.get(key), new.get(key)
    if isinstance(was, dict) and isinstance(now, dict):
        return _differences(was, now)
    return f"{key} was {_text(was)}, is {_text(now)}"


def _text(value: Any) -> str:
    return "not there" if value is None else line_of(value) or "nothing"
