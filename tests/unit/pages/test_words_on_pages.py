"""Every word of ours on a page comes from the catalogue, and every voice is true."""

from __future__ import annotations

import ast
import calendar
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.support import NullTranslations, Translations
from service_promises.outputs.site import make_site

from tests.conftest import PROGRAMS
from tests.made_up import ledger

ROOT = Path(__file__).parents[3]
TEMPLATES = [ROOT / "templates"]
READ_ALOUD = {"title", "aria-label", "data-label", "alt", "placeholder"}
MONTHS = "(" + "|".join([*calendar.month_name[1:], *calendar.month_abbr[1:], "Sept"]) + ")"
FILES = r"(deliveries\.csv|corrections\.csv|promises\.json|ledger\.json)"


class Bracketed(NullTranslations):
    """A language in which every message stands between brackets."""

    def ugettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ungettext(self, one: str, many: str, number: int) -> str:
        return f"⟦{one if number == 1 else many}⟧"


class Texts(HTMLParser):
    """All that is read or read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.in_script = False

    def handle_data(self, data: str) -> None:
        if not self.in_script:
            self.texts.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_script = tag in ("script", "code")
        self.texts += [value or "" for name, value in attrs if name in READ_ALOUD]


def test_every_word_of_ours_comes_from_the_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Translations, "load", lambda *_: Bracketed())
    site = make_site(ledger(lambda text: f"«{text}»"), TEMPLATES, None)
    for address, page in site.pages.items():
        texts = Texts()
        texts.feed(page.html())
        texts.feed(page.lead)
        # The columns of the data are names, not words.
        everything = " ".join(texts.texts) if address != "data" else re.sub(r"\b[a-z_]+\b", "", " ".join(texts.texts))
        assert _not_ours(f"{everything} {page.title} {page.description}") == "", address


def test_an_organisation_that_speaks_for_itself_says_we_and_another_publisher_never_does() -> None:
    # "Our figures" are the publisher's own, of what it holds.
    we = re.compile(r"\b(we|us|our(?! figures)|ours)\b", re.IGNORECASE)
    own = make_site(ledger(lambda text: f"«{text}»"), TEMPLATES, None)
    other = make_site(ledger(lambda text: f"«{text}»", published_by=True), TEMPLATES, None)
    pages = {address: _not_staff(page.html()) for address, page in other.pages.items()}
    assert we.search(_not_staff(own.pages["promises/mended"].html()))
    for address, text in {**pages, "footer": _not_staff(other.footer)}.items():
        assert not we.search(re.sub(r"<[^>]*>", " ", text)), address


def test_the_catalogue_for_translators_is_up_to_date(tmp_path: Path) -> None:
    new = tmp_path / "promises.pot"
    extract = [
        str(PROGRAMS / "pybabel"), "--quiet", "extract", "--mapping-file", "babel.cfg",
        "--no-location", "--omit-header", "--sort-output", "--keyword", "say", "--keyword", "N_",
        "--keyword", "P_:1,2", "--keyword", "count:1,2", "--output-file", str(new), ".",
    ]  # fmt: skip
    subprocess.run(extract, cwd=ROOT, check=True)
    kept = ROOT / "generator" / "service_promises" / "pages" / "locale" / "promises.pot"
    assert new.read_text() == kept.read_text(), "run `make words`"


def test_no_message_stands_inside_an_f_string() -> None:
    """Python 3.11 sees an f-string as one string, so the catalogue would not have what is said in it."""
    hidden = [
        f"{path}:{call.lineno}"
        for room in ("pages", "outputs")
        for path in (ROOT / "generator/service_promises" / room).rglob("*.py")
        for text in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and ast.unparse(call.func).rpartition(".")[2] in ("say", "count", "N_")
    ]
    assert hidden == []


@pytest.mark.parametrize("language", ["cy", "fr", "ar"])
def test_other_languages_get_their_own_dates_and_numbers(language: str) -> None:
    site = make_site(ledger(language=language), TEMPLATES, None)
    assert "February 2026" not in site.pages["months/2026-02"].title


def _not_staff(html: str) -> str:
    return re.sub(r"«[^«»]*»", "", html)


def _not_ours(text: str) -> str:
    text = _not_staff(text)
    while re.search(r"⟦[^⟦⟧]*⟧", text):
        text = re.sub(r"⟦[^⟦⟧]*⟧", "", text)
    text = re.sub(rf"\b(\d+ )?{MONTHS}( \d{{4}})?\b|{FILES}", "", text)
    # Babel says "and" where several things are listed, and J to D for the months.
    return re.sub(r"[\W\d_]+|\b(and|[A-Z])\b", " ", text).strip()
