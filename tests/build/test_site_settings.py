"""What shapes a site beside its promises is told on its pages: a day set on purpose, and whatever else is its own."""

from __future__ import annotations

import re
from pathlib import Path

from tests.conftest import Run

ON_PURPOSE = "Judged on 20 March 2026, a day set on purpose."


def _pages(folder: Path) -> dict[str, str]:
    return {path.parent.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("index.*")}


def _shaped_by(pages: dict[str, str]) -> list[str]:
    section = pages["how-we-judge"].partition('aria-labelledby="shaped-by"')[2].partition("</section>")[0]
    return re.findall("<(?:li|p)>(.*?)</(?:li|p)>", section)


def test_on_a_day_set_on_purpose_no_page_claims_to_be_fresh_or_stale(small: Path, run: Run) -> None:
    assert run("promises", "-C", small, "build").returncode == 0
    ours = {place: html for place, html in _pages(small / "site").items() if "p-page" in html}
    assert len(ours) > 10
    for place, html in ours.items():
        assert ON_PURPOSE in html, place
        assert "out of date" not in html, place
        assert "Complete up to" not in html, place
        assert "we are late" not in html, place
    assert _shaped_by(ours) == ["Everything is judged on 20 March 2026, a day set on purpose."]


def test_a_day_of_the_command_line_is_one_build_s_day(small: Path, run: Run) -> None:
    assert run("promises", "-C", small, "build", "--as-of", "2026-03-20").returncode == 0
    pages = _pages(small / "site")
    assert ON_PURPOSE not in pages["."]
    assert "out of date" in pages["."]
    [nothing] = _shaped_by(pages)
    assert nothing.startswith("Nothing but the promises")


def test_whatever_else_shapes_the_site_is_listed(small: Path, run: Run) -> None:
    settings = (small / "mkdocs.yml").read_text().replace("  font: false", "  font: false\n  custom_dir: over")
    for path, text in {
        "mkdocs.yml": settings.replace("  - search\n", "  - search\n  - tags\n").replace(
            ":\n      as_of: 2026-03-20", ""
        )
        + "hooks: [hook.py]\nextra_css: [look.css]\nextra_javascript: [a.js, {path: b.mjs, type: module}]\n",
        "hook.py": "def on_config(config):\n    config.extra_css.append('later.css')\n",
        "docs/look.css": "",
        "docs/a.js": "",
        "docs/b.mjs": "",
        "over/partials/content.html": "{{ page.content }}",
        "templates/partials/footer.html": "<p>Ours</p>",
    }.items():
        (small / path).parent.mkdir(parents=True, exist_ok=True)
        (small / path).write_text(text)
    done = run("promises", "-C", small, "build", "--as-of", "2026-03-20")
    assert done.returncode == 0, done.stderr
    assert _shaped_by(_pages(small / "site")) == [
        "Templates of its own stand in the place of the usual ones: templates/partials/footer.html.",
        "Changes to the theme: over.",
        "Style sheets of its own: look.css and later.css.",
        "Scripts of its own: a.js and b.mjs.",
        "Programs that run when the site is built: hook.py.",
        "Other plugins: material/tags.",
    ]


def test_plain_files_say_that_somebody_else_s_settings_are_not_looked_at(small: Path, run: Run) -> None:
    done = run("promises", "-C", small, "pages", "--into", small / "made", "--as-of", "2026-03-20")
    assert done.returncode == 0, done.stderr
    assert _shaped_by(_pages(small / "made")) == [
        "Another program puts these pages into a site. Its settings are not looked at here."
    ]
