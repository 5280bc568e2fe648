"""A small site with nothing wrong in it; each case breaks one thing."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from service_promises.problems.problem import Problem
from service_promises.problems.rules import ExampleKind
from service_promises.source.read_files import read

AS_OF = date(2026, 2, 20)

SERVICE = """\
name: Example Telephone
about: We answer the telephone.
for: Somebody to talk to.
covers:
  from: 2026-01
  until: 2026-01
reach_us:
  - name: Write to us
    url: mailto:help@example.org
"""
CALLS = """\
promise: We answer your call within a minute.
made_to: Everybody who calls us
because: A caller who hangs up has not been helped.
concerns: [on time]
owner: Customer service
measure:
  kind: each
  counts: Calls to our number.
  source: The telephone system.
  case: {one: call, many: calls}
terms:
  - since: 2026-01
    target: at least 95%
if_we_fall_short: We call you back.
"""
WAIT = """\
promise: You will wait seven minutes at most.
made_to: Everybody who visits us
because: Nobody should stand for long.
concerns: [on time]
owner: Front desk
measure:
  kind: level
  counts: Visits.
  source: The ticket machine.
  figure: average wait
  unit: minutes
terms:
  - since: 2026-01
    target: at most 7 minutes
if_we_fall_short: Nothing.
"""
PLAN = """\
promise: We publish our plan each month.
made_to: Everybody
because: You should know what comes.
concerns: [as described]
owner: The office
measure:
  kind: done
  counts: The plan.
  source: Our website.
terms:
  - since: 2026-01
    target: every time
if_we_fall_short: Ask us and we send it.
"""
RECORDS = {"calls": "due: 200\nkept: 200\n", "wait": "level: 6\n", "plan": "done: true\non: 2026-01-20\n"}
FIX = """\
we_will: Have a second telephone line.
after:
  - promise: calls
    month: 2026-01
by: 2026-06-30
owner: Customer service
"""
PLEDGE = """\
we_will: Open a second counter.
because: Nobody should stand for long.
by: 2026-06-30
owner: Customer service
"""

SHOPS = """\
called: {one: shop, many: shops}
places:
  north: {name: North Shop}
  south: {name: South Shop}
  old: {name: Old Shop, until: 2025-12}
"""
POTS = """\
promise: We mend your pot within a day.
made_to: Everybody who brings one
because: A broken pot is no use.
concerns: [on time]
owner: The shops
at: all
measure:
  kind: each
  counts: Pots.
  source: The book of each shop.
  case: {one: pot, many: pots}
terms:
  - since: 2026-01
    target: at least 95%
if_we_fall_short: You pay nothing.
"""
POTS_BY_PLACE = "place,due,kept\nnorth,100,99\nsouth,50,50\n"

PLACES = {
    ExampleKind.SERVICE: "promises/service.yml",
    ExampleKind.PROMISE: "promises/declared/calls.yml",
    ExampleKind.MONTH: "promises/delivered/2026-01.yml",
    ExampleKind.FIX: "promises/fixes/lift.yml",
    ExampleKind.PLACES: "promises/places.yml",
    ExampleKind.PLACE_TABLE: "promises/delivered/2026-01/pots.csv",
    ExampleKind.PLEDGE: "promises/pledges/counter.yml",
}
"""Where a case of each kind stands."""


def month_file(records: dict[str, str]) -> str:
    """A month with these records, each as its own lines."""
    told = "".join(
        f"  {name}:\n" + "".join(f"    {line}\n" if line else "\n" for line in lines.rstrip("\n").split("\n"))
        for name, lines in records.items()
    )
    return f"month: 2026-01\ndelivered:\n{told}"


def good_site() -> dict[str, str]:
    """Every file of the site, by path."""
    return {
        PLACES[ExampleKind.SERVICE]: SERVICE,
        PLACES[ExampleKind.PROMISE]: CALLS,
        "promises/declared/wait.yml": WAIT,
        "promises/declared/plan.yml": PLAN,
        PLACES[ExampleKind.MONTH]: month_file(RECORDS),
        PLACES[ExampleKind.FIX]: FIX,
        PLACES[ExampleKind.PLEDGE]: PLEDGE,
    }


def site_with_places() -> dict[str, str]:
    """The files of a promise that is made at two places, to go with the good site."""
    return {
        PLACES[ExampleKind.PLACES]: SHOPS,
        "promises/declared/pots.yml": POTS,
        PLACES[ExampleKind.PLACE_TABLE]: POTS_BY_PLACE,
    }


def with_keys(text: str, fragment: str) -> str:
    """The text of a file with some of its keys replaced by those of a fragment, which come last."""
    new = set(re.findall(r"^([a-z_]+):", fragment, re.MULTILINE))
    blocks = re.split(r"^(?=\S)", text, flags=re.MULTILINE)
    kept = [block for block in blocks if block.partition(":")[0] not in new]
    return "".join(kept) + fragment.rstrip("\n") + "\n"


def write(root: Path, site: dict[str, str | bytes]) -> Path:
    """Write the files of a site below a folder."""
    for path, content in site.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def problems(root: Path, changed: dict[str, str | bytes], as_of: date = AS_OF) -> tuple[Problem, ...]:
    """What is wrong with the good site once some of its files are changed."""
    return read(write(root, {**good_site(), **changed}), as_of).problems
