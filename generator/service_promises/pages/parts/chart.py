"""The chart of a promise: delivered against the target in force, month by month (section 5).

A promise made for every time is drawn by how many were let down: a share that lies on 100% hides them.

Lines are drawn in a box of `MONTH` for each month by `HEIGHT`, which stretches with the page; whatever must not
stretch, words above all, is placed over it in percent of the box. Places are whole numbers, and each point of a
line is told from the one before: a page carries hundreds, and this is what they weigh least in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, pairwise
from typing import NamedTuple, TypeVar

from service_promises.ledger.ledger import Entry
from service_promises.ledger.month import Month
from service_promises.ledger.promise import Direction, Kind, Measure, Promise
from service_promises.pages.i18n import I18n
from service_promises.pages.parts.chart_scale import decimal_of, ends_of, on_scale, scale_text, steps

MONTH, HEIGHT = 2, 500
_YEARS_SHOWN = 6
_MONTHS_SHOWN = 4
"""So many names of months fit side by side below a chart on a phone."""
_LAST_NAME = 0.94
"""A name further right than this, moved in so that it ends with the chart, would run into the one before."""
_FEW_YEARS = 2
"""So few years are not told apart by their numbers alone; their months are named."""

_T = TypeVar("_T")


class Tick(NamedTuple):
    """A label on an axis."""

    percent: float
    """From the left, or from the top."""
    position: int
    """The same in units of the box."""
    text: str


Band = tuple[int, int]
"""Left edge and width of a stretch of months."""


class Chart(NamedTuple):
    """Everything that the template needs to draw."""

    width: int
    """Of the box."""
    line: str
    """SVG path of what is drawn, broken where nothing was reported or another measure begins."""
    dots: str
    """SVG path of months that stand alone, between gaps."""
    target: str
    interim: str
    shaded: tuple[Band, ...]
    """Months that are not comparable."""
    unpromised: tuple[Band, ...]
    """Months before the first term or after the end."""
    corrected: str
    terms: tuple[int, ...]
    """Where a new term begins."""
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    drawn: str
    """What the line is, in a word or two."""
    says: tuple[str, ...]
    """Sentences on what is drawn, where its scale begins and what it leaves out."""


class _Point(NamedTuple):
    entry: Entry
    place: int
    value: Fraction | None
    target: Decimal | None
    interim: Decimal | None


def chart_of(promise: Promise, entries: Sequence[Entry], i18n: I18n) -> Chart | None:
    """The chart of a promise's months, oldest first; None where fewer than two figures can be drawn."""
    months = {entry.month: entry for entry in entries if entry.measure.kind is not Kind.DONE}
    if not months:
        return None
    span = min(months).until(max(months))
    unit = months[span[-1]].measure
    counted = [entry for entry in months.values() if _let_down(entry) is not None]
    let_down = _is_for_every_time(months.values()) and len(counted) > 1
    point = _point_of_people if let_down else _point_of_share if unit.kind is Kind.EACH else _point_of_level
    points = [
        # What has another unit has no place on this scale.
        point(entry, index) if _unit(entry.measure) == _unit(unit) else _Point(entry, index, None, None, None)
        for index, month in enumerate(span)
        if (entry := months.get(month))
    ]
    values = [point.value for point in points if point.value is not None]
    if len(values) < 2:
        return None
    targets = [Fraction(point.target) for point in points if point.target is not None]
    low, high, step = ends_of([*values, *targets], unit, let_down=let_down)
    box = _Box(len(span), low, high)
    runs = list(_runs(points))
    return Chart(
        width=box.width,
        line="".join(box.run(run) for run in runs if len(run) > 1),
        dots="".join(box.dot(run[0]) for run in runs if len(run) == 1),
        target="".join(box.level(points, "target")),
        interim="".join(box.level(points, "interim")),
        shaded=tuple(box.bands(points, lambda point: point.place, _not_comparable)),
        unpromised=tuple(box.bands(span, span.index, lambda month: promise.term_in(month) is None)),
        corrected="".join(
            box.dot(point)
            for point in points
            if point.value is not None and point.entry.delivery and point.entry.delivery.corrected
        ),
        terms=tuple(box.left(span.index(term.since)) for term in promise.terms[1:] if term.since in months),
        across=tuple(_across(span, box, i18n)),
        up=tuple(
            Tick(
                percent=round(100 * float((high - at) / (high - low)), 2),
                position=box.height(at),
                text=on_scale(decimal_of(at), unit, i18n, let_down=let_down),
            )
            for at in steps(low, high, step)
        ),
        drawn=i18n.say("Let down") if let_down else i18n.say("Delivered"),
        says=tuple(_sentences(promise, points, span, low, i18n, let_down=let_down)),
    )


class _Box:
    """Places months and figures in the box."""

    def __init__(self, months: int, low: Fraction, high: Fraction) -> None:
        self.width = MONTH * months
        # From here on it is a drawing, and floats are near enough.
        self.high, self.scale = float(high), HEIGHT / float(high - low)

    def left(self, index: int) -> int:
        return MONTH * index

    def centre(self, index: int) -> int:
        return self.left(index) + MONTH // 2

    def height(self, value: Fraction | Decimal) -> int:
        return round(self.scale * (self.high - float(value)))

    def tick(self, position: int, text: str) -> Tick:
        return Tick(round(100 * position / self.width, 2), position, text)

    def run(self, points: Sequence[_Point]) -> str:
        places = [self._place(point) for point in points]
        steps = [f"{to[0] - at[0]} {to[1] - at[1]}" for at, to in pairwise(places)]
        return f"M{places[0][0]} {places[0][1]}l{' '.join(steps)}"

    def dot(self, point: _Point) -> str:
        left, top = self._place(point)
        return f"M{left} {top}h0"

    def _place(self, point: _Point) -> tuple[int, int]:
        return self.centre(point.place), self.height(point.value or Fraction(0))

    def level(self, points: Sequence[_Point], which: str) -> Iterator[str]:
        """Steps of a line that holds over whole months, one for each stretch of the same figure."""
        for figure, stretch in groupby(points, key=lambda point: getattr(point, which)):
            held = list(stretch)
            if figure is not None:
                yield f"M{self.left(held[0].place)} {self.height(figure)}H{self.left(held[-1].place + 1)}"

    def bands(
        self, held: Sequence[_T], place: Callable[[_T], int], belongs: Callable[[_T], bool]
    ) -> Iterator[Band]:
        """The stretches of months that belong together."""
        for belonging, stretch in groupby(held, key=belongs):
            months = list(stretch)
            if belonging:
                left = self.left(place(months[0]))
                yield left, self.left(place(months[-1]) + 1) - left


