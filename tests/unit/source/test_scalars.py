"""Single values: what they mean, and what staff are told of those that mean nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError
from service_promises.ledger.periods.month import Month
from service_promises.pages.i18n import I18n
from service_promises.source.values.addresses import url, url_template
from service_promises.source.values.calendar import day, month
from service_promises.source.values.figures import figure, level, percentage
from service_promises.source.values.flags import boolean, flag
from service_promises.source.values.language import language
from service_promises.source.values.scalars import identifier, line, prose, slug
from service_promises.source.values.time_zone import time_zone, zone_of


def _help(check: Callable[[Any], Any], value: Any) -> str:
    with pytest.raises(PydanticCustomError) as refused:
        check(value)
    assert refused.value.context is not None
    return str(refused.value.context["help"])


@pytest.mark.parametrize("text", ["0", "7", "1204", "0.5", "94.20", "9" * 15 + "." + "9" * 20])
def test_figure_is_exact(text: str) -> None:
    assert str(figure(text)) == text


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1,204", "1204"),
        ("1 204", "1204"),
        ("1'204.5", "1204.5"),
        ("1,204,000", "1204000"),
        ("1_000", "1000"),
        ("1e3", "1000"),
        ("0x10", "16"),
        ("0o17", "15"),
        ("007", "7"),
        ("00", "0"),
        ("00.5", "0.5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("+200", "200"),
        ("½", "0.5"),
        ("“3”", "3"),
        ("3,", "3"),
    ],
)
def test_figure_that_can_be_guessed(text: str, meant: str) -> None:
    assert _help(figure, text) == f"write: {meant}"


def test_comma_in_a_count_is_not_taken_for_a_point() -> None:
    assert "12.34" not in _help(figure, "12,34")
    assert _help(level, "12,5") == "write: 12.5"


@pytest.mark.parametrize(
    "text",
    [
        "-5",
        "\u22125",
        ".nan",
        "inf",
        "about six",
        "1.2.3",
        "1" * 16,
        "0." + "1" * 21,
        "95%",
        "n/a",
        "1e999",
        " ",
        ".",
        "0x..",
        "2OO",
        "20O",
        "200k",
        "1.2m",
        "1.2 million",
        "3 dozen",
    ],
)
def test_figure_that_can_not_be_guessed(text: str) -> None:
    assert "write: " not in _help(figure, text)


@pytest.mark.parametrize(("text", "unit", "number"), [("6 minutes", "minutes", "6"), ("1,204calls", "calls", "1204")])
def test_words_behind_a_figure_are_not_passed_over(text: str, unit: str, number: str) -> None:
    assert _help(figure, text) == f"if `{unit}` is what this promise counts in, write: {number}"


@given(st.text(max_size=12))
def test_figure_takes_plain_digits_or_nothing(text: str) -> None:
    try:
        found = figure(text)
    except PydanticCustomError:
        return
    assert text.isascii()
    assert f"{found:f}" == text


@given(st.text(alphabet="0123456789.,%eExo+-_ '½km\u200b", max_size=8), st.sampled_from([figure, percentage, level]))
def test_a_figure_to_be_written_is_a_figure(text: str, check: Callable[[Any], Any]) -> None:
    try:
        check(text)
    except PydanticCustomError:
        _, write, proposed = _help(check, text).partition("write: ")
        assert not write or check(proposed.partition(" (")[0]) is not None


@given(st.text(max_size=12), st.sampled_from([figure, percentage, level, month, day, flag, boolean, url, url_template]))
def test_no_text_ends_the_program(text: str, check: Callable[[Any], Any]) -> None:
    try:
        check(text)
    except PydanticCustomError:
        assert _help(check, text)


@pytest.mark.parametrize(("text", "meant"), [("94.2%", "94.2"), ("95 %", "95"), ("0%", "0"), ("100.01%", "100.01")])
def test_percentage(text: str, meant: str) -> None:
    assert percentage(text) == Decimal(meant)


@pytest.mark.parametrize(
    ("text", "way_out"),
    [
        ("95", "write: 95%"),
        ("0.95", "write: 95% (or 0.95% if it really is so little)"),
        ("1", "write: 100% (or 1% if it really is so little)"),
        ("0", "write: 0%"),
        ("95 percent", "write: 95%"),
        ("94,2%", "write: 94.2%"),
        ("94.2 per cent", "write: 94.2%"),
        ("95\u00a0%", "write: 95%"),
    ],
)
def test_percentage_without_its_sign(text: str, way_out: str) -> None:
    assert _help(percentage, text) == way_out


@pytest.mark.parametrize("text", ["94,255%", "1,000%", "2OO%", "95 calls", "9 in 10"])
def test_percentage_that_can_not_be_guessed(text: str) -> None:
    assert _help(percentage, text) == "write the number in digits, for example: 94.2%"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-1", "2026-01"),
        ("2026/01", "2026-01"),
        ("01-2026", "2026-01"),
        ("202601", "2026-01"),
        ("January 2026", "2026-01"),
        ("Jan 2026", "2026-01"),
        ("2026-01-15", "2026-01"),
    ],
)
def test_month_that_can_be_guessed(text: str, meant: str) -> None:
    assert _help(month, text) == f"write: {meant}"
    assert month(meant) == Month.parse(meant)


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "0000-01", "9999-12", "1899-12", "soon", "\uff12\uff10\uff12\uff16-01"]
)
def test_month_that_is_none(text: str) -> None:
    assert not _help(month, text).startswith("write: ")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-2-5", "2026-02-05"),
        ("2026/02/05", "2026-02-05"),
        ("2026-02-05T10:00:00Z", "2026-02-05"),
        ("5 February 2026", "2026-02-05"),
        ("15/02/2026", "2026-02-15"),
        ("02/15/2026", "2026-02-15"),
        ("5.5.2026", "2026-05-05"),
    ],
)
def test_date_that_can_be_guessed(text: str, meant: str) -> None:
    assert _help(day, text) == f"write: {meant}"
    assert day(meant) == date.fromisoformat(meant)


@pytest.mark.parametrize("text", ["2026-02-30", "2026-02", "2026-13-01", "99/99/2026", "1066-10-14"])
def test_date_that_can_not_be_guessed(text: str) -> None:
    assert not _help(day, text).startswith("write: ")


def test_29_february() -> None:
    assert day("2028-02-29") == date(2028, 2, 29)
    assert _help(day, "2026-02-29") == "write a day from 2026-02-01 to 2026-02-28"


@pytest.mark.parametrize(
    ("text", "meant"),
    [("true", True), ("True", True), ("false", False), ("TRUE", True), ("the meter broke", "the meter broke")],
)
def test_flag(text: str, meant: bool | str) -> None:
    assert flag(text) == meant


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "y", "n"])
def test_flag_is_not_yes_or_no(word: str) -> None:
    for spelt in (word, word.upper(), word.title()):
        assert "write" in _help(flag, spelt)
        assert _help(boolean, spelt) == f"write: {'true' if word in ('yes', 'on', 'y') else 'false'}"


def test_flag_that_is_misspelt_is_not_a_reason() -> None:
    assert _help(flag, "flase") == "write: false"
    assert _help(flag, "ture") == "write `true`, or the reason in words"
    assert _help(flag, "1") == "write `true`, or the reason in words"


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org",
        "https://example.org/a?b=c#d",
        "https://example.org:8443/",
        "https://[::1]/",
        "https://10.0.0.1",
        "mailto:a@b.org?subject=x",
        "tel:+4420",
        "help/",
        "../x#y",
    ],
)
def test_address(text: str) -> None:
    assert url(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "http://example.org",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "https:example.org",
        "https://user@example.org@evil.example",
        "https://",
        "mailto:",
        "tel:now",
        "a b",
        'https://x"onclick="y',
        "https://[::1",
        "https://::1/",
        "https://[10.0.0.1]/",
        "https://10.0.0.256/",
        "https://example.org:99999/",
        "https://example.org:/",
        "https://exa%6dple.org/",
        "https://x\\y",
        "",
        "{promise}",
    ],
)
def test_address_that_leads_nowhere_safe(text: str) -> None:
    assert _help(url, text)


def test_template_of_an_address() -> None:
    text = "https://example.org/{promise}?m={month}&at={place}"
    assert url_template(text) == text
    assert _help(url_template, "https://example.org/{mont}") == "write {month}"
    assert _help(url_template, "https://example.org/{") == "take it out, or write {promise}, {month} or {place}"
    assert _help(url_template, "{promise}:x") != ""


@pytest.mark.parametrize(
    "tag", ["en", "en-GB", "en-US", "en-AU", "en-JP", "en-150", "en-Latn-GB", "en-GB-oxendict", "EN-gb"]
)
def test_any_tag_of_english_passes(tag: str) -> None:
    assert language(tag) == tag
    assert I18n(tag, "Example", speaks_for_itself=True).locale.language == "en"


@pytest.mark.parametrize("tag", ["cy", "fr-CA", "zh-TW", "sr-Latn"])
def test_a_language_without_a_catalogue_is_refused(tag: str) -> None:
    assert _help(language, tag) == "write a tag of English, for example: language: en-GB"


@pytest.mark.parametrize("tag", ["english", "xx", "", "e", "en-XX", "../etc/passwd"])
def test_language_that_we_do_not_know(tag: str) -> None:
    assert _help(language, tag).endswith("for example: language: en-GB")


@pytest.mark.parametrize(
    ("tag", "near"),
    [("en_GB", "en-GB"), ("en-UK", "en-GB"), ("en_us", "en-us"), ("eng", "en-GB"), ("en-Shaw", "en-GB")],
)
def test_a_tag_of_english_in_another_spelling(tag: str, near: str) -> None:
    assert _help(language, tag) == f"write: language: {near}"


@pytest.mark.parametrize("name", ["UTC", "Europe/London", "Pacific/Auckland", "America/Los_Angeles", "Asia/Kolkata"])
def test_time_zone_that_we_know(name: str) -> None:
    assert time_zone(f" {name}") == name
    assert zone_of(name) is not None


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("europe/london", "Europe/London"),
        ("Auckland", "Pacific/Auckland"),
        ("los angeles", "America/Los_Angeles"),
        ("Pacific/Aukland", "Pacific/Auckland"),
        ("utc", "UTC"),
    ],
)
def test_a_time_zone_in_another_spelling(text: str, near: str) -> None:
    assert _help(time_zone, text) == f"write: time_zone: {near}"


@pytest.mark.parametrize(
    "text", ["BST", "UTC+12", "GMT+1", "gmt-5", "12:00", "Z", "", "../etc/passwd", "posixrules", "localtime", "Europe"]
)
def test_time_zone_that_we_do_not_know(text: str) -> None:
    assert _help(time_zone, text).endswith("for example: time_zone: Europe/London")
    assert zone_of(text) is None


def test_text_loses_only_the_blanks_around_it() -> None:
    assert prose(" a\n\n  b \n") == "a\n\n  b"
    assert line(" a\n  b ") == "a b"


def test_ids() -> None:
    assert identifier("answer-calls-2") == "answer-calls-2"
    assert "answer-calls" in _help(identifier, "Answer calls!")
    assert slug("Ünïcode") == "n-code"


@pytest.mark.parametrize("check", [figure, percentage, month, day, flag, prose, url, identifier])
def test_nothing_a_list_and_a_mapping_are_no_values(check: Callable[[Any], Any]) -> None:
    for value in (None, ["x"], {"x": "y"}):
        assert _help(check, value)


def test_no_text_is_longer_than_a_page_can_be() -> None:
    assert prose("a" * 20_000)
    for check in (prose, line, flag):
        assert "link" in _help(check, "a" * 20_001)
