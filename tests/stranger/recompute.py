"""Works every hash of `data/ledger.json` out again, from what a site's `/data/` page says of it and nothing of ours.

Run as `python recompute.py FOLDER`, where FOLDER is the `data/` of a site. What is hashed is compared with
`promises.json` beside it, so that the hashes are of what the site says.
"""

from __future__ import annotations

import calendar
import datetime
import hashlib
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
COUNTS = ("due", "kept", "let_down")

count: Counter[str] = Counter()
"""How many hashes of each kind were worked out."""


def canonical(value: Any) -> str:
    """RFC 8785, written from its text."""
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        chars = (ESCAPES.get(char) or (f"\\u{ord(char):04x}" if ord(char) < 0x20 else char) for char in value)
        return f'"{"".join(chars)}"'
    if isinstance(value, list):
        return f"[{','.join(map(canonical, value))}]"
    names = sorted(value, key=lambda name: name.encode("utf-16-be"))
    return "{" + ",".join(f"{canonical(name)}:{canonical(value[name])}" for name in names) + "}"


def digest(value: Any, kind: str) -> str:
    count[kind] += 1
    return hashlib.sha256(canonical(value).encode("utf-8")).hexdigest()


def same(first: Any, second: Any, where: object) -> None:
    if first != second:
        raise SystemExit(f"{where}: {first!r} is not {second!r}")


def newest(thing: dict[str, Any], where: object, start: dict[str, str] | None = None) -> dict[str, Any]:
    """What stands for a thing in the hash over it."""
    before = None
    for link in thing["chain"]:
        of = link["of"]
        same(of.get("before"), before, where)
        if before is None:
            same({key: of[key] for key in of if key in ("month",)}, start or {}, where)
        same(link["hash"], digest(of, "links"), where)
        before = link["hash"]
    over = dict(thing)
    over["chain"] = before
    if "terms" in thing:
        over["terms"] = {since: newest(term, (where, since)) for since, term in thing["terms"].items()}
    return over


def check_corrections(thing: dict[str, Any], document: dict[str, Any], where: object) -> None:
    links, corrections = thing["chain"][1:], document.get("corrected", [])
    same(len(links), len(corrections), where)
    for link, correction in zip(links, corrections, strict=True):
        for key in ("on", "why", "told"):
            same(link["of"].get(key), correction.get(key), where)
        same(link["of"]["keys"], sorted(correction["was"]), where)


def check_facts(thing: dict[str, Any], document: dict[str, Any], where: object) -> None:
    for key, value in {**thing["chain"][-1]["of"]["facts"], **thing.get("once", {})}.items():
        same(value, hashed_part(document[key], value), (where, key))


def hashed_part(published: Any, hashed: Any) -> Any:
    """What is published without what is in no hash: what changes freely, and what holds where nothing is said."""
    if isinstance(published, dict) and isinstance(hashed, dict):
        return {key: hashed_part(value, hashed[key]) for key, value in published.items() if key in hashed}
    if isinstance(published, list) and isinstance(hashed, list) and len(published) == len(hashed):
        return [hashed_part(*pair) for pair in zip(published, hashed, strict=True)]
    return published


def check_dated(thing: dict[str, Any], expected: dict[str, tuple[Any, Any]], where: object) -> None:
    """`expected` has for each key its value and its day; both None where there is none."""
    there = {key: pair for key, pair in expected.items() if pair != (None, None)}
    same(set(thing.get("dated", {})), set(there), where)
    for key, (value, day) in there.items():
        of = {name: item for name, item in (("value", value), ("day", day)) if item is not None}
        same(thing["dated"][key]["hash"], digest(of, "dated"), (where, key))
        same(thing["dated"][key].get("day"), day, (where, key))


def check_record(record: dict[str, Any], row: dict[str, Any], where: object) -> None:
    facts = record["chain"][-1]["of"]["facts"]
    reasons = row.get("reasons", {})
    for key, value in facts.items():
        if (key in COUNTS and (value == "hidden" or value.startswith("fewer than "))) or (
            key == "share" and value == "hidden"
        ):
            same(key in row, False, (where, key))
        elif key == "customers_said":
            published = {name: item for name, item in row[key].items() if name != "in_their_words"}
            same(value, published, (where, key))
        else:
            same(value, reasons.get(key, row.get(key)), (where, key))
    links, corrections = record["chain"][1:], row.get("corrected", [])
    check_corrections(record, row, where)
    for before, link, correction in zip(record["chain"], links, corrections, strict=False):
        for key, was in correction["was"].items():
            if was and key not in COUNTS and isinstance(was, str) and key in before["of"]["facts"]:
                same(before["of"]["facts"][key], was, (where, key, "was"))
        changed = {key for key in facts if before["of"]["facts"].get(key) != link["of"]["facts"].get(key)}
        same(changed - {*correction["was"], *COUNTS}, set(), (where, "changed without a correction"))
    provisional = reasons.get("provisional") or ("yes" if row.get("provisional") == "yes" else None)
    fell_short, questions, remedy = row.get("fell_short"), row.get("questions"), row.get("remedy")
    dated = {
        "fell_short": (fell_short, (fell_short or {}).get("revised")),
        "questions": (questions, (questions or {}).get("updated")),
        "remedy": (remedy, (remedy or {}).get("updated")),
        "provisional": (provisional, row.get("final")),
    }
    known = {key: pair for key, pair in dated.items() if key in record.get("dated", {}) or key == "fell_short"}
    if "provisional" in facts:
        known.pop("provisional", None)
    check_dated(record, known, where)
    for key, value in record.get("once", {}).items():
        same(value, row[key], (where, key))
    words = row.get("customers_said", {}).get("in_their_words", [])
    same(record.get("quotations", []), [digest(text, "quotations") for text in words], where)


