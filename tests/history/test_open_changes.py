"""Changes that an honest organisation makes: each passes; and corrections that tell another past: none does."""

from __future__ import annotations

import pytest
from service_promises.problems.problem import Severity

from tests.history.editions import Repository
from tests.history.test_guards import (
    AS_OF,
    CALLS_YML,
    DONE_YML,
    DROPPED_YML,
    FIX_YML,
    JANUARY,
    KEPT_YML,
    MAY,
    SERVICE_YML,
    SITE,
    STOOD,
    TREES_YML,
    WAIT_YML,
    Edit,
)

ON = "on: 2026-12-10"
IF_WE = "if_we_fall_short"
PROGRESS = "[{on: 2026-06-30, figure: 4000}, {on: 2026-09-30, figure: 7400}]"


def _corrected(path: str, was: str) -> Edit:
    """A correction at the end of a file."""
    last = SITE[path].splitlines()[-1]
    return path, last, f"{last}\ncorrected: [{{{ON}, was: {{{was}}}, why: A slip.}}]"


def _record(was: str, *, key: str = "above_and_beyond: We sent a card.") -> Edit:
    """A correction of the record of calls in January."""
    return JANUARY, key, f"{key}\n    corrected: [{{{ON}, was: {{{was}}}, why: A slip.}}]"


TERMS = (
    "terms: [{since: 2026-01, target: at most 7, announced: 2025-12-01}, {since: 2026-05, target: at most 6,"
    " announced: 2026-04-01, why: Faster., measure: {kind: level, counts: Waits., source: The clock., figure: usual wait,"
    " unit: minutes}}]"
)
NEW_TERM = '  - {since: 2027-01, target: at most 5, announced: 2026-12-10, why: "Faster yet."}\ndue_in: [1, 5]'

