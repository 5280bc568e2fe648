"""Copies of the ledger that somebody made to break `promises verify`: each is told in a sentence."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from service_promises.outputs.files.ledger_json import ledger_json, sealed_ledger

from tests import made_up
from tests.history.test_forged_ledger import _hash, _sealed_again
from tests.invoke import invoke

FIRST = json.loads(Path(__file__).with_name("first_version.json").read_text())
SECOND = json.loads(ledger_json(sealed_ledger(made_up.ledger())))
RECORD = ("months", "2026-03", "records", "mended")
TERM = ("promises", "mended", "terms", "2026-01")


def _verify(folder: Path, old: str | bytes, new: str | bytes) -> tuple[int, str]:
    paths = []
    for name, content in (("old.json", old), ("new.json", new)):
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        paths.append(str(path))
    done = invoke("verify", *paths)
    return done.exit_code, done.stdout + done.stderr


def _put(ledger: dict[str, Any], way: tuple[str | int, ...], value: object) -> dict[str, Any]:
    ledger = copy.deepcopy(ledger)
    *above, last = way
    holder: Any = ledger
    for step in above:
        holder = holder[step]
    holder[last] = value
    return ledger


def _deep(levels: int) -> Any:
    value: Any = "x"
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("way", "value"),
    [
        ((*RECORD, "chain", 0, "of", "facts"), None),
        ((*RECORD, "chain", 0, "of", "facts", "level"), "hidden"),
        ((*RECORD, "chain", 0, "of", "facts", "due"), 5),
        ((*RECORD, "chain", 0, "of", "facts", "due"), "many"),
        ((*RECORD, "chain", 0, "of", "facts", "due"), None),
        ((*RECORD, "chain", 0, "of", "facts", "estimated"), {"": None}),
        ((*RECORD, "chain", 0, "of", "facts", "estimated"), _deep(30)),
        ((*RECORD, "chain", 0, "of", "facts", "estimated"), 2**53),
        ((*RECORD, "chain", 0, "of", "on"), "2026-02-30"),
        ((*RECORD, "chain"), []),
        ((*RECORD, "chain", 0), "x"),
        ((*RECORD, "quotations"), [1]),
        ((*RECORD, "dated"), {"fell_short": {"hash": "x"}}),
        ((*RECORD, "once"), {"reported": "soon"}),
        ((*RECORD, "once"), None),
        (("promises", "mended", "once"), {"was": [{}]}),
        (("promises", "mended", "once"), {"ends": "2026-13"}),
        (("promises", "mended", "chain", 0, "of", "facts", "covers"), {"from": 5}),
        (("promises", "mended", "chain", 0, "of", "facts", "due_in"), ["1"]),
        (("promises", "mended", "chain", 0, "of", "facts", "due_in"), [13]),
        ((*TERM, "once"), {"interim": [{"since": 1}]}),
        (("service", "chain", 0, "of", "facts", "hide_counts_below"), "3"),
        (("months", "2026-03", "due"), {"mended": "later"}),
        (("months", "2026-03", "once"), {"corrected": 5}),
        (("months",), {"2026-13": {}}),
        (("months",), []),
        (("fixes",), None),
        (("version",), True),
        (("version",), "2"),
        (("version",), 10**15),
        (("version",), [2]),
        (("version",), {}),
        (("site",), 1),
        (("more",), 1),
    ],
)  # fmt: skip
def test_a_value_that_no_ledger_has_is_refused(tmp_path: Path, way: tuple[str | int, ...], value: object) -> None:
    text = json.dumps(_put(_sealed(_put(SECOND, way, value)), way, value))
    for pair in ((text, json.dumps(SECOND)), (json.dumps(SECOND), text)):
        code, output = _verify(tmp_path, *pair)
        assert code == 1
        assert "ledger.json" in output or "version" in output


def _sealed(ledger: dict[str, Any]) -> dict[str, Any]:
    """With hashes that hold, as far as its shape allows them."""
    try:
        for _ in range(2):
            for entry in _entries(ledger):
                before = None
                for link in entry["chain"]:
                    if before is not None:
                        link["of"]["before"] = before
                    before = link["hash"] = _hash(link["of"])
            _sealed_again(ledger)
    except (KeyError, TypeError, AttributeError, IndexError, ValueError, RecursionError):
        pass
    return ledger


def _sealed_first(ledger: dict[str, Any]) -> dict[str, Any]:
    """The same of version 1."""
    try:
        months = {}
        for month, content in ledger["months"].items():
            for record in content["records"].values():
                before = None
                for link in record["chain"]:
                    if before is not None:
                        link["of"]["before"] = before
                    before = link["hash"] = _hash(link["of"])
            newest = {name: record["chain"][-1]["hash"] for name, record in content["records"].items()}
            months[month] = content["hash"] = _hash({"month": month, "records": newest})
        ledger["site"] = _hash({"months": months})
    except (KeyError, TypeError, AttributeError, IndexError, ValueError, RecursionError):
        pass
    return ledger


def _entries(ledger: dict[str, Any]) -> list[dict[str, Any]]:
    entries = [ledger["service"], *ledger["promises"].values(), *ledger["fixes"].values()]
    entries += [term for promise in ledger["promises"].values() for term in promise["terms"].values()]
    return entries + [record for month in ledger["months"].values() for record in month["records"].values()]


@pytest.mark.parametrize(
    ("way", "value"),
    [
        (("promises", "calls", "was"), [{}]),
        (("promises", "calls", "corrected"), [1]),
        (("promises", "calls", "corrected"), [{"on": "2026-01-01", "was": [], "why": ""}]),
        (("promises", "calls", "terms"), []),
        (("promises", "calls", "due_in"), ["0"]),
        (("months", "2026-01", "records", "calls", "chain", 0, "of", "figures"), None),
        (("months", "2026-01", "records", "calls", "due_by"), "x"),
        (("hide_counts_below",), "-1"),
        (("hide_counts_below",), 5),
    ],
)
def test_a_value_that_no_first_ledger_has_is_refused(tmp_path: Path, way: tuple[str | int, ...], value: object) -> None:
    code, output = _verify(tmp_path, json.dumps(_put(FIRST, way, value)), json.dumps(FIRST))
    assert code == 1
    assert "is not a whole copy of data/ledger.json" in output


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"version": 1e400}', "the number 1e400, which no ledger has"),
        ('{"version": NaN}', "the number NaN"),
        ('{"version": -Infinity}', "the number -Infinity"),
        (f'{{"version": {"9" * 5000}}}', "which no ledger has"),
        ('{"version": 2, "version": 1}', "a key stands in it twice"),
        (f'{"[" * 100_000}', "is not JSON"),
        (f'{"[" * 900}{"]" * 900}', "has no version"),
        (f'{{"version": 2, "site": {"[" * 900}{"]" * 900}}}', "is not a whole copy"),
        ('{"version": 2, "site": "\\ud800"}', "is not JSON"),
        ('{"version": 2, "\\ud800": ""}', "is not JSON"),
        ('{"version": 2, "\u001b[31m": 1}', "is not JSON"),
        ('{"version": 2, "\\u001b[31m": 1}', "what stands at"),
        ("\ufeff{}", "is not JSON"),
        ("", "is not JSON"),
        (b"\xff\xfe", "is not JSON"),
    ],
)  # fmt: skip
def test_what_is_no_ledger_at_all_is_refused(tmp_path: Path, content: str | bytes, message: str) -> None:
    code, output = _verify(tmp_path, content, json.dumps(SECOND))
    assert code == 1
    assert message in output
    assert "\x1b" not in output


@pytest.mark.parametrize("beside", ["[", "[]", '{"as_of": 5}', '{"as_of": "x"}', "[" * 100_000, '"\\ud800"'])
def test_what_lies_beside_a_copy_does_not_matter(tmp_path: Path, beside: str) -> None:
    (tmp_path / "promises.json").write_text(beside)
    assert _verify(tmp_path, json.dumps(SECOND), json.dumps(SECOND))[0] == 0


_ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.sampled_from(["hidden", "fewer than 3", "2026-01", "2026-02-30", "0" * 64, "-1", "1e400", "mended", "calls"]),
    st.lists(st.one_of(st.none(), st.text(max_size=3), st.integers(), st.just({}))),
    st.dictionaries(st.text(max_size=3), st.one_of(st.none(), st.text(max_size=3), st.integers(), st.just([]))),
)


@st.composite
def _broken(draw: st.DrawFn, whole: dict[str, Any], seal: Callable[[dict[str, Any]], dict[str, Any]]) -> str:
    """A ledger in which some values are others, gone, or stand under another key; mostly with hashes that hold."""
    ledger = copy.deepcopy(whole)
    for _ in range(draw(st.integers(1, 3))):
        holder: Any = ledger
        while True:
            keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if isinstance(holder[key], dict | list) and draw(st.integers(0, 5)):
                holder = holder[key]
                continue
            how = draw(st.integers(0, 3))
            if how == 0:
                del holder[key]
            elif how == 1 and isinstance(holder, dict):
                holder[draw(st.one_of(st.text(max_size=8), st.sampled_from(["once", "dated", "terms", "was"])))] = (
                    holder.pop(key)
                )
            else:
                holder[key] = draw(_ODD)
            break
    if draw(st.integers(0, 4)):
        ledger = seal(ledger)
    return json.dumps(ledger)


@pytest.mark.parametrize(("whole", "seal"), [(SECOND, _sealed), (FIRST, _sealed_first)])
def test_no_broken_ledger_is_a_fault_of_ours(
    tmp_path_factory: pytest.TempPathFactory, whole: dict[str, Any], seal: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    folder = tmp_path_factory.mktemp("hostile")

    @settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(_broken(whole, seal))
    def verify_both_ways(broken: str) -> None:
        for pair in ((broken, json.dumps(SECOND)), (json.dumps(SECOND), broken), (broken, json.dumps(FIRST))):
            code, output = _verify(folder, *pair)
            assert code in (0, 1)
            assert output

    verify_both_ways()
