"""The chart of a promise: delivered against the target in force, month by month (section 5).

Lines are drawn in a box of `WIDTH` by `HEIGHT` that stretches with the page; whatever must not stretch,
words above all, is placed over it in percent of the box.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from generator.ledger.ledger import Entry
from generator.ledger.month import Month
from generator.ledger.promise import Direction, Kind, Promise
from generator.pages.words import Words

WIDTH, HEIGHT = 1000, 300
_YEARS_SHOWN = 6
_STEPS = (1, 2, 5)


class Tick(NamedTuple):
    """A label on an axis."""

    percent: float
    """From the left, or from the top."""
    position: float
    """The same in units of the box."""
    text: str


class Chart(NamedTuple):
    """Everything that the template needs to draw."""

    line: str
    """SVG path of what was delivered, broken where nothing was reported."""
    dots: str
    """SVG path of months that stand alone, between gaps."""
    target: str
    interim: str
    shaded: tuple[tuple[float, float], ...]
    """Left edge and width of each stretch of months that are not comparable."""
    corrected: str
    terms: tuple[float, ...]
    """Where a new term begins."""
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    first: str
    last: str
    scale: str
    """What the upright axis measures, and where it begins when that is not at nought."""


class _Point(NamedTuple):
    entry: Entry
    place: int
    value: Fraction | None
    target: Decimal | None
    interim: Decimal | None


def chart_of(promise: Promise, entries: Sequence[Entry], words: Words) -> Chart | None:
    """The chart of a promise's months, oldest first; None where fewer than two figures can be drawn."""
    months = {entry.month: entry for entry in entries if entry.measure.kind is not Kind.DONE}
    if not months:
        return None
    span = min(months).until(max(months))
    points = [_point(months[month], index) for index, month in enumerate(span) if month in months]
    values = [point.value for point in points if point.value is not None]
    if len(values) < 2:
        return None
    targets = [Fraction(point.target) for point in points if point.target is not None]
    drawn = [*values, *targets]
    low, high, step = _scale(min(drawn, key=float), max(drawn, key=float), share=_is_share(points))
    box = _Box(len(span), low, high)
    unit = points[-1].entry.measure
    return Chart(
        line="".join(box.run(run) for run in _runs(points) if len(run) > 1),
        dots="".join(box.dot(run[0]) for run in _runs(points) if len(run) == 1),
        target="".join(box.level(points, "target")),
        interim="".join(box.level(points, "interim")),
        shaded=tuple(box.shaded(points)),
        corrected="".join(
            box.dot(point)
            for point in points
            if point.value is not None and point.entry.delivery and point.entry.delivery.corrected
        ),
        terms=tuple(
            round(box.left(span.index(term.since)), 1) for term in promise.terms[1:] if term.since in months
        ),
        across=tuple(_years(span, box)),
        up=tuple(
            Tick(
                percent=round(100 * float((high - at) / (high - low)), 2),
                position=round(box.height(at), 1),
                text=words.percent(_decimal(at))
                if unit.kind is Kind.EACH
                else words.quantity(_decimal(at), unit.unit if unit.unit == "%" else None),
            )
            for at in _steps(low, high, step)
        ),
        first=words.month(span[0]),
        last=words.month(span[-1]),
        scale=_scale_text(promise, low, words),
    )


