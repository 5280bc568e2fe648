"""The pages of what followed from the figures: shortfalls, fixes, remedies, pledges and changes."""

from collections.abc import Iterator
from functools import partial

from service_promises.pages import address
from service_promises.pages.context import Context
from service_promises.pages.i18n import N_
from service_promises.pages.page_source import PageSource
from service_promises.pages.parts.overdue import overdue_view
from service_promises.pages.search_text import fix_texts, pledge_texts
from service_promises.pages.views.changes import changes_view
from service_promises.pages.views.fell_short import fell_short_headline, fell_short_view
from service_promises.pages.views.fixes import fix_views, fixes_headline
from service_promises.pages.views.pledges import pledges_headline, pledges_view
from service_promises.pages.views.put_right import put_right_headline, put_right_view


def pages_of_follow_up(context: Context) -> Iterator[PageSource]:
    """What fell short, what was fixed, put right and pledged, and what changed."""
    ledger, i18n = context.ledger, context.i18n
    yield PageSource(
        address.FELL_SHORT,
        "fell-short.html",
        i18n.voice(N_("Where we fell short"), N_("Where promises fell short")),
        fell_short_headline(context),
        {"view": partial(fell_short_view, context), "overdue": partial(overdue_view, context)},
    )
    yield PageSource(
        address.FIXES,
        "fixes.html",
        i18n.voice(N_("What we said we would fix"), N_("What was to be fixed")),
        fixes_headline(context),
        {"fixes": partial(fix_views, context)},
        search_for=fix_texts(context),
    )
    yield PageSource(
        address.PUT_RIGHT,
        "put-right.html",
        i18n.voice(N_("When we let you down, do we put it right?"), N_("When people are let down, is it put right?")),
        put_right_headline(context),
        {"view": partial(put_right_view, context)},
        search_for=(i18n.say("Refund, compensation, apology, remedy."),),
    )
    if ledger.pledges:
        yield PageSource(
            address.PLEDGES,
            "pledges.html",
            i18n.voice(N_("What we pledged"), N_("What was pledged")),
            pledges_headline(context),
            {"view": partial(pledges_view, context)},
            search_for=pledge_texts(context),
        )
    changes = changes_view(context)
    yield PageSource(
        address.CHANGES, "changes.html", i18n.say("What changed, and why"), changes.headline, {"view": lambda: changes}
    )
