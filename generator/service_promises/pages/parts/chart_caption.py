"""The sentences below a chart: what is drawn, where its scale begins, where its line breaks."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from service_promises.ledger.ledger import Entry
from service_promises.ledger.month import Month
from service_promises.ledger.period import Frequency, Period
from service_promises.ledger.promise import Kind, Promise
from service_promises.ledger.target import Direction
from service_promises.pages.i18n import I18n
from service_promises.pages.parts.chart_axes import decimal_of, same_unit
from service_promises.pages.parts.chart_drawing import Point

Axis = tuple[Fraction, Fraction]
"""Where the upright axis begins and ends."""


def caption(
    promise: Promise, points: Sequence[Point], span: Sequence[Month], axis: Axis, i18n: I18n, *, let_down: bool
) -> Iterator[str]:
    """What is drawn, from where to where, and what is not."""
    months, newest = i18n.period(Period(span[0], span[-1])), points[-1].entry
    with_figure = [point.entry for point in points if point.value is not None]
    if let_down:
        yield i18n.say("How many were let down each time; the promise is that nobody is.")
        yield i18n.say("From %(months)s, counted in %(noun)s.", months=months, noun=newest.measure.cases.many)
        if any(entry.judgement is None and not entry.is_without_target for entry in with_figure):
            yield i18n.say("For months in which it was not promised, how many would have been let down.")
    else:
        yield i18n.say("What was delivered from %(months)s, and the target in force.", months=months)
        yield from _scale_text(promise, newest, axis, i18n)
    if any(entry.is_without_target for entry in with_figure):
        yield i18n.say("Where there is no line for a target there was none: shown, not judged.")
    if promise.frequency_in(point.entry.month for point in points) is not Frequency.MONTHLY:
        yield i18n.say("Each point stands in the middle of the months that it speaks for.")
    others = [point.entry for point in points if not same_unit(point.entry.measure, newest.measure)]
    if others:
        yield i18n.say(
            "Up to %(month)s it was measured in another unit; those figures are in the table alone.",
            month=i18n.month(others[-1].month),
        )
    breaks = [
        i18n.month(after.period.first)
        for before, after in pairwise(with_figure)
        if before.measure.yardstick != after.measure.yardstick
    ]
    if breaks:
        yield i18n.say(
            "The line breaks at %(months)s: from then on another figure is measured, which does not compare"
            " with the one before.",
            months=i18n.listed(breaks),
        )


def _scale_text(promise: Promise, newest: Entry, axis: Axis, i18n: I18n) -> Iterator[str]:
    """What the upright axis measures, and where it begins when that is not at 0."""
    low, high = map(decimal_of, axis)
    unit = "%" if newest.measure.kind is Kind.EACH else newest.measure.unit or ""
    if low > 0:
        yield i18n.say("The scale begins at %(low)s, not at 0.", low=i18n.quantity(low, unit))
    elif high < 0:
        yield i18n.say("The scale ends at %(high)s, below 0.", high=i18n.quantity(high, unit))
    if newest.measure.kind is Kind.EACH:
        return
    direction = promise.direction_in(newest.month)
    if direction is Direction.AT_MOST:
        yield i18n.say("In %(unit)s; less is better.", unit=unit)
    elif direction is Direction.AT_LEAST:
        yield i18n.say("In %(unit)s; more is better.", unit=unit)
    else:
        yield i18n.say("In %(unit)s.", unit=unit)
