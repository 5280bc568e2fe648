"""The sections that the pages of months and years are split into where there are very many promises."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from service_promises.pages.context import Context

MOST_ON_A_PAGE = 250
"""With more promises a page of all of them is split. No promise is ever taken away, so no section's address is."""


class PageSection(NamedTuple):
    """Some of the promises: an area, or those whose ids begin alike."""

    id: str
    """As addresses have it: `mending`, `mending/w`."""
    name: str
    promises: frozenset[str]


def sections_of(context: Context, of: PageSection | None = None) -> tuple[PageSection, ...]:
    """The sections of a long list of promises, or of a section that is still too long; none where it is short."""
    promises = of.promises if of else context.ledger.promises
    if len(promises) <= MOST_ON_A_PAGE:
        return ()
    if of is None and context.ledger.service.areas:
        return tuple(
            PageSection(area.id, area.name, frozenset(area.promises)) for area in context.areas if area.promises
        )
    return tuple(_by_beginning(promises, of))


def every_section(context: Context, of: PageSection | None = None) -> Iterator[PageSection]:
    """All sections, those of sections too."""
    for section in sections_of(context, of):
        yield section
        yield from every_section(context, section)


def _by_beginning(promises: Iterable[str], of: PageSection | None) -> Iterator[PageSection]:
    """Promises by the first sign in which their ids differ."""
    names = sorted(promises)
    # Sorted, all begin with what the first and the last begin with.
    pairs = zip(names[0], names[-1], strict=False)
    shared = next((index for index, (first, last) in enumerate(pairs) if first != last), len(names[0]))
    for beginning, group in groupby(names, key=lambda name: name[: shared + 1]):
        address = f"{of.id}/{beginning}" if of else beginning
        yield PageSection(address, beginning.capitalize(), frozenset(group))
