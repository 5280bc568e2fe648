"""Every page of the site: its address, its template, what it is called and answers, and what it shows.

To add a page is to add it to the module of its kind, with a template in `templates/pages/` and a view in `pages/views/`.
"""

from collections.abc import Callable, Iterator
from functools import partial

from service_promises.pages import address
from service_promises.pages.about_pages import pages_about_service
from service_promises.pages.context import Context
from service_promises.pages.follow import site_feeds
from service_promises.pages.follow_up_pages import pages_of_follow_up
from service_promises.pages.page import Page
from service_promises.pages.page_source import PageSource, page_of
from service_promises.pages.place_pages import pages_of_places
from service_promises.pages.promise_pages import pages_of_promises
from service_promises.pages.rendering.renderer import Renderer
from service_promises.pages.time_pages import pages_of_time
from service_promises.pages.views.area import area_lines
from service_promises.pages.views.data import DataView
from service_promises.pages.views.home import home_headline, home_view


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
    """What every page is made of, but for that of the data."""
    yield _home_page(context)
    yield from pages_of_promises(context)
    yield from pages_of_places(context)
    yield from pages_of_time(context)
    yield from pages_of_follow_up(context)
    yield from pages_about_service(context)


def _home_page(context: Context) -> PageSource:
    ledger, i18n = context.ledger, context.i18n
    return PageSource(
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


def _data_page(context: Context, data: Callable[[], DataView]) -> PageSource:
    i18n = context.i18n
    return PageSource(
        address.DATA,
        "data.html",
        i18n.say("The data"),
        i18n.say("Everything on these pages can be downloaded."),
        {"view": data},
    )
