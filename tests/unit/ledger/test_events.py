"""Which events there are, when each became public, and that its name never changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from service_promises.ledger.delivery import Correction, Delivery, Letter
from service_promises.ledger.events import Event, RecordPublished, events
from service_promises.ledger.ledger import Ledger, LedgerInput, make_ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.promise import Promise

from tests import made_up
from tests.rules.site import SHOPS, good_site, site_with_places, write
from tests.sound import ledger_of


def _days(of: tuple[Event, ...]) -> dict[str, date]:
    return {event.key: event.day for event in of}


def _again(ledger: Ledger, as_of: date, promises: list[Promise] | None = None, **more: Delivery) -> Ledger:
    """The ledger on another day, with other promises, and with more records of `mended` by month (`m2026_06`)."""
    deliveries = {
        key: entry.record for key, entry in ledger.entries.items() if entry.record and not entry.place_entries
    }
    deliveries |= {("mended", Month.parse(name[1:].replace("_", "-"))): record for name, record in more.items()}
    at_places = {
        key: {one.place.id: one.delivery for one in entry.place_entries if one.place and one.delivery}
        for key, entry in ledger.entries.items()
        if entry.place_entries
    }
    return make_ledger(
        LedgerInput(
            ledger.service,
            promises or ledger.promises.values(),
            deliveries,
            ledger.letters,
            ledger.fixes.values(),
            pledges=ledger.pledges.values(),
            places=ledger.places,
            place_deliveries=at_places,
        ),
        as_of,
    )


def test_each_event_has_the_day_on_which_it_became_public() -> None:
    days = _days(events(made_up.ledger()).by_promise["mended"])
    assert days["promises/mended/2026-01"] == date(2026, 2, 10)  # nothing says when, and it was in time
    assert days["promises/mended/2026-02"] == date(2026, 3, 20)  # as it says
    assert days["promises/mended/2026-02/late"] == date(2026, 3, 11)
    assert days["promises/mended/2026-03/corrected-1"] == date(2026, 5, 1)
    assert days["promises/mended/since-2026-04"] == date(2026, 4, 1)
    assert days["fixes/new-roof/moved-1"] == date(2026, 6, 1)
    assert days["fixes/new-roof/overdue"] == date(2026, 6, 16)


def test_a_silence_is_an_event_and_stays_one_once_it_is_over() -> None:
    ledger = made_up.ledger()
    before = _again(ledger, date(2026, 7, 11))
    assert _days(events(before).by_promise["mended"])["promises/mended/2026-06/late"] == date(2026, 7, 11)
    late = Delivery(due=Decimal(10), kept=Decimal(10), reported=date(2026, 7, 20))
    after = _days(events(_again(ledger, date(2026, 8, 1), m2026_06=late)).by_promise["mended"])
    assert after["promises/mended/2026-06/late"] == date(2026, 7, 11)
    assert after["promises/mended/2026-06"] == date(2026, 7, 20)


def test_no_event_lies_ahead_and_the_newest_comes_first() -> None:
    for as_of in (made_up.AS_OF, date(2026, 7, 11), date(2027, 1, 1)):
        of = events(_again(made_up.ledger(), as_of))
        for newest_first in (of.of_all, *of.by_promise.values(), *of.by_place.values()):
            days = [event.day for event in newest_first]
            assert days == sorted(days, reverse=True)
            assert all(day <= as_of for day in days)
            assert len({event.key for event in newest_first}) == len(newest_first)


def test_of_the_records_only_shortfalls_are_told_to_those_who_follow_the_whole() -> None:
    of_all = {event.key for event in events(made_up.ledger()).of_all}
    assert "promises/mended/2026-03" in of_all
    assert "promises/mended/2026-01" not in of_all
    assert {"months/2026-01", "pledges/new-lids"} & of_all == {"months/2026-01"}


def test_one_more_month_changes_no_event_that_was_there() -> None:
    ledger = made_up.ledger()
    before = events(_again(ledger, date(2026, 7, 5)))
    record = Delivery(due=Decimal(10), kept=Decimal(9))
    after = events(_again(ledger, date(2026, 8, 5), m2026_06=record))
    for old, new in ((before.of_all, after.of_all), (before.by_promise["mended"], after.by_promise["mended"])):
        passed = {key: day for key, day in _days(old).items() if day < date(2026, 7, 5)}
        assert passed.items() <= _days(new).items()
        assert _days(old).keys() <= _days(new).keys()
        assert len(new) > len(old)


def test_a_promise_that_got_another_id_keeps_its_events() -> None:
    ledger = made_up.ledger()
    renamed = [
        replace(promise, id="fixed", was=("mended",)) if promise.id == "mended" else promise
        for promise in ledger.promises.values()
    ]
    deliveries = {
        ("fixed" if name == "mended" else name, month): entry.record
        for (name, month), entry in ledger.entries.items()
        if entry.record and not entry.place_entries
    }
    after = make_ledger(LedgerInput(ledger.service, renamed, deliveries), ledger.as_of)
    of_records = [
        _days(tuple(event for event in of if not event.key.startswith("fixes/")))
        for of in (events(ledger).by_promise["mended"], events(after).by_promise["fixed"])
    ]
    assert of_records[0] == of_records[1]


def test_a_whole_became_public_when_its_last_place_did_whatever_is_still_missing() -> None:
    days = _days(events(made_up.ledger()).by_promise["lent"])
    assert days["promises/lent/2026-05"] == date(2026, 6, 10)
    assert days["promises/lent/2026-05/late"] == date(2026, 6, 11)


def test_a_place_hears_of_its_own_records() -> None:
    of_place = events(made_up.ledger()).by_place["south"]
    assert all(event.entry.place and event.entry.place.id == "south" for event in of_place if hasattr(event, "entry"))
    north = [event for event in events(made_up.ledger()).by_place["north"] if isinstance(event, RecordPublished)]
    assert [event.key for event in north][-1] == "places/north/promises/lent/2026-02"


def test_a_correction_of_each_kind_of_document_is_told() -> None:
    """And one of a fix to those who follow a promise that it came after; on the day on which it became known here."""
    of = made_up.ledger()
    told = date(2026, 6, 20)
    corrected = (Correction(date(2026, 6, 1), {"owner": "us"}, "A slip.", told=told, now={"owner": "the workshop"}),)
    [fix, *_], [pledge, *_] = of.fixes.values(), of.pledges.values()
    of_all = events(
        make_ledger(
            LedgerInput(
                replace(of.service, corrected=corrected),
                [replace(promise, corrected=corrected) for promise in of.promises.values()],
                {},
                {Month(2026, 1): Letter(corrected=corrected)},
                [replace(fix, corrected=corrected)],
                pledges=[replace(pledge, corrected=corrected)],
                places=replace(of.places, corrected=corrected),
            ),
            of.as_of,
        )
    )
    days = {key: day for key, day in _days(of_all.of_all).items() if key.endswith("corrected-1")}
    alone = {"service", "places", "months/2026-01/letter", f"fixes/{fix.id}", f"pledges/{pledge.id}"}
    assert days == {f"{key}/corrected-1": told for key in alone | {f"promises/{name}" for name in of.promises}}
    assert f"fixes/{fix.id}/corrected-1" in _days(of_all.by_promise[fix.after[0].promise])


_POTS_AT_BOTH = site_with_places()["promises/declared/pots.yml"].replace("at: all", "at: [north, south]")


@pytest.mark.parametrize(
    ("pots", "was", "of_north", "of_south"),
    [
        (_POTS_AT_BOTH, "at: [north]", ["places/corrected-1"], ["promises/pots/corrected-1"]),
        (
            _POTS_AT_BOTH,
            "at: {places: [north, south], since: 2025-12}",
            ["places/corrected-1", "promises/pots/corrected-1"],
            ["promises/pots/corrected-1"],
        ),
        (
            _POTS_AT_BOTH,
            "not_at: [{places: [south], from: 2025-01, until: 2025-02, why: Flood.}]",
            ["places/corrected-1"],
            ["promises/pots/corrected-1"],
        ),
        (_POTS_AT_BOTH, "owner: The shop", ["places/corrected-1"], []),
    ],
)
def test_a_place_hears_of_a_correction_of_its_own_and_of_where_a_promise_is_made(
    tmp_path: Path, pots: str, was: str, of_north: list[str], of_south: list[str]
) -> None:
    corrected = "corrected:\n  - on: 2026-02-15\n    why: A slip.\n    was: {%s}\n"
    site = {
        **good_site(),
        **site_with_places(),
        "promises/declared/pots.yml": pots + corrected % was,
        "promises/places.yml": SHOPS + corrected % "places: {north: {name: Noth Shop, in: Elsewhere}}",
    }
    ledger = ledger_of(write(tmp_path, site), date(2026, 2, 20))
    by_place = events(ledger).by_place
    told = [sorted(key for key in _days(by_place[name]) if "corrected" in key) for name in ("north", "south", "old")]
    assert told == [of_north, of_south, []]
