"""The page of the data: every file with its columns, and how to check the ledger."""

from collections.abc import Sequence
from typing import NamedTuple

from service_promises.pages.context import Context

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


class DataView(NamedTuple):
    """What `/data/` says."""

    downloads: Sequence[object]
    """The published files that are data or describe them; `outputs/published_file.py` says what each has."""
    schemas: Sequence[object]
    """Published files too: the schemas of the files that staff edit."""
    dataset: object
    """The data as a schema.org Dataset; None where the address of the site is not known."""
    site_hash: str
    """The hash of the whole ledger."""
    hashed_keys: tuple[tuple[str, str], ...]
    """Each key of the figures that are hashed, with its meaning."""
    recipe_code: str


def data_view(context: Context, downloads: Sequence[object], schemas: Sequence[object], dataset: object) -> DataView:
    """The published files, and how the ledger is worked out again."""
    i18n = context.i18n
    counts = i18n.say("The counts, as published.")
    hidden = i18n.say(
        'A count that is not published stands as "fewer than N", or as "hidden" where it would give another one away.'
    )
    return DataView(
        downloads,
        schemas,
        dataset,
        context.sealed.hash,
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
