"""What shapes a site beside its promises: `diff` says what changed of it, `check` that its day is fixed."""

from __future__ import annotations

from pathlib import Path

import pytest
from service_promises.mkdocs.settings_file import settings_file

from tests.history.editions import Repository
from tests.history.published import month_file, publish
from tests.invoke import invoke

MKDOCS = """\
site_name: Calls
extra_css: [look.css]
plugins:
  - search
  - promises
"""
FIXED = MKDOCS.replace("- promises", "- promises: {as_of: 2026-04-01}")
FILES = {
    "mkdocs.yml": MKDOCS,
    "docs/about.md": "About us.\n",
    "templates/pages/home.html": "{# ours #}\n",
    "notes.txt": "Nobody looks at this.\n",
}


def _repository(folder: Path) -> Repository:
    return publish(folder, {**month_file("2026-01", calls={"due": 200, "kept": 200}), **FILES})


def _add(repository: Repository, files: dict[str, str]) -> None:
    for path, text in files.items():
        (repository.root / path).parent.mkdir(parents=True, exist_ok=True)
        (repository.root / path).write_text(text)


def _run(repository: Repository, *arguments: str) -> str:
    arguments = ("-C", str(repository.root), *arguments, "--as-of", "2026-02-20")
    return invoke(*arguments).output


@pytest.mark.parametrize(
    ("files", "lines"),
    [
        ({}, []),
        ({"notes.txt": "Changed."}, []),
        ({"mkdocs.yml": FIXED}, ["the day that it is judged on was the day of each build, is 2026-04-01, whenever it is built", "mkdocs.yml: changed"]),
        ({"mkdocs.yml": MKDOCS + "  - macros\nhooks: [hook.py]\n", "hook.py": "pass\n"}, ["plugin macros: new", "hook hook.py: new", "hook.py: new", "mkdocs.yml: changed"]),
        ({"mkdocs.yml": MKDOCS.replace("[look.css]", "[other.css]")}, ["style sheet other.css: new", "style sheet look.css: gone", "mkdocs.yml: changed"]),
        ({"mkdocs.yml": MKDOCS + "extra_javascript: [{path: a.js, defer: true}]\n"}, ["script a.js: new", "mkdocs.yml: changed"]),
        ({"templates/pages/home.html": "{# else #}"}, ["templates/pages/home.html: changed"]),
        ({"templates/assets/promises.css": "p {}"}, ["templates/assets/promises.css: new"]),
        ({"docs/about.md": "We never fail."}, ["docs/about.md: changed"]),
        ({"mkdocs.yml": MKDOCS + "theme: {name: material, custom_dir: over}\n", "over/main.html": "x"}, ["mkdocs.yml: changed", "over/main.html: new"]),
        ({"mkdocs.yml": "INHERIT: base.yml\n" + MKDOCS, "base.yml": "hooks: [hook.py]\n"}, ["hook hook.py: new", "base.yml: new", "mkdocs.yml: changed"]),
    ],
)  # fmt: skip
def test_diff_says_what_else_shapes_the_site(tmp_path: Path, files: dict[str, str], lines: list[str]) -> None:
    repository = _repository(tmp_path)
    _add(repository, files)
    output = _run(repository, "diff", "--against", "HEAD")
    if lines:
        assert output == "\n  ".join([f"What else shapes the site: {len(lines)}", *lines]) + "\n"
    else:
        assert output == "Nothing public changes.\n"


def test_check_warns_of_a_day_set_on_purpose(tmp_path: Path) -> None:
    repository = _repository(tmp_path)
    assert "fixed-day" not in _run(repository, "check")
    _add(repository, {"mkdocs.yml": FIXED})
    report = _run(repository, "check")
    assert "mkdocs.yml:5:3: warning[fixed-day] every build is judged on 2026-04-01" in report
    assert "    5 |   - promises: {as_of: 2026-04-01}\n" in report


@pytest.mark.parametrize(
    ("text", "as_of"),
    [
        ("plugins: {promises: {as_of: 2026-01-05}}", "2026-01-05"),
        ("plugins: [{promises: {as_of: '2026-01-05'}}]", "2026-01-05"),
        ("plugins: [{promises: {as_of: !ENV [DAY, 2026-01-05]}}]", "2026-01-05"),
        ("plugins: [{promises: {as_of: !ENV DAY}}]", "None"),
        ("x: !!python/name:material.extensions.emoji.twemoji\nplugins: [{promises: {as_of: 2026-01-05}}]", "2026-01-05"),
        ("plugins: [promises]", "None"),
        ("plugins: {promises: {as_of: soon}}", "None"),
        ("[" * 100_000, "None"),
        ("- " * 100_000, "None"),
        ("INHERIT: mkdocs.yml", "None"),
        ("\0", "None"),
        ("plugins: 7", "None"),
        ("", "None"),
    ],
)  # fmt: skip
def test_any_settings_can_be_looked_at(text: str, as_of: str) -> None:
    assert str(settings_file({"mkdocs.yml": text.encode()}.get).settings.as_of) == as_of
