"""What the public will see change, for a terminal and for a pull request."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.history.editions import Repository
from tests.history.test_against import AS_OF, CALLS_YML, FEB, JAN, SITE
from tests.invoke import invoke


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    found = Repository(tmp_path)
    found.write(SITE)
    found.commit()
    return found


def _diff(repository: Repository, form: str = "text") -> str:
    run = invoke("-C", repository.root, "diff", "--against", "HEAD", "--format", form, "--as-of", AS_OF)
    assert run.exit_code == 0, run.output
    return run.output


def test_nothing_changes(repository: Repository) -> None:
    repository.change(JAN, "month: 2026-01", "# a note\nmonth: 2026-01")
    assert _diff(repository) == "Nothing public changes.\n"
    assert "Nothing public changes.\n" in _diff(repository, "markdown")


def test_a_report_and_a_correction(repository: Repository) -> None:
    repository.change(FEB, "delivered:\n", "delivered:\n  plan:\n    done: false\n    reported: 2026-04-20\n")
    repository.change(JAN, "kept: 190", "kept: 170")
    repository.change(
        JAN,
        "why: Two calls were found.\n",
        "why: Two calls were found.\n      - on: 2026-04-20\n        was: {kept: 190}\n        why: Counted again.\n",
    )
    told = _diff(repository)
    assert "plan, 2026-02: was Not reported: due 10 March 2026, 41 days late on 20 April 2026, is Fell short" in told
    assert "calls, 2026-01: was Target met, 10 let down, is Fell short (170 of 200 calls)" in told
    assert "calls, 2026-01: kept was 190, is 170, corrected: Counted again." in told


def test_terms_fixes_accounts_and_pages(repository: Repository) -> None:
    repository.change(
        CALLS_YML, "at least 90%\n", "at least 90%\n  - {since: 2026-05, target: at least 80%, why: Fewer people.}\n"
    )
    repository.change("promises/fixes/second-line.yml", "owner:", "done: {on: 2026-04-18}\nowner:")
    repository.change(JAN, "The line broke.", "We broke the line.")
    (repository.root / "promises/delivered/2026-03.yml").write_text("month: 2026-03\nletter: Hello.\n")
    (repository.root / "promises/declared/more.yml").write_text(
        (repository.root / CALLS_YML).read_text().replace("since: 2026-01", "since: 2026-04")
    )
    told = _diff(repository)
    assert "calls: new term from 2026-05, weaker, target at least 80%" in told
    assert "more: new promise from 2026-04" in told
    assert "second-line: was promised, is kept" in told
    assert "calls, 2026-01: changed explanation, not complete yet: what_happened" in told
    assert "2026-03: is new: Hello." in told
    assert "Pages added: 1\n  promises/more/" in told


def test_markdown_of_strangers_stays_text(repository: Repository) -> None:
    (repository.root / "promises/fixes/tea.yml").write_text(
        "we_will: Ask @everybody for <b>tea</b> and [this](https://example.org).\n"
        "after: [{promise: calls, month: 2026-01}]\nby: 2026-09-01\nowner: Us\n"
    )
    told = _diff(repository, "markdown")
    assert "### Fixes (1)" in told
    assert "\\<b\\>tea\\</b\\>" in told
    assert "@everybody" not in told
    assert "https://" not in told


def test_a_broken_site_is_put_right_first(repository: Repository) -> None:
    repository.change(JAN, "kept: 190", "kept: 1900")
    run = invoke("-C", repository.root, "diff", "--against", "HEAD")
    assert run.exit_code == 1
    assert "put them right first" in run.output
