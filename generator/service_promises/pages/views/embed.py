"""What others can set on pages of their own: a badge, which is a picture of the newest verdict, and a card."""

from typing import NamedTuple
from unicodedata import east_asian_width

from markupsafe import escape

from service_promises.ledger.promises.promise import Promise
from service_promises.pages.address import of_promise
from service_promises.pages.context import Context
from service_promises.pages.follow import badge_of, card_of
from service_promises.pages.markdown import bare, clause
from service_promises.pages.parts.answer import Answer, answer_of
from service_promises.pages.parts.entry import NOT_PROMISED_THEN, EntryView
from service_promises.pages.views.events import figure_in_brief

_MOST_LETTERS = 44
"""A longer name is cut on a badge; its text alternative has all of it."""
_NARROW, _BROAD = frozenset("fijlrtI.,:;'|!()[] \N{NO-BREAK SPACE}"), frozenset("mwMW@%\N{EM DASH}")
_WIDTHS = {"narrow": 4, "usual": 7, "broad": 11, "wide": 12}
"""Of a letter, at 12 pixels."""
_BOLD = 1.08
"""How much wider bold letters are."""


class BadgeText(NamedTuple):
    """A text on a badge and how many pixels long it is made, whatever font there is."""

    text: str
    length: int


class BadgeView(NamedTuple):
    """What a badge shows."""

    key: str
    """Names the shape."""
    name: BadgeText
    verdict: BadgeText
    alternative: str
    """All of it for those who do not see it."""


class CardView(NamedTuple):
    """What a card shows."""

    name: str
    promise: str
    """The address of its page."""
    newest: EntryView | None
    answer: Answer | None


class Embedding(NamedTuple):
    """The lines of HTML that others copy."""

    badge: str
    """The path of the badge."""
    alternative: str
    badge_code: str
    card_code: str


def badge_view(context: Context, promise: Promise) -> BadgeView:
    """The newest verdict of a promise, in a word and a shape, with its month."""
    i18n, newest = context.i18n, context.newest(promise.id)
    name = clause(promise.name_in(None))
    if newest is None:
        key, verdict = NOT_PROMISED_THEN, i18n.say("Nothing reported yet")
    else:
        key = context.view(newest).key
        verdict = i18n.say(
            "%(verdict)s, %(period)s", verdict=figure_in_brief(context, newest), period=i18n.period(newest.period)
        )
    short = name if len(name) <= _MOST_LETTERS else f"{name[: _MOST_LETTERS - 1].rstrip()}\N{HORIZONTAL ELLIPSIS}"
    return BadgeView(key, _measured(short), _measured(verdict, _BOLD), _alternative(context, name, verdict))


def _alternative(context: Context, name: str, verdict: str) -> str:
    return context.i18n.say(
        "%(organisation)s. %(promise)s: %(verdict)s",
        organisation=context.ledger.service.name,
        promise=name,
        verdict=verdict,
    )


def _measured(text: str, weight: float = 1) -> BadgeText:
    return BadgeText(text, round(sum(map(_width, text)) * weight))


def _width(letter: str) -> int:
    if east_asian_width(letter) in "WF":
        return _WIDTHS["wide"]
    kind = "narrow" if letter in _NARROW else "broad" if letter in _BROAD else "usual"
    return _WIDTHS[kind]


def card_view(context: Context, promise: Promise) -> CardView:
    """The answer that heads a promise's page, by itself."""
    newest = context.newest(promise.id)
    view = context.view(newest) if newest else None
    answer = answer_of(newest, view, context.i18n) if newest and view else None
    return CardView(bare(promise.name_in(None)), of_promise(promise.id), view, answer)


def embedding(context: Context, promise: Promise) -> Embedding | None:
    """What to copy to show a promise elsewhere; None where the address of the site is not known."""
    if context.site_url is None:
        return None
    root = context.url("")
    alternative = _alternative(context, clause(promise.name_in(None)), context.i18n.say("the newest verdict"))
    page, badge = context.url(of_promise(promise.id)), f"{root}{badge_of(promise.id)}"
    title = escape(alternative)
    return Embedding(
        badge_of(promise.id),
        alternative,
        f'<a href="{page}"><img src="{badge}" alt="{title}"></a>',
        f'<iframe src="{context.url(card_of(promise.id))}" title="{title}" width="340" height="290"></iframe>',
    )
