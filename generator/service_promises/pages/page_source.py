"""What a page is made of, and the page made of it."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from markupsafe import Markup

from service_promises.ledger.entry import Entry
from service_promises.pages.context import Context
from service_promises.pages.follow import CALENDAR, FeedLink, site_feeds
from service_promises.pages.markdown import bare, prose, sentence
from service_promises.pages.page import Page
from service_promises.pages.rendering.renderer import Renderer
from service_promises.pages.share import share_image, share_title


class PageSource(NamedTuple):
    """What a page is made of."""

    address: str
    template: str
    """In `templates/pages/`."""
    title: str
    lead: str
    """The summary below the title, Markdown; empty where there is none."""
    views: Mapping[str, Callable[[], object]] = {}
    """What makes the values that the template shows, by the name that it knows them by."""
    searchable: bool = True
    search_for: Iterable[str] = ()
    """What else search finds the page by, Markdown."""
    also_called: tuple[str, ...] = ()
    search_boost: float = 1
    """How much the page weighs among the results of a search."""
    feeds: tuple[FeedLink, ...] | None = None
    """The feeds that the page invites to; None: those of the whole stand in its head alone."""
    newest: Entry | None = None
    """The entry that the page is about."""


def page_of(source: PageSource, context: Context, renderer: Renderer) -> Page:
    """The page; its HTML is made when it is asked for."""
    title, lead = source.title, source.lead

    def html() -> str:
        return renderer.page(
            f"pages/{source.template}",
            source.address,
            title=title,
            lead=lead,
            context=context,
            service=context.ledger.service,
            feeds=source.feeds,
            calendar=CALENDAR,
            url=context.url(source.address),
            **{name: view() for name, view in source.views.items()},
        )

    return Page(
        title,
        f"{sentence(title)} {bare(lead)}" if lead else title,
        str(
            Markup("<h1>{}</h1>{}").format(
                title, Markup("\n").join(map(prose, filter(None, (lead, *source.search_for))))
            )
        ),
        source.searchable,
        source.search_boost,
        tuple(map(bare, source.also_called)),
        html,
        site_feeds(context) if source.feeds is None else source.feeds,
        share_title(context, title, source.newest),
        share_image(context, source.newest),
    )
