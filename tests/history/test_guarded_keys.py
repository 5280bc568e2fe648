"""A key of a declaration that changes only with a correction is compared, whichever it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from service_promises.source.documents.base import Guard
from service_promises.source.documents.declared import PromiseFile
from service_promises.source.documents.keys import guard_of, keys_within

from tests.history.published import CALLS, CALLS_YML, checked, month_file, publish
from tests.rules.site import WAIT

AS_OF = date(2026, 2, 10)
INTERIM = "    target: at least 90%\n    interim: {target: at least 80%, since: 2026-01, until: 2026-06}\n"
WITH_INTERIM = CALLS.replace("    target: at least 90%\n", INTERIM)

CHANGES = {
    "promise": (CALLS, "within a minute", "soon"),
    "made_to": (CALLS, "Everybody who calls us", "Our members"),
    "if_we_fall_short": (CALLS, "We call you back.", "Nothing."),
    "needs_from_you": (CALLS, "if_we_fall_short:", "needs_from_you: Your number.\nif_we_fall_short:"),
    "kind": (CALLS.replace("at least 90%", "every time"), "kind: each", "kind: done"),
    "counts": (CALLS, "Calls to our number.", "Some calls."),
    "source": (CALLS, "The telephone system.", "A book."),
    "leaves_out": (CALLS, "  case:", "  leaves_out: Wrong numbers.\n  case:"),
    "one": (CALLS, "one: call", "one: ring"),
    "many": (CALLS, "many: calls", "many: rings"),
    "figure": (WAIT, "average wait", "longest wait"),
    "unit": (WAIT.replace("7 minutes", "7"), "unit: minutes", "unit: hours"),
    "counted": (CALLS, "  case:", "  counted: at month end\n  case:"),
    "since": (CALLS, "since: 2026-01", "since: 2025-12"),
    "target": (CALLS, "at least 90%", "at least 85%"),
    "due_in": (CALLS, "    target: at least 90%\n", "    target: at least 90%\n    due_in: [1]\n"),
    "day": (CALLS, "    target: at least 90%\n", "    target: at least 90%\n    report_by: 20\n"),
    "months": (CALLS, "    target: at least 90%\n", "    target: at least 90%\n    report_by: {day: 10, months: 2}\n"),
    "judged": (CALLS, "    target: at least 90%\n", "    target: at least 90%\n    judged: everywhere\n"),
    "announced": (CALLS.replace("90%\n", "90%\n    announced: 2026-01-10\n"), "2026-01-10", "2026-02-10"),
    "until": (WITH_INTERIM, "until: 2026-06", "until: 2026-09"),
}
"""By key, a declaration and a change of the key in it."""
KEYS = ("promise", "made_to", "measure", "terms", "if_we_fall_short", "needs_from_you")
"""What is looked at here; the rest in `test_guards.py`."""
NAMED = {"until": "interim", "day": "report_by", "months": "report_by"}
"""Keys that are looked at as a whole with those beside them."""


def _guarded() -> set[str]:
    """The keys at the end of every way to a value that changes only with a correction."""
    ways = (
        keys
        for keys in keys_within(PromiseFile)
        if keys[-1].scalar and guard_of(keys) in (Guard.CORRECTION, Guard.ONCE_WRITTEN) and keys[0].name in KEYS
    )
    return {keys[-1].name for keys in ways}


def test_every_guarded_key_is_tried() -> None:
    assert _guarded() == set(CHANGES)


@pytest.mark.parametrize("key", CHANGES)
def test_a_guarded_key_does_not_change_in_silence(tmp_path: Path, key: str) -> None:
    declared, old, new = CHANGES[key]
    assert declared.count(old) == 1
    record = {"level": 5} if declared.startswith(WAIT.partition("\n")[0]) else {"due": 10, "kept": 10}
    repository = publish(tmp_path, {CALLS_YML: declared, **month_file("2026-01", calls=record)})
    repository.write({CALLS_YML: declared.replace(old, new)})
    problems = [problem for problem in checked(repository, AS_OF) if problem["rule"] == "term-changed"]
    assert [(problem["path"], problem["key"]) for problem in problems] == [(CALLS_YML, NAMED.get(key, key))]
