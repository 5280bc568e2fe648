"""The hand-made table of cases in `tests/cases`, run from staff files to `data/deliveries.csv` and `remedies.csv`."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from service_promises.outputs.files.deliveries_by_place_csv import deliveries_by_place_csv, place_rows
from service_promises.outputs.files.deliveries_csv import deliveries_csv, delivery_rows
from service_promises.outputs.files.remedies_csv import remedies_csv
from service_promises.source.read_files import read

SERVICE: dict[str, Any] = {
    "name": "Example Widgets",
    "about": "We mend widgets.",
    "for": "Working widgets.",
    "covers": {"from": "2026-01"},
    "report_by": "10",
    "reach_us": [{"name": "Write to us", "url": "mailto:hello@example.org"}],
}
PROMISE: dict[str, Any] = {
    "promise": "We mend your widget within a day.",
    "made_to": "everybody",
    "because": "People need widgets.",
    "concerns": ["on time"],
    "owner": "the workshop",
    "measure": {
        "kind": "each",
        "counts": "widgets handed in",
        "source": "the job book",
        "case": {"one": "widget", "many": "widgets"},
    },
    "terms": [{"since": "2026-01", "target": "at least 95%"}],
    "if_we_fall_short": "You pay nothing.",
}


class _Staff(yaml.SafeDumper):
    """Writes as staff would: figures bare, no aliases."""

    def ignore_aliases(self, data: object) -> bool:
        return True


# All that the dumper would quote, because another YAML reads it as a number or a date, stays bare.
_Staff.yaml_implicit_resolvers = {}
_Staff.add_representer(type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:str", "null", style=""))


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}: {case['name']}")
        for path in sorted(Path(__file__).parent.glob("cases/*.yml"))
        for case in yaml.load(path.read_text(), Loader=yaml.BaseLoader)
    ]


@pytest.mark.parametrize("case", _cases())
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    _write(tmp_path / "promises", case)
    reading = read(tmp_path, date.fromisoformat(case["as_of"]))
    errors = [problem for problem in reading.problems if problem.severity == "error"]
    if "error" in case:
        found = [f"{problem.rule} {problem.key or _key_of(problem.quote)}" for problem in errors]
        assert found == case["error"]
        return
    assert not errors
    assert reading.ledger is not None
    rows = {
        (row["promise"], row["month"]): row
        for row in csv.DictReader(deliveries_csv(delivery_rows(reading.ledger)).splitlines())
    }
    of_places = {
        (row["place"], row["month"]): row
        for row in csv.DictReader(deliveries_by_place_csv(place_rows(reading.ledger)).splitlines())
    }
    for place, expected in case.get("at_place", {}).items():
        row = of_places.get((place, case["month"]))
        assert (row and {key: row[key] for key in expected}) == (None if expected == "no row" else expected)
    row = rows.get(("widgets", case["month"]))
    remedies = {row["month"]: row for row in csv.DictReader(remedies_csv(reading.ledger).splitlines())}
    if "remedies" in case:
        assert remedies[case["month"]] == {"promise": "widgets", "place": "", "month": case["month"]} | case["remedies"]
    else:
        assert case["month"] not in remedies
    if case["expect"] == "no row":
        assert row is None
    else:
        assert row is not None
        assert {key: row[key] for key in case["expect"]} == case["expect"]


def _key_of(quote: str | None) -> str:
    return (quote or "").partition(":")[0].strip()


def _write(folder: Path, case: dict[str, Any]) -> None:
    _dump(folder / "service.yml", {**SERVICE, **case.get("service", {})})
    _dump(folder / "declared" / "widgets.yml", {**PROMISE, **case.get("promise", {})})
    if "places" in case:
        _dump(folder / "places.yml", {"places": case["places"]})
    if "table" in case:
        table = folder / "delivered" / case["month"] / "widgets.csv"
        table.parent.mkdir(parents=True, exist_ok=True)
        table.write_text(case["table"], encoding="utf-8")
    months = dict(case.get("more", {}))
    if "record" in case:
        months[case["month"]] = case["record"]
    for month, record in months.items():
        head = case.get("month_file", {}) if month == case["month"] else {}
        _dump(
            folder / "delivered" / f"{month}.yml",
            {"month": month, **head, "delivered": {"widgets": record or ({} if record == {} else None)}},
        )
    if "record" not in case and "month_file" in case:
        _dump(folder / "delivered" / f"{case['month']}.yml", {"month": case["month"], **case["month_file"]})


def _dump(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(_nothing_for_empty(content), Dumper=_Staff, sort_keys=False, allow_unicode=True)
    path.write_text(text, encoding="utf-8")


def _nothing_for_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _nothing_for_empty(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_nothing_for_empty(one) for one in value]
    return None if value == "" else value
