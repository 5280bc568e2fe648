"""What pages of tests know."""

from __future__ import annotations

from service_promises.ledger.ledger import Ledger
from service_promises.pages.context import Context
from service_promises.pages.i18n import I18n


def context_of(ledger: Ledger) -> Context:
    """The context of a ledger's pages, in English, where the organisation speaks for itself."""
    return Context(ledger, I18n("en-GB", ledger.service.name, speaks_for_itself=True))
