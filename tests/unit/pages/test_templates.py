from __future__ import annotations

from pathlib import Path

import pytest
from service_promises.pages.rendering.templates import stylesheet, template_folders, templates_dir


def test_a_style_sheet_is_published_without_what_is_for_its_writers(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("/* Why\n   so. */\n.a {\n  color: red; /* not blue */\n}\n\n.b { top: 0 }\n")
    assert stylesheet(tmp_path / "a.css") == b".a {\ncolor: red;\n}\n.b { top: 0 }\n"


@pytest.mark.parametrize("name", ["promises.css", "material.css"])
def test_every_rule_of_ours_is_still_there(name: str) -> None:
    path = templates_dir() / "assets" / name
    published = stylesheet(path).decode()
    assert published.count("{") == published.count("}") > 20
    assert "/*" not in published
    assert "*/" not in published


def test_the_sites_own_templates_come_before_ours_and_ours_are_nobodys_own(tmp_path: Path) -> None:
    assert template_folders(tmp_path) == [templates_dir()]
    (tmp_path / "templates").mkdir()
    assert template_folders(tmp_path) == [tmp_path / "templates", templates_dir()]
    assert template_folders(templates_dir().parent) == [templates_dir()]
