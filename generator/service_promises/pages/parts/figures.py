"""Figures in words, rounded so that they never flatter."""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from service_promises.ledger.delivery import Delivery
from service_promises.ledger.disclosure.disclosure_control import Count, Figures
from service_promises.ledger.promises.promise import Kind, Measure
from service_promises.ledger.promises.target import Direction, Target
from service_promises.ledger.rounding import EXACT, HUNDRED, printed
from service_promises.pages.i18n import I18n

NO_FIGURE_TEXT = "\N{EM DASH}"
"""Stands for a figure that there is not."""


@lru_cache(maxsize=1024)
def target_text(target: Target, measure: Measure, i18n: I18n) -> str:
    """A target in the language of the site: "at least 95%"."""
    if target.direction is Direction.EVERY_TIME:
        return i18n.say("every time")
    figure = i18n.quantity(target.figure, measure.unit) if measure.kind is Kind.LEVEL else i18n.percent(target.figure)
    if target.direction is Direction.AT_MOST:
        return i18n.say("at most %(figure)s", figure=figure)
    return i18n.say("at least %(figure)s", figure=figure)


def target_or_none(target: Target | None, measure: Measure, i18n: I18n) -> str:
    """A target in the language of the site, or that there is none."""
    return target_text(target, measure, i18n) if target else i18n.say("none")


def share_text(share: Fraction, target: Target | None, i18n: I18n, decimals: int = 2) -> str:
    """A kept share, rounded down, never on the wrong side of its target."""
    return i18n.percent(printed(share, target.figure if target else None, up=False, decimals=decimals))


def let_down_share_text(share: Fraction, i18n: I18n) -> str:
    """The share let down that goes with a kept share, rounded up."""
    return i18n.percent(EXACT.subtract(HUNDRED, printed(share, None, up=False)))


def delivered_text(
    figures: Figures | None,
    measure: Measure,
    target: Target | None,
    delivery: Delivery | None,
    i18n: I18n,
    decimals: int = 2,
) -> str:
    """The one figure of a record; a dash where there is none, and never a zero in its place."""
    if figures is None:
        return NO_FIGURE_TEXT
    if measure.kind is Kind.LEVEL and figures.level is not None:
        return i18n.quantity(printed_level(figures.level, target), measure.unit)
    if measure.kind is Kind.DONE and figures.done is not None:
        if delivery is not None and delivery.on is not None:
            day = i18n.day(delivery.on)
            return i18n.say("Done on %(day)s", day=day) if figures.done else i18n.say("Not done until %(day)s", day=day)
        return i18n.say("Done") if figures.done else i18n.say("Not done")
    if figures.share is not None:
        return share_text(figures.share, target, i18n, decimals)
    return i18n.say("not shown") if figures.hidden else NO_FIGURE_TEXT


def printed_level(level: Decimal, target: Target | None) -> Decimal:
    """A level as pages print it, rounded towards the side that looks worse."""
    up = target is not None and target.direction is Direction.AT_MOST
    return min(printed(Fraction(level), target.figure if target else None, up=up), level, key=digits)


def counts_text(figures: Figures | None, measure: Measure, i18n: I18n) -> str:
    """Counts in words, "190 of 200 widgets"; empty where they are not known."""
    if figures is None or measure.kind is not Kind.EACH or not figures.due.is_known or figures.due.figure == 0:
        return ""
    if figures.kept.hidden and figures.kept.fewer_than is None:
        if figures.due.figure is None:
            return i18n.say("small counts not shown, to protect people")
        cases = i18n.cases(figures.due.figure, measure)
        return i18n.say("%(cases)s; the kept ones are not shown, to protect people", cases=cases)
    if figures.kept.fewer_than is not None and figures.due.fewer_than is not None:
        return i18n.say("too few to show (fewer than %(number)s)", number=i18n.number(Decimal(figures.due.fewer_than)))
    noun = i18n.noun(figures.due.figure or Decimal(2), measure)
    return i18n.say(
        "%(kept)s of %(due)s %(noun)s",
        kept=count_text(figures.kept, i18n),
        due=count_text(figures.due, i18n),
        noun=noun,
    )


def count_text(count: Count, i18n: I18n) -> str:
    """A count as published: a number, "fewer than 5", "hidden" or "not counted"."""
    if count.fewer_than is not None:
        return i18n.say("fewer than %(number)s", number=i18n.number(Decimal(count.fewer_than)))
    if count.hidden:
        return i18n.say("a hidden number")
    return i18n.say("not known") if count.figure is None else i18n.tally(count.figure)


def digits(number: Decimal) -> int:
    """How many digits a number has behind its point."""
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0
