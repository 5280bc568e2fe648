"""Whatever changes in a record: it is silent, told wrongly or told, key by key."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from service_promises.history.check.check_past import check_past
from service_promises.history.comparison import Comparison
from service_promises.source.assemble import assemble
from service_promises.source.files import source_path
from service_promises.source.reading import Reading
from service_promises.source.source_file import parse_file

from tests.history.test_against import CALLS, SERVICE

AS_OF = date(2026, 4, 20)
KEYS = ("due", "kept", "let_down", "level", "provisional")
VALUES = {key: st.sampled_from(["10", "20", "30"]) for key in KEYS} | {
    "provisional": st.sampled_from(["true", '"a reason"'])
}
FIGURES = st.fixed_dictionaries({}, optional=VALUES)
WAS = st.fixed_dictionaries({}, optional={key: values | st.just("null") for key, values in VALUES.items()})


def _reading(figures: dict[str, str], was: list[dict[str, str]]) -> Reading:
    lines = [f"    {key}: {value}" for key, value in figures.items()] + ["    above_and_beyond: Something."]
    if was:
        lines.append("    corrected:")
    for keys in was:
        told = ", ".join(f"{key}: {value}" for key, value in keys.items())
        lines.append(f"      - {{on: 2026-04-01, was: {{{told}}}, why: A slip.}}")
    month = "\n".join(["month: 2026-01", "delivered:", "  calls:", *lines, ""])
    files = []
    for path, text in (
        ("promises/service.yml", SERVICE),
        ("promises/declared/calls.yml", CALLS),
        ("promises/delivered/2026-01.yml", month),
    ):
        where = source_path(path)
        assert where is not None
        files.append(parse_file(where, text.encode(), AS_OF))
    return assemble(files, AS_OF)


@given(FIGURES, FIGURES, st.lists(WAS.filter(bool), max_size=2))
def test_every_key_is_told_or_found(old: dict[str, str], new: dict[str, str], was: list[dict[str, str]]) -> None:
    past = check_past(Comparison(_reading(old, []), _reading(new, was)))
    found = {(problem.rule, problem.key) for problem in past}
    expected = set()
    for key in KEYS:
        told = next((one[key] for one in was if key in one), None)
        before = old.get(key, "null")
        if told is None and new.get(key, "null") != before:
            expected.add(("figure-changed", key))
        elif told is not None and told != before:
            expected.add(("correction-was", key))
    assert found == expected


@given(FIGURES)
def test_the_same_figures_are_nothing_to_tell(figures: dict[str, str]) -> None:
    assert [*check_past(Comparison(_reading(figures, []), _reading(figures, [])))] == []
