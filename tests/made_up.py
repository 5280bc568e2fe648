"""A made-up ledger for tests of pages: all kinds of promise, all verdicts, text in every field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from service_promises.ledger.commitments.commitment import Move
from service_promises.ledger.commitments.fix import Fix, Origin
from service_promises.ledger.commitments.pledge import Pledge, Progress
from service_promises.ledger.delivery import Correction, CustomersSaid, Delivery, Explanation, Letter, Questions, Remedy
from service_promises.ledger.ledger import Ledger, LedgerInput, make_ledger
from service_promises.ledger.periods.month import Coverage, Month
from service_promises.ledger.places import Place, Places
from service_promises.ledger.promises.made_at import ALL, At, NotAt
from service_promises.ledger.promises.promise import Case, Concern, Interim, Kind, Measure, Promise, Term
from service_promises.ledger.promises.target import EVERY_TIME, Direction, Target
from service_promises.ledger.service import Link, NotPromised, Service

AS_OF = date(2026, 7, 5)


def _as_it_is(text: str) -> str:
    return text


def counts(due: int, kept: int) -> Delivery:
    """A record of cases counted."""
    return Delivery(due=Decimal(due), kept=Decimal(kept))


def ledger(
    mark: Callable[[str], str] = _as_it_is, *, published_by: bool = False, language: str = "en-GB", as_of: date = AS_OF
) -> Ledger:
    """The ledger of a made-up workshop; `mark` is applied to every text that staff wrote."""
    service = Service(
        name=mark("Example Widgets"),
        about=mark("We mend widgets."),
        for_=mark("Widgets that work."),
        covers=Coverage(Month(2026, 1)),
        reach_us=(Link(mark("Write to us"), "mailto:hello@example.org"),),
        language=language,
        answer_back="https://example.org/answer?promise={promise}&month={month}",
        not_promised=(NotPromised(mark("Speed"), mark("It takes care."), mark("Patience.")),),
        hide_counts_below=3,
        licence=Link(mark("A licence"), "https://example.org/licence"),
        notice=mark("All of this is made up."),
        published_by=Link(mark("A watchdog"), "https://example.org/watchdog") if published_by else None,
    )
    each = Measure(
        kind=Kind.EACH,
        counts=mark("Widgets handed in."),
        source=mark("The job book."),
        leaves_out=mark("Widgets beyond mending."),
        case=Case(mark("widget"), mark("widgets")),
    )
    level = Measure(
        kind=Kind.LEVEL,
        counts=mark("Calls."),
        source=mark("The telephone log."),
        figure=mark("Median wait"),
        unit=mark("minutes"),
    )
    done = Measure(kind=Kind.DONE, counts=mark("The yearly count of stock."), source=mark("The stock book."))
    at_least = Target("at least 90%", Direction.AT_LEAST, Decimal(90))
    stronger = Target("at least 95%", Direction.AT_LEAST, Decimal(95))
    promises = [
        Promise(
            id="mended",
            terms=(
                Term(since=Month(2026, 1), promise=mark("We mend it within a day."), measure=each, target=at_least),
                Term(
                    since=Month(2026, 4),
                    promise=mark("We mend it within hours."),
                    measure=each,
                    target=stronger,
                    why=mark("A second workshop."),
                    interim=(Interim(at_least, Month(2026, 4), Month(2026, 6), mark("It takes time.")),),
                ),
            ),
            made_to=mark("everybody"),
            because=mark("People need widgets."),
            concerns=(Concern.ON_TIME, Concern.WHEN_IT_BREAKS),
            owner=mark("the workshop"),
            if_we_fall_short=mark("You pay nothing."),
            area=mark("Workshop"),
            staff_may=mark("Lend a widget."),
        ),
        Promise(
            id="answered",
            terms=(
                Term(
                    since=Month(2026, 1),
                    promise=mark("We answer the telephone."),
                    measure=level,
                    target=Target("at most 7", Direction.AT_MOST, Decimal(7)),
                ),
            ),
            made_to=mark("callers"),
            because=mark("Waiting is dull."),
            concerns=(Concern.AS_EASY,),
            owner=mark("the desk"),
            if_we_fall_short=mark("We call back."),
            ends=Month(2026, 5),
            ends_why=mark("Nobody called."),
            replaced_by="mended",
            also_measured=True,
            corrected=(Correction(date(2026, 4, 2), {"unit": mark("hours")}, mark("A slip.")),),
        ),
        Promise(
            id="counted",
            terms=(Term(since=Month(2026, 1), promise=mark("We count our stock."), measure=done, target=EVERY_TIME),),
            made_to=mark("everybody"),
            because=mark("Stock runs out."),
            concerns=(Concern.AS_DESCRIBED, Concern.AT_THE_PRICE),
            owner=mark("the store"),
            if_we_fall_short=mark("We count again."),
            due_in=frozenset({3, 6}),
            covers=Coverage(Month(2026, 1), Month(2026, 6)),
        ),
    ]
    promises.append(
        Promise(
            id="lent",
            terms=(Term(since=Month(2026, 1), promise=mark("We lend you a widget."), measure=each, target=at_least),),
            made_to=mark("everybody"),
            because=mark("A day without a widget is long."),
            concerns=(Concern.WHEN_IT_BREAKS,),
            owner=mark("the store"),
            if_we_fall_short=mark("You pay nothing."),
            at=At(ALL, Month(2026, 2)),
            not_at=(NotAt(("north",), Month(2026, 3), Month(2026, 3), mark("The floor was being laid.")),),
        )
    )
    places = Places(
        called=Case(mark("shop"), mark("shops")),
        places={
            "north": Place("north", mark("North Street"), mark("In town"), (mark("The old shop"),)),
            "market": Place("market", mark("Market stall"), until=Month(2026, 4), became="south"),
            "south": Place("south", mark("South Street"), mark("In town"), since=Month(2026, 5), was=("mill",)),
        },
    )
    account = Explanation(what_happened=mark("Rain came in."), why=mark("The roof was old."))
    d = Decimal
    deliveries = {
        ("mended", Month(2026, 1)): Delivery(due=d(200), kept=d(200), provisional=mark("Two books to come.")),
        ("mended", Month(2026, 2)): Delivery(
            due=d(200),
            kept=d(190),
            reported=date(2026, 3, 20),
            remedy=Remedy(given=d(7), unasked=d(4), late=d(0), paid=mark("Twenty pounds")),
        ),
        ("mended", Month(2026, 3)): Delivery(
            share=d("89.5"),
            fell_short=account,
            not_comparable=mark("A strike."),
            corrected=(
                Correction(date(2026, 5, 1), {"due": d(200), "kept": d(190), "share": None}, mark("Counted twice.")),
            ),
        ),
        ("mended", Month(2026, 4)): Delivery(
            due=d(100),
            kept=d(98),
            above_and_beyond=mark("Tea."),
            customers_said=CustomersSaid(mark("Are you happy?"), d(2), d(2), d(1), (mark("No."),)),
            questions=Questions(d(2), d(1)),
            remedy=Remedy(given=d(1), unasked=d(1), paid=mark("Ten pounds"), updated=date(2026, 6, 2)),
        ),
        ("mended", Month(2026, 5)): Delivery(due=d(0)),
        ("answered", Month(2026, 1)): Delivery(level=d("6.999")),
        ("answered", Month(2026, 2)): Delivery(level=d("7.001"), let_down=d(12), estimated=mark("A guess.")),
        ("answered", Month(2026, 6)): Delivery(level=d(5)),
        ("counted", Month(2026, 3)): Delivery(done=True, on=date(2026, 2, 14)),
    }
    at_places = {
        ("lent", Month(2026, 2)): {"north": Delivery(due=d(50), kept=d(50)), "market": Delivery(due=d(40), kept=d(30))},
        ("lent", Month(2026, 3)): {"market": Delivery(due=d(40), kept=d(36))},
        ("lent", Month(2026, 4)): {"north": Delivery(due=d(0)), "market": Delivery(due=d(20), kept=d(20))},
        ("lent", Month(2026, 5)): {"north": Delivery(due=d(60), kept=d(57))},
    }
    letters = {Month(2026, 2): Letter(mark("Dear all, it rained."))}
    fixes = [
        Fix(
            id="new-roof",
            we_will=mark("Have a new roof."),
            after=(Origin("mended", Month(2026, 3)),),
            by=date(2026, 8, 1),
            owner=mark("the workshop"),
            invested=mark("A year's rent."),
            moved=(Move(date(2026, 6, 1), date(2026, 6, 15), date(2026, 8, 1), mark("No slates.")),),
        )
    ]
    pledges = [
        Pledge(
            id="new-lids",
            we_will=mark("Make ten lids."),
            by=date(2026, 12, 31),
            owner=mark("the workshop"),
            because=mark("A lid is half the pot."),
            area=mark("Lids"),
            target=d(10),
            unit=mark("lids"),
            progress=(Progress(date(2026, 3, 31), d(4), mark("Without knobs.")),),
        )
    ]
    return make_ledger(
        LedgerInput(
            service, promises, deliveries, letters, fixes, pledges=pledges, places=places, place_deliveries=at_places
        ),
        as_of,
    )
