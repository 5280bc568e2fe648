"""What staff type by mistake, and the text to type that they are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from service_promises.source.values.calendar import month

from tests.invoke import invoke
from tests.staff.folder import run, site
from tests.staff.test_import_history import council, import_csv


def test_a_file_name_given_for_an_id_is_told_without_its_ending(tmp_path: Path) -> None:
    assert "for example: second-lorry; the id" in run(tmp_path, "new", "fix", "second-lorry.yml", as_of=None).output


def test_a_table_among_the_months_is_to_be_imported(tmp_path: Path) -> None:
    root = site(tmp_path)
    (root / "promises/delivered/2026-10.csv").write_text("promise,due\n")
    assert "type: promises import 2026-10 FILE" in run(root, "check").output


def test_no_promise_due_says_from_when_one_is(tmp_path: Path) -> None:
    output = run(site(tmp_path), "new", "month", "2024-01").output
    assert "The next in which one is due is November 2024." in output


def test_the_day_may_stand_before_the_command(tmp_path: Path) -> None:
    root = site(tmp_path)
    before = run(root, "--as-of", "2026-11-22", "due", as_of=None)
    assert before.exit_code == 0
    assert before.output == run(root, "due", as_of="2026-11-22").output != run(root, "due", as_of="2026-09-22").output


def test_import_names_a_promise_once(tmp_path: Path) -> None:
    output = import_csv(council(tmp_path), "promise,month,level\ncalls,2024-10,3\n").output
    assert "calls is measured as `each`" in output
    assert "calls: calls" not in output


@pytest.mark.parametrize("text", ["2026\u201301", "Jan 2026", "Jan-26", "01/2026", "2026-01-31", "January, 2026"])
def test_a_month_in_other_words_is_understood_or_shown(text: str) -> None:
    with pytest.raises(Exception, match="year first") as error:
        month(text)
    assert error.value.context["help"] == "write: 2026-01"  # type: ignore[attr-defined]  # pydantic's own error


def test_init_asks_again_after_a_wrong_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service_promises.cli.init._is_terminal", lambda: True)
    typed = "Tea\nfoo bar\nhttps://tea.example/\n"
    result = invoke("init", tmp_path / "new", typed=typed)
    assert result.exit_code == 0, result.output
    assert result.output.count("Where will the site be?") == 2
    assert "site_url: https://tea.example/" in (tmp_path / "new/mkdocs.yml").read_text()
