"""`promises verify`: each fact that a ledger covers, changed in silence and changed as it should be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from tests.history.copies import save_copy, verify

SERVICE_YML, FIX_YML = "promises/service.yml", "promises/fixes/more-people.yml"
MAIL_YML, VISIT_YML = "promises/declared/mail.yml", "promises/declared/visit.yml"
DROPPED_YML = "promises/fixes/second-bus.yml"
PLEDGE_YML = "promises/pledges/trees.yml"
CALLS_YML, WAIT_YML = "promises/declared/calls.yml", "promises/declared/wait.yml"
JANUARY_YML, MARCH_YML = "promises/delivered/2026-01.yml", "promises/delivered/2026-03.yml"
SITE = {
    SERVICE_YML: """\
name: Example Telephone
about: We answer the telephone.
for: Somebody to talk to.
covers: {from: 2026-01}
report_by: 12
time_zone: Europe/London
hide_counts_below: 5
published_by: {name: A watchdog, url: "https://example.org/"}
reach_us: [{name: Write to us, url: "mailto:help@example.org"}]
""",
    CALLS_YML: """\
promise: We answer your call within a minute.
made_to: Everybody who calls us
because: A caller who hangs up has not been helped.
concerns: [on time]
owner: Customer service
measure:
  kind: each
  counts: Calls to our number.
  leaves_out: Calls at night.
  source: The telephone system.
  case: {one: call, many: calls}
terms:
  - since: 2026-01
    target: at least 90%
    interim: {target: at least 80%, until: 2026-12}
  - since: 2026-03
    target: at least 95%
    why: We can do better.
    announced: 2026-02-01
if_we_fall_short: We call you back.
was: [telephone]
needs_from_you: Stay on the line.
""",
    WAIT_YML: """\
promise: You wait less than ten minutes.
made_to: Everybody who comes in
because: Waiting is a waste.
concerns: [on time]
owner: The front desk
measure: {kind: level, counts: Everybody., source: A clock., figure: Average wait, unit: minutes}
terms: [{since: 2026-01, target: at most 10}]
due_in: [1, 2, 3, 4, 5, 6, 9, 12]
report_by: 20
covers: {from: 2026-01}
if_we_fall_short: You get a cup of tea.
ends: 2026-12
ends_why: The desk closes.
""",
    JANUARY_YML: """\
month: 2026-01
letter: Dear all, we are sorry.
revised: 2026-02-10
delivered:
  calls:
    due: 200
    kept: 150
    provisional: The log was incomplete.
    estimated: true
    fell_short:
      what_happened: The line was busy.
      who: Callers.
      why: We were too few.
      cause: capacity
      put_right: We called back.
      fixes: [more-people]
      revised: 2026-02-15
    customers_said:
      question: Did we answer?
      asked: 50
      answered: 40
      let_down: 10
      in_their_words: [I gave up., Nobody came.]
    questions: {received: 20, answered: 10, updated: 2026-03-01}
    remedy: {owed: 60, given: 30, unasked: 20, late: 0, paid: Fifty pounds, updated: 2026-03-02}
  wait: {level: 7.5, reported: 2026-03-01, not_comparable: The clock was new.}
  mail: {share: 94.5%, reported: 2026-02-20, told: 2026-03-15}
  visit: {done: true, on: 2026-01-20, let_down: 9}
""",
    MAIL_YML: """\
promise: We answer your letter.
made_to: Everybody who writes
because: Silence is rude.
concerns: [on time]
owner: The post room
measure: {kind: each, counts: Letters., source: The book., case: {one: letter, many: letters}}
terms: [{since: 2026-01, target: at least 90%, due_in: [1, 6], report_by: 14}]
also_measured: true
if_we_fall_short: We write twice.
""",
    VISIT_YML: """\
promise: We come to your village.
made_to: Everybody in the village
because: The way is long.
concerns: [as easy]
owner: The bus
measure: {kind: done, counts: A visit., source: The log.}
terms: [{since: 2026-01, target: every time}]
due_in: [1]
if_we_fall_short: We come twice.
""",
    DROPPED_YML: """\
we_will: Buy a second bus.
after: [{promise: calls, month: 2026-01}]
by: 2026-04-01
owner: The manager
dropped: {on: 2026-04-20, why: Too dear.}
""",
    MARCH_YML: """\
month: 2026-03
corrected:
  - {on: 2026-05-01, was: {letter: not repeated}, why: It named somebody.}
delivered:
  calls: {due: 100, kept: 95, let_down: 7}
  wait: {level: 8, let_down: 12}
