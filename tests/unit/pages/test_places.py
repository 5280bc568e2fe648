"""The pages of places: what each says, and what a total never hides of them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from service_promises.ledger.delivery import Delivery, Elsewhere
from service_promises.ledger.entry import Entry
from service_promises.ledger.ledger import LedgerInput, make_ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.periods.period import Period
from service_promises.outputs.site import Site, make_site
from service_promises.pages.context import Context
from service_promises.pages.i18n import I18n
from service_promises.pages.parts.charts.verdict_runs import verdict_runs
from service_promises.pages.views.place import place_view
from service_promises.pages.views.places import place_groups
from service_promises.pages.views.promise_places import promise_places_view

from tests.golden import aloud
from tests.made_up import counts, ledger

TEMPLATES = [Path(__file__).parents[3] / "templates"]
OURS = I18n("en-GB", "Example Widgets", speaks_for_itself=True)


@pytest.fixture(scope="module")
def context() -> Context:
    return Context(ledger(), OURS)


@pytest.fixture(scope="module")
def site() -> Site:
    return make_site(ledger(), TEMPLATES, "https://example.org/")


def _text(site: Site, address: str) -> str:
    return " ".join(aloud(site.pages[address].html()).split())


def _label(context: Context, month: int) -> str:
    return context.view(context.ledger.entries["lent", Month(2026, month)]).label


@pytest.mark.parametrize(
    ("month", "label"),
    [
        (1, "Not reported: due 10 February 2026, 145 days late on 5 July 2026"),
        (2, "Fell short; 1 of 2 shops fell short"),
        (3, "Target met, 4 let down"),
        (4, "Kept"),
        (5, "Target met, people let down not counted; 1 of 2 shops did not report"),
        (6, "Due by 10 July 2026"),
    ],
)
def test_the_verdict_on_a_whole_says_at_how_many_places_it_was_otherwise(
    context: Context, month: int, label: str
) -> None:
    assert _label(context, month) == label


def test_every_page_that_has_the_verdict_on_a_whole_says_what_it_hides(site: Site) -> None:
    for address in ("promises/lent", "months/2026-02", "years/2026", "places/north"):
        verdicts = re.findall(r"Fell short(?=[;<\s])[^<]*", site.pages[address].html())
        assert any("1 of 2 shops fell short" in verdict for verdict in verdicts), address


def _of_whole(record: Delivery, **at_places: Delivery) -> Site:
    """The site of one promise, lent at two shops in February, with what was recorded of it as a whole."""
    made_up = ledger()
    lent = replace(made_up.promises["lent"], not_at=())
    february, places = Month(2026, 2), {("lent", Month(2026, 2)): at_places}
    service = replace(made_up.service, hide_counts_below=0)
    return make_site(
        make_ledger(
            LedgerInput(service, [lent], {("lent", february): record}, places=made_up.places, place_deliveries=places),
            date(2026, 3, 15),
        ),
        TEMPLATES,
        "https://example.org/",
    )


def test_a_total_that_was_kept_says_where_it_was_not() -> None:
    record = counts(30, 30)._replace(elsewhere=Elsewhere(why="The total is from the yearly book."))
    site = _of_whole(record, north=counts(20, 20), market=counts(10, 8))
    assert "Kept; 1 of 2 shops fell short" in _text(site, "promises/lent")


def test_a_total_with_a_place_missing_is_not_reported_but_late_and_counts_as_far_as_is_known() -> None:
    site = _of_whole(Delivery(), north=counts(20, 13))
    page = _text(site, "promises/lent")
    assert "Reported 5" not in page
    assert "Not complete: 5 days late on 15 March 2026" in page
    assert "at least 7 " in page
    assert "Let down: at least 7 widgets." in site.pages["promises/lent"].description


def test_a_heading_over_promises_by_verdict_is_the_verdict_alone(site: Site) -> None:
    assert re.search(r"Fell short \(\d+\)", _text(site, "months/2026-02"))


def test_places_are_listed_by_group_in_the_order_of_the_file_and_by_name(context: Context) -> None:
    groups = [
        (group.name, [line.place.name for line in group.lines])
        for group in place_groups(context, context.places.values())
    ]
    assert groups == [("In town", ["North Street", "South Street"]), ("", ["Market stall"])]


def test_the_list_of_places_says_what_the_newest_month_was_there(context: Context) -> None:
    lines = {line.place.id: line for group in place_groups(context, context.places.values()) for line in group.lines}
    assert lines["north"].verdict == "Target met, 3 let down"
    assert lines["south"].key == "not_reported"
    assert lines["market"].ended == "Until April 2026"


def test_a_place_that_has_ended_says_what_became_of_it(site: Site) -> None:
    text = _text(site, "places/market")
    assert "Nothing has been promised here since the end of April 2026." in text
    assert "It became: <../../places/south/> South Street" in text
    assert "It took over from: <../../places/market/> Market stall" in _text(site, "places/south")


def test_the_months_in_which_a_promise_was_not_made_at_a_place_say_why(site: Site, context: Context) -> None:
    assert "March 2026: not promised, or not measured, at this shop. The floor was being laid." in _text(
        site, "places/north"
    )
    [promise] = place_view(context, context.places["north"]).promises
    assert [cell.key for cell in promise.here.cells] == ["kept", "none", "nothing_due", "target_met", "awaited"]
    assert [row.entry.month for row in promise.rows] == ["2026-06", "2026-05", "2026-04", "2026-02"]


def test_an_exception_after_a_place_had_ended_is_not_told_of_it(context: Context) -> None:
    [promise] = place_view(context, context.places["market"]).promises
    assert promise.exceptions == ()


def test_a_place_is_filled_in_where_customers_answer_back() -> None:
    whole = ledger()
    service = replace(whole.service, answer_back="https://example.org/tell?p={promise}&m={month}&at={place}")
    pages = make_site(replace(whole, service=service), TEMPLATES, None).pages
    assert "https://example.org/tell?p=lent&amp;m=2026-05&amp;at=north" in pages["places/north"].html()
    assert "https://example.org/tell?p=mended&amp;m=2026-05&amp;at=" in pages["promises/mended"].html()


def test_who_was_let_down_most_is_counted_in_people_and_hidden_counts_are_left_out(context: Context) -> None:
    view = promise_places_view(context, context.ledger.promises["lent"])
    assert [(place.id, number) for place, number in view.most] == [("north", "3\N{NO-BREAK SPACE}widgets")]
    assert [row.place.id for row in view.rows] == ["north", "south"]
    assert [(row.place.id, row.without) for row in view.others] == [("market", "Until April 2026")]


def test_an_earlier_address_of_a_place_leads_to_it(site: Site) -> None:
    assert b"../../places/south/" in site.files["places/mill/index.html"]()


def test_a_site_without_places_says_nothing_of_them() -> None:
    whole = ledger()
    site = make_site(make_ledger(LedgerInput(whole.service, []), whole.as_of), TEMPLATES, None)
    assert not [address for address in site.pages if "places" in address]
    assert "places" not in site.pages[""].html()


def test_equal_months_are_one_run(context: Context) -> None:
    entries = context.ledger.by_place["market"]
    months: list[tuple[Period, Entry | None]] = [(entry.period, entry) for entry in entries]
    runs = verdict_runs([*months, *months[-1:], (Period(Month(2026, 5), Month(2026, 5)), None)], OURS)
    assert [tuple(run) for run in runs.runs] == [
        ("fell_short", "\N{MULTIPLICATION SIGN}"),
        ("target_met", "◐"),
        ("kept", "✓✓"),
        ("none", "\N{NO-BREAK SPACE}"),
    ]
    assert runs.text == "Feb 2026: Fell short; Mar 2026: Target met; Apr 2026: Kept; May 2026: no record due"