HONEST: dict[str, list[Edit]] = {
    "a new term announced in advance": [(WAIT_YML, "due_in: [1, 5]", NEW_TERM)],
    "a new term of this very month": [(WAIT_YML, "due_in: [1, 5]", NEW_TERM.replace("2027-01", "2026-12"))],
    "a promise that will end": [(WAIT_YML, IF_WE, f"ends: 2027-03\nends_why: The desk closes.\n{IF_WE}")],
    "a promise that ends with this month": [(WAIT_YML, IF_WE, f"ends: 2026-12\nends_why: It closes.\n{IF_WE}")],
    "a corrected figure": [(JANUARY, "kept: 160", "kept: 161"), _record("kept: 160")],
    "several figures in one correction": [
        (JANUARY, "kept: 160\n    let_down: 41\n", "kept: 165\n"),
        _record("kept: 160, let_down: 41"),
    ],
    "an explanation made better": [
        (JANUARY, "Too few people.", "We were too few."),
        (JANUARY, "      revised: 2026-02-20", "      revised: 2026-12-10"),
    ],
    "a letter made better": [
        (JANUARY, "Dear all.", "Dear everybody."),
        (JANUARY, "revised: 2026-02-20\ndelivered", "revised: 2026-12-10\ndelivered"),
    ],
    "a first letter": [(MAY, "delivered:", "letter: Dear all.\ndelivered:")],
    "a letter taken out with an entry": [
        (
            JANUARY,
            "letter: Dear all.\nrevised: 2026-02-20\n",
            f"corrected: [{{{ON}, was: {{letter: not repeated}}, why: A name stood in it.}}]\n",
        )
    ],
    "a first explanation": [
        (MAY, "calls: {due: 100, kept: 99}", "calls: {due: 100, kept: 99, fell_short: {who: One caller., fixes: []}}")
    ],
    "answers that came later": [(JANUARY, "answered: 8, updated: 2026-02-20", "answered: 9, updated: 2026-12-10")],
    "people put right since": [
        (JANUARY, "given: 25, unasked: 20", "given: 30, unasked: 20"),
        (JANUARY, "updated: 2026-02-21", "updated: 2026-12-10"),
    ],
    "a first count of those put right": [
        (MAY, "calls: {due: 100, kept: 99}", "calls: {due: 100, kept: 99, remedy: {given: 1}}")
    ],
    "a quotation taken out with an entry": [
        (JANUARY, "[It rang for ever., Nobody came.]", "[Nobody came.]"),
        _record("in_their_words: not repeated"),
    ],
    "what customers said put right": [
        (JANUARY, "asked: 100", "asked: 110"),
        _record("customers_said: {question: Were you happy?, asked: 100, answered: 50, let_down: 20}"),
    ],
    "a figure made final": [(JANUARY, "    provisional: The last week is missing.\n", "    final: 2026-12-10\n")],
    "a figure made final with another count": [
        (JANUARY, "    provisional: The last week is missing.\n", "    final: 2026-12-10\n"),
        (JANUARY, "kept: 160", "kept: 161"),
        _record("kept: 160"),
    ],
    "a day of reporting that was wrong": [
        (JANUARY, "reported: 2026-02-20", "reported: 2026-02-21"),
        _record("reported: 2026-02-20"),
    ],
    "progress of a pledge": [(TREES_YML, "figure: 7400}", "figure: 7400}\n  - {on: 2026-12-06, figure: 7900}")],
    "progress of a day between": [
        (TREES_YML, "note: It rained.}", "note: It rained.}\n  - {on: 2026-07-31, figure: 5000}")
    ],
    "progress put right, and more of it": [
        (TREES_YML, "figure: 7400}", "figure: 7300}\n  - {on: 2026-12-06, figure: 7900}"),
        _corrected(TREES_YML, f"progress: {PROGRESS}"),
    ],
    "a target put right": [(TREES_YML, "target: 10000", "target: 12000"), _corrected(TREES_YML, "target: 10000")],
    "a pledge that is dropped": [(TREES_YML, "invested", "dropped: {on: 2026-12-09, why: Too dear.}\ninvested")],
    "a pledge that is moved": [
        (TREES_YML, "by: 2027-01-31", "by: 2027-02-28"),
        (TREES_YML, "frozen.}", f"frozen.}}, {{{ON}, from: 2027-01-31, to: 2027-02-28, why: Again.}}"),
    ],
    "a fix that is done": [(FIX_YML, "invested", "done: {on: 2026-12-09, note: It rings.}\ninvested")],
    "a fix that is moved": [
        (FIX_YML, "by: 2027-01-31", "by: 2027-02-28"),
        (FIX_YML, "is ill.}", f"is ill.}}, {{{ON}, from: 2027-01-31, to: 2027-02-28, why: Again.}}"),
    ],
    "a fix put right": [
        (FIX_YML, "month: 2026-01", "month: 2026-05"),
        _corrected(FIX_YML, "after: [{promise: calls, month: 2026-01}]"),
    ],
    "a fix that was not done after all": [
        (KEPT_YML, "\ndone: {on: 2026-10-01, note: We have it., told: 2026-12-01}", "\ninvested: Ten pounds."),
        (
            KEPT_YML,
            "Ten pounds.",
            f"Ten pounds.\ncorrected: [{{{ON}, was: {{done: {{on: 2026-10-01, note: We have it., told: 2026-12-01}}}}, why: No.}}]",
        ),
    ],
    "more counts hidden": [(SERVICE_YML, "below: 5", "below: 6"), _corrected(SERVICE_YML, "hide_counts_below: 5")],
    "another time zone": [
        (SERVICE_YML, "Europe/London", "Europe/Dublin"),
        _corrected(SERVICE_YML, "time_zone: Europe/London"),
    ],
    "a longer cover, corrected": [
        (SERVICE_YML, "until: 2026-10", "until: 2026-11"),
        _corrected(SERVICE_YML, "covers: {from: 2026-01, until: 2026-10}"),
    ],
    "a target that was published wrong": [
        (CALLS_YML, "at least 95%", "at least 94%"),
        _corrected(CALLS_YML, "since: 2026-03, target: at least 95%"),
    ],
    "a whole term that was published wrong": [
        (WAIT_YML, "  - since: 2026-05\n", "  - since: 2026-04\n"),
        _corrected(WAIT_YML, TERMS),
    ],
    "an end in the past put right": [
        (CALLS_YML, "ends: 2026-06", "ends: 2026-05"),
        _corrected(CALLS_YML, "ends: 2026-06"),
    ],
    "what is counted put right": [
        (CALLS_YML, "Calls to our number.", "Calls."),
        _corrected(CALLS_YML, "counts: Calls to our number."),
    ],
    "free words": [
        (CALLS_YML, "owner: Customer service", "owner: The desk"),
        (CALLS_YML, "has not been helped", "is lost"),
        (SERVICE_YML, "notice: A notice.", "notice: Another."),
    ],
    "the same words on other lines": [
        (CALLS_YML, "counts: Calls to our number.", "counts: >-\n    Calls to\n    our number.")
    ],
}

