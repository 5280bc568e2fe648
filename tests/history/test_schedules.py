"""Schedules and terms without a target, published and changed: guarded, corrected, hashed and compared."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.history.editions import Repository
from tests.history.published import CALLS, CALLS_YML, SERVICE, SERVICE_YML, checked, month_file, publish, told
from tests.invoke import invoke

AS_OF = date(2026, 4, 20)
SCHEDULE = """\
    target:
      2026-01: at least 90%
      2026-02: at least 92%
      2026-03: none
"""
WAS = "{2026-01: at least 90%, 2026-02: at least 92%, 2026-03: none}"
PLAIN = "    target: at least 90%\n"


def _calls(target: str, corrected: str = "") -> str:
    return CALLS.replace(PLAIN, target) + corrected


def _write(repository: Repository, calls: str) -> None:
    repository.write({SERVICE_YML: SERVICE, CALLS_YML: calls})


def _correction(was: str) -> str:
    return f"corrected:\n  - on: 2026-04-20\n    was: {{target: {was}}}\n    why: We had copied the wrong line.\n"


CHANGED = {
    "a step": (SCHEDULE.replace("92", "91"), "2026-02"),
    "a step to none": (SCHEDULE.replace("2026-02: at least 92%", "2026-02: none"), "2026-02"),
    "a step from none": (SCHEDULE.replace("none", "at least 1%"), "2026-03"),
    "a step more": (SCHEDULE + "      2026-04: at least 95%\n", "2026-04"),
    "a step less": (SCHEDULE.replace("      2026-02: at least 92%\n", ""), "target"),
    "one target for all": (PLAIN, "target"),
    "none": ("    target: none\n", "target"),
}


@pytest.mark.parametrize(("target", "key"), CHANGED.values(), ids=CHANGED)
def test_a_schedule_changes_only_with_its_whole_old_value(tmp_path: Path, target: str, key: str) -> None:
    repository = publish(tmp_path, {CALLS_YML: _calls(SCHEDULE)})
    _write(repository, _calls(target))
    [problem] = [one for one in checked(repository, AS_OF) if one["severity"] == "error"]
    assert (problem["rule"], problem["key"]) == ("term-changed", key)
    assert f"target: {WAS}" in problem["help"]
    _write(repository, _calls(target, _correction(WAS)))
    assert [one for one in checked(repository, AS_OF) if one["severity"] == "error"] == []


@pytest.mark.parametrize("was", ["at least 90%", "none", "{2026-01: at least 90%}", WAS.replace("92", "93")])
def test_a_correction_that_names_another_schedule_is_wrong(tmp_path: Path, was: str) -> None:
    repository = publish(tmp_path, {CALLS_YML: _calls(SCHEDULE)})
    _write(repository, _calls(SCHEDULE.replace("92", "91"), _correction(was)))
    assert told(checked(repository, AS_OF), "correction-was") == [("correction-was", CALLS_YML, "target")]


def test_one_target_becomes_a_schedule_with_a_correction_alone(tmp_path: Path) -> None:
    repository = publish(tmp_path, {})
    _write(repository, _calls(SCHEDULE))
    assert told(checked(repository, AS_OF), "term-changed") == [("term-changed", CALLS_YML, "target")]
    _write(repository, _calls(SCHEDULE, _correction("at least 90%")))
    assert [one for one in checked(repository, AS_OF) if one["severity"] == "error"] == []


def _ledger(repository_root: Path, name: str) -> Path:
    into = repository_root.parent / name
    done = invoke("-C", repository_root, "pages", "--as-of", AS_OF, "--into", into)
    assert done.exit_code == 0, done.output
    return into / "data" / "ledger.json"


def _verify(old: Path, new: Path) -> tuple[int, str]:
    done = invoke("verify", old, new)
    return done.exit_code, done.output


def test_saved_copies_tell_a_schedule_that_was_changed(tmp_path: Path) -> None:
    record = month_file("2026-02", calls={"due": 100, "kept": 91, "reported": "2026-03-05"})
    repository = publish(tmp_path, {CALLS_YML: _calls(SCHEDULE), **record})
    published = _ledger(repository.root, "published")
    assert _verify(published, published)[0] == 0
    repository.write({SERVICE_YML: SERVICE, CALLS_YML: _calls(SCHEDULE.replace("92", "91")), **record})
    assert _verify(published, _ledger(repository.root, "silent"))[0] == 1
    repository.write(
        {SERVICE_YML: SERVICE, CALLS_YML: _calls(SCHEDULE.replace("92", "91"), _correction(WAS)), **record}
    )
    code, output = _verify(published, _ledger(repository.root, "open"))
    assert (code, "open" in output) == (0, True)


LATE = "was not reported by 2026-03-10, and is there now without saying that it came late"


@pytest.mark.parametrize(
    ("target", "own", "was", "says"),
    [
        (SCHEDULE, "", "", LATE),
        # A month that had no target in the copy published last was not late, whatever is said of it since.
        (SCHEDULE.replace("at least 92%", "none"), "", WAS.replace("at least 92%", "none"), "corrected"),
        (SCHEDULE.replace("      2026-02: at least 92%\n", ""), "", WAS.replace("2026-02: at least 92%, ", ""), "corr"),
        ("    target: none\n", "", "none", "corrected"),
        # The months of the term hold, and not those of the promise.
        (PLAIN + "    due_in: [1, 2]\n", "due_in: [1, 4]\n", "", LATE),
    ],
)
def test_saved_copies_tell_what_a_silent_last_month_owed(
    tmp_path: Path, target: str, own: str, was: str, says: str
) -> None:
    january = month_file("2026-01", calls={"due": 100, "kept": 95})
    calls = _calls(target) + own
    repository = publish(tmp_path, {CALLS_YML: calls, **january})
    published = _ledger(repository.root, "published")
    february = month_file("2026-02", calls={"due": 100, "kept": 95})
    now = _calls(SCHEDULE, _correction(was)) if was else calls
    repository.write({SERVICE_YML: SERVICE, CALLS_YML: now, **january, **february})
    code, output = _verify(published, _ledger(repository.root, "newer"))
    assert (code, says in output) == (0 if was else 1, True), output


def test_diff_tells_a_schedule_in_a_few_words(tmp_path: Path) -> None:
    repository = publish(tmp_path, {})
    term = "  - since: 2026-05\n    announced: 2026-04-20\n    why: We forecast.\n    target:\n"
    steps = "".join(f"      2026-{month:02}: at least {80 + month}%\n" for month in range(5, 13))
    _write(repository, CALLS.replace(PLAIN, PLAIN + term + steps))
    done = invoke("-C", repository.root, "diff", "--as-of", AS_OF, "--against", "HEAD")
    assert (
        "calls: new term from 2026-05, weaker, target one for each of 8 months, from at least 85% to at least 92%"
        in (done.output)
    )
