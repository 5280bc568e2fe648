"""The pages of places: the list of them, each place, and each promise at every place."""

from collections.abc import Iterator
from functools import partial

from service_promises.ledger.promises.promise import Promise
from service_promises.pages import address
from service_promises.pages.context import Context
from service_promises.pages.follow import place_feeds
from service_promises.pages.markdown import clause
from service_promises.pages.page_source import PageSource
from service_promises.pages.place_sections import every_place_section, place_sections
from service_promises.pages.views.place import place_headline, place_view
from service_promises.pages.views.places import (
    places_headline,
    places_title,
    places_view,
    section_headline,
    section_name,
)
from service_promises.pages.views.promise_places import (
    has_places,
    promise_places_headline,
    promise_places_view,
    sections_of_promise,
)


def pages_of_places(context: Context) -> Iterator[PageSource]:
    """The list of places, its sections where it is long, and each place; none where there are no places."""
    if not context.places:
        return
    title = places_title(context)
    yield PageSource(
        address.PLACES, "places.html", title, places_headline(context), {"view": partial(places_view, context)}
    )
    for section in every_place_section(place_sections(context.places.values())):
        yield PageSource(
            address.of_place_section(section.id),
            "places.html",
            context.i18n.say("%(title)s: %(section)s", title=title, section=section_name(context, section)),
            section_headline(context, section),
            {"view": partial(places_view, context, section)},
            searchable=False,
        )
    for place in context.places.values():
        yield PageSource(
            address.of_place(place.id),
            "place.html",
            place.name,
            place_headline(context, place),
            {"view": partial(place_view, context, place)},
            also_called=place.also_called,
            feeds=place_feeds(context, place),
        )


def pages_of_promise_at_places(context: Context, promise: Promise) -> Iterator[PageSource]:
    """A promise at every place, and its sections where there are very many; none where it is made at no places."""
    if not has_places(context, promise.id):
        return
    i18n = context.i18n
    title = i18n.say(
        "%(promise)s: every %(place)s", promise=clause(promise.name_in(None)), place=context.ledger.places.called.one
    )
    headline = promise_places_headline(context, promise)
    yield PageSource(
        address.of_promise_places(promise.id),
        "promise-places.html",
        title,
        headline,
        {"view": partial(promise_places_view, context, promise)},
        searchable=False,
    )
    for section in every_place_section(sections_of_promise(context, promise)):
        yield PageSource(
            address.of_promise_places(promise.id, section.id),
            "promise-places.html",
            i18n.say("%(title)s: %(section)s", title=title, section=section_name(context, section)),
            headline,
            {"view": partial(promise_places_view, context, promise, section)},
            searchable=False,
        )
