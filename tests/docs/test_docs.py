"""The guides say what the code has: every command, option, key and rule."""

from __future__ import annotations

import re

import pytest
from service_promises.problems.rules import rules

from tests.docs import COPY, ROOT, texts, with_tables
from tests.docs.commands import commands, options_table
from tests.docs.keys import keys_table
from tests.docs.schemas import schemas

TEXTS = texts()


@pytest.mark.parametrize("path", TEXTS)
def test_a_guide_is_up_to_date(path: str) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == TEXTS[path], "run: make docs"


def test_a_table_is_written_anew_and_the_rest_stays() -> None:
    text = "before\n<!-- commands: due, new fix -->\nan old table\n<!-- end -->\nafter\n"
    new = with_tables(text)
    assert re.findall(r"^\| `(.+?)`", new, re.MULTILINE) == ["promises due", "promises new fix ID"]
    assert (new.startswith("before\n"), new.endswith("after\n"), "old" in new) == (True, True, False)


def test_the_readme_has_every_command_and_option() -> None:
    readme = TEXTS["README.md"]
    assert [name for name in commands() if not re.search(rf"^\| `promises {name}[` ]", readme, re.MULTILINE)] == []
    assert options_table() in readme


@pytest.mark.parametrize("file", [name.partition(".")[0] for name in schemas()])
def test_the_guide_for_staff_has_the_keys_of_every_file(file: str) -> None:
    assert f"<!-- keys: {file} -->" in TEXTS["CONTRIBUTING.md"]


def test_keys_say_where_they_stand_what_is_needed_and_what_may_be_written() -> None:
    rows = keys_table("declared", ()).splitlines()
    assert "| `one` in `case` in `measure` | an error | One of them, for example: call. |  |" in rows
    assert any(row.startswith("| `measure` |") and row.endswith("| only with a correction |") for row in rows)
    assert any(row.startswith("| `counted` in `measure` | `in the month` |") for row in rows)
    assert any(row.startswith("| `concerns` |") and "One of: on time, at the price" in row for row in rows)
    assert not any("`kind` in `measure` in `terms`" in row for row in rows)


def test_a_table_of_its_own_is_not_repeated() -> None:
    fell_short = "delivered.delivered.fell_short"
    assert "what_happened" in keys_table("delivered.delivered", ())
    assert "what_happened" not in keys_table("delivered.delivered", {fell_short})
    assert "what_happened" in keys_table(fell_short, {fell_short})


def test_the_copy_for_new_repositories_is_for_staff_alone() -> None:
    assert "<!--" not in TEXTS[COPY]
    assert "developers" not in TEXTS[COPY]
    assert "`promises check --rules`" in TEXTS[COPY]


def test_every_rule_explains_itself() -> None:
    assert [rule.name for rule in rules() if not (rule.checks and rule.why)] == []
