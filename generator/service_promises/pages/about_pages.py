"""The pages about the service and about this site: what it is for, what it leaves out, how it judges."""

from collections.abc import Iterator
from functools import partial

from service_promises.pages import address
from service_promises.pages.context import Context
from service_promises.pages.i18n import N_
from service_promises.pages.page_source import PageSource
from service_promises.pages.search_text import not_promised_texts
from service_promises.pages.views.about_pages import concerns_of, judging_view


def pages_about_service(context: Context) -> Iterator[PageSource]:
    """What the service is for, what its staff may do, how it is judged and what it does not promise."""
    ledger, i18n = context.ledger, context.i18n
    yield PageSource(
        address.PURPOSE,
        "purpose.html",
        i18n.voice(N_("What our service is for"), N_("What this service is for")),
        "",
        {"concerns": partial(concerns_of, context)},
        search_for=(ledger.service.for_,),
    )
    yield PageSource(
        address.STAFF_MAY,
        "staff-may.html",
        i18n.say("What staff may do without asking anybody"),
        i18n.say("For each promise, what the people on the front line may do to put things right."),
    )
    yield PageSource(
        address.HOW_WE_JUDGE,
        "how-we-judge.html",
        i18n.say("How the verdicts are made"),
        i18n.say("A program works out every verdict from the figures. Nobody can write one, and no excuse changes it."),
        {"view": partial(judging_view, context)},
    )
    yield PageSource(
        address.NOT_PROMISED,
        "not-promised.html",
        i18n.voice(N_("What we do not promise"), N_("What is not promised")),
        "",
        search_for=not_promised_texts(ledger.service),
    )
