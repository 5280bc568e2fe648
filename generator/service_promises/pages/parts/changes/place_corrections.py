"""Corrected figures at places as changes in the open; many of one day are one change."""

from collections.abc import Iterator
from datetime import date

from service_promises.ledger.delivery import Correction
from service_promises.ledger.entry import Entry
from service_promises.pages import address
from service_promises.pages.context import Context
from service_promises.pages.parts.changes.change import ChangeView
from service_promises.pages.parts.changes.corrections import CorrectionView, corrections_of

_MOST_ALONE = 5
"""So many corrections of one day stand each by itself; of more, their places are named."""


def of_records_at(context: Context, whole: Entry) -> Iterator[ChangeView]:
    """The corrections of a month of a promise at its places."""
    by_day: dict[date, list[tuple[Entry, Correction, CorrectionView]]] = {}
    for entry in whole.place_entries:
        if entry.delivery and entry.delivery.corrected:
            views = corrections_of(context, entry)
            for correction, view in zip(entry.delivery.corrected, views, strict=True):
                by_day.setdefault(correction.on, []).append((entry, correction, view))
    for of_day in by_day.values():
        if len(of_day) > _MOST_ALONE:
            yield _together(context, whole, of_day)
        else:
            yield from (_alone(context, *one) for one in of_day)


def _alone(context: Context, entry: Entry, correction: Correction, view: CorrectionView) -> ChangeView:
    i18n, place = context.i18n, entry.place
    return ChangeView(
        correction.on,
        i18n.day(correction.on),
        i18n.say("A figure was corrected at %(place)s", place=place.name if place else ""),
        address.of_place(place.id) if place else address.of_promise(entry.promise.id),
        entry.promise.name_in(entry.term),
        view.was,
        view.now,
        view.why,
        entry.month,
        view.period,
        view.told,
    )


def _together(context: Context, whole: Entry, of_day: list[tuple[Entry, Correction, CorrectionView]]) -> ChangeView:
    i18n = context.i18n
    [first, *_] = of_day
    reasons = dict.fromkeys(correction.why for _, correction, _ in of_day)
    return ChangeView(
        first[1].on,
        i18n.day(first[1].on),
        i18n.count(
            "Figures were corrected at %(number)s %(place)s",
            "Figures were corrected at %(number)s %(place)s",
            len(of_day),
            place=context.ledger.places.called.many,
        ),
        address.of_promise_places(whole.promise.id),
        whole.promise.name_in(whole.term),
        "",
        i18n.listed([entry.place.name for entry, _, _ in of_day if entry.place]),
        " ".join(reasons),
        whole.month,
        i18n.period(whole.period),
    )
