"""Days that are older than they can be, ends and terms in months that are over, and honest ones beside them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from service_promises.source.documents.base import PublishedDay
from service_promises.source.documents.keys import FILES, keys_within
from service_promises.source.values.calendar import DATE

from tests.history.editions import Repository
from tests.history.published import CALLS, CALLS_YML, SERVICE, SERVICE_YML, checked, month_file, month_yml, publish
from tests.invoke import invoke

STOOD = date(2026, 11, 5)
AS_OF = date(2026, 12, 12)
"""Of these days the first is that of the version before, unless a test says otherwise."""
FIX_YML = "promises/fixes/line.yml"
FIX = """\
we_will: Have a second line.
after: [{promise: calls, month: 2026-01}]
owner: Customer service
by: 2026-10-31
"""
MOVED = "moved: [{on: 2026-11-10, from: 2026-10-31, to: 2027-01-31, why: It took longer.}]\n"
ACCOUNT = """\
month: 2026-01
letter: Dear all.
delivered:
  calls:
    due: 200
    kept: 150
    provisional: true
    questions: {received: 3, answered: 1}
    fell_short: {what_happened: It rang., fixes: [line]}
"""
JANUARY = month_yml("2026-01")
FILES_BEFORE = {
    FIX_YML: FIX,
    JANUARY: ACCOUNT,
    SERVICE_YML: SERVICE.replace("covers: {from: 2026-01}", "covers: {from: 2026-01}\nreport_by: 20"),
}
for number in range(2, 11):
    FILES_BEFORE |= month_file(f"2026-{number:02}", calls={"due": 100, "kept": 95})
del FILES_BEFORE[month_yml("2026-06")]
OUR_RULES = (
    "day-too-old",
    "day-soon-too-old",
    "fix-in-time-after-all",
    "not-announced",
    "term-in-past",
    "past-verdict",
)


@pytest.fixture
def site(tmp_path: Path) -> Repository:
    return publish(tmp_path, FILES_BEFORE, STOOD)


def _rules(repository: Repository, as_of: date = AS_OF, *, last: str | None = None) -> list[tuple[str, str]]:
    problems = checked(repository, as_of, last=last)
    every = {problem["rule"] for problem in problems if problem["severity"] == "error"}
    assert every <= set(OUR_RULES), problems
    return [(problem["rule"], problem["key"]) for problem in problems if problem["rule"] in OUR_RULES]


def _late(day: str) -> dict[str, str]:
    return month_file("2026-06", calls={"due": 100, "kept": 95, "reported": day})


def _reported(repository: Repository, more: str) -> None:
    path = repository.root / month_yml("2026-06")
    path.write_text(f"month: 2026-06\ndelivered:\n  calls: {{due: 100, kept: 95, {more}}}\n")


@pytest.mark.parametrize(
    ("more", "rules"),
    [
        ("reported: 2026-12-10", []),
        ("reported: 2026-11-22", [("day-soon-too-old", "reported")]),
        ("reported: 2026-11-23", []),
        ("reported: 2026-10-22", [("day-soon-too-old", "reported")]),
        ("reported: 2026-10-21", [("day-too-old", "reported")]),
        ("reported: 2026-07-21", [("day-too-old", "reported")]),
        ("reported: 2026-07-21, told: 2026-12-10", []),
        ("reported: 2026-07-21, told: 2026-07-22", [("day-too-old", "told")]),
    ],
)
def test_a_silence_is_filled_with_the_day_on_which_it_is_filled(
    site: Repository, more: str, rules: list[tuple[str, str]]
) -> None:
    _reported(site, more)
    assert _rules(site) == rules


def test_publishing_allows_a_month_and_warns_of_nothing(site: Repository) -> None:
    last = site.git("rev-parse", "HEAD").strip()
    for day, rules in (("2026-10-05", []), ("2026-10-04", [("day-too-old", "reported")])):
        _reported(site, f"reported: {day}")
        site.commit(date(2026, 11, 20))
        assert _rules(site, last=last) == rules


def test_a_publisher_that_is_another_writes_the_days_of_the_promiser(tmp_path: Path) -> None:
    publisher = SERVICE.replace("covers:", 'published_by: {name: Watch, url: "https://example.org"}\ncovers:')
    repository = publish(tmp_path, {**FILES_BEFORE, SERVICE_YML: publisher}, STOOD)
    _reported(repository, "reported: 2026-07-21")
    repository.change(
        month_yml("2026-02"), "kept: 95", "kept: 94\n    corrected: [{on: 2026-03-20, was: {kept: 95}, why: so}]"
    )
    assert _rules(repository) == []
    repository.change(JANUARY, "It rang.", "It rang., revised: 2026-03-20")
    assert _rules(repository) == [("day-too-old", "revised")], "this is the publisher's own day"


def test_who_becomes_another_publisher_in_the_same_change_is_not_let_off(site: Repository) -> None:
    site.change(SERVICE_YML, "covers:", 'published_by: {name: Watch, url: "https://example.org"}\ncovers:')
    _reported(site, "reported: 2026-07-21")
    rules = [problem["rule"] for problem in checked(site, AS_OF)]
    assert "day-too-old" in rules


FINAL = "corrected: [{on: 2026-12-10, was: {provisional: true}, why: It is final.}]"
OLD_DAYS = {
    "a correction of a figure": (
        JANUARY,
        "kept: 150",
        "kept: 151\n    corrected: [{on: 2026-03-01, was: {kept: 150}, why: A slip.}]",
        "on",
    ),
    "a correction of a promise": (
        CALLS_YML,
        "made_to: Everybody who calls us",
        "made_to: All\ncorrected: [{on: 2026-03-01, was: {made_to: Everybody who calls us}, why: A slip.}]",
        "on",
    ),
    "an explanation": (JANUARY, "It rang.", "It did ring., revised: 2026-02-01", "revised"),
    "a letter": (JANUARY, "letter: Dear all.", "letter: Dear others.\nrevised: 2026-02-01", "revised"),
    "counts": (JANUARY, "answered: 1", "answered: 2, updated: 2026-02-01", "updated"),
    "final figures": (JANUARY, "provisional: true", f"final: 2026-02-01\n    {FINAL}", "final"),
    "a moved date": (FIX_YML, "by: 2026-10-31\n", "by: 2027-01-31\n" + MOVED.replace("2026-11-10", "2026-10-01"), "on"),
    "a dropped fix": (FIX_YML, "by:", "dropped: {on: 2026-09-01, why: Too dear.}\nby:", "on"),
    "a new term": (
        CALLS_YML,
        "at least 90%\n",
        "at least 90%\n  - {since: 2026-12, target: at least 80%, why: Fewer., announced: 2026-10-01}\n",
        "announced",
    ),
}


@pytest.mark.parametrize("case", OLD_DAYS)
def test_an_old_day_is_refused_and_a_recent_one_passes(site: Repository, case: str) -> None:
    path, old, new, key = OLD_DAYS[case]
    site.change(path, old, new)
    assert _rules(site) == [("day-too-old", key)]
    text = (site.root / path).read_text()
    [day] = [one for one in ("2026-03-01", "2026-02-01", "2026-10-01", "2026-09-01") if one in text]
    site.change(path, day, "2026-12-10")
    assert _rules(site) == []


def _days() -> Iterator[tuple[str, PublishedDay | None]]:
    for file, kind in FILES.items():
        for keys in keys_within(kind.document):
            if keys[-1].scalar is DATE and not any(key.name == "was" for key in keys[:-1]):
                yield ".".join((file, *(key.name for key in keys))), keys[-1].published


def test_every_day_in_the_files_is_held_against_the_version_before_or_has_its_reason() -> None:
    told = {name for name, _ in _days() if name.endswith(".told")}
    """These are held in the place of the day beside them."""
    of_the_promise = {f"{kind}.{key}" for kind in ("fixes", "pledges") for key in ("by", "moved.from", "moved.to")}
    """Days promised, which lie ahead, or are bound to those that stood."""
    of_a_figure = {"delivered.delivered.on", "delivered.delivered.by_place.on", "pledges.progress.on"}
    """The day on which something was done, or there was so much of it: a part of the figure."""
    assert {name for name, role in _days() if role is None} == told | of_the_promise | of_a_figure


@pytest.mark.parametrize(
    ("done", "rules"),
    [
        ("{on: 2026-10-30}", [("day-soon-too-old", "on"), ("fix-in-time-after-all", "on")]),
        ("{on: 2026-10-30, told: 2026-12-12}", []),
        ("{on: 2026-09-01, told: 2026-12-12}", []),
        ("{on: 2026-09-01, told: 2026-09-02}", [("fix-in-time-after-all", "on"), ("day-too-old", "told")]),
        ("{on: 2026-12-01}", []),
    ],
)
def test_an_overdue_fix_is_late_and_never_done_in_time(
    site: Repository, done: str, rules: list[tuple[str, str]]
) -> None:
    site.change(FIX_YML, "by: 2026-10-31\n", f"by: 2026-10-31\ndone: {done}\n")
    assert _rules(site) == rules


def test_a_fix_that_was_done_in_time_and_said_so_in_time(tmp_path: Path) -> None:
    files = {path: text for path, text in FILES_BEFORE.items() if path != month_yml("2026-10")}
    repository = publish(tmp_path, files, date(2026, 10, 20))
    repository.change(FIX_YML, "by: 2026-10-31\n", "by: 2026-10-31\ndone: {on: 2026-10-30}\n")
    assert _rules(repository, date(2026, 10, 31)) == []
    last = repository.git("rev-parse", "HEAD").strip()
    repository.commit(date(2026, 10, 31))
    assert _rules(repository, AS_OF, last=last) == [], "publishing came late, and the fix did not"


def test_what_was_recorded_in_time_and_published_late_is_no_silence(tmp_path: Path) -> None:
    repository = publish(tmp_path, FILES_BEFORE, date(2026, 11, 5))
    last = repository.git("rev-parse", "HEAD").strip()
    (repository.root / month_yml("2026-11")).write_text("month: 2026-11\ndelivered: {calls: {due: 9, kept: 9}}\n")
    repository.commit(date(2026, 12, 9))
    late = [one["rule"] for one in checked(repository, date(2026, 12, 30), last=last)]
    assert "late-unsaid" not in late


def test_a_commit_with_a_made_up_day_is_not_older_than_those_before_it(site: Repository) -> None:
    site.commit(date(2026, 1, 1))
    _reported(site, "reported: 2026-07-21")
    assert _rules(site) == [("day-too-old", "reported")]


def test_a_day_that_stands_twice_is_new_the_second_time(site: Repository) -> None:
    site.change(
        JANUARY, "kept: 150", "kept: 151\n    corrected:\n      - {on: 2026-11-01, was: {kept: 150}, why: A slip.}"
    )
    site.commit(STOOD)
    site.commit(AS_OF)
    site.change(
        JANUARY,
        "kept: 151\n    corrected:\n      - {on: 2026-11-01, was: {kept: 150}, why: A slip.}",
        "kept: 152\n    corrected:\n      - {on: 2026-11-01, was: {kept: 150}, why: A slip.}\n"
        "      - {on: 2026-11-01, was: {kept: 151}, why: A slip.}",
    )
    assert _rules(site) == [("day-too-old", "on")]


TERM = "at least 90%\n  - {since: SINCE, target: at least 5%, why: Fewer people., announced: 2026-12-12}\n"
TERMS_WERE = "corrected: [{on: 2026-12-12, was: {terms: [{since: 2026-01, target: at least 90%}]}, why: A slip.}]\n"


@pytest.mark.parametrize(
    ("since", "rules"), [("2026-11", [("term-in-past", "since")]), ("2026-12", []), ("2027-01", [])]
)
def test_a_weaker_term_does_not_begin_in_a_month_that_is_over(
    site: Repository, since: str, rules: list[tuple[str, str]]
) -> None:
    site.change(CALLS_YML, "at least 90%\n", TERM.replace("SINCE", since))
    assert _rules(site) == rules


def test_a_term_in_the_past_needs_the_whole_old_list(site: Repository) -> None:
    site.change(CALLS_YML, "at least 90%\n", TERM.replace("SINCE", "2026-10"))
    site.change(CALLS_YML, "if_we", f"{TERMS_WERE}if_we")
    assert _rules(site) == []


def test_a_term_that_was_in_time_is_published_late(site: Repository) -> None:
    last = site.git("rev-parse", "HEAD").strip()
    site.change(CALLS_YML, "at least 90%\n", TERM.replace("SINCE", "2026-11").replace("12-12", "11-07"))
    site.commit(date(2026, 11, 7))
    assert _rules(site, last=last) == []
    assert _rules(site) == [], "and is nothing new then"


def test_a_commit_is_not_older_than_what_it_announces(site: Repository) -> None:
    last = site.git("rev-parse", "HEAD").strip()
    site.change(CALLS_YML, "at least 90%\n", TERM.replace("SINCE", "2026-11"))
    site.commit(date(2026, 11, 29))
    assert _rules(site, last=last) == [("term-in-past", "since")]


@pytest.mark.parametrize(
    ("ends", "rules"),
    [("2026-10", [("term-in-past", "ends")]), ("2026-11", [("term-in-past", "ends")]), ("2026-12", [])],
)
def test_a_promise_does_not_end_in_a_month_that_is_over(
    site: Repository, ends: str, rules: list[tuple[str, str]]
) -> None:
    site.change(CALLS_YML, "if_we", f"ends: {ends}\nends_why: Enough.\nif_we")
    (site.root / month_yml("2026-11")).write_text("month: 2026-11\ndelivered: {}\n")
    assert [rule for rule in _rules(site) if rule[1] == "ends"] == rules[:1]


def test_an_end_in_the_past_is_taken_back_only_with_a_correction(site: Repository) -> None:
    site.change(CALLS_YML, "if_we", "ends: 2026-10\nends_why: Enough.\nif_we")
    site.commit(STOOD)
    site.change(CALLS_YML, "ends: 2026-10\nends_why: Enough.\n", "")
    assert _rules(site) == [("term-in-past", "ends")]
    was = "corrected: [{on: 2026-12-12, was: {ends: 2026-10}, why: It goes on.}]"
    site.change(CALLS_YML, "if_we", f"{was}\nif_we")
    assert _rules(site) == []


@pytest.mark.parametrize("announced", ["", "announced: 2026-12-01"])
def test_a_new_promise_says_when_it_was_made_public(site: Repository, announced: str) -> None:
    new = CALLS.replace("since: 2026-01\n", f"since: 2026-12\n    {announced}\n").replace(
        "We answer", "We always answer"
    )
    (site.root / "promises/declared/always.yml").write_text(new)
    assert _rules(site) == ([] if announced else [("not-announced", "announced")])


@pytest.mark.parametrize(
    ("path", "new", "key", "was"),
    [
        (SERVICE_YML, "covers: {from: 2026-01, until: 2026-10}", "covers", "covers: {from: 2026-01}"),
        (SERVICE_YML, "report_by: 28", "report_by", "report_by: {day: 20, months: 1}"),
        (CALLS_YML, "covers: {from: 2026-01, until: 2026-10}", "covers", "covers: null"),
        (CALLS_YML, "report_by: 28", "report_by", "report_by: null"),
        (CALLS_YML, "due_in: [1, 12]", "due_in", None),
    ],
)
def test_a_month_that_is_over_is_not_left_out_before_its_record_is_due(
    site: Repository, path: str, new: str, key: str, was: str | None
) -> None:
    """No verdict changes yet; the month that is over would never have one."""
    for line in ("covers: {from: 2026-01}", "report_by: 20"):
        if path == SERVICE_YML and line.startswith(key):
            site.change(path, line, new)
    if path == CALLS_YML:
        site.change(path, "if_we", f"{new}\nif_we")
    [problem] = [one for one in checked(site, date(2026, 12, 5)) if one.get("key") == key]
    assert (problem["rule"], problem["path"]) == ("past-verdict", path)
    if was is None:
        return
    assert f"`was: {{{was}}}`" in problem["help"]
    site.change(path, new, f"{new}\ncorrected: [{{on: 2026-12-05, was: {{{was}}}, why: A slip.}}]")
    assert [one["rule"] for one in checked(site, date(2026, 12, 5)) if one["severity"] == "error"] == []


def test_the_day_on_which_something_was_recorded_stays(site: Repository) -> None:
    _reported(site, "reported: 2026-12-09, told: 2026-12-11")
    site.change(FIX_YML, "by: 2026-10-31\n", "by: 2026-10-31\ndone: {on: 2026-12-09, told: 2026-12-11}\n")
    site.commit(AS_OF)
    _reported(site, "reported: 2026-12-09")
    site.change(FIX_YML, ", told: 2026-12-11", "")
    rules = ("reported-changed", "fix-changed")
    gone = [(one["path"], one["key"]) for one in checked(site, AS_OF) if one["rule"] in rules]
    assert gone == [(month_yml("2026-06"), "told"), (FIX_YML, "done")]


TO_COME = "  - {since: 2027-01, target: at least 95%, why: More people., announced: 2026-11-04}\n"


@pytest.mark.parametrize(
    ("new", "key"),
    [
        ("", "terms"),
        (TO_COME.replace("2027-01", "2027-06"), "since"),
        (TO_COME.replace("95%", "50%"), "target"),
        (TO_COME.replace("2026-11-04", "2026-12-04"), "announced"),
    ],
)
def test_a_term_that_was_announced_is_not_taken_back(site: Repository, new: str, key: str) -> None:
    site.change(CALLS_YML, "at least 90%\n", f"at least 90%\n{TO_COME}")
    site.commit(STOOD)
    site.change(CALLS_YML, TO_COME, new)
    changed = [(one["rule"], one["key"]) for one in checked(site, AS_OF) if one["severity"] == "error"]
    assert changed == [("term-changed", key)]


def _refused(repository: Repository, *arguments: str) -> str:
    done = invoke("-C", repository.root, "check", "--as-of", AS_OF, *arguments)
    assert done.exit_code == 1, done.output
    return " ".join(done.stderr.split())


def test_publishing_compares_with_the_commit_itself_and_not_with_a_merge_base(site: Repository) -> None:
    site.git("checkout", "--quiet", "-b", "other")
    site.change(JANUARY, "kept: 150", "kept: 151")
    sibling = site.commit(date(2026, 11, 6))
    site.git("checkout", "--quiet", "main")
    site.change(
        month_yml("2026-02"), "kept: 95", "kept: 96\n    corrected: [{on: 2026-11-06, was: {kept: 95}, why: so}]"
    )
    site.commit(date(2026, 11, 7))
    assert f"HEAD does not go on from {sibling}, which was published last: the history was rewritten" in _refused(
        site, "--published", sibling
    )
    assert "is not in this repository: the history was rewritten" in _refused(site, "--published", "1" * 40)
