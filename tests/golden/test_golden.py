"""The example's pages say what they said when they were last reviewed."""

from __future__ import annotations

from tests.golden import HERE, texts


def test_every_page_says_what_was_reviewed() -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in (HERE / "pages").iterdir()}
    made = texts()
    assert made.keys() == kept.keys()
    changed = [name for name, text in made.items() if text != kept[name]]
    assert not changed, "run `python -m tests.golden` and review the difference"
