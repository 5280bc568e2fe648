"""Every text that staff write for people to read is on a page."""

from __future__ import annotations

import html
import re
from datetime import date
from pathlib import Path

from service_promises.outputs.site import make_site
from service_promises.pages.markdown import bare
from service_promises.source.documents.place_table import PlaceTable
from service_promises.source.documents.prose import prose_of
from service_promises.source.read_files import read

ROOT = Path(__file__).parents[3]

IN_THE_DATA_ALONE = {"measure"}
"""What a measure said before a term changed it."""


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", html.unescape(text)).lower()


def test_every_text_of_the_example_is_on_a_page() -> None:
    reading = read(ROOT / "examples", date(2026, 11, 22))
    assert reading.ledger is not None
    site = make_site(reading.ledger, [ROOT / "templates"], "https://example.org/")
    pages = "".join([site.notice, site.footer, *(page.html() for page in site.pages.values())])
    letters = _letters(re.sub(r"<[^>]+>", " ", pages))
    documents = [file for file in reading.files if not isinstance(file.document, PlaceTable)]
    texts = [(file, prose) for file in documents for prose in prose_of(file.document)]
    assert len(texts) > 200
    missing = {
        (file.path, *prose.keys)
        for file, prose in texts
        for paragraph in re.split(r"\n\s*\n", prose.text)
        if _letters(bare(paragraph)) not in letters and prose.keys[0] not in IN_THE_DATA_ALONE
    }
    assert missing == set()
