"""The page of the data: every file with its columns, and how to check the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from service_promises.pages.address import DATA
from service_promises.pages.context import Context
from service_promises.pages.markdown import bare

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


class Download(NamedTuple):
    """A published file as `/data/` tells of it."""

    path: str
    media_type: str
    description: str
    columns: tuple[tuple[str, str], ...]
    """Each column's name and what it means."""
    in_data_set: bool
    """Whether search engines are told of it as a form of the data."""

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.path.rsplit("/", 1)[-1]


class RecipeView(NamedTuple):
    """What `/data/` says of the ledger: `partials/ledger-recipe.html` shows it as `recipe`."""

    site: str
    """The hash of the whole."""
    figures: tuple[tuple[str, str], ...]
    """Each key of the figures that are hashed, with its meaning."""
    code: str


class DataView(NamedTuple):
    """What `/data/` says."""

    downloads: Sequence[Download]
    schemas: Sequence[Download]
    """Of the files that staff edit."""
    recipe: RecipeView
    dataset: dict[str, object] | None
    """The data as a schema.org Dataset; None where the address of the site is not known."""


def data_view(
    context: Context, downloads: Sequence[Download], schemas: Sequence[Download], site_url: str | None
) -> DataView:
    """Gather the page of the data."""
    return DataView(
        downloads, schemas, _recipe(context), _dataset(context, downloads, site_url) if site_url else None
    )


def _recipe(context: Context) -> RecipeView:
    i18n = context.i18n
    counts = i18n.say("The counts, as published.")
    hidden = i18n.say(
        'A count that is not published stands as "fewer than N", or as "hidden" where it would give'
        " another one away."
    )
    return RecipeView(
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


def _dataset(context: Context, files: Iterable[Download], site_url: str) -> dict[str, object]:
    """The data as a schema.org Dataset, for search engines; `site_url` is where the site is published."""
    service = context.ledger.service
    root = site_url.rstrip("/")
    months = list(context.ledger.by_month)
    description: dict[str, object] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": context.i18n.say("%(name)s: promised and delivered", name=service.name),
        "description": bare(service.about),
        "url": f"{root}/{DATA}/",
        "inLanguage": service.language,
        "creator": {
            "@type": "Organization",
            "name": service.published_by.name if service.published_by else service.name,
            "url": service.published_by.url if service.published_by else f"{root}/",
        },
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": file.media_type, "contentUrl": f"{root}/{file.path}"}
            for file in files
            if file.in_data_set
        ],
    }
    if service.licence:
        description["license"] = service.licence.url
    if months:
        description["temporalCoverage"] = f"{months[0]}/{months[-1]}"
    return description
