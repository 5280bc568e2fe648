"""Totals of two copies of the ledger: what the places added up to is a fact that a typed total takes the place of."""

from datetime import date

from service_promises.ledger.plain_data import JsonObject
from service_promises.ledger.verdicts.place_total import TOTALS

_NO_RECORD: JsonObject = {"chain": [{"of": {"facts": {}}}]}


def is_typed(record: JsonObject) -> bool:
    """Whether a record has a total of its own, as it was first published."""
    return _has_total(record["chain"][0]["of"]["facts"])


def has_places(of_month: JsonObject, name: str) -> bool:
    """Whether a promise was due at places in a month."""
    return any(other.startswith(f"{name}@") for other in of_month["due"])


def stood_for_whole(of_month: JsonObject, name: str, now: JsonObject) -> bool:
    """Whether a promise without a record of the whole was no silence in a month of the old copy, as `now` is one.

    Its places stood for it: by their sum, or where a total of their own can add nothing, each by its record.
    """
    if of_month.get("totals", {}).get(name):
        return True
    places = [other for other in of_month.get("due", ()) if other.startswith(f"{name}@")]
    return bool(places) and (not is_typed(now) or all(place in of_month["records"] for place in places))


def with_total(record: JsonObject | None, now: JsonObject, of_month: JsonObject, name: str, day: date) -> JsonObject:
    """The old record of a whole as a new one is compared with it: with the total that was published beside it.

    `of_month` is the month of the old copy, which is of a `day`, and `name` what the promise was called in it. None was
    published before its date, while places were missing.
    """
    before, index = record or _NO_RECORD, len((record or _NO_RECORD)["chain"]) - 1
    last, total = before["chain"][index]["of"], of_month.get("totals", {}).get(name)
    facts = now["chain"][index]["of"]["facts"] if index < len(now["chain"]) else {}
    if total is None and not has_places(of_month, name):
        return before
    if _has_total(last["facts"]) or not _has_total(facts):
        return _with_reason(before, now) if "elsewhere" not in last["facts"] else before
    is_missing = any(other.startswith(f"{name}@") and other not in of_month["records"] for other in of_month["due"])
    is_published = total is not None and (not is_missing or str(day) > of_month["due"].get(name, ""))
    of_total: JsonObject = (
        _published(total or {}, facts, is_missing=is_missing)
        if is_published
        else {key: facts[key] for key in (*TOTALS, "let_down", "elsewhere") if key in facts}
    )
    chain = [*before["chain"][:index], {"of": {**last, "facts": {**last["facts"], **of_total}}}]
    return {**before, "chain": chain}


def _with_reason(before: JsonObject, now: JsonObject) -> JsonObject:
    """An old record with the reason why its total is not the sum, which may come beside figures that stay the same."""
    chain = list(before["chain"])
    for index, (link, link_now) in enumerate(zip(before["chain"], now["chain"], strict=False)):
        why = link_now["of"]["facts"].get("elsewhere")
        if isinstance(why, dict) and "due" not in why and "elsewhere" not in link["of"]["facts"]:
            chain[index] = {"of": {**link["of"], "facts": {**link["of"]["facts"], "elsewhere": why}}}
    return {**before, "chain": chain}


def _published(total: JsonObject, facts: JsonObject, *, is_missing: bool) -> JsonObject:
    """What was published as a total, but for what needs no correction beside the same figures."""
    is_same = all(facts.get(key) == total.get(key) for key in TOTALS)
    why = facts.get("elsewhere")
    if is_same and why is None and "let_down" in facts:
        return {**total, "let_down": facts["let_down"]}  # it has to be the sum, and is not judged in its place
    if is_same and isinstance(why, dict) and "due" not in why and not is_missing:
        return {**total, "elsewhere": why}
    return total


def _has_total(facts: JsonObject) -> bool:
    return any(key in facts for key in TOTALS)
