"""Targets in other words: what is proposed says what was meant, or is an example."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError
from service_promises.ledger.promises.promise import Kind, Measure
from service_promises.source.values.targets import target_of

WAIT = Measure(kind=Kind.LEVEL, counts="visits", source="the machine", unit="minutes")
CALLS = Measure(kind=Kind.EACH, counts="calls", source="the telephone")
SHARE = Measure(kind=Kind.LEVEL, counts="visits", source="the machine", unit="%")
BOTH = "write, for example: at most 7 minutes, or: at least 7 minutes"


def _help(text: str, measure: Measure) -> str:
    with pytest.raises(PydanticCustomError) as refused:
        target_of(text, measure)
    assert refused.value.context is not None
    return str(refused.value.context["help"])


@pytest.mark.parametrize(
    "text",
    [
        "at most 7 min",
        "At most 7 mins.",
        "max 7 min",
        "max. 7 minutes",
        "a maximum of 7 minutes",
        "<= 7 min",
        "no more than 7 minutes",
        "not more than 7 minutes",
        "never more than 7 minutes",
        "not above 7",
        "up to 7 minutes",
        "within 7 minutes",
        "7 minutes max",
        "7 minutes or less",
        "at most 07",
    ],
)
def test_at_most_stays_at_most(text: str) -> None:
    assert _help(text, WAIT) == "write: at most 7 minutes"


@pytest.mark.parametrize(
    "text",
    [
        "at least 7 min",
        "min 7 min",
        "minimum 7 minutes",
        ">= 7",
        "no less than 7 minutes",
        "never fewer than 7",
        "not under 7 minutes",
        "from 7 minutes",
        "7 minutes or more",
    ],
)
def test_at_least_stays_at_least(text: str) -> None:
    assert _help(text, WAIT) == "write: at least 7 minutes"


@pytest.mark.parametrize("text", ["under 7 minutes", "less than 7 minutes", "< 7", "below 7 min"])
def test_below_is_at_most_and_says_where_they_differ(text: str) -> None:
    assert _help(text, WAIT) == "write: at most 7 minutes (7 itself meets it)"


@pytest.mark.parametrize("text", ["more than 7 minutes", "over 7", "above 7 min", "> 7"])
def test_above_is_at_least_and_says_where_they_differ(text: str) -> None:
    assert _help(text, WAIT) == "write: at least 7 minutes (7 itself meets it)"


@pytest.mark.parametrize("text", ["7 min", "7", "7minutes"])
def test_without_a_direction_both_are_offered(text: str) -> None:
    assert _help(text, WAIT) == "write the one that is meant: at most 7 minutes, or: at least 7 minutes"


@pytest.mark.parametrize(
    "text",
    [
        "always",
        "every time",
        "1:30 hours",
        "between 5 and 7 minutes",
        "from 5 to 7 minutes",
        "5-7 minutes",
        "not within 7 minutes",
        "at most 5 minutes and at least 2",
        "min 5 max 7",
        "at least - 1",
    ],
)
def test_what_can_not_be_told_gets_an_example_of_both(text: str) -> None:
    assert _help(text, WAIT) == BOTH


@pytest.mark.parametrize("text", ["at most 0.5 hours", "at most 1:30 hours", "max 7 h", "at most 2OO", "at most 7 m"])
def test_another_unit_or_half_a_number_gets_an_example_in_the_unit(text: str) -> None:
    assert _help(text, WAIT) == "write the figure in minutes, for example: at most 7 minutes"


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("at most 1 200 minutes", "1200"),
        ("at most 1,204", "1204"),
        ("at most 1e3", "1000"),
        ("at most 7,5", "7.5"),
        ("max .5", "0.5"),
    ],
)
def test_every_character_of_the_figure_counts(text: str, figure: str) -> None:
    assert _help(text, WAIT) == f"write: at most {figure} minutes"


def test_the_unit_percent_may_be_spelt_out() -> None:
    assert _help("at least 95 percent", SHARE) == "write: at least 95%"


@pytest.mark.parametrize(
    ("text", "way_out"),
    [
        ("at least 0.95", "write: at least 95%"),
        ("at least 1e2%", "write: at least 100%"),
        ("at least 95 per cent", "write: at least 95%"),
        (">= 90,5%", "write: at least 90.5%"),
        ("95% or more", "write: at least 95%"),
        ("95%", "if so many are to be kept, write: at least 95%"),
        ("no more than 5% late", "say how many are kept; at most 5% not kept is: at least 95%"),
        ("up to 5%", "say how many are kept; at most 5% not kept is: at least 95%"),
        ("at most 5 calls", "say how many are kept, and not how many are not, for example: at least 95%"),
        ("at most 105%", "say how many are kept, and not how many are not, for example: at least 95%"),
        ("All the time", "write: every time"),
    ],
)
def test_share_that_can_be_told(text: str, way_out: str) -> None:
    assert _help(text, CALLS) == way_out


@pytest.mark.parametrize(
    "text", ["at least 1.0", "at least 1", "at least 1,000%", "at least 94,255%", "at least 95 calls", "at least -1%"]
)
def test_share_that_can_not_be_told_gets_an_example(text: str) -> None:
    assert _help(text, CALLS) == "write the share that you aim for, for example: at least 95%"


@pytest.mark.parametrize("part", ["7 ", "7,", "((", "1.", "no more ", "or less ", "7 min "])
def test_no_target_takes_long(part: str) -> None:
    """What takes time that grows with more than the length would not end: see `faulthandler_timeout`."""
    assert _help(part * (1_000_000 // len(part)), WAIT).startswith("write, for example: at most 7 minutes")


_PARTS = "at most |no more than |not |min |from |or less|<|7|7,5|1,204|1e3|.5|0|100|%| minutes|hours|-|/| |late|9 in 10"


@given(st.lists(st.sampled_from(_PARTS.split("|")), max_size=6).map("".join), st.sampled_from([WAIT, CALLS, SHARE]))
def test_a_target_to_be_written_is_a_target(text: str, measure: Measure) -> None:
    try:
        target_of(text, measure)
    except PydanticCustomError as refused:
        said = (refused.context or {})["help"]
        _, write, proposed = said.partition("write: ")
        for one in proposed.partition(" (")[0].split(", or: ") if write else []:
            assert target_of(one, measure).text == one


@pytest.mark.parametrize(
    ("text", "way_out"),
    [
        ("19 out of 20", "if so many are to be kept, write: at least 95%"),
        ("19/20", "if so many are to be kept, write: at least 95%"),
        ("at least 19 in 20", "write: at least 95%"),
        ("Nine out of ten", "if so many are to be kept, write: at least 90%"),
        ("at least 7 of 8", "write: at least 87.5%"),
        ("at most 1 in 20", "say how many are kept; at most 5% not kept is: at least 95%"),
        ("2 out of 3", "write the share that you aim for, for example: at least 95%"),
        ("20 out of 19", "write the share that you aim for, for example: at least 95%"),
        ("19 out of 20 calls", "write the share that you aim for, for example: at least 95%"),
        ("1/2/2026", "write the share that you aim for, for example: at least 95%"),
        ("5 in 0", "write the share that you aim for, for example: at least 95%"),
    ],
)
def test_so_many_out_of_so_many_is_a_percentage_where_that_is_exact(text: str, way_out: str) -> None:
    assert _help(text, CALLS) == way_out
