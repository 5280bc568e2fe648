"""The sentences below a chart: what is drawn, where its scale begins, where its line breaks."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from service_promises.ledger.ledger import Entry
from service_promises.ledger.month import Month
from service_promises.ledger.promise import Direction, Kind, Promise
from service_promises.pages.i18n import I18n
from service_promises.pages.parts.chart_axes import decimal_of, same_unit
from service_promises.pages.parts.chart_drawing import Point


def caption(
    promise: Promise, points: Sequence[Point], span: Sequence[Month], low: Fraction, i18n: I18n, *, let_down: bool
) -> Iterator[str]:
    """What is drawn, from where to where, and what is not; `low` is where the upright axis begins."""
    first, last, newest = i18n.month(span[0]), i18n.month(span[-1]), points[-1].entry
    with_figure = [point.entry for point in points if point.value is not None]
    if let_down:
        yield i18n.say("How many were let down each month; the promise is that nobody is.")
        yield i18n.say(
            "From %(first)s to %(last)s, counted in %(noun)s.", first=first, last=last, noun=newest.measure.cases.many
        )
        if any(entry.judgement is None for entry in with_figure):
            yield i18n.say("For months in which it was not promised, how many would have been let down.")
    else:
        yield i18n.say(
            "What was delivered from %(first)s to %(last)s, and the target in force.", first=first, last=last
        )
        yield from _scale_text(promise, newest, low, i18n)
    others = [point.entry for point in points if not same_unit(point.entry.measure, newest.measure)]
    if others:
        yield i18n.say(
            "Up to %(month)s it was measured in another unit; those figures are in the table alone.",
            month=i18n.month(others[-1].month),
        )
    breaks = [
        i18n.month(after.month)
        for before, after in pairwise(with_figure)
        if before.measure.yardstick != after.measure.yardstick
    ]
    if breaks:
        yield i18n.say(
            "The line breaks at %(months)s: from then on another figure is measured, which does not compare"
            " with the one before.",
            months=i18n.listed(breaks),
        )


def _scale_text(promise: Promise, newest: Entry, low: Fraction, i18n: I18n) -> Iterator[str]:
    """What the upright axis measures, and where it begins when that is not at 0."""
    if newest.measure.kind is Kind.EACH:
        if low:
            yield i18n.say("The scale begins at %(low)s, not at 0.", low=i18n.percent(decimal_of(low)))
        return
    term, unit = promise.term_in(newest.month) or promise.term_now, newest.measure.unit or ""
    if term.target.direction is Direction.AT_MOST:
        yield i18n.say("In %(unit)s; less is better.", unit=unit)
    else:
        yield i18n.say("In %(unit)s; more is better.", unit=unit)
