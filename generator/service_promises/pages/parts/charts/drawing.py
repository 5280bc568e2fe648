"""Places months and figures in the box in which a chart is drawn.

The box is `MONTH` wide for each month and `HEIGHT` high, and stretches with the page; whatever must not stretch,
words above all, is placed over it in percent of the box. Places are whole numbers, and each point of a line is
given by the step from the one before: a page carries hundreds, and this is what they weigh least in.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple, TypeVar

from service_promises.ledger.entry import Entry
from service_promises.ledger.periods.month import Month

MONTH, HEIGHT = 2, 500

_T = TypeVar("_T")

Band = tuple[int, int]
"""Left edge and width of a span of months."""


class Point(NamedTuple):
    """What is drawn of one month."""

    entry: Entry
    first: int
    """The first month that its record speaks for, counted from the first of the chart."""
    last: int
    """The last one."""
    value: Fraction | None = None
    target: Decimal | None = None
    interim: Decimal | None = None
    is_hidden: bool = False
    """Whether there is a value that is not published."""
    counts_people: bool = False
    """Whether the value is how many were let down, in place of a share."""


class Box:
    """The box for so many months, from the lowest to the highest figure."""

    def __init__(self, months: int, low: Fraction, high: Fraction) -> None:
        self.width = MONTH * months
        # From here on it is a drawing, and floats are near enough.
        self._high, self._scale = float(high), HEIGHT / float(high - low)
        self._positions: dict[int, tuple[int, int]] = {}
        """Where each point with a value lies, by its first month: a line and the areas beside it ask for the same."""

    def left(self, index: int) -> int:
        """The left edge of a month."""
        return MONTH * index

    def centre(self, first: int, last: int) -> int:
        """The middle of a span of months."""
        return (self.left(first) + self.left(last + 1)) // 2

    def height(self, figure: Fraction | Decimal) -> int:
        """A figure's distance from the top."""
        return round(self._scale * (self._high - float(figure)))

    def line(self, points: Sequence[Point]) -> str:
        """A path through points with a value."""
        left, top = self._position(points[0])
        return f"M{left} {top}{self._onward(points)}"

    def beside(self, points: Sequence[Point], edge: int) -> str:
        """The area between a line and an edge of the box; of one point, as wide as its months.

        Its steps are those of the line, letter by letter, and weigh next to nothing where a page is compressed.
        """
        left, top = self._position(points[0])
        if len(points) == 1:
            return f"M{self.left(points[0].first)} {edge}V{top}H{self.left(points[0].last + 1)}V{edge}z"
        return f"M{left} {edge}V{top}{self._onward(points)}V{edge}z"

    def missed(self, points: Iterable[tuple[Point, bool]], edge: int) -> str:
        """The areas between the targets of points and an edge of the box; each comes with whether it missed its own.

        The line leads on to the months beside, which may have had another target and met it: where the target
        changes, the area begins and ends in the middle of a month that did not miss it.
        """
        path = []
        for target, group in groupby(points, key=lambda point: point[0].target):
            (first, first_missed), *_, (last, last_missed) = [*group] * 2
            if target is not None:
                begin = self.left(first.first) if first_missed else self.centre(first.first, first.last)
                end = self.left(last.last + 1) if last_missed else self.centre(last.first, last.last)
                path.append(f"M{begin} {edge}V{self.height(target)}H{end}V{edge}z")
        return "".join(path)

    def bar(self, point: Point) -> str:
        """The area from nothing up to a value, as wide as the months that it speaks for."""
        return f"M{self.left(point.first)} {HEIGHT}V{self._position(point)[1]}H{self.left(point.last + 1)}V{HEIGHT}z"

    def floor(self, point: Point) -> str:
        """A path along the lowest edge, as wide as the months that a point speaks for."""
        return f"M{self.left(point.first)} {HEIGHT}H{self.left(point.last + 1)}"

    def percent(self, point: Point) -> tuple[float, float]:
        """Where a point with a value lies, in percent from the left and from the top."""
        left, top = self._position(point)
        return round(100 * left / self.width, 1), round(100 * top / HEIGHT, 1)

    def _onward(self, points: Sequence[Point]) -> str:
        """From the first point to each of the others."""
        positions = [self._position(point) for point in points]
        return "l" + " ".join(f"{to[0] - at[0]} {to[1] - at[1]}" for at, to in pairwise(positions))

    def dot(self, point: Point) -> str:
        """A path that is one point."""
        left, top = self._position(point)
        return f"M{left} {top}h0"

    def _position(self, point: Point) -> tuple[int, int]:
        position = self._positions.get(point.first)
        if position is None:
            height = self.height(Fraction(0) if point.value is None else point.value)
            position = self._positions[point.first] = self.centre(point.first, point.last), height
        return position

    def steps(self, levels: Iterable[tuple[int, int, Decimal | None]]) -> str:
        """A path that holds each level over whole months, with a piece for each span of the same level."""
        return "".join(
            f"M{self.left(first)} {self.height(level)}H{self.left(last + 1)}"
            for level, first, last in _spans(levels)
            if level is not None
        )

    def stairs(self, levels: Iterable[tuple[int, int, Decimal | None, Month]]) -> str:
        """The same with one piece for each term, named by its first month, whose levels follow one another."""
        path: list[str] = []
        before: tuple[int, Decimal | None, Month | None] = 0, None, None
        for first, last, level, term in levels:
            end = f"H{self.left(last + 1)}"
            if level is not None and level == before[1]:
                path[-1] = end
            elif level is not None and before[0] == first and before[1] is not None and before[2] == term:
                path += [f"V{self.height(level)}", end]
            elif level is not None:
                path += [f"M{self.left(first)} {self.height(level)}", end]
            before = last + 1, level, term
        return "".join(path)

    def bands(self, months: Iterable[tuple[int, int, bool]]) -> tuple[Band, ...]:
        """The spans of months of which something is so."""
        return tuple(
            (self.left(first), self.left(last + 1) - self.left(first)) for is_so, first, last in _spans(months) if is_so
        )


def _spans(periods: Iterable[tuple[int, int, _T]]) -> Iterator[tuple[_T, int, int]]:
    """Each value that periods in a row have, with the first and the last month of them."""
    for value, span in groupby(periods, key=itemgetter(2)):
        row = list(span)
        yield value, row[0][0], row[-1][1]
