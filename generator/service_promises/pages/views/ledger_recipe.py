"""What `/data/` says of `data/ledger.json`: what it covers, and how every hash is worked out again."""

from collections.abc import Iterator
from typing import NamedTuple

from service_promises.ledger.hashes.guarded_keys import FreeKeys, GuardedKeys, KeyGroups
from service_promises.pages.i18n import N_, I18n

RECIPE_CODE = """\
import hashlib, json, sys
def digest(value):
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
def newest(entry, month=None):
    before = None
    assert entry["chain"] and entry["chain"][0]["of"].get("month") == month, entry
    for link in entry["chain"]:
        assert link["of"].get("before") == before, link
        assert digest(link["of"]) == link["hash"], link
        before = link["hash"]
    over = {**entry, "chain": before}
    if "terms" in entry:
        over["terms"] = {since: newest(term) for since, term in entry["terms"].items()}
    return over
ledger = json.load(open(sys.argv[1], encoding="utf-8"))
months = {}
for month, content in ledger["months"].items():
    records = {promise: newest(record, month) for promise, record in content["records"].items()}
    over = {**content, "month": month, "records": records}
    del over["hash"]
    months[month] = digest(over)
    assert months[month] == content["hash"], month
over = {"service": newest(ledger["service"]), "months": months}
for kind in {"promises", "fixes", "pledges"} & ledger.keys():
    over[kind] = {name: newest(entry) for name, entry in ledger[kind].items()}
if "places" in ledger:
    over["places"] = newest(ledger["places"])
assert digest(over) == ledger["site"]
print("Every hash belongs to its facts:", ledger["site"])
"""
"""The recipe as a program; a test runs it as it is shown."""

_KINDS = {
    "service": N_("The service"),
    "promise": N_("A promise"),
    "term": N_("A term of a promise"),
    "month": N_("A month"),
    "record": N_("A record"),
    "fix": N_("A fix"),
    "pledge": N_("A pledge"),
}


class CoveredKeys(NamedTuple):
    """The keys of one kind of thing that the hashes cover."""

    kind: str
    chain: tuple[str, ...]
    """Those that change only with a correction."""
    dated: tuple[tuple[str, str], ...]
    """Those that change with a new day, each with the key that has the day."""
    once: tuple[str, ...]
    """Those that may come later, and stay."""
    free: tuple[str, ...]
    """What within these changes freely."""


class LedgerCopyView(NamedTuple):
    """What a reader needs to check a copy of the ledger."""

    site_hash: str
    """The hash of the whole ledger."""
    covered: tuple[CoveredKeys, ...]
    quotations: str
    """The key of what customers wrote."""
    recipe_code: str


def ledger_copy_view(i18n: I18n, site_hash: str, keys: GuardedKeys) -> LedgerCopyView:
    """What the hashes cover, from the list of guarded keys."""
    covered = tuple(_covered(i18n.say(_KINDS[kind]), groups) for kind, groups in keys._asdict().items())
    return LedgerCopyView(site_hash, covered, ".".join(keys.record.quotations), RECIPE_CODE.rstrip("\n"))


def _covered(kind: str, groups: KeyGroups) -> CoveredKeys:
    dated = tuple((key, ".".join(way)) for key, way in groups.dated.items())
    return CoveredKeys(kind, groups.chain, dated, groups.once, tuple(_ways(groups.free)))


def _ways(tree: FreeKeys) -> Iterator[str]:
    for key, below in tree.items():
        yield from (f"{key}.{way}" for way in _ways(below)) if below else [key]
