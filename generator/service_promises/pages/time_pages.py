"""The pages of months and of years."""

from collections.abc import Iterator
from functools import partial

from service_promises.ledger.periods.period import Period
from service_promises.pages import address
from service_promises.pages.context import Context
from service_promises.pages.page_source import PageSource
from service_promises.pages.views.month import (
    month_headline,
    month_lines,
    month_sections,
    month_title,
    month_view,
    section_headline,
)
from service_promises.pages.views.year import year_sections, year_view, years_of


def pages_of_time(context: Context) -> Iterator[PageSource]:
    """The list of months, each month, each year, and their sections where there are any."""
    ledger, i18n = context.ledger, context.i18n
    yield PageSource(
        address.MONTHS,
        "months.html",
        i18n.say("Every month"),
        i18n.say("Every month, newest first."),
        {"years": partial(month_lines, context)},
    )
    for month in ledger.by_month:
        yield PageSource(
            address.of_month(month),
            "month.html",
            month_title(context, month),
            month_headline(context, month),
            {"view": partial(month_view, context, month)},
            searchable=False,
        )
        for section in month_sections(context, month):
            yield PageSource(
                address.of_month(month, section.id),
                "month.html",
                i18n.say("%(title)s: %(section)s", title=month_title(context, month), section=section.name),
                section_headline(context, month, section),
                {"view": partial(month_view, context, month, section)},
                searchable=False,
            )
    for year in years_of(context):
        yield PageSource(
            address.of_year(year),
            "year.html",
            i18n.say("The year %(year)s", year=year),
            i18n.say(
                "%(months)s, promise by promise and month by month.", months=i18n.period(Period(year.first, year.last))
            )
            if ledger.service.year_starts != 1
            else i18n.say("Promise by promise, month by month."),
            {"view": partial(year_view, context, year)},
            searchable=False,
        )
        for section in year_sections(context, year):
            yield PageSource(
                address.of_year(year, section.id),
                "year.html",
                i18n.say("The year %(year)s: %(section)s", year=year, section=section.name),
                i18n.say("Promise by promise, month by month."),
                {"view": partial(year_view, context, year, section)},
                searchable=False,
            )
