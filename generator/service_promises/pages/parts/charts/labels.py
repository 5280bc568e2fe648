"""What stands in a chart: the figure at the end of each line, the best and the worst month, where terms begin."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.promise import Kind, Promise
from service_promises.pages.i18n import N_, P_, I18n
from service_promises.pages.parts.charts.drawing import HEIGHT, Box, Point
from service_promises.pages.parts.charts.extremes import Extremes
from service_promises.pages.parts.figures import count_text, delivered_text
from service_promises.pages.parts.labels import change_words
from service_promises.pages.parts.term_target import term_target_text

_APART = 12.0
"""How far two labels at the ends of lines are at least apart, in percent of the height: two lines of text."""


class EndLabel(NamedTuple):
    """What stands behind the end of a line."""

    line: str
    """Which one: `line`, `target`, `interim`."""
    top: float
    """In percent of the height."""
    figure: str
    text: str


class PointLabel(NamedTuple):
    """A month that is marked, and what stands above or below it."""

    left: float
    """In percent of the width."""
    top: float
    text: str
    is_above: bool


class NewTerm(NamedTuple):
    """Where a new term begins, and what changed with it."""

    left: float
    """In percent of the width."""
    text: str


def newest_of(points: Sequence[Point]) -> Point:
    """The newest month with a figure."""
    return next(point for point in reversed(points) if point.value is not None)


def point_text(point: Point, i18n: I18n) -> str:
    """What was delivered, or how many were let down, as the table has it."""
    entry = point.entry
    if point.counts_people and entry.figures:
        return count_text(entry.figures.let_down, i18n)
    return delivered_text(entry.figures, entry.measure, entry.target, entry.delivery, i18n)


def named_point_text(point: Point, i18n: I18n) -> str:
    """The same where nothing beside it tells what it counts."""
    figure = point_text(point, i18n)
    return i18n.say("%(number)s let down", number=figure) if point.counts_people else figure


def end_labels(points: Sequence[Point], months: int, box: Box, i18n: I18n) -> tuple[EndLabel, ...]:
    """The newest figure, and the target and the interim target where their lines go on to the end."""
    newest = newest_of(points)
    month = i18n.period_short(newest.entry.period)
    labels = [EndLabel("line", box.percent(newest)[1], named_point_text(newest, i18n), month)]
    last = points[-1]
    if last.last == months - 1 and not last.counts_people:
        measure = last.entry.measure
        for line, level, word in (
            ("target", last.target, i18n.say("promised")),
            ("interim", last.interim, i18n.say("interim")),
        ):
            if level is not None:
                figure = i18n.percent(level) if measure.kind is Kind.EACH else i18n.quantity(level, measure.unit)
                labels.append(EndLabel(line, 100 * box.height(level) / HEIGHT, figure, word))
    return tuple(_apart(labels))


def _apart(labels: Sequence[EndLabel]) -> Iterator[EndLabel]:
    """Labels moved so that none lies over another, those that are too near evenly about where they belong."""
    groups: list[list[EndLabel]] = []
    for label in sorted(labels, key=lambda label: label.top):
        groups.append([label])
        while len(groups) > 1 and _top(groups[-2]) + _APART * len(groups[-2]) > _top(groups[-1]):
            groups[-2:] = [groups[-2] + groups[-1]]
    for group in groups:
        for index, label in enumerate(group):
            yield label._replace(top=round(_top(group) + _APART * index, 1))


def _top(group: Sequence[EndLabel]) -> float:
    return sum(label.top for label in group) / len(group) - _APART * (len(group) - 1) / 2


_WORDS = {
    "best": P_("best %(figure)s, %(month)s", "best %(figure)s, %(number)s times"),
    "worst": P_("worst %(figure)s, %(month)s", "worst %(figure)s, %(number)s times"),
}
_WORDS_OF_NEWEST = {"best": P_("best", "best, %(number)s times"), "worst": P_("worst", "worst, %(number)s times")}
"""Its figure and its month stand at the end of the line."""


def point_labels(
    points: Sequence[Point], box: Box, outer: Extremes, i18n: I18n, *, lower_is_better: bool
) -> Iterator[PointLabel]:
    """The best and the worst month, and the newest; that nobody was let down needs no mark."""
    newest, is_unmarked = newest_of(points), True
    for name, extreme in outer._asdict().items():
        if extreme is None or (extreme.point.counts_people and not extreme.point.value):
            continue
        is_newest = extreme.point is newest
        is_unmarked = is_unmarked and not is_newest
        text = i18n.count(
            *(_WORDS_OF_NEWEST if is_newest else _WORDS)[name],
            extreme.months,
            figure=point_text(extreme.point, i18n),
            month=i18n.period_short(extreme.point.entry.period),
        )
        yield PointLabel(*box.percent(extreme.point), text, is_above=(name == "worst") is lower_is_better)
    if is_unmarked:
        yield PointLabel(*box.percent(newest), "", is_above=False)


def new_terms(promise: Promise, span: Sequence[Month], i18n: I18n) -> Iterator[NewTerm]:
    """The terms that begin within some months, oldest first."""
    for term in promise.terms[1:]:
        if span[0] < term.since <= span[-1]:
            target, changes = term_target_text(promise, term, i18n), change_words(promise, term, i18n)
            message = N_("From %(month)s: %(target)s (%(changes)s).") if changes else N_("From %(month)s: %(target)s.")
            yield NewTerm(
                round(100 * span.index(term.since) / len(span), 2),
                i18n.say(message, month=i18n.month(term.since), target=target, changes=i18n.listed(changes)),
            )
