"""A small site to build for real."""

from __future__ import annotations

from pathlib import Path

import pytest

MKDOCS = """\
site_name: Example Widgets
site_url: https://example.org/our-promises/
theme:
  name: material
  font: false
plugins:
  - search
  - promises:
      as_of: 2026-03-20
"""

SERVICE = """\
name: Example Widgets
about: We mend widgets. This organisation is made up.
for: Widgets that work.
covers: {from: 2026-01}
reach_us:
  - {name: Write to us, url: "mailto:hello@example.org"}
answer_back: https://example.org/answer?promise={promise}&month={month}
"""

PROMISE = """\
promise: We mend your widget within a day.
made_to: everybody
because: People need widgets.
concerns: [on time]
owner: the workshop
measure:
  kind: each
  counts: widgets handed in
  source: the job book
  case: {one: widget, many: widgets}
terms:
  - {since: 2026-01, target: at least 95%}
if_we_fall_short: You pay nothing.
"""

MONTH = """\
month: 2026-01
delivered:
  mended:
    due: 200
    kept: 190
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A site of one promise and one month; judged on 20 March 2026, February is ten days late."""
    for path, text in {
        "mkdocs.yml": MKDOCS,
        "docs/about.md": "# About\n\nWritten by hand.\n",
        "promises/service.yml": SERVICE,
        "promises/declared/mended.yml": PROMISE,
        "promises/delivered/2026-01.yml": MONTH,
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path
