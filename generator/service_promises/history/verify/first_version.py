"""What a copy of version 1 of `data/ledger.json` and one of version 2 both hold, in the shape of version 2."""

from typing import Any

from service_promises.ledger.plain_data import JsonObject

_FIGURES = ("due", "kept", "share", "level", "done", "on", "let_down", "estimated", "not_comparable")
"""What changes only with a correction in both."""

_SERVICE: JsonObject = {"chain": [{"of": {"facts": {}}}]}
"""All that version 1 says of the service, but for `hide_counts_below`, which is not compared."""


def to_v2(first: JsonObject) -> dict[str, Any]:
    """A copy of version 1 in the shape of version 2. A due date that it does not hold is not there."""
    months = {}
    targets: dict[tuple[str, str], str] = {}
    for month, of_month in first["months"].items():
        records, due = {}, {}
        for name, record in of_month["records"].items():
            links = [_link(link["of"]["figures"], link) for link in record["chain"]]
            of = record["chain"][0]["of"]
            records[name] = {"chain": links, **_once(of, "reported")}
            if "term" in record:
                due[name] = record["due_by"]
                targets.setdefault((name, record["term"]), of.get("target", ""))
        months[month] = {"due": due, "records": records}
    promises = {}
    for name, promise in first["promises"].items():
        corrected = [
            {"of": {"on": one["on"], "why": one["why"], "keys": [*one["was"]], "facts": {}}}
            for one in promise.get("corrected", [])
        ]
        terms = {}
        for term in promise["terms"]:
            target = targets.get((name, term["since"]), None if corrected else term["target"])
            if target is not None:  # what it was at first is not told of a term without a record
                terms[term["since"]] = {"chain": [{"of": {"facts": {"target": target}}}]}
        chain = [{"of": {"facts": {}}}, *corrected]
        promises[name] = {"chain": chain, **_once(promise, "was"), "terms": terms, "first": promise}
    return {"service": _SERVICE, "promises": promises, "fixes": {}, "months": months}


def to_v1(second: JsonObject) -> dict[str, Any]:
    """What of a copy of version 2 one of version 1 holds too."""
    months = {
        month: {
            "due": of_month["due"],
            "records": {
                name: {
                    "chain": [_link(link["of"]["facts"], link) for link in record["chain"]],
                    **_once(record.get("once", {}), "reported"),
                }
                for name, record in of_month["records"].items()
            },
        }
        for month, of_month in second["months"].items()
    }
    promises = {}
    for name, promise in second["promises"].items():
        terms = {
            since: {"chain": [{"of": {"facts": {"target": term["chain"][0]["of"]["facts"].get("target", "")}}}]}
            for since, term in promise.get("terms", {}).items()
        }
        chain = [_link({}, link) for link in promise["chain"]]
        promises[name] = {"chain": chain, **_once(promise.get("once", {}), "was"), "terms": terms}
    return {"service": _SERVICE, "promises": promises, "fixes": {}, "months": months}


def _link(figures: JsonObject, link: JsonObject) -> dict[str, Any]:
    facts = {key: value for key, value in figures.items() if key in _FIGURES}
    of = {key: link["of"][key] for key in ("on", "why", "keys") if key in link["of"]}
    return {"of": {**of, "facts": facts}}


def _once(data: JsonObject, key: str) -> dict[str, Any]:
    return {"once": {key: data[key]}} if data.get(key) else {}