def check_total(total: dict[str, str], row: dict[str, Any], where: object) -> None:
    for key, value in total.items() if row.get("verdict") != "awaited" else ():
        hidden = value == "hidden" or value.startswith("fewer than ")
        same(row.get(key), None if hidden or key not in row else value, (where, key))


def due_by(month: str, report_by: dict[str, int]) -> str:
    total = int(month[:4]) * 12 + int(month[5:]) - 1 + report_by["months"]
    year, number = total // 12, total % 12 + 1
    return str(datetime.date(year, number, min(report_by["day"], calendar.monthrange(year, number)[1])))


def report_by_of(promise: dict[str, Any], month: str, service: dict[str, Any]) -> dict[str, int]:
    term = [term for term in promise["terms"] if term["since"] <= month][-1]
    report_by: dict[str, int] = term.get("report_by") or promise.get("report_by") or service["report_by"]
    return report_by


def places_of(ledger: dict[str, Any], published: dict[str, Any]) -> dict[str, Any]:
    if "places" not in published:
        return {}
    ids = {place["id"]: place.get("was", []) for place in published["places"]["places"].values()}
    same(ledger["places"]["ids"], ids, "places")
    check_corrections(ledger["places"], published["places"], "places")
    return {"places": newest(ledger["places"], "places")}


def recompute(ledger: dict[str, Any], published: dict[str, Any]) -> Counter[str]:
    """Raises SystemExit at the first hash, or fact, that is not as it should be."""
    count.clear()
    same(ledger["version"], 2, "version")
    promises = {promise["id"]: promise for promise in published["promises"]}
    fixes, pledges = ({one["id"]: one for one in published[kind]} for kind in ("fixes", "pledges"))
    over: dict[str, Any] = {"service": newest(ledger["service"], "service")}
    check_facts(ledger["service"], published["service"], "service")
    check_corrections(ledger["service"], published["service"], "service")
    kinds = {"promises": promises, "fixes": fixes, **({"pledges": pledges} if pledges else {})}
    others = ["months", "service", "site", "version", *(["places"] if "places" in published else [])]
    same(sorted(ledger), sorted([*kinds, *others]), "what there is")
    for kind, documents in kinds.items():
        same(sorted(ledger[kind]), sorted(documents), kind)
        over[kind] = {name: newest(thing, name) for name, thing in ledger[kind].items()}
        for name, thing in ledger[kind].items():
            check_facts(thing, documents[name], name)
            check_corrections(thing, documents[name], name)
    for name, promise in promises.items():
        terms = {term["since"]: term for term in promise["terms"]}
        same(sorted(ledger["promises"][name]["terms"]), sorted(terms), name)
        for since, term in ledger["promises"][name]["terms"].items():
            check_facts(term, terms[since], (name, since))
    for kind, documents in (("fixes", fixes), ("pledges", pledges)):
        for name, one in documents.items():
            moved = one.get("moved", [])
            check_dated(ledger[kind][name], {"by": (one["by"], moved[-1]["on"] if moved else None)}, name)
    over |= places_of(ledger, published)
    rows = {(name, row["month"]): row for name, promise in promises.items() for row in promise.get("delivered", [])}
    wholes = {key for key, row in rows.items() if "by_place" in row}
    rows |= {
        (f"{name}@{place}", month): row
        for name, month in wholes
        for place, row in rows[name, month]["by_place"].items()
    }
    over["months"] = {}
    seen = set()
    for month, content in ledger["months"].items():
        records = {}
        for name, record in content["records"].items():
            seen.add((name, month))
            records[name] = newest(record, (name, month), {"month": month})
            check_record(record, rows[name, month], (name, month))
        for name, day in content["due"].items():
            promise = promises[name.partition("@")[0]]
            same(day, due_by(month, report_by_of(promise, month, published["service"])), (name, month))
            same("verdict" in rows[name, month], True, (name, month))
        for name, total in content.get("totals", {}).items():
            check_total(total, rows[name, month], (name, month))
        letter = published["letters"].get(month)
        revised = published.get("letters_changed", {}).get(month, {}).get("revised")
        check_dated(content, {"letter": (letter, revised)} if "letter" in content.get("dated", {}) else {}, month)
        of = {key: value for key, value in content.items() if key != "hash"}
        of["month"], of["records"] = month, records
        same(content["hash"], digest(of, "months"), month)
        over["months"][month] = content["hash"]
    reported = {key for key, row in rows.items() if row.get("verdict") not in ("not_reported", "awaited")}
    same(seen - wholes, reported - wholes, "records")  # of a whole only what its places do not say is recorded
    same(ledger["site"], digest(over, "sites"), "site")
    return count


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    ledger, published = (json.loads((folder / name).read_text("utf-8")) for name in ("ledger.json", "promises.json"))
    print(f"{sum(recompute(ledger, published).values())} hashes, all as they should be: {ledger['site']}")
