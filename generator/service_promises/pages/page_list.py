"""Every page of the site: its address, its template, what it is called and answers, and what it shows.

To add a page is to add it here, with a template in `templates/pages/` and a view in `pages/views/`.
"""

from collections.abc import Callable, Iterator
from functools import partial

from service_promises.pages import address
from service_promises.pages.context import Context
from service_promises.pages.follow import promise_feeds, site_feeds
from service_promises.pages.i18n import N_
from service_promises.pages.markdown import bare
from service_promises.pages.page import Page
from service_promises.pages.page_source import PageSource, page_of
from service_promises.pages.parts.overdue import overdue_view
from service_promises.pages.place_pages import pages_of_places, pages_of_promise_at_places
from service_promises.pages.rendering.renderer import Renderer
from service_promises.pages.search_text import (
    ENDED,
    IN_FORCE,
    fix_texts,
    not_promised_texts,
    pledge_texts,
    promise_texts,
)
from service_promises.pages.time_pages import pages_of_time
from service_promises.pages.views.about_pages import concerns_of, judging_view
from service_promises.pages.views.area import area_headline, area_lines, area_view
from service_promises.pages.views.changes import changes_view
from service_promises.pages.views.data import DataView
from service_promises.pages.views.embed import embedding
from service_promises.pages.views.fell_short import fell_short_headline, fell_short_view
from service_promises.pages.views.fixes import fix_views, fixes_headline
from service_promises.pages.views.home import home_headline, home_view
from service_promises.pages.views.pledges import pledges_headline, pledges_view
from service_promises.pages.views.promise import promise_view
from service_promises.pages.views.promise_list import promise_list_headline, promise_list_view
from service_promises.pages.views.put_right import put_right_headline, put_right_view


def page_list(context: Context, renderer: Renderer, data: Callable[[], DataView]) -> dict[str, Page]:
    """Every page by its address, without slashes at the ends; "" is the home page.

    `data` makes what `/data/` says, of published files that pages know nothing of.
    """
    sources = (*_sources(context), _data_page(context, data))
    return {source.address: page_of(source, context, renderer) for source in sources}


def page_addresses(context: Context) -> set[str]:
    """The address of every page, as `page_list` has them."""
    return {*(source.address for source in _sources(context)), address.DATA}


def _sources(context: Context) -> Iterator[PageSource]:
    ledger, i18n = context.ledger, context.i18n
    yield PageSource(
        address.HOME,
        "home.html",
        context.title,
        home_headline(context),
        {"home": partial(home_view, context), "areas": partial(area_lines, context)},
        search_for=(
            i18n.say("Complain, complaint, contact, feedback: how to tell us."),
            *(way.name for way in ledger.service.reach_us),
        ),
        feeds=site_feeds(context),
    )
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
    yield from pages_of_places(context)
    yield from pages_of_time(context)
    yield PageSource(
        address.FELL_SHORT,
        "fell-short.html",
        i18n.voice(N_("Where we fell short"), N_("Where promises fell short")),
        fell_short_headline(context),
        {"view": partial(fell_short_view, context), "overdue": partial(overdue_view, context)},
    )
    yield PageSource(
        address.FIXES,
        "fixes.html",
        i18n.voice(N_("What we said we would fix"), N_("What was to be fixed")),
        fixes_headline(context),
        {"fixes": partial(fix_views, context)},
        search_for=fix_texts(context),
    )
    yield PageSource(
        address.PUT_RIGHT,
        "put-right.html",
        i18n.voice(N_("When we let you down, do we put it right?"), N_("When people are let down, is it put right?")),
        put_right_headline(context),
        {"view": partial(put_right_view, context)},
        search_for=(i18n.say("Refund, compensation, apology, remedy."),),
    )
    if ledger.pledges:
        yield PageSource(
            address.PLEDGES,
            "pledges.html",
            i18n.voice(N_("What we pledged"), N_("What was pledged")),
            pledges_headline(context),
            {"view": partial(pledges_view, context)},
            search_for=pledge_texts(context),
        )
    changes = changes_view(context)
    yield PageSource(
        address.CHANGES, "changes.html", i18n.say("What changed, and why"), changes.headline, {"view": lambda: changes}
    )
    yield PageSource(
        address.PURPOSE,
        "purpose.html",
        i18n.voice(N_("What our service is for"), N_("What this service is for")),
        "",
        {"concerns": partial(concerns_of, context)},
        search_for=(ledger.service.for_,),
    )
    yield PageSource(
        address.STAFF_MAY,
        "staff-may.html",
        i18n.say("What staff may do without asking anybody"),
        i18n.say("For each promise, what the people on the front line may do to put things right."),
    )
    yield PageSource(
        address.HOW_WE_JUDGE,
        "how-we-judge.html",
        i18n.say("How the verdicts are made"),
        i18n.say("A program works out every verdict from the figures. Nobody can write one, and no excuse changes it."),
        {"view": partial(judging_view, context)},
    )
    yield PageSource(
        address.NOT_PROMISED,
        "not-promised.html",
        i18n.voice(N_("What we do not promise"), N_("What is not promised")),
        "",
        search_for=not_promised_texts(ledger.service),
    )


def _data_page(context: Context, data: Callable[[], DataView]) -> PageSource:
    i18n = context.i18n
    return PageSource(
        address.DATA,
        "data.html",
        i18n.say("The data"),
        i18n.say("Everything on these pages can be downloaded."),
        {"view": data},
    )
