"""The data package says what is in the files, as the standard has it (https://datapackage.org/)."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from service_promises.ledger.ledger import Ledger
from service_promises.outputs.site import Site, make_site

from tests import made_up
from tests.sound import ledger_of

ROOT = Path(__file__).parents[3]
TEMPLATES = [ROOT / "templates"]
SITE_URL = "https://example.org/our-promises/"

PROFILE = json.loads(Path(__file__).with_name("datapackage-2.0.schema.json").read_text())
"""https://datapackage.org/profiles/2.0/datapackage.json (public domain), without its descriptions and examples."""

CASTS = {
    "string": str,
    "number": Decimal,
    "integer": int,
    "boolean": {"yes": True, "no": False}.__getitem__,
    "date": date.fromisoformat,
    "yearmonth": lambda cell: date.fromisoformat(f"{cell}-01"),
}


def _package(site: Site) -> dict[str, Any]:
    package: dict[str, Any] = json.loads(site.files["data/datapackage.json"]())
    return package


def _example(folder: str) -> Ledger:
    return ledger_of(ROOT / folder, date(2026, 11, 26))


@pytest.mark.parametrize("site_url", [SITE_URL, None])
@pytest.mark.parametrize("folder", ["", "examples"])
def test_it_keeps_to_the_profile(folder: str, site_url: str | None) -> None:
    package = _package(make_site(_example(folder), TEMPLATES, site_url))
    assert list(Draft7Validator(PROFILE).iter_errors(package)) == []
    assert package.get("homepage") == site_url


@pytest.mark.parametrize("folder", ["", "examples"])
def test_every_cell_is_of_the_type_of_its_column(folder: str) -> None:
    site = make_site(_example(folder), TEMPLATES, SITE_URL)
    used = set()
    for resource in _package(site)["resources"]:
        content = site.files[f"data/{resource['path']}"]()
        if "schema" not in resource:
            json.loads(content)
            continue
        columns, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == columns
        for row in rows:
            for cell, field in zip(row, fields, strict=True):
                if cell not in resource["schema"]["missingValues"]:
                    CASTS[field["type"]](cell)
                    used.add((resource["name"], field["name"]))
    assert {name for name, _ in used} >= {"deliveries", "corrections"}


def test_it_names_every_data_file_and_says_what_each_column_means() -> None:
    site = make_site(made_up.ledger(), TEMPLATES, SITE_URL)
    resources = _package(site)["resources"]
    data = {path for path in site.files if path.startswith("data/")}
    assert {f"data/{resource['path']}" for resource in resources} == data - {"data/datapackage.json"}
    for resource in resources:
        assert resource["description"]
        assert all(field["description"] for field in resource.get("schema", {"fields": []})["fields"])


def test_the_columns_of_each_table_are_a_versioned_file_too() -> None:
    site = make_site(made_up.ledger(), TEMPLATES, SITE_URL)
    tables = [resource for resource in _package(site)["resources"] if "schema" in resource]
    assert {"deliveries", "corrections", "remedies"} <= {table["name"] for table in tables}
    page = site.pages["data"].html()
    for table in tables:
        path = f"schemas/{table['name']}-1.tableschema.json"
        assert json.loads(site.files[path]()) == table["schema"]
        assert f'href="../{path}"' in page


def test_the_day_in_it_is_the_day_of_judging() -> None:
    first, again = (make_site(made_up.ledger(as_of=date(2026, 7, 20)), TEMPLATES, None) for _ in range(2))
    assert first.files["data/datapackage.json"]() == again.files["data/datapackage.json"]()
    assert _package(first)["created"] == "2026-07-20T00:00:00Z"