""",
    FIX_YML: """\
we_will: Hire two people.
after: [{promise: calls, month: 2026-01}]
by: 2026-05-01
owner: The manager
moved:
  - {on: 2026-03-01, from: 2026-04-01, to: 2026-05-01, why: Nobody applied.}
done: {on: 2026-04-20, note: They began.}
""",
    PLEDGE_YML: """\
we_will: Plant 10,000 trees.
because: Shade.
by: 2026-12-31
owner: The gardeners
target: 10000
unit: trees
progress:
  - {on: 2026-03-31, figure: 9, note: It rained.}
  - {on: 2026-04-30, figure: 7400}
""",
}
AS_OF = date(2026, 6, 1)

Change = tuple[str, str, str]
"""A file, what stands in it, and what stands there instead."""


def _changed(*changes: Change) -> dict[str, str]:
    files = dict(SITE)
    for path, old, new in changes:
        assert files[path].count(old) == 1, (path, old)
        files[path] = files[path].replace(old, new)
    return files


def _verify(folder: Path, old: Mapping[str, str], new: Mapping[str, str], later: date = AS_OF) -> tuple[str, set[str]]:
    """The answer, and every kind of finding."""
    answer = verify(save_copy(folder / "old", old, AS_OF), save_copy(folder / "new", new, later))
    return answer["result"], {finding["kind"] for finding in answer["findings"]}


SILENT: dict[str, Change] = {
    "a month covered": (SERVICE_YML, "from: 2026-01}", "from: 2026-01, until: 2026-04}"),
    "the reporting day of all": (SERVICE_YML, "report_by: 12", "report_by: 25"),
    "the time zone": (SERVICE_YML, "Europe/London", "Europe/Paris"),
    "hiding less": (SERVICE_YML, "hide_counts_below: 5", "hide_counts_below: 4"),
    "hiding more": (SERVICE_YML, "hide_counts_below: 5", "hide_counts_below: 6"),
    "the publisher": (SERVICE_YML, "A watchdog", "A friend"),
    "the wording": (CALLS_YML, "within a minute", "within an hour"),
    "to whom": (CALLS_YML, "Everybody who calls us", "Some who call us"),
    "what is counted": (CALLS_YML, "Calls to our number.", "Calls that we answered."),
    "what is left out": (CALLS_YML, "Calls at night.", "Calls at night and by day."),
    "nothing left out": (CALLS_YML, "  leaves_out: Calls at night.\n", ""),
    "the source": (CALLS_YML, "The telephone system.", "Our memory."),
    "the case": (CALLS_YML, "one: call,", "one: ring,"),
    "a target": (CALLS_YML, "at least 90%", "at least 85%"),
    "an interim target": (CALLS_YML, "at least 80%", "at least 60%"),
    "the month of an interim target": (CALLS_YML, "until: 2026-12", "until: 2027-12"),
    "a first month": (CALLS_YML, "since: 2026-03", "since: 2026-04"),
    "a term taken away": (
        CALLS_YML,
        "  - since: 2026-03\n    target: at least 95%\n    why: We can do better.\n    announced: 2026-02-01\n",
        "",
    ),
    "a term in the past": (CALLS_YML, "  - since: 2026-03", "  - {since: 2026-02, target: at least 50%, why: so}\n  - since: 2026-03"),
    "the day of announcement": (CALLS_YML, "announced: 2026-02-01", "announced: 2026-01-01"),
    "the remedy": (CALLS_YML, "We call you back.", "Bad luck."),
    "what it needs": (CALLS_YML, "Stay on the line.", "Stay awake."),
    "why it ends": (WAIT_YML, "The desk closes.", "We are tired."),
    "what customers said": (JANUARY_YML, "answered: 40", "answered: 45"),
    "what customers were asked": (JANUARY_YML, "Did we answer?", "Are we great?"),
    "an earlier id": (CALLS_YML, "was: [telephone]\n", ""),
    "the unit": (WAIT_YML, "unit: minutes", "unit: hours"),
    "the figure": (WAIT_YML, "Average wait", "Shortest wait"),
    "when things are counted": (WAIT_YML, "unit: minutes", "unit: minutes, counted: at month end"),
    "what is due": (WAIT_YML, "[1, 2, 3, 4, 5, 6, 9, 12]", "[1, 3, 4, 5, 6, 9, 12]"),
    "the reporting day": (WAIT_YML, "report_by: 20", "report_by: 28"),
    "months of a promise": (WAIT_YML, "covers: {from: 2026-01}", "covers: {from: 2026-01, until: 2026-04}"),
    "the end": (WAIT_YML, "ends: 2026-12", "ends: 2026-04"),
    "a figure": (JANUARY_YML, "kept: 150", "kept: 190"),
    "a level": (JANUARY_YML, "level: 7.5", "level: 6.5"),
    "people let down": (MARCH_YML, "let_down: 12", "let_down: 11"),
    "both counts": (JANUARY_YML, "    due: 200\n    kept: 150", "    due: 210\n    kept: 160"),
    "more people let down": (JANUARY_YML, "    due: 200\n", "    due: 200\n    let_down: 60\n"),
    "what was due": (MARCH_YML, "due: 100", "due: 101"),
    "what was kept": (MARCH_YML, "kept: 95", "kept: 96"),
    "why a letter was taken out": (MARCH_YML, "It named somebody.", "It was long."),
    "a share": (JANUARY_YML, "share: 94.5%", "share: 95.4%"),
    "not done": (JANUARY_YML, "done: true, on: 2026-01-20", "done: false, on: 2026-01-20"),
    "the day it was done": (JANUARY_YML, "on: 2026-01-20", "on: 2026-01-10"),
    "why it can't be compared": (JANUARY_YML, "The clock was new.", "The clock was old."),
    "when it was recorded": (JANUARY_YML, "told: 2026-03-15", "told: 2026-03-16"),
    "what is due in a term": (MAIL_YML, "due_in: [1, 6]", "due_in: [1, 12]"),
    "the reporting day of a term": (MAIL_YML, "report_by: 14", "report_by: 15"),
    "whether it is measured at other times": (MAIL_YML, "also_measured: true\n", ""),
    "what a fix came from": (DROPPED_YML, "promise: calls, month: 2026-01", "promise: calls, month: 2026-03"),
    "when a fix was dropped": (DROPPED_YML, "on: 2026-04-20", "on: 2026-04-21"),
    "why a fix was dropped": (DROPPED_YML, "Too dear.", "Too slow."),
    "the date of a fix": (DROPPED_YML, "by: 2026-04-01", "by: 2026-04-02"),
    "a flag": (JANUARY_YML, "    estimated: true\n", ""),
    "provisional no more": (JANUARY_YML, "    provisional: The log was incomplete.\n", ""),
    "provisional after all": (MARCH_YML, "{due: 100, kept: 95, let_down: 7}", "{due: 100, kept: 95, let_down: 7, provisional: true}"),
    "why it is provisional": (JANUARY_YML, "The log was incomplete.", "The log was lost."),
    "the day of a late report": (JANUARY_YML, "reported: 2026-03-01", "reported: 2026-02-21"),
    "a late report in time": (JANUARY_YML, ", reported: 2026-03-01", ""),
    "an explanation": (JANUARY_YML, "The line was busy.", "Nothing happened."),
    "a cause": (JANUARY_YML, "cause: capacity", "cause: outside event"),
    "an explanation with an older day": (JANUARY_YML, "revised: 2026-02-15", "revised: 2026-02-14"),
    "a letter": (JANUARY_YML, "we are sorry", "we are great"),
    "a letter taken out": (JANUARY_YML, "letter: Dear all, we are sorry.\nrevised: 2026-02-10\n", ""),
    "counts of questions": (JANUARY_YML, "received: 20", "received: 15"),
    "how many were put right": (JANUARY_YML, "given: 30", "given: 40"),
    "how many had to ask": (JANUARY_YML, "unasked: 20", "unasked: 30"),
    "what was paid": (JANUARY_YML, "Fifty pounds", "Sixty pounds"),
    "a remedy taken out": (
        JANUARY_YML,
        "    remedy: {owed: 60, given: 30, unasked: 20, late: 0, paid: Fifty pounds, updated: 2026-03-02}\n",
        "",
    ),
    "a quotation": (JANUARY_YML, "I gave up.", "I loved it."),
    "a quotation taken out": (JANUARY_YML, "[I gave up., Nobody came.]", "[Nobody came.]"),
    "what we will": (FIX_YML, "Hire two people.", "Hire one person."),
    "a date": (FIX_YML, "by: 2026-05-01", "by: 2026-05-02"),
    "a move": (FIX_YML, "from: 2026-04-01", "from: 2026-04-21"),
    "a move before the first": (FIX_YML, "moved:\n", "moved:\n  - {on: 2026-02-20, from: 2026-04-30, to: 2026-04-01, why: so}\n"),
    "when it was done": (FIX_YML, "on: 2026-04-20", "on: 2026-04-10"),
    "what is pledged": (PLEDGE_YML, "10,000 trees.", "8,000 trees."),
    "the target of a pledge": (PLEDGE_YML, "target: 10000", "target: 8000"),
    "what a pledge counts": (PLEDGE_YML, "unit: trees", "unit: seeds"),
    "the date of a pledge": (PLEDGE_YML, "by: 2026-12-31", "by: 2027-12-31"),
    "progress": (PLEDGE_YML, "figure: 7400", "figure: 7300"),
    "progress that is gone": (PLEDGE_YML, "  - {on: 2026-04-30, figure: 7400}\n", ""),
}  # fmt: skip


@pytest.mark.parametrize("change", SILENT.values(), ids=SILENT)
def test_a_covered_fact_that_changes_in_silence_is_told(tmp_path: Path, change: Change) -> None:
    changes = [change]
    if change[2] == "by: 2026-05-02":
        changes.append((FIX_YML, "to: 2026-05-01", "to: 2026-05-02"))
    result, kinds = _verify(tmp_path, SITE, _changed(*changes))
    assert result == "Past changed in silence"
    assert "changed in silence" in kinds


CORRECTION = "{{on: 2026-05-20, was: {{{}}}, why: It was wrong.}}"


def _corrected(was: str) -> str:
    return f"corrected:\n  - {CORRECTION.format(was)}\n"


def _declared(path: str, was: str, old: str, new: str) -> list[Change]:
    return [(path, old, new), (path, "if_we_fall_short", f"{_corrected(was)}if_we_fall_short")]


def _recorded(was: str, old: str, new: str) -> list[Change]:
    inner = f"corrected: [{CORRECTION.format(was)}]\n    "
    return [(JANUARY_YML, old, new), (JANUARY_YML, "customers_said:", f"{inner}customers_said:")]


SAME, CORRECTED, OPEN = "Same past", "Past corrected in the open", "Past changed in the open"
HONEST: dict[str, tuple[str, list[Change]]] = {
    "nothing": (SAME, []),
    "what changes freely": (
        SAME,
        [
            (SERVICE_YML, "Example Telephone", "Another name"),
            (CALLS_YML, "A caller who hangs up", "Whoever hangs up"),
            (CALLS_YML, "We can do better.", "We do better."),
            (CALLS_YML, "owner: Customer service", "owner: The team"),
            (FIX_YML, "The manager", "The director"),
        ],
    ),
    "the same words on other lines": (
        SAME,
        [
            (CALLS_YML, "leaves_out: Calls at night.", "leaves_out: |\n    Calls\n    at night."),
            (WAIT_YML, "ends_why: The desk closes.", "ends_why: |\n  The desk\n  closes."),
            (DROPPED_YML, "{on: 2026-04-20, why: Too dear.}", "\n  on: 2026-04-20\n  why: |\n    Too\n    dear."),
        ],
    ),
    "a reporting day that was left to the service": (SAME, [(CALLS_YML, "if_we", "report_by: 12\nif_we")]),
    "more progress, and another note": (
        SAME,
        [(PLEDGE_YML, "figure: 7400}", "figure: 7400}\n  - {on: 2026-05-31, figure: 8000}"), (PLEDGE_YML, "rained", "snowed")],
    ),
    "the target of a pledge": (
        CORRECTED,
        [(PLEDGE_YML, "target: 10000", f"target: 12000\n{_corrected('target: 10000')}")],
    ),
    "progress": (
        CORRECTED,
        [
            (PLEDGE_YML, "figure: 7400}", "figure: 7300}"),
            (
                PLEDGE_YML,
                "unit: trees",
                "unit: trees\n" + _corrected("progress: [{on: 2026-03-31, figure: 9}, {on: 2026-04-30, figure: 7400}]"),
            ),
        ],
    ),
    "a new term": (
        SAME,
        [(CALLS_YML, "if_we", "  - {since: 2026-07, target: every time, why: so, announced: 2026-06-01}\nif_we")],
    ),
    "a new interim target": (
        SAME,
        [(CALLS_YML, "    announced", "    interim: {target: at least 90%, since: 2026-07}\n    announced")],
    ),
    "another end that lies ahead": (SAME, [(WAIT_YML, "ends: 2026-12", "ends: 2026-09")]),
    "no end": (SAME, [(WAIT_YML, "ends: 2026-12\nends_why: The desk closes.\n", "")]),
    "one more earlier id": (SAME, [(CALLS_YML, "[telephone]", "[telephone, phone]")]),
    "one more quotation": (SAME, [(JANUARY_YML, "Nobody came.]", "Nobody came., Thanks.]")]),
    "a target": (CORRECTED, _declared(CALLS_YML, 'since: 2026-01, target: "at least 90%"', "at least 90%", "at least 91%")),
    "the wording": (
        CORRECTED,
        _declared(CALLS_YML, "promise: We answer your call within a minute.", "a minute", "two minutes"),
    ),
    "a key of the measure": (CORRECTED, _declared(WAIT_YML, "unit: minutes", "unit: minutes", "unit: seconds")),
    "the whole measure": (
        CORRECTED,
        _declared(
            WAIT_YML,
            "measure: {kind: level, counts: Everybody., source: A clock., figure: Average wait, unit: minutes}",
            "A clock.",
            "A watch.",
        ),
    ),
    "a key that was not there": (
        CORRECTED,
        _declared(WAIT_YML, "leaves_out: null", "source: A clock.,", "source: A clock., leaves_out: Staff.,"),
    ),
    "what is due": (
        CORRECTED,
        _declared(WAIT_YML, "due_in: [1, 2, 3, 4, 5, 6, 9, 12]", "[1, 2, 3, 4, 5, 6, 9, 12]", "[1, 3, 4, 5, 6, 9, 12]"),
    ),
    "an end and why": (
        CORRECTED,
        _declared(WAIT_YML, "ends: 2026-12", "ends: 2026-12\nends_why: The desk closes.", "ends: 2026-05\nends_why: Enough."),
    ),
    "the reporting day": (CORRECTED, _declared(WAIT_YML, "report_by: 20", "report_by: 20", "report_by: 28")),
    "no target": (
        CORRECTED,
        _declared(MAIL_YML, 'target: "at least 90%"', "target: at least 90%", "target: none"),
    ),
    "the whole list of terms": (
        CORRECTED,
        _declared(
            WAIT_YML,
            "terms: [{since: 2026-01, target: at most 10}]",
            "{since: 2026-01, target: at most 10}",
            "{since: 2026-01, target: at most 10}, {since: 2026-03, target: at most 9, why: so}",
        ),
    ),
    "the reporting day of all": (
        CORRECTED,
        [
            (SERVICE_YML, "report_by: 12", "report_by: 25"),
            (SERVICE_YML, "reach_us", _corrected("report_by: 12") + "reach_us"),
        ],
    ),
    "earlier months": (OPEN, [(SERVICE_YML, "from: 2026-01", "from: 2025-01")]),
    "a last month that lies ahead": (OPEN, [(SERVICE_YML, "from: 2026-01", "from: 2026-01, until: 2026-12")]),
    "earlier months of a promise": (OPEN, [(WAIT_YML, "covers: {from: 2026-01}", "covers: {from: 2025-12}")]),
    "the months of the service": (OPEN, [(WAIT_YML, "covers: {from: 2026-01}\n", "")]),
    "hiding more": (
        CORRECTED,
        [
            (SERVICE_YML, "hide_counts_below: 5", "hide_counts_below: 12"),
            (SERVICE_YML, "reach_us", _corrected("hide_counts_below: 5") + "reach_us"),
        ],
    ),
    "a figure": (CORRECTED, _recorded("kept: 150", "kept: 150", "kept: 160")),
    "a figure and a flag": (
        CORRECTED,
        [*_recorded("kept: 150, estimated: true", "kept: 150", "kept: 160"), (JANUARY_YML, "    estimated: true\n", "")],
    ),
    "the day on which a figure became final": (
        CORRECTED,
        [
            (
                MARCH_YML,
                "kept: 95, let_down: 7}",
                f"kept: 95, let_down: 7, final: 2026-05-20, corrected: [{CORRECTION.format('final: null')}]}}",
            )
        ],
    ),
    "an explanation": (
        OPEN,
        [(JANUARY_YML, "The line was busy.", "We slept."), (JANUARY_YML, "revised: 2026-02-15", "revised: 2026-05-30")],
    ),
    "a letter": (
        OPEN,
        [(JANUARY_YML, "we are sorry", "we were wrong"), (JANUARY_YML, "revised: 2026-02-10", "revised: 2026-05-30")],
    ),
    "counts of questions": (
        OPEN,
        [(JANUARY_YML, "received: 20", "received: 25"), (JANUARY_YML, "updated: 2026-03-01", "updated: 2026-05-01")],
    ),
    "how many were put right": (
        OPEN,
        [(JANUARY_YML, "given: 30", "given: 40"), (JANUARY_YML, "updated: 2026-03-02", "updated: 2026-05-01")],
    ),
    "provisional made final": (
        OPEN,
        [(JANUARY_YML, "    provisional: The log was incomplete.\n", "    final: 2026-05-30\n")],
    ),
    "a letter taken out": (
        CORRECTED,
        [
            (
                JANUARY_YML,
                "letter: Dear all, we are sorry.\nrevised: 2026-02-10\n",
                "corrected:\n  - {on: 2026-05-30, was: {letter: not repeated}, why: It named somebody.}\n",
            )
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("result", "changes"), HONEST.values(), ids=HONEST)
def test_an_honest_change_is_in_the_open(tmp_path: Path, result: str, changes: list[Change]) -> None:
    expected = {SAME: set(), CORRECTED: {"corrected in the open"}, OPEN: {"changed in the open"}}[result]
    found, kinds = _verify(tmp_path, SITE, _changed(*changes))
    assert (found, kinds - expected) == (result, set())


def test_a_reporting_day_left_to_the_service_is_no_part_of_a_correction_beside_it(tmp_path: Path) -> None:
    corrected = _declared(CALLS_YML, "made_to: Everybody who calls us", "Everybody who calls us", "Everybody")
    old = save_copy(tmp_path / "old", SITE, AS_OF)
    new = save_copy(tmp_path / "new", _changed(*corrected, (CALLS_YML, "owner:", "report_by: 12\nowner:")), AS_OF)
    (finding,) = verify(old, new)["findings"]
    assert finding["what"].startswith("the promise: on 2026-05-20: made_to was Everybody who calls us, is Everybody; ")


LATER: dict[str, tuple[str, list[Change]]] = {
    "a term": (SAME, [(CALLS_YML, "if_we", "  - {since: 2026-07, target: every time, why: so, announced: 2026-06-10}\nif_we")]),
    "a term of the month before, announced in it": (
        SAME,
        [(CALLS_YML, "if_we", "  - {since: 2026-05, target: every time, why: so, announced: 2026-05-31}\nif_we")],
    ),
    "a term announced when it had begun": (
        "Past changed in silence",
        [(CALLS_YML, "if_we", "  - {since: 2026-05, target: every time, why: so, announced: 2026-06-01}\nif_we")],
    ),
    "a term announced long before": (
        "Past changed in silence",
        [(CALLS_YML, "if_we", "  - {since: 2026-05, target: every time, why: so, announced: 2026-04-30}\nif_we")],
    ),
    "a term that says not when": (
        "Past changed in silence",
        [(CALLS_YML, "if_we", "  - {since: 2026-05, target: every time, why: so}\nif_we")],
    ),
    "an interim target": (SAME, [(CALLS_YML, "    announced", "    interim: {target: at least 90%, since: 2026-07}\n    announced")]),
    "an interim target in the past": (
        "Past changed in silence",
        [(CALLS_YML, "    announced", "    interim: {target: at least 90%, since: 2026-05}\n    announced")],
    ),
    "another end": (SAME, [(WAIT_YML, "ends: 2026-12", "ends: 2026-08")]),
    "an end in the past": ("Past changed in silence", [(WAIT_YML, "ends: 2026-12", "ends: 2026-05")]),
    "a last month covered": (OPEN, [(SERVICE_YML, "from: 2026-01", "from: 2026-01, until: 2026-08")]),
}  # fmt: skip


@pytest.mark.parametrize(("result", "changes"), LATER.values(), ids=LATER)
def test_what_was_over_when_the_older_copy_was_made_is_the_past(
    tmp_path: Path, result: str, changes: list[Change]
) -> None:
    assert _verify(tmp_path, SITE, _changed(*changes), date(2026, 11, 20))[0] == result


def test_a_month_with_a_record_is_the_past_of_a_term_on_its_way(tmp_path: Path) -> None:
    term = (CALLS_YML, "if_we", "  - {since: 2026-05, target: every time, why: so, announced: 2026-05-31}\nif_we")
    for promise, record, result in (
        ("calls", "{due: 9, kept: 9}", "Past changed in silence"),
        ("wait", "{level: 9}", SAME),
    ):
        may = {"promises/delivered/2026-05.yml": f"month: 2026-05\ndelivered:\n  {promise}: {record}\n"}
        assert _verify(tmp_path / promise, {**SITE, **may}, {**_changed(term), **may})[0] == result


def _with(path: str, text: str) -> dict[str, str]:
    return {**SITE, path: text}


FEBRUARY = "promises/delivered/2026-02.yml"


@pytest.mark.parametrize(
    ("record", "result"),
    [
        ("calls: {due: 9, kept: 9}", "Past changed in silence"),
        ("calls: {due: 9, kept: 9, reported: 2026-03-12}", "Past changed in silence"),
        ("calls: {due: 9, kept: 9, reported: 2026-05-30}", "Past changed in the open"),
    ],
)
def test_a_silence_between_records_is_filled(tmp_path: Path, record: str, result: str) -> None:
    new = _with(FEBRUARY, f"month: 2026-02\ndelivered:\n  {record}\n")
    assert _verify(tmp_path, SITE, new)[0] == result


@pytest.mark.parametrize(
    ("reported", "told", "result"),
    [
        ("2026-04-02", "", "Past changed in silence"),
        ("2026-04-02", ", told: 2026-05-30", "Past changed in the open"),
        ("2026-03-02", ", told: 2026-05-30", "Past changed in the open"),
        ("2026-03-02", "", "Past changed in silence"),
        ("2026-05-01", "", "Past changed in the open"),
    ],
)
def test_a_record_cannot_have_been_there_when_it_was_not(tmp_path: Path, reported: str, told: str, result: str) -> None:
    speaks = _changed((SERVICE_YML, 'published_by: {name: A watchdog, url: "https://example.org/"}\n', ""))
    record = f"month: 2026-02\ndelivered:\n  calls: {{due: 9, kept: 9, reported: {reported}{told}}}\n"
    assert _verify(tmp_path, speaks, {**speaks, FEBRUARY: record})[0] == result


def test_what_the_ledger_covers_does_not_depend_on_the_day(tmp_path: Path) -> None:
    old, new = save_copy(tmp_path / "old", SITE, AS_OF), save_copy(tmp_path / "new", SITE, date(2026, 8, 1))
    assert (old / "data/ledger.json").read_bytes() == (new / "data/ledger.json").read_bytes()


def test_a_fix_may_be_done_and_a_promise_may_end_without_a_correction(tmp_path: Path) -> None:
    open_fix = _changed((FIX_YML, "done: {on: 2026-04-20, note: They began.}\n", ""))
    no_end = {**open_fix, WAIT_YML: SITE[WAIT_YML].replace("ends: 2026-12\nends_why: The desk closes.\n", "")}
    assert _verify(tmp_path, no_end, SITE) == (SAME, set())


@pytest.mark.parametrize("told", ["", ", told: 2026-05-30"])
@pytest.mark.parametrize("end", ["done: {on: 2026-04-20, note: They began.%s}", "dropped: {on: 2026-04-20, why: so%s}"])
def test_a_fix_that_was_open_has_not_ended_long_before(tmp_path: Path, end: str, told: str) -> None:
    speaks = _changed(
        (SERVICE_YML, 'published_by: {name: A watchdog, url: "https://example.org/"}\n', ""),
        (FIX_YML, "done: {on: 2026-04-20, note: They began.}\n", ""),
    )
    ended = {**speaks, FIX_YML: speaks[FIX_YML] + end % told}
    assert _verify(tmp_path, speaks, ended)[0] == (SAME if told else "Past changed in silence")


def test_an_explanation_may_be_revised_again_on_the_day_of_the_newer_copy(tmp_path: Path) -> None:
    def revised(words: str, day: str) -> dict[str, str]:
        return _changed((JANUARY_YML, "The line was busy.", words), (JANUARY_YML, "2026-02-15", day))

    for day, result in ((f"{AS_OF}", OPEN), ("2026-05-31", "Past changed in silence")):
        assert _verify(tmp_path / day, revised("We slept.", day), revised("We were ill.", day))[0] == result


def test_the_day_of_the_older_copy_is_the_least_that_again_today_can_be(tmp_path: Path) -> None:
    """Whoever makes the newer copy may write any day beside it."""
    old = save_copy(tmp_path / "old", SITE, AS_OF)
    new = save_copy(tmp_path / "new", _changed((JANUARY_YML, "given: 30", "given: 40")), AS_OF)
    beside = new / "data/promises.json"
    beside.write_text(beside.read_text().replace(f'"as_of": "{AS_OF}"', '"as_of": "2026-03-02"'))
    assert (verify(old, new)["result"], "2026-03-02" in beside.read_text()) == ("Past changed in silence", True)


@pytest.mark.parametrize(
    "moves",
    [
        "{on: 2026-05-30, from: 2026-09-30, to: 2026-10-31, why: so}",
        "{on: 2026-03-10, from: 2026-05-01, to: 2026-06-01, why: so}\n  - {on: 2026-05-30, from: 2026-06-01, to: 2026-10-31, why: so}",
    ],
    ids=["from another date", "before the copy without it"],
)
def test_a_move_goes_on_from_the_date_that_stood_and_is_new(tmp_path: Path, moves: str) -> None:
    """The first date promised decides, so that a move from a later one would turn overdue into kept."""
    old = "done: {on: 2026-04-20, note: They began.}\n"
    before = {
        **SITE,
        FIX_YML: SITE[FIX_YML]
        .replace(old, "")
        .replace("moved:\n  - {on: 2026-03-01, from: 2026-04-01, to: 2026-05-01, why: Nobody applied.}\n", ""),
    }
    after = before[FIX_YML].replace("by: 2026-05-01", "by: 2026-10-31") + f"moved:\n  - {moves}\n"
    honest = after.replace(moves, "{on: 2026-05-30, from: 2026-05-01, to: 2026-10-31, why: so}")
    assert _verify(tmp_path / "honest", before, {**before, FIX_YML: honest})[0] == OPEN
    assert _verify(tmp_path / "not", before, {**before, FIX_YML: after})[0] == "Past changed in silence"


def test_a_fix_that_is_moved_again_changed_in_the_open(tmp_path: Path) -> None:
    done = "done: {on: 2026-04-20, note: They began.}\n"
    moved = "  - {on: 2026-05-15, from: 2026-05-01, to: 2026-06-25, why: Slow.}\n"
    again = _changed((FIX_YML, done, moved), (FIX_YML, "by: 2026-05-01", "by: 2026-06-25"))
    assert _verify(tmp_path, _changed((FIX_YML, done, "")), again) == (OPEN, {"changed in the open"})


@pytest.mark.parametrize("path", [FIX_YML, WAIT_YML, MARCH_YML])
def test_what_is_gone_is_told(tmp_path: Path, path: str) -> None:
    new = {name: text for name, text in SITE.items() if name != path}
    if path == WAIT_YML:
        new = {name: text.split("  wait:")[0] for name, text in new.items()}
    if path == FIX_YML:
        new[JANUARY_YML] = new[JANUARY_YML].replace("[more-people]", "[]").replace("2026-02-15", "2026-05-01")
    assert _verify(tmp_path, SITE, new)[0] == "Past changed in silence"


@pytest.mark.parametrize(
    ("changes", "silent"),
    [
        ([*_recorded("kept: 150", "kept: 150", "kept: 160"), (JANUARY_YML, "2026-05-20", "2026-04-20")], True),
        ([*_recorded("kept: 150", "kept: 150", "kept: 160"), (JANUARY_YML, "2026-05-20", "2026-04-20, told: 2026-05-20")], False),
        ([(JANUARY_YML, "was busy", "was dead"), (JANUARY_YML, "revised: 2026-02-15", "revised: 2026-02-16")], True),
        ([(JANUARY_YML, "we are sorry", "we are not"), (JANUARY_YML, "revised: 2026-02-10", "revised: 2026-05-01")], False),
    ],
)  # fmt: skip
def test_what_is_new_cannot_be_older_than_the_copy_that_lacks_it(
    tmp_path: Path, changes: list[Change], silent: bool
) -> None:
    speaks = (SERVICE_YML, 'published_by: {name: A watchdog, url: "https://example.org/"}\n', "")
    result, kinds = _verify(tmp_path, _changed(speaks), _changed(speaks, *changes))
    assert ("changed in silence" in kinds) == silent
    assert result == ("Past changed in silence" if silent else result)


def test_a_pledge_that_is_gone_is_told_and_a_new_one_is_not(tmp_path: Path) -> None:
    without = {path: text for path, text in SITE.items() if path != PLEDGE_YML}
    assert _verify(tmp_path / "gone", SITE, without)[0] == "Past changed in silence"
    assert _verify(tmp_path / "new", without, SITE)[0] == SAME


def test_small_progress_may_be_hidden_by_a_correction_of_the_service(tmp_path: Path) -> None:
    alone = {path: text for path, text in SITE.items() if not path.startswith("promises/delivered/")}
    below, reach_us = "hide_counts_below: 5", "reach_us"
    service = alone[SERVICE_YML].replace(below, "hide_counts_below: 12")
    hides = {**alone, SERVICE_YML: service.replace(reach_us, _corrected(below) + reach_us)}
    assert _verify(tmp_path, alone, hides) == (CORRECTED, {"corrected in the open"})
