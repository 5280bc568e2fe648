"""The made-up example as a reader hears it: one text for each page, reviewed and kept.

`python -m tests.golden` writes them anew, for review.
"""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from service_promises.outputs.site import make_site
from service_promises.pages.rendering.templates import template_folders

from tests.sound import ledger_of

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[1] / "examples"
AS_OF = date(2026, 11, 22)
PROMISE = "word-when-ready"
"""The promise that the kept JSON is about: with counts, corrections, two terms and a figure beside it."""

_BLOCKS = {"p", "h1", "h2", "h3", "h4", "li", "tr", "dt", "dd", "summary", "figcaption", "div", "section", "article"}
_BESIDE = {"td", "th", "span", "small", "b"}


class _Aloud(HTMLParser):
    """What is left of a page for those who hear it: words, headings, links."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        unheard = (
            (tag == "script" and "type" not in values) or "hidden" in values or values.get("aria-hidden") == "true"
        )
        if self._hidden or unheard:
            self._hidden += tag not in {"br", "input"}
        elif tag in {"h1", "h2", "h3", "h4"}:
            self.text += f"\n\n{'#' * int(tag[1])} "
        elif tag in _BLOCKS:
            self.text += "\n"
        elif tag in _BESIDE:
            self.text += " "
        elif tag == "a" and values.get("href"):
            self.text += f" <{values['href']}> "

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Nothing closed in itself is heard."""

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            self._hidden -= 1
        elif tag in _BLOCKS:
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.text += data.replace("\n", " ")


def texts() -> dict[str, str]:
    """Every page of the example as text, by file name; CSV files as they are, and of the JSON one promise."""
    ledger = ledger_of(EXAMPLE, AS_OF)
    site = make_site(ledger, template_folders(EXAMPLE), "https://example.org/our-promises/")
    texts_by_name = {}
    for address, page in site.pages.items():
        texts_by_name[f"{address.replace('/', '.') or 'home'}.txt"] = f"{page.description}\n{aloud(page.html())}"
    for path, content in site.files.items():
        if path.startswith("data/"):
            text = content().decode()
            if path.endswith(".json"):
                data = _OF_ONE_PROMISE.get(path, dict)(json.loads(text))
                text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
            texts_by_name[path.replace("/", ".")] = text
    return texts_by_name


def _promises_json(data: dict[str, Any]) -> dict[str, Any]:
    """PROMISE and its fixes."""
    promises = [promise for promise in data["promises"] if promise["id"] == PROMISE]
    fixes = [fix for fix in data["fixes"] if PROMISE in {after["promise"] for after in fix["after"]}]
    return {"service": data["service"], "promises": promises, "fixes": fixes}


def _ledger_json(data: dict[str, Any]) -> dict[str, Any]:
    """The chains of PROMISE, and the hash of the whole site, which any change anywhere changes."""
    months = {month: seal["records"] for month, seal in data["months"].items() if PROMISE in seal["records"]}
    records = {month: of_month[PROMISE] for month, of_month in months.items()}
    return {"site": data["site"], "promises": {PROMISE: data["promises"][PROMISE]}, "records": records}


_OF_ONE_PROMISE = {"data/promises.json": _promises_json, "data/ledger.json": _ledger_json}


def aloud(html: str) -> str:
    """A page as a reader hears it."""
    reader = _Aloud()
    reader.feed(html)
    lines = [re.sub(r"[ \t\xa0]+", " ", line).strip() for line in reader.text.split("\n")]
    return re.sub(r"\n{2,}", "\n", "\n".join(lines)).strip() + "\n"
