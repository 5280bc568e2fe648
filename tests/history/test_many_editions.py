"""Forty editions with thousands of changes of every key: each that is guarded is found, and no other is."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable

from service_promises.history.check.check_past import check_past
from service_promises.history.comparison import Comparison
from service_promises.source.assemble import assemble
from service_promises.source.documents.base import Guard
from service_promises.source.files import source_path
from service_promises.source.reading import Reading
from service_promises.source.source_file import parse_file

from tests.history.editions import PAST
from tests.history.test_guards import AS_OF, EDITS, GUARDS, SITE

EDITIONS, CHANCE = 40, random.Random(20261210)

APART = ("month", "since", "kind", "moved", "revised", "updated")
"""What makes another file or another term of it, or is the day beside a change: tried by itself in `test_guards.py`."""
BACK_FREELY = ("service.covers.from", "declared.covers.from")
"""What is guarded in one direction alone: earlier months may be added."""
BY_EFFECT = ("places.places.until", "declared.at.", "declared.not_at.")
"""What is guarded by where something was due: of two changes one may undo the other."""
POOL = [
    key
    for key in EDITS
    if not set(key.split(".")) & set(APART) and key not in BACK_FREELY and not key.startswith(BY_EFFECT)
]


def _reading(changed: Collection[str]) -> Reading:
    files = dict(SITE)
    for key in changed:
        path, old, new = EDITS[key]
        assert files[path].count(old) == 1, key
        files[path] = files[path].replace(old, new)
    parsed = [
        parse_file(where, text.encode(), AS_OF)
        for path, text in files.items()
        if (where := source_path(path)) is not None
    ]
    return assemble(parsed, AS_OF)


def _problems(old: Reading, new: Reading) -> set[tuple[str, str]]:
    problems = check_past(Comparison(old, new))
    return {(problem.path, problem.key or "") for problem in problems if problem.rule in PAST}


def _is_of(key: str, problem: tuple[str, str]) -> bool:
    """Whether a problem is about a key, about what it is a part of, or about the day that is beside it."""
    days = ["revised", "updated"] if GUARDS[key] is Guard.NEW_DAY else []
    end = ["ends"] if key == "declared.ends_why" else []  # why it ended goes with the end
    return EDITS[key][0] == problem[0] and problem[1] in [*key.split("."), *days, *end]


def _missed(changed: Iterable[str], problems: set[tuple[str, str]]) -> list[str]:
    return [
        key
        for key in changed
        if GUARDS[key] is not Guard.FREELY and not any(_is_of(key, problem) for problem in problems)
    ]


def test_forty_editions_in_which_half_of_all_keys_change() -> None:
    """The silent changes are put right in silence, too, which is a change again."""
    number, stood = 0, set[str]()
    before = _reading(stood)
    for _ in range(EDITIONS):
        stands = {key for key in POOL if CHANCE.random() < 0.5}
        now = _reading(stands)
        changed = sorted(stood ^ stands)
        problems = _problems(before, now)
        assert _missed(changed, problems) == []
        assert [one for one in problems if not any(_is_of(key, one) for key in changed)] == []
        number, stood, before = number + len(changed), stands, now
    assert number > 1500


def test_forty_editions_in_which_nothing_guarded_changes() -> None:
    free = [key for key in POOL if GUARDS[key] is Guard.FREELY]
    before = _reading(())
    for _ in range(EDITIONS):
        now = _reading([key for key in free if CHANCE.random() < 0.5])
        assert _problems(before, now) == set()
        before = now
