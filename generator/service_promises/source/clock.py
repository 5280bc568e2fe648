"""The only place that reads a clock."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path

YEARS = range(1900, 2200)
"""As in the files: every month up to the day that is judged on is looked at."""

_KEY = b"time_zone"
_LINE = re.compile(r"""^time_zone[ \t]*:[ \t]+["']?([A-Za-z0-9_+/-]+)""", re.MULTILINE)


def judging_day(environment: Mapping[str, str], root: Path) -> date:
    """The day a site is judged on when nobody names one: SOURCE_DATE_EPOCH's, else today.

    Both in the time zone of the service whose `promises/` is in the folder. Raises ValueError with a finished
    sentence when SOURCE_DATE_EPOCH is not a number of seconds.
    """
    zone = time_zone(root)
    seconds = environment.get("SOURCE_DATE_EPOCH")
    if not seconds:
        return datetime.now(zone).date()
    try:
        day = datetime.fromtimestamp(int(seconds), zone).date()
    except (ValueError, OverflowError, OSError):
        day = None
    if day is None or day.year not in YEARS:
        raise ValueError(
            f"SOURCE_DATE_EPOCH must be a number of seconds since 1970, up to the year {YEARS[-1]}, and is {seconds!r}."
        )
    return day


def time_zone(root: Path) -> tzinfo:
    """The time zone that a site's service.yml names; UTC where it names none.

    Every file is judged on a day, so this is read before any of them is. What is wrong with the file is a problem of
    the reading that follows.
    """
    path = root / "promises" / "service.yml"
    try:
        if path.is_symlink() or not path.is_file():
            return UTC
        with path.open("rb") as stream:
            content = stream.read(5_000_000)
    except OSError:
        return UTC
    return _declared(content) or UTC if _KEY in content else UTC


def _declared(content: bytes) -> tzinfo | None:
    from service_promises.source.values.time_zone import zone_of  # noqa: PLC0415 -- most sites name none
    from service_promises.source.yaml.faults import Unreadable  # noqa: PLC0415
    from service_promises.source.yaml.parse import parse  # noqa: PLC0415

    try:
        data = parse(content).data
    except Unreadable:
        line = _LINE.search(content.decode("utf-8", "replace"))
        name: object = line[1] if line else None
    else:
        name = data.get("time_zone") if isinstance(data, dict) else None
    return zone_of(name.strip()) if isinstance(name, str) else None
