"""`data/ledger.json`: the tamper-evident ledger, and how anybody can work it out again."""

from __future__ import annotations

from typing import Any, NamedTuple

from service_promises.ledger.hash_chain import VERSION, Sealed, SealedRecord, canonical, sealed
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.promise import Promise
from service_promises.pages.i18n import I18n

LEDGER = "data/ledger.json"

RECIPE_CODE = """\
import hashlib, json, sys
def digest(value):
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
ledger = json.load(open(sys.argv[1], encoding="utf-8"))
months = {}
for month, said in ledger["months"].items():
    newest = {}
    for promise, record in said["records"].items():
        before = None
        for link in record["chain"]:
            assert link["of"].get("before") == before, (promise, month)
            assert digest(link["of"]) == link["hash"], (promise, month)
            before = link["hash"]
        assert record["chain"][0]["of"]["month"] == month, (promise, month)
        newest[promise] = before
    months[month] = digest({"month": month, "records": newest})
    assert months[month] == said["hash"], month
assert digest({"months": months}) == ledger["site"]
print("Every hash belongs to its figures:", ledger["site"])
"""
"""The recipe as a program; a test runs it as it is shown."""


class RecipeView(NamedTuple):
    """What `/data/` says of the ledger: `partials/ledger-recipe.html` shows it as `recipe`."""

    site: str
    """The hash of the whole."""
    figures: tuple[tuple[str, str], ...]
    """Each key of the figures that are hashed, with its meaning."""
    code: str


def ledger_json(ledger: Ledger, found: Sealed | None = None) -> str:
    """The whole file; the same for the same records on whatever day they are judged.

    One line for each record, so that two copies can be compared line by line. `found` are its hashes, where they
    are at hand.
    """
    found = found or sealed(ledger)
    promises = ",\n".join(
        f"{canonical(name)}:{canonical(_promise(promise, ledger))}"
        for name, promise in ledger.promises.items()
    )
    months = ",\n".join(
        f'{canonical(str(month))}:{{"hash":{canonical(said.hash)},"records":{{\n'
        + ",\n".join(f"{canonical(name)}:{_record(record)}" for name, record in said.records.items())
        + "}}"
        for month, said in found.months.items()
    )
    hide_below = ledger.service.hide_counts_below
    hidden = f'"hide_counts_below":"{hide_below}",\n' if hide_below else ""
    return (
        f'{{"version":{VERSION},\n"site":{canonical(found.hash)},\n{hidden}'
        f'"promises":{{\n{promises}}},\n"months":{{\n{months}}}}}\n'
    )


def recipe_view(found: Sealed, i18n: I18n) -> RecipeView:
    """Gather what is said of the ledger on `/data/`."""
    counts = i18n.say("The counts, as published.")
    hidden = i18n.say(
        'A count that is not published stands as "fewer than N", or as "hidden" where it would give'
        " another one away."
    )
    return RecipeView(
        found.hash,
        (
            ("due, kept, let_down", f"{counts} {hidden}"),
            ("share", i18n.say("The share in percent, where only a share was reported.")),
            ("level", i18n.say("The level, in the unit of the promise.")),
            ("done, on", i18n.say("yes or no, and the day, YYYY-MM-DD.")),
            (
                "provisional, estimated, not_comparable",
                i18n.say("yes, or the reason that was given; left out where it does not apply."),
            ),
        ),
        RECIPE_CODE.rstrip("\n"),
    )


def _record(record: SealedRecord) -> str:
    """Canonical JSON of a record, from what was hashed as it was hashed."""
    chain = ",".join(f'{{"hash":"{seal.hash}","of":{seal.of}}}' for seal in record.seals)
    term = "" if record.term is None else f',"term":"{record.term}"'
    return f'{{"chain":[{chain}],"due_by":"{record.due_by}"{term}}}'


def _promise(promise: Promise, ledger: Ledger) -> dict[str, Any]:
    covers = [ledger.service.covers, *([promise.covers] if promise.covers else [])]
    ends = [coverage.until for coverage in covers if coverage.until is not None]
    ends += [promise.ends] if promise.ends is not None else []
    first = max(promise.terms[0].since, *(coverage.from_ for coverage in covers))
    said: dict[str, Any] = {
        "from": str(first),
        "due_in": [str(number) for number in sorted(promise.due_in)],
        "terms": [{"since": str(term.since), "target": term.target.text} for term in promise.terms],
    }
    if ends:
        said["until"] = str(min(ends))
    if promise.was:
        said["was"] = list(promise.was)
    if promise.corrected:
        said["corrected"] = [
            {"on": str(one.on), "was": dict(one.was), "why": one.why} for one in promise.corrected
        ]
    return said