class _Box:
    """Places months and figures in the box."""

    def __init__(self, months: int, low: Fraction, high: Fraction) -> None:
        self.months = months
        # From here on it is a drawing, and floats are near enough.
        self.high, self.scale = float(high), HEIGHT / float(high - low)

    def left(self, index: float) -> float:
        return WIDTH * index / self.months

    def centre(self, index: int) -> float:
        return self.left(index + 0.5)

    def height(self, value: Fraction | Decimal) -> float:
        return self.scale * (self.high - float(value))

    def run(self, points: Sequence[_Point]) -> str:
        return "M" + "L".join(
            f"{self.centre(point.place):.1f} {self.height(point.value or Fraction(0)):.1f}"
            for point in points
        )

    def dot(self, point: _Point) -> str:
        return f"M{self.centre(point.place):.1f} {self.height(point.value or Fraction(0)):.1f}h0"

    def level(self, points: Sequence[_Point], which: str) -> Iterator[str]:
        """Steps of a line that holds over whole months, one for each stretch of the same figure."""
        for figure, stretch in groupby(points, key=lambda point: getattr(point, which)):
            held = list(stretch)
            if figure is not None:
                yield f"M{self.left(held[0].place):.1f} {self.height(figure):.1f}H{self.left(held[-1].place + 1):.1f}"

    def shaded(self, points: Sequence[_Point]) -> Iterator[tuple[float, float]]:
        for shaded, stretch in groupby(
            points, key=lambda point: bool(point.entry.delivery and point.entry.delivery.not_comparable)
        ):
            held = list(stretch)
            if shaded:
                left = self.left(held[0].place)
                yield round(left, 1), round(self.left(held[-1].place + 1) - left, 1)


def _point(entry: Entry, index: int) -> _Point:
    figures = entry.figures
    value = None
    if figures is not None:
        value = figures.share if entry.measure.kind is Kind.EACH else None
        if entry.measure.kind is Kind.LEVEL and figures.level is not None:
            value = Fraction(figures.level)
    target = entry.judgement.term.target.figure if entry.judgement else None
    interim = entry.interim
    return _Point(entry, index, value, target, interim.target.figure if interim else None)


def _is_share(points: Sequence[_Point]) -> bool:
    return all(point.entry.measure.kind is Kind.EACH for point in points)


def _runs(points: Sequence[_Point]) -> Iterator[list[_Point]]:
    """Months with a figure that follow one another; a gap where nothing was reported ends a run.

    Promises that are due every third month are drawn through: the months between owe nothing.
    """
    run: list[_Point] = []
    for point in points:
        if point.value is None:
            if run:
                yield run
            run = []
        else:
            run.append(point)
    if run:
        yield run


def _scale(low: Fraction, high: Fraction, *, share: bool) -> tuple[Fraction, Fraction, Fraction]:
    """Round ends for the upright axis and the step between its lines; four to eight lines."""
    room = (high - low) or abs(high) or Fraction(1)
    step = Fraction(1, 1000)
    while room / step > 6:
        for factor in _STEPS:
            if room / (step * factor) <= 6:
                break
        else:
            factor = 10
        step *= factor
    low, high = (low // step) * step, -((-high) // step) * step
    if low == high:
        low, high = low - step, high + step
    return (max(low, Fraction(0)), min(high, Fraction(100)), step) if share else (low, high, step)


def _scale_text(promise: Promise, low: Fraction, words: Words) -> str:
    term = promise.term_now
    if term.measure.kind is Kind.EACH:
        beginning = words.percent(_decimal(low))
        return words.say("The scale begins at %(low)s, not at 0.", low=beginning) if low else ""
    if term.target.direction is Direction.AT_MOST:
        return words.say("In %(unit)s; less is better.", unit=term.measure.unit or "")
    return words.say("In %(unit)s; more is better.", unit=term.measure.unit or "")


def _steps(low: Fraction, high: Fraction, step: Fraction) -> Iterator[Fraction]:
    at = low
    while at <= high:
        yield at
        at += step


def _decimal(figure: Fraction) -> Decimal:
    return Decimal(figure.numerator) / Decimal(figure.denominator)


def _years(span: Sequence[Month], box: _Box) -> Iterator[Tick]:
    januaries = [(index, month) for index, month in enumerate(span) if month.number == 1]
    every = -(-len(januaries) // _YEARS_SHOWN) or 1
    for index, month in januaries[::-1][::every][::-1]:
        position = box.left(index)
        yield Tick(round(100 * position / WIDTH, 2), round(position, 1), str(month.year))
