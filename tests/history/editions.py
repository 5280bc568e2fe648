"""Real publication histories in small: real monthly counts, published edition by edition as commits."""

from __future__ import annotations

import csv
import os
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from service_promises.history.check.check_past import check_against
from service_promises.history.git.past_version import past_version
from service_promises.ledger.periods.month import Month
from service_promises.problems.problem import Problem
from service_promises.source.anomalies.unlikely_figures import check_unlikely_figures
from service_promises.source.read_files import read
from service_promises.source.reading import Reading

REAL = Path(__file__).parent.parent / "realdata" / "monthly.csv"
FIRST = Month(2012, 1)
BOARDS = 15

Figures = dict[str, str]
Edition = dict[tuple[str, Month], Figures]
"""The figures of each record, as they are typed."""

SERVICE = """\
name: Example Hospitals
about: Fifteen hospitals.
for: Getting well.
covers: {from: 2012-01}
report_by: {day: 16, months: 2}
reach_us: [{name: Write to us, url: "mailto:help@example.org"}]
"""
PROMISE = """\
promise: You will be seen in time at hospital {number}.
made_to: everybody
because: Waiting hurts.
concerns: [on time]
owner: the hospital
measure:
  kind: each
  counts: visits
  source: the book
  case: {{one: visit, many: visits}}
terms:
  - since: 2012-01
    target: at least 90%
if_we_fall_short: Tell us.
"""


def names() -> list[str]:
    """The ids of the promises."""
    return [f"hospital-{number}" for number in range(BOARDS)]


def counts(months: int) -> Edition:
    """Real counts of so many months, dealt out to fifteen promises."""
    with REAL.open(newline="") as text:
        rows = [row for row in csv.DictReader(text) if row["due"] and row["kept"]]
    every = [(int(float(row["due"])), int(float(row["kept"]))) for row in rows if row["breakdown"] == "all"]
    found: Edition = {}
    for place, name in enumerate(names()):
        for step in range(months):
            due, kept = every[(place * 37 + step) % len(every)]
            found[name, FIRST.plus(step)] = {"due": str(due // 7 + place), "kept": str(kept // 7)}
    return found


def day_of(months: int) -> date:
    """The day on which the edition with so many months comes out."""
    return FIRST.plus(months + 1).day(12)


def files(edition: Mapping[tuple[str, Month], Figures]) -> dict[str, str]:
    """The files of an edition, by path."""
    found = {"promises/service.yml": SERVICE}
    for number, name in enumerate(names()):
        found[f"promises/declared/{name}.yml"] = PROMISE.format(number=number)
    for name, month in sorted(edition, key=lambda key: (key[1], key[0])):
        path = f"promises/delivered/{month}.yml"
        lines = "".join(f"    {key}: {value}\n" for key, value in edition[name, month].items())
        found[path] = found.get(path, f"month: {month}\ndelivered:\n") + f"  {name}:\n{lines}"
    return found


class Repository:
    """A site in a git repository."""

    def __init__(self, root: Path, site: str = "") -> None:
        self.top, self.root = root, root / site
        self.root.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, day: date | None = None) -> str:
        """Run git as nobody in particular."""
        clock = {f"GIT_{who}_DATE": f"{day}T12:00:00Z" for who in ("AUTHOR", "COMMITTER")} if day else {}
        who = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        done = subprocess.run(
            ["git", "-C", str(self.top), *arguments],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, **who, **clock, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull},
        )
        return done.stdout

    def write(self, wanted: Mapping[str, str]) -> None:
        """Make the files below `promises` be these and no others."""
        for path in (self.root / "promises").rglob("*.yml"):
            if str(path.relative_to(self.root)) not in wanted:
                path.unlink()
        for name, content in wanted.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)

    def change(self, path: str, old: str, new: str) -> None:
        """Replace a text that stands in a file."""
        text = (self.root / path).read_text()
        assert old in text
        (self.root / path).write_text(text.replace(old, new, 1))

    def commit(self, day: date | None = None) -> str:
        """Commit everything, on a day where it matters; what the commit is called."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "an edition", day=day)
        return self.git("rev-parse", "HEAD").strip()

    def check(self, as_of: date, ref: str = "HEAD") -> Reading:
        """Compare the files as they are with what was published."""
        reading = read(self.root, as_of)
        reading = reading.with_problems(check_unlikely_figures(reading))
        return reading.with_problems(check_against(past_version(self.root, ref, reading)))

    def past(self, as_of: date, ref: str = "HEAD") -> list[Problem]:
        """What is wrong with the past."""
        return [problem for problem in self.check(as_of, ref).problems if problem.rule in PAST]


PAST = {
    "account-revised",
    "correction-was",
    "earlier-id-gone",
    "figure-changed",
    "fix-changed",
    "fix-gone",
    "hiding-lowered",
    "late-unsaid",
    "letter-changed",
    "month-gone",
    "past-verdict",
    "pledge-changed",
    "pledge-gone",
    "promise-gone",
    "published-correction",
    "questions-changed",
    "quotations-changed",
    "record-gone",
    "remedy-changed",
    "reported-changed",
    "service-changed",
    "term-changed",
    "term-in-past",
    "unread-before",
}
"""Every rule about what stood in the past; those about new days are in `test_new_days.py`."""
