"""`calendar.ics`: which figures are due on which day of the year that follows, as iCalendar (RFC 5545).

Written by hand: to load the icalendar library alone takes 4% of the time that a site of 50 promises by 60 months does.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from itertools import groupby

from service_promises.ledger.reporting_dates import ReportingDate, reporting_dates
from service_promises.outputs.published_file import PublishedFile
from service_promises.outputs.registry import SiteContext
from service_promises.pages.follow import CALENDAR
from service_promises.pages.markdown import clause

_MOST_BYTES = 75
_LINE_END = re.compile(r"\r\n?|\n")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def files(site: SiteContext) -> Iterator[PublishedFile]:
    """The calendar of dates by which something is due."""
    yield PublishedFile(CALENDAR, "text/calendar", partial(_content, site), needs_site_url=True)


def _content(site: SiteContext) -> bytes:
    root = site.context.root
    # The day it is judged on, and not a clock, stands for when it was made.
    stamp = f"{site.context.ledger.as_of:%Y%m%d}T000000Z"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//service-promises//reporting dates//EN",
        f"X-WR-CALNAME:{_text(site.context.title)}",
    ]
    for day, due in groupby(reporting_dates(site.context.ledger), key=lambda one: one.day):
        due_then = [*due]
        lines += [
            "BEGIN:VEVENT",
            f"UID:{root}calendar/{day}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
            "TRANSP:TRANSPARENT",  # nobody is busy on that day
            f"SUMMARY:{_text(_summary(site, due_then))}",
            "DESCRIPTION:" + _text("\n".join(_line(site, one) for one in due_then)),
            f"URL:{root}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return b"".join(map(_folded, lines))


def _text(text: str) -> str:
    """A text as the value of a property."""
    escaped = re.sub(r"[\\;,]", r"\\\g<0>", text)
    return _CONTROL.sub("", _LINE_END.sub(r"\\n", escaped))


def _folded(line: str) -> bytes:
    """A line in pieces of 75 bytes at most, each but the first behind a space, none cut within a character."""
    pieces, rest = [], line.encode()
    while len(rest) > _MOST_BYTES:
        cut = _MOST_BYTES
        while rest[cut] & 0b1100_0000 == 0b1000_0000:  # within a character
            cut -= 1
        pieces.append(rest[:cut])
        rest = b" " + rest[cut:]
    return b"\r\n".join([*pieces, rest]) + b"\r\n"


def _summary(site: SiteContext, due: list[ReportingDate]) -> str:
    i18n = site.context.i18n
    periods = sorted({one.period for one in due}, reverse=True)
    return i18n.say(
        "%(name)s: the figures for %(periods)s are due",
        name=site.context.ledger.service.name,
        periods=i18n.listed([i18n.period(period) for period in periods]),
    )


def _line(site: SiteContext, one: ReportingDate) -> str:
    i18n = site.context.i18n
    return i18n.say(
        "%(promise)s: %(period)s", promise=clause(one.promise.name_in(None)), period=i18n.period(one.period)
    )
