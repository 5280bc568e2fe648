"""Addresses of the site; they are for ever and use ids and months."""

from urllib.parse import quote

from service_promises.ledger.periods.month import Month
from service_promises.ledger.periods.year import Year

HOME = ""
PROMISES = "promises"
MONTHS = "months"
AREAS = "areas"
HOW_WE_JUDGE = "how-we-judge"
NOT_PROMISED = "not-promised"
FELL_SHORT = "fell-short"
FIXES = "fixes"
PUT_RIGHT = "put-right"
PLEDGES = "pledges"
CHANGES = "changes"
PURPOSE = "purpose"
STAFF_MAY = "staff-may"
PLACES = "places"
DATA = "data"


def of_promise(promise: str) -> str:
    """The address of a promise's page."""
    return f"{PROMISES}/{promise}"


def of_area(area: str) -> str:
    """The address of an area's page."""
    return f"{AREAS}/{area}"


def of_promise_places(promise: str, section: str = "") -> str:
    """The address of the page of a promise at every place, or at those of a section."""
    return f"{of_promise(promise)}/{PLACES}/{section}".rstrip("/")


def of_place_section(section: str) -> str:
    """The address of a section of the list of places; none is that of a place."""
    return f"{PLACES}/list/{section}"


def of_place(place: str) -> str:
    """The address of a place's page."""
    return f"{PLACES}/{place}"


def of_month(month: Month, section: str = "") -> str:
    """The address of a month's page, or of a section of it."""
    return f"{MONTHS}/{month}/{section}".rstrip("/")


def of_year(year: Year, section: str = "") -> str:
    """The address of a year's page, or of a section of it."""
    return f"years/{year}/{section}".rstrip("/")


def relative(page: str, target: str) -> str:
    """The link from the page at one address to a page or file, true wherever the site is mounted.

    >>> relative("promises/buses", "months/2026-01")
    '../../months/2026-01/'
    """
    up = "../" * (page.count("/") + 1) if page else ""
    is_file = "." in target.rsplit("/", 1)[-1]
    return (up + target + ("" if is_file or not target else "/")) or "./"


def answer_back(template: str, promise: str = "", month: Month | str | None = None, place: str = "") -> str:
    """The address of the "Did we let you down?" form, with the promise, month and place filled in."""
    filled = template.replace("{promise}", quote(promise, safe="")).replace("{place}", quote(place, safe=""))
    return filled.replace("{month}", quote(str(month) if month else "", safe=""))
