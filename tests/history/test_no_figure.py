"""A text in place of figures is no record: what comes later is late, and no figure is replaced by a text."""

from pathlib import Path

import pytest

from tests.history.editions import Repository
from tests.history.test_against import AS_OF, FEB, JAN, SITE

LOST = "delivered:\n  plan:\n    no_figure: The log was lost.\n"
FIGURE = "    done: false\n"
LATE = f"{FIGURE}    reported: 2026-04-20\n"


@pytest.mark.parametrize(
    ("before", "now", "rules"),
    [
        ("delivered:\n", LOST, []),
        (LOST, LOST.replace("lost", "lost in the move"), []),
        (LOST, "delivered:\n", []),
        (LOST, f"delivered:\n  plan:\n{FIGURE}", ["late-unsaid"]),
        (LOST, f"delivered:\n  plan:\n{LATE}", []),
        (f"delivered:\n  plan:\n{LATE}", LOST, ["figure-changed", "reported-changed"]),
    ],
)
def test_what_stands_in_place_of_figures(tmp_path: Path, before: str, now: str, rules: list[str]) -> None:
    repository = Repository(tmp_path)
    repository.write({**SITE, FEB: SITE[FEB].replace("delivered:\n", before)})
    repository.commit()
    repository.change(FEB, before, now)
    assert [problem.rule for problem in repository.past(AS_OF)] == rules


def test_figures_are_not_replaced_by_a_text(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.write(SITE)
    repository.commit()
    repository.change(JAN, "    done: true\n    on: 2026-01-20\n", "    no_figure: The log was lost.\n")
    assert [(problem.rule, problem.key) for problem in repository.past(AS_OF)] == [
        ("figure-changed", "done"),
        ("figure-changed", "on"),
    ]
