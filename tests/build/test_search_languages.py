"""Scripts by which Material's search knows a language are published where the site is searched in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from service_promises.mkdocs.build_site import build_site


@pytest.mark.parametrize(("search", "published"), [("search", False), ("search: {lang: [en, de]}", True)])
def test_scripts_for_other_languages_are_published_where_they_are_used(
    small: Path, search: str, published: bool
) -> None:
    settings = small / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("- search", f"- {search}"), encoding="utf-8")
    build_site(small, date(2026, 3, 20))
    assert (small / "site/assets/javascripts/lunr/min/lunr.de.min.js").exists() is published
    assert [*(small / "site/assets/javascripts").glob("bundle.*.min.js")]
