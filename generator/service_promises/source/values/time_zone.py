"""How time zones are written: by the names of the IANA time zone database."""

import re
from datetime import tzinfo
from functools import cache
from importlib.resources import files
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from service_promises.source.values.invalid import named_error
from service_promises.source.values.scalars import Scalar, text_of
from service_promises.source.values.suggest import nearest

_OFFSET = re.compile(r"[+-]\d+$")
"""A name that ends so counts the hours the other way round: Etc/GMT+1 is an hour behind, where people write GMT+1 for one
ahead."""


def time_zone(value: Any) -> str:
    """The name of a time zone."""
    text = text_of(value, "a time zone").strip()
    if text in _names():
        return text
    near = _near(text)
    raise named_error("time-zone-like" if near else "time-zone", near=near)


def zone_of(name: str) -> tzinfo | None:
    """The time zone of a name; None where there is none."""
    return ZoneInfo(name) if name in _names() else None


def _near(text: str) -> str | None:
    """The name that was meant: written with other capitals, as a city alone, or mistyped."""
    written = re.sub(r"\s+", "_", text).casefold()
    cities: dict[str, str] = {}
    for name in _names():
        if name.casefold() == written:
            return name
        if not _OFFSET.search(name):
            cities[name.rpartition("/")[2].casefold()] = name
    return cities.get(written) or (nearest(text, _names()) if "/" in text else None)


@cache
def _names() -> dict[str, None]:
    """Every name, in the order of the alphabet."""
    return dict.fromkeys(sorted(files("tzdata").joinpath("zones").read_text("ascii").split()))


TIME_ZONE = Scalar(time_zone, {"type": "string", "pattern": r"^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$"})
TimeZone = Annotated[str, TIME_ZONE]
