"""Files that are as large as they may be, and made to keep a check busy."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from service_promises.source.documents.validation.validate import MOST
from service_promises.source.values import suggest
from service_promises.source.yaml.screen import MOST as MOST_DUPLICATES

from tests.rules.site import SERVICE, problems

SERVICE_YML, MONTH = "promises/service.yml", "promises/delivered/2026-01.yml"


def _rules(root: Path, path: str, content: str) -> Counter[str]:
    return Counter(problem.rule for problem in problems(root, {path: content}))


def test_of_very_many_duplicate_keys_the_first_are_listed(tmp_path: Path) -> None:
    assert _rules(tmp_path, SERVICE_YML, SERVICE + "notice: a\n" * 3000)["duplicate-key"] == MOST_DUPLICATES


@pytest.mark.parametrize(
    ("path", "content", "rule"),
    [
        (SERVICE_YML, SERVICE + "".join(f"k{number}: a\n" for number in range(3000)), "unknown-key"),
        (
            MONTH,
            "month: 2026-01\ndelivered:\n" + "".join(f"  p{number}: {{due: 0}}\n" for number in range(3000)),
            "unknown-promise",
        ),
    ],
)
def test_of_very_many_mistakes_the_first_are_listed_and_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, content: str, rule: str
) -> None:
    looked_up: list[str] = []
    close = suggest.get_close_matches
    monkeypatch.setattr(
        suggest, "get_close_matches", lambda word, *others: looked_up.append(word) or close(word, *others)
    )
    assert _rules(tmp_path, path, content)[rule] == MOST
    assert len(looked_up) <= 2 * MOST


def test_a_letter_that_is_too_long_is_told_and_nothing_else_of_it(tmp_path: Path) -> None:
    content = f"month: 2026-01\nletter: '{'[a](' * 20_000}'\ndelivered:\n  calls: {{due: 10, kept: 10}}\n"
    assert _rules(tmp_path, MONTH, content) == {"text-too-long": 1}
