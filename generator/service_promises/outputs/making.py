"""The making of one site by the pipeline, shared with a second process where that can be."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from service_promises.outputs.ahead import Ahead
from service_promises.outputs.pipeline import SCHEMAS, Found, find, site_of

if TYPE_CHECKING:
    from service_promises.outputs.ahead import Parts
    from service_promises.outputs.site import Page, Site


class Making:
    """A site that is being made, by two processes where that can be; it is begun at once."""

    def __init__(self, root: Path, as_of: date, warn: bool) -> None:
        """Begin with what `find` does; `root`, `as_of` and `warn` as there."""
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
    schemas = {path: site.files[path] for path in SCHEMAS}
    pages = {address: partial(_encoded, page) for address, page in site.pages.items()}
    long = {address: pages.pop(address) for address in site.long}
    return {**schemas, **pages, **long, **site.files}


def _parts_of(root: Path, read: tuple[_State, Found], site_url: str | None) -> Parts:
    _, found = read
    return _parts(site_of(found.ledger, root, site_url)) if found.ledger else {}


def _encoded(page: Page) -> bytes:
    return page.html().encode()
