"""The real promises in this repository, against the figures that NHS England published."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.verdicts.verdict import Verdict
from service_promises.outputs.files.deliveries_csv import deliveries_csv, delivery_rows
from service_promises.outputs.site import make_site
from service_promises.pages.rendering.templates import template_folders

from tests.sound import ledger_of

ROOT = Path(__file__).parent.parent
AS_OF = date(2026, 11, 26)


def _rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "tests" / "realdata" / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return ledger_of(ROOT, AS_OF)


@pytest.fixture(scope="module")
def published(ledger: Ledger) -> dict[tuple[str, str], dict[str, str]]:
    return {
        (row["promise"], row["month"]): row
        for row in csv.DictReader(deliveries_csv(delivery_rows(ledger)).splitlines())
    }


@pytest.fixture(scope="module")
def source() -> dict[tuple[str, str], dict[str, str]]:
    return {(row["promise_id"], row["month"]): row for row in _rows("monthly.csv") if row["breakdown"] == "all"}


def test_every_promise_and_month_is_there_and_no_other(
    published: dict[tuple[str, str], dict[str, str]], source: dict[tuple[str, str], dict[str, str]]
) -> None:
    assert len(source) == 902
    assert published.keys() == source.keys()


def test_every_figure_agrees_to_the_last_digit(
    published: dict[tuple[str, str], dict[str, str]], source: dict[tuple[str, str], dict[str, str]]
) -> None:
    corrected = {(row["series"], row["month"]): row["new_value"] for row in _rows("corrections.csv")}
    for key, row in source.items():
        found = published[key]
        if key in corrected:
            assert (found["due"], found["kept"], found["corrected"]) == ("", "", "1"), key
            assert Decimal(found["share"]) == Decimal(corrected[key]), key
        elif row["due"]:
            assert (Decimal(found["due"]), Decimal(found["kept"])) == (Decimal(row["due"]), Decimal(row["kept"])), key
        else:
            assert (found["due"], found["let_down"]) == ("", ""), key
            assert Decimal(found["share"]) == Decimal(row["percent"]), key
        assert found["not_comparable"] == ("no" if row["comparable"] == "yes" else "yes"), key
        if row["estimated"] == "yes":
            assert found["estimated"] == "yes", key


def test_every_verdict_follows_from_the_published_targets(
    published: dict[tuple[str, str], dict[str, str]], source: dict[tuple[str, str], dict[str, str]]
) -> None:
    standards = {row["promise_id"]: row for row in _rows("targets.csv") if row["kind"] == "standard"}
    corrected = {(row["series"], row["month"]): row["new_value"] for row in _rows("corrections.csv")}
    for key, row in source.items():
        standard = standards[key[0]]
        if key[1] < standard["from"] or (standard["until"] and key[1] > standard["until"]):
            expected = ""
        elif key[0] == "rtt-52w":
            # A count with a target of nought.
            expected = "kept" if Decimal(row["missed"]) == 0 else "fell_short"
        else:
            share = (
                Fraction(corrected[key])
                if key in corrected
                else Fraction(row["kept"]) * 100 / Fraction(row["due"])
                if row["due"]
                else Fraction(row["percent"])
            )
            expected = "target_met" if share >= Fraction(standard["target"]) else "fell_short"
        assert published[key]["verdict"] == expected, key


def test_interim_targets_are_those_below_the_standard(published: dict[tuple[str, str], dict[str, str]]) -> None:
    interim = {
        (row["promise_id"], row["until"]): row["target"]
        for row in _rows("targets.csv")
        if row["kind"] == "interim" and row["target"] != "92"
    }
    for (promise, until), target in interim.items():
        row = published[promise, until]
        assert row["interim"] == f"at least {target}%"
        assert row["interim_met"] == ("yes" if Fraction(row["share"]) >= int(target) else "no")


def _rows_by_place() -> dict[str, list[dict[str, str]]]:
    tables = sorted((ROOT / "promises" / "delivered").glob("*/ae-4h.csv"))
    return {path.parent.name: list(csv.DictReader(path.read_text(encoding="utf-8").splitlines())) for path in tables}


def test_the_providers_add_up_to_england_in_every_month(source: dict[tuple[str, str], dict[str, str]]) -> None:
    months = _rows_by_place()
    assert (len(months), min(months), max(months)) == (71, "2020-04", "2026-02")
    # Poole alone, RD3, has none: it was there only during the trial.
    assert len({row["place"] for rows in months.values() for row in rows}) == 238
    for month, rows in months.items():
        england = source["ae-4h", month]
        for column in ("due", "kept"):
            # A month in which nobody came leaves the kept ones out.
            total = sum(int(row[column] or 0) for row in rows)
            assert total == Decimal(england[column]), (month, column)


def test_the_trusts_of_the_trial_have_no_figures_until_it_ended() -> None:
    trial = {"r0d", "rc9", "rd3", "rdu", "rfr", "rgr", "rgt", "rhu", "rk9", "rnq", "rqm", "rvw", "rx1", "rxf", "ryj"}
    for month, rows in _rows_by_place().items():
        assert trial.isdisjoint(row["place"] for row in rows) == (month <= "2023-05"), month


@pytest.mark.parametrize(
    ("month", "fell_short", "met"),
    # Counted in the source, by itself.
    [(Month(2020, 5), 71, 114), (Month(2026, 2), 127, 61)],
)
def test_a_month_says_at_how_many_providers_it_fell_short(
    month: Month, fell_short: int, met: int, ledger: Ledger
) -> None:
    england = ledger.entries["ae-4h", month]
    verdicts = Counter(entry.verdict for entry in england.place_entries)
    assert verdicts[Verdict.FELL_SHORT] == fell_short
    assert verdicts[Verdict.TARGET_MET] + verdicts[Verdict.KEPT] == met
    assert not verdicts[Verdict.NOT_REPORTED]
    assert england.verdict is Verdict.FELL_SHORT
    assert england.places_due == fell_short + met


def test_no_provider_is_silent_in_any_month(ledger: Ledger) -> None:
    """Months for which the files have no row are not measured there, and owe nothing."""
    entries = [entry for entries in ledger.by_place.values() for entry in entries]
    assert len(entries) == 13_997  # of 14,529 rows, those of the trial left out
    assert all(entry.delivery for entry in entries)


def test_the_pages_of_places_stay_light(ledger: Ledger) -> None:
    pages = make_site(ledger, template_folders(ROOT), None).pages
    sizes = {address: len(pages[address].html()) for address in ("places", "places/ral", "promises/ae-4h/places")}
    assert sizes["places/ral"] < 40_000, sizes
    assert max(sizes.values()) < 250_000, sizes


def test_nothing_is_late_where_our_copy_of_the_figures_ends(published: dict[tuple[str, str], dict[str, str]]) -> None:
    assert {row["verdict"] for row in published.values()} == {"", "target_met", "fell_short"}
    assert {row["days_late"] for row in published.values()} == {""}