LIES: dict[str, list[Edit]] = {
    "terms": [(WAIT_YML, "since: 2026-05\n", "since: 2026-04\n"), _corrected(WAIT_YML, TERMS.replace("at most 7", "at most 9"))],
    "measure": [
        (DONE_YML, "counts: Plans.", "counts: Some."),
        _corrected(DONE_YML, "measure: {kind: done, counts: All plans., source: The book.}"),
    ],
    "interim": [
        (CALLS_YML, "at least 80%", "at least 70%"),
        _corrected(CALLS_YML, "since: 2026-01, interim: {target: at least 85%, until: 2026-03}"),
    ],
    "case": [(CALLS_YML, "one: call,", "one: ring,"), _corrected(CALLS_YML, "case: {one: bell, many: calls}")],
    "covers": [(CALLS_YML, "until: 2026-09", "until: 2026-10"), _corrected(CALLS_YML, "covers: {from: 2026-01, until: 2026-08}")],
    "ends": [(CALLS_YML, "ends: 2026-06", "ends: 2026-05"), _corrected(CALLS_YML, "ends: 2026-07")],
    "due_in": [(CALLS_YML, "[1, 2, 3, 4, 5]", "[5]"), _corrected(CALLS_YML, "due_in: [1, 5]")],
    "due_in of a term": [(CALLS_YML, "due_in: [5]", "due_in: [5, 6]"), _corrected(CALLS_YML, "since: 2026-03, due_in: [4, 5]")],
    "report_by": [(CALLS_YML, "day: 14", "day: 15"), _corrected(CALLS_YML, "report_by: 12")],
    "also_measured": [(CALLS_YML, "also_measured: true", "also_measured: false"), _corrected(CALLS_YML, "also_measured: null")],
    "made_to": [(CALLS_YML, "Everybody who calls us", "Some"), _corrected(CALLS_YML, "made_to: Few")],
    "target": [(CALLS_YML, "at least 95%", "at least 94%"), _corrected(CALLS_YML, "since: 2026-03, target: at least 93%")],
    "another term's target": [(CALLS_YML, "at least 95%", "at least 94%"), _corrected(CALLS_YML, "since: 2026-01, target: at least 95%")],
    "a target that did not change": [(CALLS_YML, "at least 95%", "at least 95%"), _corrected(CALLS_YML, "since: 2026-03, target: at least 50%")],
    "kept": [(JANUARY, "kept: 160", "kept: 161"), _record("kept: 159")],
    "customers_said": [(JANUARY, "asked: 100", "asked: 110"), _record("customers_said: {asked: 90, answered: 50}")],
    "reported": [(JANUARY, "reported: 2026-02-20", "reported: 2026-02-21"), _record("reported: 2026-02-19")],
    "service": [(SERVICE_YML, "day: 12", "day: 13"), _corrected(SERVICE_YML, "report_by: 11")],
    "hide_counts_below": [(SERVICE_YML, "below: 5", "below: 6"), _corrected(SERVICE_YML, "hide_counts_below: null")],
    "published_by": [
        (SERVICE_YML, "The Watchers", "The Others"),
        _corrected(SERVICE_YML, 'published_by: {name: Nobody, url: "https://example.org/us"}'),
    ],
    "we_will": [(FIX_YML, "a second telephone line", "half a line"), _corrected(FIX_YML, "we_will: Have three lines.")],
    "after": [(FIX_YML, "month: 2026-01", "month: 2026-05"), _corrected(FIX_YML, "after: [{promise: wait, month: 2026-01}]")],
    "target of a pledge": [(TREES_YML, "target: 10000", "target: 12000"), _corrected(TREES_YML, "target: 9000")],
    "progress": [(TREES_YML, "figure: 7400", "figure: 7300"), _corrected(TREES_YML, f"progress: {PROGRESS.replace('7400', '7500')}")],
    "dropped": [_corrected(DROPPED_YML, "dropped: {on: 2026-10-03, why: Too dear.}"), (DROPPED_YML, "on: 2026-10-01", "on: 2026-10-02")],
}  # fmt: skip
"""By what a correction is false about."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    repository = Repository(tmp_path_factory.mktemp("open"), "site")
    repository.write(SITE)
    repository.commit(STOOD)
    return repository


def _errors(repository: Repository, edits: list[Edit]) -> list[tuple[str, str, str]]:
    repository.write(SITE)
    for path, old, new in edits:
        repository.change(path, old, new)
    problems = repository.check(AS_OF).problems
    return [(one.rule, one.path, one.help) for one in problems if one.severity is Severity.ERROR]


@pytest.mark.parametrize("what", HONEST)
def test_an_honest_change_passes(site: Repository, what: str) -> None:
    assert _errors(site, HONEST[what]) == []


@pytest.mark.parametrize("what", LIES)
def test_a_correction_that_tells_another_past_is_refused_with_the_value_to_write(site: Repository, what: str) -> None:
    errors = _errors(site, LIES[what])
    assert errors
    assert any(rule == "correction-was" and way_out.startswith("write: ") for rule, _, way_out in errors) or (
        what == "another term's target"
    ), errors
