"""Feeds, badges, cards and the calendar, as programs that are not ours read them."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import icalendar
import pytest
from service_promises.ledger.ledger import Ledger
from service_promises.outputs.site import Site, make_site

from tests import made_up
from tests.sound import ledger_of

ROOT = Path(__file__).parents[3]
TEMPLATES = [ROOT / "templates"]
SITE_URL = "https://example.org/our-promises/"
HOSTILE = '</title><script>alert("x")</script>]]>&amp;\N{HEBREW LETTER ALEF};,\\ BEGIN:VEVENT'


def _site(ledger: Ledger | None = None, site_url: str | None = SITE_URL) -> Site:
    return make_site(ledger or made_up.ledger(), TEMPLATES, site_url)


@pytest.fixture(scope="module")
def example() -> Site:
    ledger = ledger_of(ROOT / "examples", date(2026, 11, 22))
    return _site(ledger)


def _feeds(site: Site) -> list[str]:
    return [path for path in site.files if path.endswith("feed.xml")]


def test_every_feed_is_atom_to_another_reader(example: Site) -> None:
    assert {"feed.xml", "promises/word-when-ready/feed.xml", "places/puddlewick/feed.xml"} <= set(_feeds(example))
    for path in _feeds(example):
        feed = feedparser.parse(example.files[path]())
        assert (feed.bozo, feed.version) == (0, "atom10"), path
        assert feed.feed.id.startswith(SITE_URL)
        assert feed.feed.updated_parsed
        assert feed.feed.author == "Puddlewick Teapot Hospital (made up)"
        assert {link.rel for link in feed.feed.links} == {"self", "alternate"}
        for entry in feed.entries:
            assert entry.published_parsed <= entry.updated_parsed
            assert entry.title_detail.type == "text/plain"
            assert entry.link.startswith(SITE_URL)
        assert len({entry.id for entry in feed.entries}) == len(feed.entries)


def test_entries_lead_to_pages_and_to_places_on_them(example: Site) -> None:
    html = {}
    for path in _feeds(example):
        for entry in feedparser.parse(example.files[path]()).entries:
            page, _, anchor = entry.link.removeprefix(SITE_URL).partition("#")
            address = page.strip("/")
            if address not in html:
                html[address] = example.pages[address].html()
            assert not anchor or f'id="{anchor}"' in html[address], entry.link


def test_the_json_feed_says_the_same(example: Site) -> None:
    feed = json.loads(example.files["feed.json"]())
    atom = feedparser.parse(example.files["feed.xml"]())
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{SITE_URL}feed.json"
    assert [(item["id"], item["title"], item["content_text"]) for item in feed["items"]] == [
        (entry.id, entry.title, entry.summary) for entry in atom.entries
    ]


def test_feeds_are_bounded(example: Site) -> None:
    for path in _feeds(example):
        assert len(feedparser.parse(example.files[path]()).entries) <= (100 if path == "feed.xml" else 12)


def test_earlier_ids_have_copies_at_their_addresses(example: Site) -> None:
    for now, before in (
        ("promises/price-on-the-ticket/feed.xml", "promises/honest-price/feed.xml"),
        ("badges/price-on-the-ticket.svg", "badges/honest-price.svg"),
    ):
        assert example.files[now]() == example.files[before]()
    assert "places/mill/feed.xml" in _site().files


def test_without_an_address_what_needs_one_is_left_out() -> None:
    site = _site(site_url=None)
    assert not _feeds(site)
    assert not {"feed.json", "calendar.ics"} & set(site.files)
    assert "badges/mended.svg" in site.files
    assert not site.pages["promises/mended"].feeds
    assert "feed.xml" not in site.pages["promises/mended"].html()


def test_nothing_in_a_feed_a_badge_or_a_card_is_more_than_text() -> None:
    site = _site(made_up.ledger(lambda text: f"{text} {HOSTILE}"))
    for path, make in site.files.items():
        if path.endswith(("feed.xml", ".svg")):
            tree = ElementTree.fromstring(make())
            names = {element.tag.rpartition("}")[2] for element in tree.iter()}
            assert "script" not in names
        elif path.startswith("cards/"):
            assert "<script" not in make().decode()
    summaries = [entry["content_text"] for entry in json.loads(site.files["feed.json"]())["items"]]
    assert any('<script>alert("x")</script>' in text for text in summaries)
    titles = feedparser.parse(site.files["feed.xml"]()).feed.title
    assert "script" in titles


def test_characters_that_xml_can_not_write_are_left_out() -> None:
    site = _site(made_up.ledger(lambda text: f"{text}\x01\ufffe"))
    for path in _feeds(site):
        content = site.files[path]().decode()
        assert not {"\x01", "\ufffe"} & set(content)
        ElementTree.fromstring(content)


def test_the_same_input_makes_the_same_bytes() -> None:
    one, other = _site(), _site()
    for path in one.files:
        if path.endswith(("feed.xml", "feed.json", ".ics", ".svg")) or path.startswith("cards/"):
            assert one.files[path]() == other.files[path](), path


def test_counts_that_are_hidden_stay_hidden() -> None:
    # 98 of 100: two were let down, and counts below three are not published.
    files = _site().files
    for path in ("promises/mended/feed.xml", "feed.xml", "feed.json", "badges/mended.svg"):
        assert not re.search(r"\b98\b|\b2 widgets\b", files[path]().decode()), path
    assert "fewer than 3" in files["promises/mended/feed.xml"]().decode()


def test_the_calendar_says_what_is_due_when(example: Site) -> None:
    content = example.files["calendar.ics"]()
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    calendar = icalendar.Calendar.from_ical(content)
    due = {str(event["dtstart"].dt): event for event in calendar.walk("VEVENT")}
    assert "2026-12-15" in due
    assert "A person answers the telephone: November 2026" in str(due["2026-12-15"]["description"])
    assert max(due) <= "2027-11-22"
    assert min(due) >= "2026-11-22"
    assert len({str(event["uid"]) for event in due.values()}) == len(due)


def test_text_in_the_calendar_is_text() -> None:
    content = _site(made_up.ledger(lambda text: f"{text} {HOSTILE}\nEND:VEVENT")).files["calendar.ics"]()
    calendar = icalendar.Calendar.from_ical(content)
    assert rb"\;\,\\ BEGIN:VEVENT" in content.replace(b"\r\n ", b"")
    assert content.count(b"\r\nBEGIN:VEVENT\r\n") == len(calendar.walk("VEVENT"))
    assert all(HOSTILE in str(event["summary"]) for event in calendar.walk("VEVENT"))


def test_a_badge_has_the_verdict_as_a_word_and_a_shape(example: Site) -> None:
    badge = example.files["badges/price-on-the-ticket.svg"]().decode()
    assert 'href="#v-fell_short"' in badge
    assert ">Fell short (97.66%), October 2026</text>" in badge
    assert 'aria-label="Puddlewick Teapot Hospital (made up). The price on the ticket: Fell short (97.66%)' in badge


def test_what_is_shared_has_the_figure_and_a_picture(example: Site) -> None:
    page = example.pages["promises/price-on-the-ticket"]
    assert page.share_title == "The price on the ticket: Fell short (97.66%)"
    assert page.share_image == f"{SITE_URL}assets/share/fell_short.png"
    for other in example.pages.values():
        assert other.share_image.removeprefix(SITE_URL) in example.files
