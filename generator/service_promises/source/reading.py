"""The one way in: read every file, find everything that is wrong, and keep the ledger if nothing is."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

from service_promises.ledger.ledger import Ledger
from service_promises.problems.problem import Problem, Severity
from service_promises.source.cross_check import Texts, judged
from service_promises.source.documents.declared import PromiseFile
from service_promises.source.documents.delivered import MonthFile
from service_promises.source.documents.fix import FixFile
from service_promises.source.documents.service import ServiceFile
from service_promises.source.documents.validate import shaped
from service_promises.source.files import FileKind, Found, find, unreadable
from service_promises.source.rules.common import covers
from service_promises.source.rules.declared import flaws_of_promise
from service_promises.source.rules.delivered import flaws_of_month
from service_promises.source.rules.fixes import flaws_of_fix
from service_promises.source.rules.wording import note_wording
from service_promises.source.text import Text, problem_of_text
from service_promises.source.yaml.parse import MOST_BYTES, parse, too_big
from service_promises.source.yaml.unreadable import Unreadable

D = TypeVar("D", bound=BaseModel)


class Reading(NamedTuple):
    """What came of the files under `promises/`."""

    problems: tuple[Problem, ...]
    """Errors and warnings, sorted by path, line and column."""
    ledger: Ledger | None
    """None when any problem is an error: nothing is half-published."""
    partial: Ledger | None = None
    """What could be had of it all the same, for commands that help to write the files; never published."""


Compare = Callable[[Texts, Ledger | None], Iterable[Problem]]
"""What else has to be said of the files: notes it with their texts, or returns what belongs to none of them."""


def read(root: Path, as_of: date, compare: Compare | None = None, *, warn: bool = True) -> Reading:
    """Read the files of a site and judge them on a day.

    `root` is the folder that holds `promises/`. Every problem of every file comes out in one run; without `warn`,
    every error, and of the warnings only what is found on the way.
    """
    with _without_collecting():
        return _read(root, as_of, compare, warn)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Almost all that is made here is kept: looking for garbage meanwhile takes a third of the time for nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(root: Path, as_of: date, compare: Compare | None, warn: bool) -> Reading:
    found, strays = find(root)
    problems = [*strays]
    texts = Texts(
        names={file.name for file in found if file.kind is FileKind.DECLARED},
        fixes={file.name for file in found if file.kind is FileKind.FIX},
        strays=tuple(stray.path for stray in strays),
    )
    for file in found:
        raw = _raw(root, file)
        if isinstance(raw, Problem):
            problems.append(raw)
            texts.mark_unread(file)
        else:
            problems += read_one(file, raw, texts, as_of)
    ledger = judged(texts, as_of)
    note_wording(texts, warn=warn)
    if compare is not None:
        problems += compare(texts, ledger)
    for text in texts.all():
        problems += text.problems()
    wrong = any(problem.severity is Severity.ERROR for problem in problems)
    return Reading(_sorted(problems), None if wrong else ledger, ledger)


def read_one(file: Found, raw: bytes, texts: Texts, as_of: date) -> list[Problem]:
    """Read one file into its place among the texts; what keeps it from being read comes back."""
    if file.kind is FileKind.SERVICE:
        service, problems = _document(file, raw, ServiceFile, _flaws_of_service)
        texts.service = service
    elif file.kind is FileKind.DECLARED:
        promise, problems = _document(file, raw, PromiseFile, lambda said: flaws_of_promise(said, as_of))
        texts.promises += [promise] if promise else []
    elif file.kind is FileKind.DELIVERED:
        month, problems = _document(file, raw, MonthFile, lambda said: flaws_of_month(said, as_of))
        texts.months += [month] if month else []
    else:
        fix, problems = _document(file, raw, FixFile, lambda said: flaws_of_fix(said, as_of))
        texts.fix_texts += [fix] if fix else []
    if problems:
        texts.mark_unread(file)
    return problems


def _raw(root: Path, file: Found) -> bytes | Problem:
    try:
        with (root / file.path).open("rb", buffering=0) as stream:
            raw = stream.read(MOST_BYTES + 1)
            if len(raw) > MOST_BYTES:
                return problem_of_text(file, too_big(max(len(raw), os.fstat(stream.fileno()).st_size)), "")
            return raw
    except OSError as error:
        return unreadable(file.path, error)


def _document(
    file: Found, raw: bytes, model: type[D], rules: Callable[[D], Iterable[Problem]]
) -> tuple[Text[D] | None, list[Problem]]:
    try:
        yaml = parse(raw)
    except Unreadable as fault:
        text = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
        return None, [problem_of_text(file, problem, text) for problem in fault.problems]
    shape = shaped(model, yaml.data)
    result: Text[D] = Text(file, yaml.text, shape.document, yaml.twice)
    result.mark(shape.flaws)
    if shape.document is not None:
        result.add(rules(shape.document))
    return result, []


def _flaws_of_service(said: ServiceFile) -> Iterable[Problem]:
    return covers(("covers",), said.covers)


def _sorted(problems: list[Problem]) -> tuple[Problem, ...]:
    """In the order of their places; what is said twice of one place is said once."""
    seen: dict[Any, Problem] = {}
    for problem in sorted(problems, key=lambda problem: problem.sort_key):
        seen.setdefault(problem.sort_key, problem)
    return tuple(seen.values())
