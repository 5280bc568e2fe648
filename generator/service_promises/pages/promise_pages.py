"""The pages of promises: the list of them, their areas, and each promise."""

from collections.abc import Iterator
from functools import partial

from service_promises.pages import address
from service_promises.pages.context import Context
from service_promises.pages.follow import promise_feeds
from service_promises.pages.markdown import bare
from service_promises.pages.page_source import PageSource
from service_promises.pages.place_pages import pages_of_promise_at_places
from service_promises.pages.search_text import ENDED, IN_FORCE, promise_texts
from service_promises.pages.views.area import area_headline, area_lines, area_view
from service_promises.pages.views.embed import embedding
from service_promises.pages.views.promise import promise_view
from service_promises.pages.views.promise_list import promise_list_headline, promise_list_view


def pages_of_promises(context: Context) -> Iterator[PageSource]:
    """The list of promises, each area and each promise, with its places where it is made at some."""
    ledger, i18n = context.ledger, context.i18n
    yield PageSource(
        address.PROMISES,
        "promises.html",
        i18n.say("Every promise"),
        promise_list_headline(context),
        {"view": partial(promise_list_view, context)},
    )
    if ledger.service.areas:
        yield PageSource(
            address.AREAS,
            "areas.html",
            i18n.say("Every area"),
            i18n.say("The promises by what they are about, each with its newest figures."),
            {"areas": partial(area_lines, context)},
        )
        for area in context.areas:
            yield PageSource(
                address.of_area(area.id),
                "area.html",
                area.name,
                area_headline(context, area),
                {"view": partial(area_view, context, area)},
                search_for=(area.about,),
            )
    for name, promise in ledger.promises.items():
        newest = context.newest(name)
        yield PageSource(
            address.of_promise(name),
            "promise.html",
            bare(promise.name_in(None)),
            context.summary(newest) if newest else i18n.say("Nothing has been reported yet."),
            {"view": partial(promise_view, context, promise), "embedding": partial(embedding, context, promise)},
            search_for=promise_texts(context, promise),
            also_called=promise.also_called,
            search_boost=IN_FORCE if context.is_in_force(promise) else ENDED,
            feeds=promise_feeds(context, promise),
            newest=newest,
        )
        yield from pages_of_promise_at_places(context, promise)
