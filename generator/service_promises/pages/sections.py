"""The sections that the pages of months and years are split into where there are very many promises."""

from typing import NamedTuple

from service_promises.pages.context import Context

MOST_ON_A_PAGE = 250
"""With more promises a page of all of them is split. No promise is ever taken away, so no section's address is."""


class PageSection(NamedTuple):
    """Some of the promises: an area, or those whose ids begin with one sign."""

    id: str
    """As addresses have it."""
    name: str
    promises: frozenset[str]


def sections_of(context: Context) -> tuple[PageSection, ...]:
    """The sections of a long list of promises, in the order to be shown; none where the list is short."""
    promises = context.ledger.promises
    if len(promises) <= MOST_ON_A_PAGE:
        return ()
    if context.ledger.service.areas:
        return tuple(
            PageSection(area.id, area.name, frozenset(area.promises)) for area in context.areas if area.promises
        )
    initials = sorted({name[0] for name in promises})
    return tuple(
        PageSection(initial, initial.upper(), frozenset(name for name in promises if name[0] == initial))
        for initial in initials
    )
