"""A mkdocs.yml that MkDocs would refuse is told by `check`, at its line, and nothing that it takes is."""

from __future__ import annotations

from pathlib import Path

import pytest
from service_promises.mkdocs.settings_file import settings_file
from service_promises.mkdocs.settings_problems import settings_problems
from service_promises.problems.problem import Severity

from tests.invoke import invoke
from tests.rules.site import good_site, write

GOOD = "site_name: Our promises\nplugins:\n  - search\n  - promises\n"


def _told(files: dict[str, str]) -> list[str]:
    settings = settings_file({path: text.encode() for path, text in files.items()}.get)
    return [
        f"{problem.path}:{problem.line}:{problem.column} {problem.rule} {problem.message}"
        for problem in settings_problems(settings)
        if problem.severity is Severity.ERROR
    ]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (
            {"mkdocs.yml": GOOD.replace("  - search", " - search").replace("- promises", "- promises:")},
            "mkdocs.yml:4:3 yaml-list this dash does not stand below the one in line 3",
        ),
        (
            {"mkdocs.yml": GOOD.replace("  - search", " - search: !!python/name:x.y ''")},
            "mkdocs.yml:4:3 yaml-other from here on the file can't be understood",
        ),
        (
            {"mkdocs.yml": "[" * 100_000},
            "mkdocs.yml:1:51 too-deep lists and keys stand in each other more than 50 levels deep here",
        ),
        (
            {"mkdocs.yml": "3\n"},
            "mkdocs.yml:1:1 settings the settings of a site are keys with a colon, and this is something else",
        ),
        ({"mkdocs.yml": ""}, "mkdocs.yml:1:1 settings `site_name` is missing, and without it no site is built"),
        (
            {"mkdocs.yml": GOOD.replace("- promises", "- promises: {as_of: 2026-02-30}")},
            "mkdocs.yml:4:16 settings `as_of` is a day written like 2026-03-10, and this is 2026-02-30",
        ),
        (
            {"mkdocs.yml": GOOD + "INHERIT: ../base.yml\n"},
            "mkdocs.yml:5:1 settings `INHERIT` names ../base.yml, which is not there or inherits from this file in turn",
        ),
        (
            {"mkdocs.yml": GOOD + "INHERIT: base.yml\n", "base.yml": "INHERIT: mkdocs.yml\n"},
            "base.yml:1:1 settings `INHERIT` names mkdocs.yml, which is not there or inherits from this file in turn",
        ),
        (
            {"mkdocs.yml": GOOD + "INHERIT: base.yml\n", "base.yml": "a: 1\n\tb: 2\n"},
            "base.yml:2:1 yaml-tab lines are indented with spaces, and here stands a tab",
        ),
    ],
)
def test_what_mkdocs_would_refuse_is_told_where_it_stands(files: dict[str, str], told: str) -> None:
    assert _told(files) == [told]


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"mkdocs.yml": GOOD},
        {"mkdocs.yml": "INHERIT: base.yml\n", "base.yml": GOOD},
        {"mkdocs.yml": "INHERIT: !ENV BASE\n"},
        {"mkdocs.yml": "site_name: !ENV NAME\nplugins: [{promises: {as_of: !ENV [DAY, soon]}}]\n"},
        {"mkdocs.yml": "site_name: &name Ours\nsite_description: *name\nx: !!python/name:material.emoji.twemoji ''\n"},
        {"mkdocs.yml": "site_name: x\nextra: &me [*me]\nplugins: [{promises: {as_of: 2026-02-03}}]\n"},
    ],
)
def test_nothing_is_told_of_what_mkdocs_takes(files: dict[str, str]) -> None:
    assert _told(files) == []


def test_check_fails_for_a_mkdocs_yml_that_is_broken(tmp_path: Path) -> None:
    site = write(tmp_path, {**good_site(), "mkdocs.yml": GOOD + "theme\n"})
    result = invoke("-C", site, "check", "--as-of", "2026-02-20")
    assert result.exit_code == 1
    assert result.output.startswith("mkdocs.yml:5:1: error[yaml-no-colon] ")
