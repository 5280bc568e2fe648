"""The whole site: every page and file, by address; nothing is written here (DESIGN.md section 7).

What a page is called and answers is known at once; its HTML, and the content of a file, is made when asked for,
so that whoever builds the site never holds all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from service_promises.ledger.ledger import Ledger
from service_promises.outputs.corrections_csv import CORRECTIONS, corrections_csv
from service_promises.outputs.deliveries_csv import DELIVERIES, deliveries_csv, delivery_rows
from service_promises.outputs.fixes_csv import FIXES, fixes_csv
from service_promises.outputs.ledger_json import LEDGER, ledger_json, recipe_view
from service_promises.outputs.promises_json import PROMISES, promises_json
from service_promises.pages import address
from service_promises.pages.context import Context
from service_promises.pages.i18n import N_, I18n
from service_promises.pages.markdown import bare, line, prose
from service_promises.pages.renderer import Renderer
from service_promises.pages.templates import first_of, stylesheet
from service_promises.pages.views.about_pages import concerns_of, dataset, downloads, judging_view
from service_promises.pages.views.changes import changes_view
from service_promises.pages.views.fell_short import fell_short_headline, fell_short_view
from service_promises.pages.views.fixes import fix_views, fixes_headline
from service_promises.pages.views.home import home_headline, home_view
from service_promises.pages.views.month import month_headline, month_lines, month_view
from service_promises.pages.views.promise import promise_view
from service_promises.pages.views.year import year_view, years_of
from service_promises.source.documents.json_schemas import schema_makers

STYLES = "assets/promises.css"


class Page(NamedTuple):
    """A page, ready to be put into the content area of whatever builds the site."""

    title: str
    description: str
    """One sentence of plain text."""
    lead: str
    """The straight answer as short HTML: all that a search index needs to hold."""
    searchable: bool
    html: Callable[[], str]
    """Makes the page: one HTML block without blank lines, its own `h1` included."""


class Site(NamedTuple):
    """Everything that is generated."""

    pages: Mapping[str, Page]
    """By address, without slashes at the ends; "" is the home page."""
    files: Mapping[str, Callable[[], bytes]]
    """What makes the content of each file, by path; after a page that is made of the same, or a file that is."""
    notice: str
    """HTML for the top of every page, or empty."""
    footer: str
    """HTML of the invitation for the foot of every page."""
    lost: str
    """HTML of what is said where there is no page."""


def make_site(ledger: Ledger, templates: Sequence[Path], site_url: str | None) -> Site:
    """Turn a ledger into a site.

    `templates` are folders, first match first. Without `site_url`, what needs the address of the site is
    left out. Raises TemplateFault where a template of the site's own can't be used; so do the makers of pages.
    """
    service = ledger.service
    i18n = I18n(service.language, service.name, speaks_for_itself=service.published_by is None)
    context = Context(ledger, i18n)
    renderer = Renderer(templates, i18n)
    rows = cache(partial(delivery_rows, ledger))
    return Site(
        pages=dict(_pages(context, renderer, site_url)),
        files={
            LEDGER: lambda: ledger_json(ledger, context.sealed).encode(),
            **dict(_moved(ledger, renderer)),
            DELIVERIES: lambda: deliveries_csv(rows().values()).encode(),
            PROMISES: lambda: promises_json(ledger, rows()).encode(),
            CORRECTIONS: lambda: corrections_csv(ledger).encode(),
            FIXES: lambda: fixes_csv(ledger).encode(),
            STYLES: partial(_styles, templates),
            # They describe the files that staff edit, which is why the pages know nothing of them.
            **schema_makers(),
        },
        notice=str(line(service.notice)) if service.notice else "",
        footer=renderer.page("partials/footer.html", "", service=service),
        lost=renderer.page("partials/lost.html", ""),
    )


def _moved(ledger: Ledger, renderer: Renderer) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """A page that leads on, at each address that a promise had before."""

    def make(place: str, title: str, target: str) -> bytes:
        return f"{renderer.page('pages/moved.html', place, title=title, target=target)}\n".encode()

    for name, promise in ledger.promises.items():
        for old in promise.was:
            place = address.of_promise(old)
            title = bare(promise.term_now.promise)
            yield f"{place}/index.html", partial(make, place, title, address.of_promise(name))


def _promises_headline(context: Context) -> str:
    i18n, ended = context.i18n, len(context.ledger.promises) - len(context.standing)
    headline = i18n.count("%(number)s promise stands.", "%(number)s promises stand.", len(context.standing))
    if not ended:
        return headline
    return f"{headline} " + i18n.count("%(number)s has ended.", "%(number)s have ended.", ended)


def _styles(templates: Sequence[Path]) -> bytes:
    return stylesheet(first_of(templates, STYLES))


def _pages(context: Context, renderer: Renderer, site_url: str | None) -> Iterator[tuple[str, Page]]:
    ledger, i18n = context.ledger, context.i18n
    service = ledger.service

    def page(
        place: str,
        template: str,
        title: str,
        lead: str,
        *,
        searchable: bool = True,
        **view: Callable[[], object],
    ) -> tuple[str, Page]:
        def html() -> str:
            made = {name: make() for name, make in view.items()}
            return renderer.page(
                f"pages/{template}", place, title=title, lead=lead, context=context, service=service, **made
            )

        return place, Page(
            title,
            f"{title.removesuffix('.')}. {bare(lead)}" if lead else title,
            str(Markup("<h1>{}</h1>{}").format(title, prose(lead))),
            searchable,
            html,
        )

    home = cache(partial(home_view, context))
    title = i18n.say("%(name)s: promised and delivered", name=service.name)
    yield page(address.HOME, "home.html", title, home_headline(context), home=home)
    yield page(
        address.PROMISES,
        "promises.html",
        i18n.say("Every promise"),
        _promises_headline(context),
        home=home,
    )
    for name, promise in ledger.promises.items():
        newest = context.newest(name)
        lead = context.answer(newest) if newest else i18n.say("Nothing has been reported yet.")
        title = bare(promise.term_now.promise)
        view = partial(promise_view, context, promise)
        yield page(address.of_promise(name), "promise.html", title, lead, view=view)
    yield page(
        address.MONTHS,
        "months.html",
        i18n.say("Every month"),
        i18n.say("Every month, newest first."),
        years=partial(month_lines, context),
    )
    for month in ledger.by_month:
        yield page(
            address.of_month(month),
            "month.html",
            i18n.say("What was delivered in %(month)s", month=i18n.month(month)),
            month_headline(context, month),
            searchable=False,
            view=partial(month_view, context, month),
        )
    for year in years_of(context):
        yield page(
            address.of_year(year),
            "year.html",
            i18n.say("The year %(year)s", year=year),
            i18n.say("Promise by promise, from January to December."),
            searchable=False,
            view=partial(year_view, context, year),
        )
    yield page(
        address.FELL_SHORT,
        "fell-short.html",
        i18n.voice(N_("Where we fell short"), N_("Where promises fell short")),
        fell_short_headline(context),
        view=partial(fell_short_view, context),
    )
    yield page(
        address.FIXES,
        "fixes.html",
        i18n.voice(N_("What we said we would fix"), N_("What was to be fixed")),
        fixes_headline(context),
        fixes=partial(fix_views, context),
    )
    changes = changes_view(context)
    yield page(
        address.CHANGES,
        "changes.html",
        i18n.say("What changed, and why"),
        changes.headline,
        view=lambda: changes,
    )
    yield page(
        address.PURPOSE,
        "purpose.html",
        i18n.voice(N_("What our service is for"), N_("What this service is for")),
        "",
        promises=lambda: context.standing,
        concerns=partial(concerns_of, context),
    )
    yield page(
        address.STAFF_MAY,
        "staff-may.html",
        i18n.say("What staff may do without asking anybody"),
        i18n.say("For each promise, what the people on the front line may do to put things right."),
        promises=lambda: context.standing,
    )
    yield page(
        address.HOW_WE_JUDGE,
        "how-we-judge.html",
        i18n.say("How the verdicts are made"),
        i18n.say(
            "Every verdict is computed from the figures. Nobody writes it, and no explanation moves it."
        ),
        view=partial(judging_view, context),
    )
    yield page(
        address.NOT_PROMISED,
        "not-promised.html",
        i18n.voice(N_("What we do not promise"), N_("What is not promised")),
        "",
    )
    yield page(
        address.DATA,
        "data.html",
        i18n.say("The data"),
        i18n.say("Everything on these pages can be downloaded."),
        downloads=partial(downloads, i18n),
        recipe=lambda: recipe_view(context.sealed, i18n),
        ledger_path=lambda: LEDGER,
        dataset=lambda: dataset(context, site_url) if site_url else None,
    )
