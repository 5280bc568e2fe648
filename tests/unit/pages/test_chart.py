"""A chart shows what was delivered, and nothing that was not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_promises.ledger.delivery import Correction, Delivery
from service_promises.ledger.ledger import LedgerInput, make_ledger
from service_promises.ledger.periods.month import Coverage, Month
from service_promises.ledger.promises.promise import Case, Interim, Kind, Measure, Term
from service_promises.ledger.promises.target import EVERY_TIME, Direction, Target
from service_promises.ledger.service import Link, Service
from service_promises.pages.i18n import I18n
from service_promises.pages.parts.charts.chart import Chart, chart_of
from service_promises.pages.parts.charts.drawing import HEIGHT, MONTH

from tests.made_up import counts
from tests.strategies import promise_of

FIRST = Month(2025, 3)
EACH = Measure(kind=Kind.EACH, counts="Widgets handed in.", source="The job book.", case=Case("widget", "widgets"))
MINUTES = Measure(kind=Kind.LEVEL, counts="Calls.", source="The log.", figure="Average wait", unit="minutes")
AT_LEAST_90 = Target("at least 90%", Direction.AT_LEAST, Decimal(90))
AT_MOST_7 = Target("at most 7 minutes", Direction.AT_MOST, Decimal(7))
GAP = None
"""A month of which nothing was reported."""


def level(figure: str) -> Delivery:
    return Delivery(level=Decimal(figure))


def chart(
    records: Sequence[Delivery | None],
    *terms: Term,
    ends: Month | None = None,
    due_in: Sequence[int] = range(1, 13),
    hide: int = 0,
) -> Chart | None:
    """The chart of these records, one for each month from `FIRST`, all of them over and past their date."""
    promise = replace(promise_of(terms, "promise"), ends=ends, due_in=frozenset(due_in), also_measured=True)
    service = Service(
        name="Widgets",
        about="We mend.",
        for_="Widgets.",
        covers=Coverage(FIRST),
        reach_us=(Link("Us", "/"),),
        hide_counts_below=hide,
    )
    delivered: Mapping[tuple[str, Month], Delivery] = {
        ("promise", FIRST.plus(index)): record for index, record in enumerate(records) if record is not None
    }
    as_of = FIRST.plus(len(records)).last_day
    ledger = make_ledger(LedgerInput(service, [promise], delivered), as_of)
    entries = [entry for entry in ledger.by_promise["promise"] if entry.month < FIRST.plus(len(records))]
    return chart_of(promise, entries, I18n("en-GB", "Widgets", speaks_for_itself=True))


def present(chart: Chart | None) -> Chart:
    assert chart
    return chart


def term(target: Target, measure: Measure, since: int = 0, interims: tuple[Interim, ...] = ()) -> Term:
    """A term that begins so many months after the first."""
    return Term(since=FIRST.plus(since), promise="We mend it.", measure=measure, target=target, interim=interims)


def runs(path: str) -> list[list[tuple[float, float]]]:
    """The points of each unbroken piece of a path: which month from the first, and the share of the height."""
    pieces = []
    for piece in path.split("M")[1:]:
        (left, top), *steps = [(int(x), int(y)) for x, y in re.findall(r"(-?\d+) (-?\d+)", piece)]
        places = [(left, top)]
        for across, down in steps:
            places.append((places[-1][0] + across, places[-1][1] + down))
        pieces.append([(x / MONTH, 1 - y / HEIGHT) for x, y in places])
    return pieces


def heights(path: str) -> list[list[float]]:
    return [[round(height, 2) for _, height in run] for run in runs(path)]


def bars(view: Chart) -> list[tuple[int, float]]:
    """Each bar: which month from the first, and the share of the height."""
    found = re.findall(rf"M(\d+) {HEIGHT}V(\d+)H", view.bars)
    return [(int(left) // MONTH, 1 - int(top) / HEIGHT) for left, top in found]


def ends_of(view: Chart) -> tuple[str, str]:
    return view.value_ticks[0].text, view.value_ticks[-1].text


def test_the_line_has_a_gap_where_nothing_was_reported() -> None:
    months = [counts(10, 9), counts(10, 8), GAP, counts(10, 9), counts(10, 10), GAP, counts(10, 9)]
    view = present(chart(months, term(AT_LEAST_90, EACH)))
    assert [len(run) for run in runs(view.line)] == [2, 2]
    assert [run[0][0] for run in runs(view.line)] == [0.5, 3.5]
    # A month between two gaps is a dot, and nothing else is.
    assert [run[0][0] for run in runs(view.dots)] == [6.5]


def test_what_was_not_reported_is_marked_over_its_months() -> None:
    months = [counts(10, 9), GAP, GAP, counts(10, 9), counts(0, 0), GAP, counts(10, 8)]
    view = present(chart(months, term(AT_LEAST_90, EACH)))
    assert view.not_reported == ((1 * MONTH, 2 * MONTH), (5 * MONTH, 1 * MONTH))
    quarters = chart([level("5"), GAP, GAP, GAP, GAP, GAP, level("7")], term(AT_MOST_7, MINUTES), due_in=[3, 6, 9, 12])
    assert present(quarters).not_reported == ((1 * MONTH, 3 * MONTH),)
    assert present(chart([counts(10, 9), counts(10, 8)], term(AT_LEAST_90, EACH))).not_reported == ()


def test_a_figure_stands_in_the_middle_of_the_months_that_it_speaks_for() -> None:
    months = [level("5"), GAP, GAP, level("6"), GAP, GAP, level("7")]
    view = present(chart(months, term(AT_MOST_7, MINUTES), due_in=[3, 6, 9, 12]))
    assert [[left for left, _ in run] for run in runs(view.line)] == [[0.5, 2.5, 5.5]]
    assert "Each point stands in the middle of the months that it speaks for." in view.caption
    monthly = present(chart([level("5"), level("6")], term(AT_MOST_7, MINUTES)))
    assert "Each point stands" not in " ".join(monthly.caption)


@pytest.mark.parametrize(
    ("figures", "target", "scale"),
    [
        (("5", "6"), "7", "The scale begins at 5 minutes, not at 0."),
        (("0", "6"), "7", ""),
        (("-5", "6"), "7", ""),
        (("-5", "-9"), "-6", "The scale ends at -5 minutes, below 0."),
    ],
)
def test_a_chart_of_levels_says_where_its_scale_begins(figures: tuple[str, str], target: str, scale: str) -> None:
    at_most = AT_MOST_7._replace(figure=Decimal(target))
    caption = present(chart([level(figure) for figure in figures], term(at_most, MINUTES))).caption
    assert [sentence.replace("\xa0", " ") for sentence in caption if "The scale" in sentence] == [scale] * bool(scale)


def test_months_in_which_nothing_is_owed_are_no_gap() -> None:
    view = present(
        chart([level("5"), GAP, GAP, level("6"), GAP, GAP, level("7")], term(AT_MOST_7, MINUTES), due_in=[3, 6, 9, 12])
    )
    assert [len(run) for run in runs(view.line)] == [3]


def test_a_month_that_was_not_promised_and_has_no_record_is_a_gap() -> None:
    view = present(chart([level("5"), level("4"), GAP, level("6"), level("7")], term(AT_MOST_7, MINUTES, 3)))
    assert [len(run) for run in runs(view.line)] == [2, 2]


def test_the_line_breaks_where_another_figure_is_measured() -> None:
    months = [level("5"), level("6"), level("9"), level("8")]
    median = replace(MINUTES, figure="Wait of nine in ten")
    view = present(chart(months, term(AT_MOST_7, MINUTES), term(AT_MOST_7, median, 2)))
    assert [len(run) for run in runs(view.line)] == [2, 2]
    assert any("breaks at May 2025:" in sentence for sentence in view.caption)

    stricter = present(chart(months, term(AT_MOST_7, MINUTES), term(AT_MOST_7._replace(figure=Decimal(6)), MINUTES, 2)))
    assert [len(run) for run in runs(stricter.line)] == [4]
    assert not any("breaks" in sentence for sentence in stricter.caption)


@pytest.mark.parametrize(
    ("measure", "target", "record"),
    [
        (replace(MINUTES, unit="hours"), AT_MOST_7._replace(text="at most 7 hours"), level("1")),
        (EACH, AT_LEAST_90, counts(10, 9)),
    ],
    ids=["unit", "kind"],
)
def test_what_was_measured_in_another_unit_is_not_drawn_on_this_scale(
    measure: Measure, target: Target, record: Delivery
) -> None:
    months = [record, record, level("5"), level("6")]
    view = present(chart(months, term(target, measure), term(AT_MOST_7, MINUTES, 2)))
    assert [[left for left, _ in run] for run in runs(view.line)] == [[2.5, 3.5]]
    assert len(runs(view.target)) == 1
    assert any("Up to April 2025 it was measured in another unit" in sentence for sentence in view.caption)


def test_a_promise_for_every_time_shows_how_many_were_let_down() -> None:
    months = [counts(1000, 1000), counts(1000, 996), counts(1000, 992), counts(0, 0), counts(1000, 998)]
    view = present(chart(months, term(EVERY_TIME, EACH)))
    assert ends_of(view) == ("0", "8")
    assert bars(view) == [(1, 0.5), (2, 1.0), (4, 0.25)]
    # Where nothing fell due nobody could be let down, and that is no success.
    assert view.nobody == f"M0 {HEIGHT}H{MONTH}"
    assert (view.line, view.dots, view.target, view.beside) == ("", "", "", "")
    assert view.caption[:2] == (
        "Newest figure: 2 let down in July 2025.",
        "How many were let down each time; the promise is that nobody is.",
    )
    assert "counted in widgets" in view.caption[2]


def test_a_hidden_count_is_marked_and_not_drawn() -> None:
    months = [counts(100, 90), counts(100, 80), counts(100, 98), counts(100, 100), counts(100, 90)]
    view = present(chart(months, term(EVERY_TIME, EACH), hide=5))
    assert [month for month, _ in bars(view)] == [0, 1, 4]
    assert view.hidden == ((2 * MONTH, MONTH),)
    assert view.nobody == f"M{3 * MONTH} {HEIGHT}H{4 * MONTH}"
    # The hidden one may have been worse than any other of its promise.
    assert view.marked == ()
    shares = present(chart([*months, counts(4, 2)], term(AT_LEAST_90, EACH), hide=5))
    assert shares.hidden
    assert shares.marked == ()
    assert present(chart(months, term(EVERY_TIME, EACH))).hidden == ()


def test_nobody_is_let_down_by_halves() -> None:
    nobody = present(chart([counts(9, 9), counts(9, 9)], term(EVERY_TIME, EACH)))
    assert [tick.text for tick in nobody.value_ticks] == ["0", "1"]
    assert nobody.bars == ""
    one = present(chart([counts(9, 9), counts(9, 8), counts(9, 7)], term(EVERY_TIME, EACH)))
    assert [tick.text for tick in one.value_ticks] == ["0", "1", "2"]


def test_shares_are_drawn_where_nobody_knows_how_many_were_let_down() -> None:
    share = Delivery(share=Decimal("97.5"))
    view = present(chart([share, share._replace(share=Decimal(99))], term(EVERY_TIME, EACH)))
    assert view.line
    assert view.value_ticks[-1].text == "100%"


def test_shares_are_drawn_where_the_target_was_once_less_than_every_time() -> None:
    months = [counts(100, 95), counts(100, 96), counts(100, 97)]
    view = present(chart(months, term(AT_LEAST_90, EACH), term(EVERY_TIME, EACH, 1)))
    assert view.line
    assert len(runs(view.target)) == 2


def test_an_interim_target_is_drawn_among_shares_and_not_among_counts() -> None:
    interim = (Interim(AT_LEAST_90, FIRST),)
    stricter = AT_LEAST_90._replace(figure=Decimal(95))
    months = [counts(100, 91), counts(100, 93)]
    assert present(chart(months, term(stricter, EACH, 0, interim))).interim
    assert not present(chart(months, term(EVERY_TIME, EACH, 0, interim))).interim


def test_months_before_the_first_term_and_after_the_end_are_a_band_of_their_own() -> None:
    month = counts(100, 95)
    view = present(chart([month] * 10, term(AT_LEAST_90, EACH, 2), ends=FIRST.plus(6)))
    assert view.not_promised == ((0, 4), (14, 6))
    assert view.not_comparable == ()
    assert [[left for left, _ in run] for run in _targets(view)] == [[2, 7]]


def test_what_is_not_comparable_is_another_band() -> None:
    month = counts(100, 95)
    odd = month._replace(not_comparable="A strike.")
    view = present(chart([month, odd, odd, month, odd], term(AT_LEAST_90, EACH)))
    assert view.not_comparable == ((2, 4), (8, 2))
    assert view.not_promised == ()


def test_counts_of_months_that_were_not_promised_are_told_apart() -> None:
    months = [counts(10, 8), counts(10, 9), counts(10, 10)]
    before = present(chart(months, term(EVERY_TIME, EACH, 1)))
    assert any("was not promised" in sentence for sentence in before.caption)
    assert before.not_promised == ((0, MONTH),)
    assert not any("was not promised" in line for line in present(chart(months, term(EVERY_TIME, EACH))).caption)


def test_a_corrected_figure_is_marked_where_it_now_stands() -> None:
    month = counts(100, 95)
    corrected = month._replace(corrected=(Correction(date(2025, 6, 1), {"kept": Decimal(90)}, "Miscounted."),))
    view = present(chart([month, corrected, month], term(AT_LEAST_90, EACH)))
    assert [run[0][0] for run in runs(view.corrected)] == [1.5]
    assert heights(view.corrected) == [[heights(view.line)[0][1]]]


def test_the_scale_ends_at_round_figures_that_hold_all_that_is_drawn() -> None:
    shares = present(chart([counts(1000, 721), counts(1000, 1000)], term(AT_LEAST_90, EACH)))
    assert ends_of(shares) == ("70%", "100%")
    assert any("begins at 70%, not at 0." in sentence for sentence in shares.caption)
    # The target is on the chart, however far it is from what was delivered.
    assert ends_of(present(chart([counts(10, 2), counts(10, 3)], term(AT_LEAST_90, EACH)))) == ("20%", "100%")
    minutes = present(chart([level("6.5"), level("11")], term(AT_MOST_7, MINUTES)))
    assert ends_of(minutes) == ("6", "11")
    assert "In minutes; less is better." in minutes.caption
    nothing = present(chart([counts(10, 0), counts(10, 9)], term(AT_LEAST_90, EACH)))
    assert ends_of(nothing) == ("0%", "100%")
    assert not any("not at 0" in sentence for sentence in nothing.caption)
    all_of_them = Target("at least 100%", Direction.AT_LEAST, Decimal(100))
    assert ends_of(present(chart([counts(10, 10)] * 2, term(all_of_them, EACH)))) == ("80%", "100%")


@pytest.mark.parametrize(
    ("months", "labels"),
    [
        (3, ["Mar 2025", "Apr 2025", "May 2025"]),
        (10, ["Apr 2025", "Jul 2025", "Oct 2025"]),
        (24, ["Jul 2025", "Jan 2026", "Jul 2026", "Jan 2027"]),
        (30, ["Jan 2026", "Jan 2027"]),
        (60, ["2026", "2027", "2028", "2029", "2030"]),
        (100, ["2027", "2029", "2031", "2033"]),
    ],
)
def test_months_are_named_where_years_alone_would_say_little(months: int, labels: list[str]) -> None:
    view = present(chart([counts(10, 9)] * months, term(AT_LEAST_90, EACH)))
    assert [tick.text for tick in view.month_ticks] == labels


def test_no_name_of_a_month_runs_into_the_one_before() -> None:
    view = present(chart([counts(10, 9)] * 11, term(AT_LEAST_90, EACH)))
    assert [tick.text for tick in view.month_ticks] == ["Apr 2025", "Jul 2025", "Oct 2025"]


def test_one_figure_is_no_chart() -> None:
    assert chart([counts(10, 9), GAP], term(AT_LEAST_90, EACH)) is None
    assert chart([counts(10, 9), counts(0, 0)], term(EVERY_TIME, EACH)) is None
    done = Measure(kind=Kind.DONE, counts="The stock.", source="The stock book.")
    finished = Delivery(done=True, on=date(2025, 3, 1))
    assert chart([finished, finished._replace(on=date(2025, 4, 1))], term(EVERY_TIME, done)) is None


@given(
    st.lists(st.one_of(st.none(), st.integers(0, 100)), min_size=2, max_size=12),
    st.lists(st.sampled_from([20, 50, 51, 90]), min_size=1, max_size=3),
    st.booleans(),
)
def test_what_fell_short_is_shaded_and_no_month_that_met_its_target(
    figures: Sequence[int | None], targets: Sequence[int], at_most: bool
) -> None:
    direction = Direction.AT_MOST if at_most else Direction.AT_LEAST
    terms = [
        term(Target(f"{direction} {figure}", direction, Decimal(figure)), MINUTES, 4 * index)
        for index, figure in enumerate(targets)
    ]
    view = chart([None if figure is None else level(str(figure)) for figure in figures], *terms)
    if view is None:
        return
    for index, figure in enumerate(figures):
        target = targets[min(index // 4, len(targets) - 1)]
        if figure is None:
            continue
        is_short = figure > target if at_most else figure < target
        assert _is_shaded(view, index * MONTH + MONTH // 2) is is_short


def test_nothing_is_shaded_where_the_line_only_leads_past_another_target() -> None:
    """From 6 minutes of at most 6 to 4 minutes of at most 5: both met."""
    six, five = (AT_MOST_7._replace(figure=Decimal(figure)) for figure in (6, 5))
    assert present(chart([level("6"), level("4")], term(six, MINUTES), term(five, MINUTES, 1))).missed == ""
    view = present(chart([level("6"), level("4"), level("9")], term(six, MINUTES), term(five, MINUTES, 1)))
    # What fell short of five minutes is shaded from the middle of the first month that has them as its target.
    assert re.findall(r"M(\d+) 0V\d+H(\d+)", view.missed)[-1] == (str(MONTH + MONTH // 2), str(3 * MONTH))


@given(st.lists(st.integers(0, 1000), min_size=3, max_size=30), st.booleans())
def test_no_month_is_better_than_the_best_or_worse_than_the_worst(figures: Sequence[int], at_most: bool) -> None:
    direction = Direction.AT_MOST if at_most else Direction.AT_LEAST
    view = chart([level(str(figure)) for figure in figures], term(Target("", direction, Decimal(500)), MINUTES))
    marked = [sentence.replace("\xa0", " ") for sentence in present(view).marked]
    best, worst = (min(figures), max(figures))[:: 1 if at_most else -1]
    if best == worst:
        assert marked == []
        return
    assert [sentence.partition(" minutes")[0] for sentence in marked] == [f"Best: {best:,}", f"Worst: {worst:,}"]
    newest = len(figures) - 1 - figures[::-1].index(best)
    assert str(FIRST.plus(newest).year) in marked[0]


def test_the_newest_figure_and_the_targets_are_named_where_their_lines_end() -> None:
    interim = (Interim(AT_LEAST_90._replace(figure=Decimal(91)), FIRST),)
    stricter = AT_LEAST_90._replace(figure=Decimal(95))
    labels = present(chart([counts(100, 80), counts(100, 91)], term(stricter, EACH, 0, interim))).end_labels
    assert [(label.line, label.figure, label.text) for label in labels] == [
        ("target", "95%", "promised"),
        ("line", "91.00%", "Apr 2025"),
        ("interim", "91%", "interim"),
    ]
    first, second, third = (label.top for label in labels)
    assert second - first >= 12
    assert third - second == pytest.approx(12)
    ended = present(chart([counts(100, 80)] * 3, term(AT_LEAST_90, EACH), ends=FIRST.plus(1)))
    assert [label.line for label in ended.end_labels] == ["line"]


def test_the_best_and_the_worst_month_are_marked_with_figure_and_month() -> None:
    months = [counts(100, 80), counts(100, 97), counts(100, 71), counts(100, 97), counts(100, 85)]
    view = present(chart(months, term(AT_LEAST_90, EACH)))
    assert [(label.text, label.is_above) for label in view.point_labels] == [
        ("best 97.00%, 2 times", True),
        ("worst 71.00%, May 2025", False),
        ("", False),
    ]
    assert [label.left for label in view.point_labels] == [70, 50, 90]
    assert view.marked == ("Best: 97.00%, in 2 reports, the newest for June 2025.", "Worst: 71.00%, in May 2025.")
    rising = present(chart(months[2:4] + months[1:2], term(AT_LEAST_90, EACH)))
    assert [label.text for label in rising.point_labels] == ["best, 2 times", "worst 71.00%, Mar 2025"]


def test_months_measured_in_another_way_are_not_the_best() -> None:
    months = [level("1"), level("2"), level("9"), level("8"), level("7")]
    median = replace(MINUTES, figure="Wait of nine in ten")
    view = present(chart(months, term(AT_MOST_7, MINUTES), term(AT_MOST_7, median, 2)))
    assert [sentence.replace("\xa0", " ") for sentence in view.marked] == [
        "Best: 7 minutes, in July 2025.",
        "Worst: 9 minutes, in May 2025.",
    ]


@pytest.mark.parametrize(
    ("now", "trend"),
    [
        (96, "96.00% in March 2026, better than a year before (95.00%)."),
        (94, "94.00% in March 2026, worse than a year before (95.00%)."),
        (95, "95.00% in March 2026, the same as a year before."),
    ],
)
def test_the_newest_figure_is_compared_with_that_of_a_year_before(now: int, trend: str) -> None:
    months = [counts(100, 95), *[counts(100, 90)] * 11, counts(100, now)]
    assert present(chart(months, term(AT_LEAST_90, EACH))).caption[0] == trend
    months[0] = months[0]._replace(not_comparable="A strike.")
    newest = f"Newest figure: {now}.00% in March 2026."
    assert present(chart(months, term(AT_LEAST_90, EACH))).caption[0] == newest


def test_a_new_term_is_marked_with_what_changed() -> None:
    months = [counts(100, 95), counts(100, 96), counts(100, 97), counts(100, 98)]
    [new_term] = present(chart(months, term(AT_LEAST_90, EACH), term(EVERY_TIME, EACH, 2))).new_terms
    assert new_term == (50, "From May 2025: every time (stronger).")


def _is_shaded(view: Chart, left: int) -> bool:
    """Whether some height at a place is within both areas of which the shaded one is made."""
    sides = [_within(path, left) for path in (view.beside, view.missed)]
    return any(max(a, c) < min(b, d) for a, b in sides[0] for c, d in sides[1])


def _within(path: str, left: int) -> list[tuple[int, int]]:
    """The heights between the two sides of each area at a place where it has a corner, or runs level."""
    found = []
    for piece in path.split("M")[1:]:
        start, edge, top = map(int, re.match(r"(\d+) (\d+)V(\d+)", piece).groups())  # type: ignore[union-attr] # all begin so
        corners = [(start, top)]
        if level := re.search(r"H(\d+)", piece):
            corners = [(place, top) for place in range(start + 1, int(level[1]))]
        for across, down in re.findall(r"(-?\d+) (-?\d+)", piece.partition("l")[2]):
            corners.append((corners[-1][0] + int(across), corners[-1][1] + int(down)))
        found += [(min(edge, top), max(edge, top)) for place, top in corners if place == left]
    return found


def _targets(view: Chart) -> list[list[tuple[float, float]]]:
    """The ends of each piece of the target's line."""
    return [
        [(int(start) / MONTH, int(top) / HEIGHT), (int(end) / MONTH, int(top) / HEIGHT)]
        for start, top, end in re.findall(r"M(\d+) (\d+)H(\d+)", view.target)
    ]