def _not_comparable(point: _Point) -> bool:
    return bool(point.entry.delivery and point.entry.delivery.not_comparable)


def _unit(measure: Measure) -> tuple[Kind, str | None]:
    return measure.kind, measure.unit


def _is_for_every_time(entries: Iterable[Entry]) -> bool:
    judged = [entry.judgement.term for entry in entries if entry.judgement]
    return bool(judged) and all(
        term.measure.kind is Kind.EACH and term.target.direction is Direction.EVERY_TIME for term in judged
    )


def _let_down(entry: Entry) -> Fraction | None:
    """How many were let down; None where that is hidden or not known, and where nothing fell due."""
    figures = entry.figures
    if figures is None or figures.let_down.figure is None or figures.due.figure == 0:
        return None
    return Fraction(figures.let_down.figure)


def _point_of_people(entry: Entry, index: int) -> _Point:
    # An interim target is a share, which has no place among counts.
    return _Point(entry, index, _let_down(entry), Decimal(0) if entry.judgement else None, None)


def _point_of_share(entry: Entry, index: int) -> _Point:
    return _point(entry, index, entry.figures.share if entry.figures else None)


def _point_of_level(entry: Entry, index: int) -> _Point:
    level = entry.figures.level if entry.figures else None
    return _point(entry, index, None if level is None else Fraction(level))


def _point(entry: Entry, index: int, value: Fraction | None) -> _Point:
    target = entry.judgement.term.target.figure if entry.judgement else None
    interim = entry.interim
    return _Point(entry, index, value, target, interim.target.figure if interim else None)


def _runs(points: Sequence[_Point]) -> Iterator[list[_Point]]:
    """Months with a figure that follow one another; a gap ends a run, and so does another measure.

    Promises that are due every third month are drawn through: the months between owe nothing.
    """
    run: list[_Point] = []
    for point in points:
        if point.value is None:
            continue
        if run and not _follows(run[-1].entry, point.entry):
            yield run
            run = []
        run.append(point)
    if run:
        yield run


def _follows(before: Entry, entry: Entry) -> bool:
    """Whether a line may join the two: nothing lies between them, and both are measured alike."""
    return (
        before.month >= entry.promise.speaks_since(entry.month).plus(-1)
        and before.measure.yardstick == entry.measure.yardstick
    )


def _sentences(
    promise: Promise,
    points: Sequence[_Point],
    span: Sequence[Month],
    low: Fraction,
    i18n: I18n,
    *,
    let_down: bool,
) -> Iterator[str]:
    """What is drawn, where its scale begins, and where the line breaks because the measure changed."""
    first, last, newest = i18n.month(span[0]), i18n.month(span[-1]), points[-1].entry
    if let_down:
        yield i18n.say("How many were let down each month; the promise is that nobody is.")
        yield i18n.say(
            "From %(first)s to %(last)s, counted in %(noun)s.",
            first=first,
            last=last,
            noun=newest.measure.cases.many,
        )
        if any(point.value is not None and not point.entry.judgement for point in points):
            yield i18n.say("For months in which it was not promised, how many would have been let down.")
    else:
        yield i18n.say(
            "What was delivered from %(first)s to %(last)s, and the target in force.", first=first, last=last
        )
        yield from scale_text(promise, newest, low, i18n)
    others = [point for point in points if _unit(point.entry.measure) != _unit(newest.measure)]
    if others:
        yield i18n.say(
            "Up to %(month)s it was measured in another unit; those figures are in the table alone.",
            month=i18n.month(others[-1].entry.month),
        )
    drawn = [point.entry for point in points if point.value is not None]
    changed = [
        i18n.month(after.month)
        for before, after in pairwise(drawn)
        if before.measure.yardstick != after.measure.yardstick
    ]
    if changed:
        yield i18n.say(
            "The line breaks at %(months)s: from then on another figure is measured, which does not compare"
            " with the one before.",
            months=i18n.listed(changed),
        )


def _across(span: Sequence[Month], box: _Box, i18n: I18n) -> Iterator[Tick]:
    """The years, each where it begins; months, each in its middle, where there are too few years."""
    januaries = [index for index, month in enumerate(span) if month.number == 1]
    if len(januaries) <= _FEW_YEARS:
        every = next(months for months in (1, 2, 3, 4, 6, 12) if months * _MONTHS_SHOWN >= len(span))
        for index, month in enumerate(span):
            if (month.number - 1) % every == 0 and box.centre(index) < _LAST_NAME * box.width:
                yield box.tick(box.centre(index), i18n.month_short(month))
        return
    every = -(-len(januaries) // _YEARS_SHOWN)
    for index in januaries[::-1][::every][::-1]:
        yield box.tick(box.left(index), str(span[index].year))
