"""The sentences below a chart: what is drawn, how it went, where its scale begins, where its line breaks."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from service_promises.ledger.entry import Entry
from service_promises.ledger.periods.month import Month
from service_promises.ledger.periods.period import Frequency, Period
from service_promises.ledger.promises.promise import Kind, Promise
from service_promises.ledger.promises.target import Direction
from service_promises.pages.i18n import N_, P_, I18n
from service_promises.pages.parts.charts.axes import Scale, decimal_of, same_unit
from service_promises.pages.parts.charts.drawing import Point
from service_promises.pages.parts.charts.extremes import Extremes
from service_promises.pages.parts.charts.labels import named_point_text, newest_of


def caption(
    promise: Promise, points: Sequence[Point], span: Sequence[Month], scale: Scale, i18n: I18n
) -> Iterator[str]:
    """What is drawn, from where to where, and what is not."""
    months, newest = i18n.period(Period(span[0], span[-1])), points[-1].entry
    with_figure = [point.entry for point in points if point.value is not None]
    if scale.counts_people:
        yield i18n.say("How many were let down each time; the promise is that nobody is.")
        yield i18n.say("From %(months)s, counted in %(noun)s.", months=months, noun=newest.measure.cases.many)
        if any(entry.judgement is None and not entry.is_without_target for entry in with_figure):
            yield i18n.say("For months in which it was not promised, how many would have been let down.")
    else:
        yield i18n.say("What was delivered from %(months)s, and the target in force.", months=months)
        yield from _scale_text(promise, newest, scale, i18n)
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


def _scale_text(promise: Promise, newest: Entry, scale: Scale, i18n: I18n) -> Iterator[str]:
    """What the upright axis measures, and where it begins when that is not at 0."""
    low, high = decimal_of(scale.low), decimal_of(scale.high)
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


_SENTENCES = {
    "best": P_("Best: %(figure)s, in %(month)s.", "Best: %(figure)s, in %(number)s reports, the newest for %(month)s."),
    "worst": P_(
        "Worst: %(figure)s, in %(month)s.", "Worst: %(figure)s, in %(number)s reports, the newest for %(month)s."
    ),
}

_YEAR_BEFORE = {
    None: N_("%(figure)s in %(month)s, the same as a year before."),
    True: N_("%(figure)s in %(month)s, better than a year before (%(before)s)."),
    False: N_("%(figure)s in %(month)s, worse than a year before (%(before)s)."),
}


def extreme_texts(outer: Extremes, i18n: I18n) -> Iterator[str]:
    """The best and the worst month in words, for those who do not see them marked."""
    for name, extreme in outer._asdict().items():
        if extreme:
            yield i18n.count(
                *_SENTENCES[name],
                extreme.months,
                figure=named_point_text(extreme.point, i18n),
                month=i18n.period(extreme.point.entry.period),
            )


def trend_text(points: Sequence[Point], i18n: I18n, *, lower_is_better: bool | None) -> str:
    """The newest figure beside that of a year before; by itself where there is none to compare with."""
    newest = newest_of(points)
    figure, month = named_point_text(newest, i18n), i18n.period(newest.entry.period)
    year_before = next((point for point in points if point.entry.month == newest.entry.month.plus(-12)), None)
    if (
        lower_is_better is None
        or newest.value is None
        or year_before is None
        or year_before.value is None
        or year_before.entry.measure.yardstick != newest.entry.measure.yardstick
        or any(point.entry.delivery and point.entry.delivery.not_comparable for point in (newest, year_before))
    ):
        return i18n.say("Newest figure: %(figure)s in %(month)s.", figure=figure, month=month)
    before = named_point_text(year_before, i18n)
    is_better = None if before == figure else (newest.value < year_before.value) is lower_is_better
    return i18n.say(_YEAR_BEFORE[is_better], figure=figure, month=month, before=before)
