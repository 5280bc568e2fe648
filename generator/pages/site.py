"""The whole site: every page and file, by address; nothing is written here (DESIGN.md section 7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from generator.ledger.ledger import Ledger
from generator.pages import address
from generator.pages.changes import changes_view
from generator.pages.corrections_file import CORRECTIONS, corrections_csv
from generator.pages.data import DELIVERIES, deliveries_csv
from generator.pages.desk import Desk
from generator.pages.environment import Renderer
from generator.pages.fell_short import fell_short_view
from generator.pages.fixes import fix_views, fixes_headline
from generator.pages.fixes_file import FIXES, fixes_csv
from generator.pages.home import home_view
from generator.pages.in_full import PROMISES, promises_json
from generator.pages.ledger_file import LEDGER, ledger_json, recipe_view
from generator.pages.month import month_headline, month_lines, month_view
from generator.pages.promise import promise_view
from generator.pages.prose import bare, line, prose
from generator.pages.reference import concerns_of, dataset, downloads, judging_view
from generator.pages.words import N_, Words
from generator.pages.year import year_view, years_of

STYLES = "assets/promises.css"


@dataclass(frozen=True, slots=True)
class Page:
    """A page, ready to be put into the content area of whatever builds the site."""

    title: str
    description: str
    """One sentence of plain text."""
    html: str
    """One HTML block without blank lines, its own `h1` included."""
    lead: str
    """The straight answer as short HTML: all that a search index needs to hold."""
    searchable: bool


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that is generated."""

    pages: Mapping[str, Page]
    """By address, without slashes at the ends; "" is the home page."""
    files: Mapping[str, bytes]
    """By path."""
    notice: str
    """HTML for the top of every page, or empty."""
    footer: str
    """HTML of the invitation for the foot of every page."""


def make_site(ledger: Ledger, templates: Sequence[Path], site_url: str | None) -> Site:
    """Turn a ledger into a site.

    `templates` are folders, first match first. Without `site_url`, what needs the address of the site is
    left out.
    """
    service = ledger.service
    words = Words(service.language, service.name, speaks_for_itself=service.published_by is None)
    desk = Desk(ledger, words)
    renderer = Renderer(templates, words)
    return Site(
        pages=dict(_pages(desk, renderer, site_url)),
        files={
            **dict(_moved(ledger, renderer)),
            DELIVERIES: deliveries_csv(ledger).encode(),
            PROMISES: promises_json(ledger).encode(),
            CORRECTIONS: corrections_csv(ledger).encode(),
            FIXES: fixes_csv(ledger).encode(),
            LEDGER: ledger_json(ledger, desk.sealed).encode(),
            STYLES: _asset(templates, "promises.css"),
        },
        notice=str(line(service.notice)) if service.notice else "",
        footer=str(renderer.page("partials/footer.html", "", service=service)),
    )


def _moved(ledger: Ledger, renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """A page that leads on, at each address that a promise had before."""
    for name, promise in ledger.promises.items():
        for old in promise.was:
            place = address.of_promise(old)
            html = renderer.page(
                "pages/moved.html",
                place,
                title=bare(promise.term_now.wording),
                target=address.of_promise(name),
            )
            yield f"{place}/index.html", f"{html}\n".encode()


def _asset(templates: Sequence[Path], name: str) -> bytes:
    return next(
        folder / "assets" / name for folder in templates if (folder / "assets" / name).is_file()
    ).read_bytes()


def _pages(desk: Desk, renderer: Renderer, site_url: str | None) -> Iterator[tuple[str, Page]]:
    ledger, words = desk.ledger, desk.words
    service = ledger.service

    def page(
        place: str, template: str, title: str, lead: str, *, searchable: bool = True, **view: object
    ) -> tuple[str, Page]:
        html = renderer.page(
            f"pages/{template}", place, title=title, lead=lead, desk=desk, service=service, **view
        )
        return place, Page(
            title,
            f"{title.removesuffix('.')}. {bare(lead)}" if lead else title,
            # From here on the HTML is text like any other: nothing may escape it again.
            str(html),
            str(Markup("<h1>{}</h1>{}").format(title, prose(lead))),
            searchable,
        )

    home = home_view(desk)
    title = words.say("%(name)s: promised and delivered", name=service.name)
    yield page(address.HOME, "home.html", title, home.headline, home=home)
    yield page(
        address.PROMISES,
        "promises.html",
        words.say("Every promise"),
        words.count("%(number)s promise.", "%(number)s promises.", len(ledger.promises)),
        home=home,
    )
    for name, promise in ledger.promises.items():
        view = promise_view(desk, promise)
        lead = " ".join(view.newest.answer) if view.newest else words.say("Nothing has been reported yet.")
        yield page(address.of_promise(name), "promise.html", bare(view.term.wording), lead, view=view)
    yield page(
        address.MONTHS,
        "months.html",
        words.say("Every month"),
        words.say("Every month, newest first."),
        years=month_lines(desk),
    )
    for month in ledger.by_month:
        yield page(
            address.of_month(month),
            "month.html",
            words.say("What was delivered in %(month)s", month=words.month(month)),
            month_headline(desk, month),
            searchable=False,
            view=month_view(desk, month),
        )
    for year in years_of(desk):
        yield page(
            address.of_year(year),
            "year.html",
            words.say("The year %(year)s", year=year),
            words.say("Promise by promise, from January to December."),
            searchable=False,
            view=year_view(desk, year),
        )
    shortfalls = fell_short_view(desk)
    yield page(
        address.FELL_SHORT,
        "fell-short.html",
        words.voice(N_("Where we fell short"), N_("Where promises fell short")),
        shortfalls.headline,
        view=shortfalls,
    )
    yield page(
        address.FIXES,
        "fixes.html",
        words.voice(N_("What we said we would fix"), N_("What was to be fixed")),
        fixes_headline(desk),
        fixes=fix_views(desk),
    )
    changes = changes_view(desk)
    yield page(
        address.CHANGES, "changes.html", words.say("What changed, and why"), changes.headline, view=changes
    )
    yield page(
        address.PURPOSE,
        "purpose.html",
        words.voice(N_("What our service is for"), N_("What this service is for")),
        "",
        promises=desk.standing,
        concerns=concerns_of(desk),
    )
    yield page(
        address.STAFF_MAY,
        "staff-may.html",
        words.say("What staff may do without asking anybody"),
        words.say("For each promise, what the people on the front line may do to put things right."),
        promises=desk.standing,
    )
    yield page(
        address.HOW_WE_JUDGE,
        "how-we-judge.html",
        words.say("How the verdicts are made"),
        words.say(
            "Every verdict is computed from the figures. Nobody writes it, and no explanation moves it."
        ),
        view=judging_view(desk),
    )
    yield page(
        address.NOT_PROMISED,
        "not-promised.html",
        words.voice(N_("What we do not promise"), N_("What is not promised")),
        "",
    )
    yield page(
        address.DATA,
        "data.html",
        words.say("The data"),
        words.say("Everything on these pages can be downloaded."),
        downloads=downloads(words),
        recipe=recipe_view(desk.sealed, words),
        ledger_path=LEDGER,
        dataset=dataset(desk, site_url) if site_url else None,
    )
