"""The one pipeline that the plugin and the command line both call: files to source to ledger to pages.

Each half is loaded where it is used: of two processes that share the work, each would spend as long on loading what
only the other needs as on its own half.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.ahead import Ahead
from generator.resources import template_folders

if TYPE_CHECKING:
    from generator.ahead import Parts
    from generator.check.problem import Problem
    from generator.ledger.ledger import Ledger
    from generator.pages.site import Page, Site

_SCHEMAS = tuple(f"schemas/{kind}.schema.json" for kind in ("service", "declared", "delivered", "fixes"))


class Found(NamedTuple):
    """What came of the files of a site."""

    problems: tuple[Problem, ...]
    """Errors and warnings, sorted by place."""
    ledger: Ledger | None
    """None when any problem is an error: nothing is half-published."""


def find(root: Path, as_of: date, *, warn: bool = True) -> Found:
    """Read what stands in `promises/` in a folder, and judge it on a day.

    Without `warn`, nothing is looked for that would not keep the site from being published.
    """
    from generator.source import read  # noqa: PLC0415 - said above

    reading = read(root, as_of, warn=warn)
    return Found(reading.problems, reading.ledger)


def site_of(ledger: Ledger, root: Path, site_url: str | None) -> Site:
    """Say what the pages of a site will be; templates of its own in `templates/` come before ours.

    Without `site_url`, what needs the address of the site is left out. Raises TemplateFault where a template of
    the site's own can't be used; so do the makers of pages.
    """
    from generator.pages.site import make_site  # noqa: PLC0415 - said above

    site = make_site(ledger, template_folders(root), site_url)
    # The schemas describe the files that staff edit, which is why the pages know nothing of them.
    return site._replace(files={**site.files, **{path: partial(_schema, path) for path in _SCHEMAS}})


class Making:
    """The making of one site, begun at once, and in a second process where that can be."""

    def __init__(self, root: Path, as_of: date, warn: bool) -> None:
        """Begin to find; `root`, `as_of` and `warn` as there."""
        self.asked = root, as_of, warn
        self._root = root
        self._ahead = self._begin()

    def found(self, site_url: str | None) -> tuple[Found, Site | None]:
        """What was found, and the site it makes unless any problem is an error; raises as `site_of` does."""
        state, found = self._ahead.found(site_url)
        if state != _state(self._root):
            # Written to since it was begun: by somebody while this build waited for another, or by a hook.
            self._ahead.close()
            self._ahead = self._begin()
            state, found = self._ahead.found(site_url)
        if found.ledger is None:
            return found, None
        site = site_of(found.ledger, self._root, site_url)
        self._ahead.share(_parts(site))
        return found, site

    def part(self, name: str) -> bytes:
        """The HTML of a page, by its address, or the content of a file, by its path, once the site is known."""
        return self._ahead.get(name)

    def close(self) -> None:
        """Leave nothing running; to be called as often as anybody likes."""
        self._ahead.close()

    def _begin(self) -> Ahead[tuple[_State, Found], str | None]:
        return Ahead(partial(_find, *self.asked), partial(_parts_of, self._root))


_State = tuple[tuple[str, int, int], ...]
"""Every file that a site is made of, with when it was changed and its size."""


def _state(root: Path) -> _State:
    state = []
    for top in ("promises", "templates"):
        for folder, _, names in os.walk(root / top):
            for name in names:
                path = os.path.join(folder, name)  # noqa: PTH118 -- there are hundreds, and Path takes its time
                with suppress(OSError):
                    status = os.lstat(path)
                    state.append((path, status.st_mtime_ns, status.st_size))
    return tuple(sorted(state))


def _find(root: Path, as_of: date, warn: bool) -> tuple[_State, Found]:
    # The state first: what is written while it is read shall be seen.
    state = _state(root)
    return state, find(root, as_of, warn=warn)


def _parts(site: Site) -> Parts:
    """What makes each part, in the order that serves two who begin at its ends.

    The schemas come first, since who found the ledger has loaded what they are made of; what goes through the whole
    ledger comes last, since with such a part begun at the end one would have to wait for the other.
    """
    schemas = {path: site.files[path] for path in _SCHEMAS}
    pages = {address: partial(_encoded, page) for address, page in site.pages.items()}
    long = {address: pages.pop(address) for address in site.long}
    return {**schemas, **pages, **long, **site.files}


def _parts_of(root: Path, read: tuple[_State, Found], site_url: str | None) -> Parts:
    _, found = read
    return _parts(site_of(found.ledger, root, site_url)) if found.ledger else {}


def _encoded(page: Page) -> bytes:
    return page.html().encode()


def _schema(path: str) -> bytes:
    from generator.source.schemas import schema_makers  # noqa: PLC0415 - said above

    return schema_makers()[path]()
