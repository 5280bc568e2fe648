"""Months published by two copies of the ledger, where the newer one adds some and takes none away that was over."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from service_promises.ledger.periods.month import Month
from service_promises.ledger.plain_data import JsonObject
from service_promises.ledger.promises.target import NO_TARGET

_EVERY_MONTH = range(1, 13)


def only_adds_months(
    old: JsonObject,
    new: JsonObject,
    promises: Iterable[JsonObject],
    services: tuple[JsonObject, JsonObject],
    then: date,
) -> bool:
    """Whether `covers` of a new chain says otherwise than that of an old one, and takes no month away that was over `then`.

    `promises` are those of the old copy that it speaks for; one without `covers` has that of `services`. Not so where
    a correction spoke of `covers`, for then earlier months were published once; nor where a record would speak for
    more months than it did.
    """
    links, now = old["chain"], new["chain"][: len(old["chain"])]
    if len(now) < len(links) or any("covers" in link["of"].get("keys", ()) for link in links):
        return False
    before, after = (chain[0]["of"]["facts"].get("covers") for chain in (links, now))
    if before == after or any(link["of"]["facts"].get("covers") != after for link in now):
        return False
    spans = [covers or _facts(service).get("covers") for covers, service in zip((before, after), services, strict=True)]
    known = [span for span in spans if isinstance(span, dict) and "from" in span]
    if len(known) < len(spans):  # version 1 has none
        return False
    first, first_now = (span["from"] for span in known)
    ends = [span.get("until") for span in known]
    is_same_end = ends[0] == ends[1] or all(end is None or Month.parse(end).last_day >= then for end in ends)
    is_longer = first_now < first and any(_speaks_for_more(promise, Month.parse(first)) for promise in promises)
    return is_same_end and first_now <= first and not is_longer


def without_covers(links: Iterable[JsonObject]) -> list[dict[str, Any]]:
    """Links of a chain without what they say of `covers`, and so without their hashes."""
    return [{"of": {**link["of"], "facts": _without_covers(link["of"]["facts"])}} for link in links]


def _without_covers(facts: JsonObject) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if key != "covers"}


def _facts(sealed: JsonObject) -> JsonObject:
    facts: JsonObject = sealed["chain"][-1]["of"]["facts"]
    return facts


def _speaks_for_more(promise: JsonObject, first: Month) -> bool:
    """Whether the first record here was cut short by the first month, and not by its term or the one due before."""
    terms = [since for since in promise.get("terms", {}) if since < str(first)]
    if not terms:
        return False
    due_in = _facts(promise["terms"][max(terms)]).get("due_in") or _facts(promise).get("due_in") or _EVERY_MONTH
    return first.plus(-1).number not in due_in


def expects(promise: JsonObject, service: JsonObject, month: str) -> bool:
    """Whether a record of a promise was due in a month that no copy lists, as it is silent to the end."""
    facts, terms = _facts(promise), promise.get("terms", {})
    covers = [_facts(service).get("covers"), facts.get("covers")]
    spans = [(span.get("from", ""), span.get("until", month)) for span in covers if isinstance(span, dict)]
    spans.append((min(terms, default=month), promise.get("once", {}).get("ends", month)))
    if any(month < first or last < month for first, last in spans):
        return False
    term = _facts(terms[max(since for since in terms if since <= month)]) if terms else {}
    target, due_in = term.get("target"), term.get("due_in") or facts.get("due_in")
    if isinstance(target, dict):  # a schedule: a month that it does not name has no target
        target = target.get(month, NO_TARGET)
    return target != NO_TARGET and (not isinstance(due_in, list) or int(month[5:]) in due_in)
