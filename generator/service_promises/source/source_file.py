"""One file that staff edit: its text, the document in it, and what is wrong with it by itself."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import islice
from typing import Any, Generic, TypeVar

from service_promises.problems.problem import Keys, Problem, Severity
from service_promises.source.csv.parse import parse_table
from service_promises.source.csv.resolve import CellResolver
from service_promises.source.documents.base import Document
from service_promises.source.documents.declared import PromiseFile
from service_promises.source.documents.delivered import MonthFile
from service_promises.source.documents.fix import FixFile
from service_promises.source.documents.keys import is_text_at, keys_at
from service_promises.source.documents.outline import outline_of
from service_promises.source.documents.place_table import PlaceTable
from service_promises.source.documents.places import PlacesFile
from service_promises.source.documents.pledge import PledgeFile
from service_promises.source.documents.service import ServiceFile
from service_promises.source.documents.validation.validate import MOST, validate
from service_promises.source.files import FOLDER, FileKind, SourcePath
from service_promises.source.rules.commitments import check_commitment
from service_promises.source.rules.declared import check_promise
from service_promises.source.rules.delivered import check_month
from service_promises.source.rules.places import check_places
from service_promises.source.rules.pledges import check_pledge
from service_promises.source.rules.service import check_service
from service_promises.source.yaml.faults import Unreadable
from service_promises.source.yaml.lost_text import lost_text
from service_promises.source.yaml.parse import parse
from service_promises.source.yaml.resolve import Resolver

D = TypeVar("D", bound=Document | PlaceTable | None)

_KINDS: Mapping[FileKind, tuple[type[Document], Callable[[Any, date], Iterator[Problem]]]] = {
    FileKind.SERVICE: (ServiceFile, check_service),
    FileKind.PLACES: (PlacesFile, check_places),
    FileKind.DECLARED: (PromiseFile, check_promise),
    FileKind.DELIVERED: (MonthFile, check_month),
    FileKind.FIX: (FixFile, check_commitment),
    FileKind.PLEDGE: (PledgeFile, check_pledge),
}
"""What each kind of file holds, and the rules for what has to fit together in it."""

_COMMENT = re.compile(r"(?::|-)\s+(#[^\s#].*)")
"""A comment directly behind a colon or a dash, unless a space stands behind its mark."""

_KEY_IN_MESSAGE = re.compile(r"`(\w+):`")
"""The key that a misplaced one belongs below, or that was meant by another."""

_FOLDERS_OF_A_MONTH = 2
"""Above the file of a month that is not split."""


@dataclass(frozen=True, slots=True)
class SourceFile(Generic[D]):
    """One file that staff edit."""

    path: str
    kind: FileKind
    name: str
    """The id, or the month; for a part of a split month and a table of places too."""
    text: str
    document: D
    """All that makes sense of it; None where nothing does."""
    invalid: frozenset[Keys] = frozenset()
    """The values that are wrong by themselves; what follows from them is not a problem of its own."""
    unknown_keys: frozenset[str] = frozenset()
    """The keys that may not stand where they stand; where one of them is missing, that is the same mistake."""
    has_duplicate_keys: bool = False
    problems: tuple[Problem, ...] = ()
    """What is wrong with the file by itself; the keys are not resolved yet."""

    @property
    def document_path(self) -> str:
        """Its path without the folder of all and its ending."""
        return self.path.removeprefix(f"{FOLDER}/").removesuffix(".yml")

    @property
    def is_part(self) -> bool:
        """Whether it is a part of a split month."""
        return self.kind is FileKind.DELIVERED and self.path.count("/") > _FOLDERS_OF_A_MONTH

    @property
    def promise(self) -> str:
        """The id of the promise that a table of places is about."""
        return self.path.rpartition("/")[2].partition(".")[0]

    def accept(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """Problems as those of this file, without errors that only follow from a value that is invalid.

        The first thousand, so that a file with hundreds of thousands does not keep a check busy for minutes.
        """
        kept = (problem for problem in problems if problem.severity is Severity.WARNING or not self._follows(problem))
        return map(self._own, islice(kept, MOST))

    def resolve(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """The problems of this file, each with its line and column."""
        resolver = self.resolver()
        for problem in problems:
            location = resolver.resolve(problem.location)
            way_out = _value_in_comment(location.quote or "") if problem.rule == "blank" else None
            yield problem._replace(location=location, help=way_out or problem.help)

    def resolver(self) -> Resolver | CellResolver:
        """What knows the lines and columns of its text."""
        return CellResolver(self.text) if self.kind is FileKind.PLACE_TABLE else Resolver(self.text)

    def _follows(self, problem: Problem) -> bool:
        keys = problem.location.keys
        if problem.rule == "missing-key" and keys[-1] in self.unknown_keys:
            return True
        is_absent = problem.rule in ("empty-list", "target") or problem.location.beside is not None
        if is_absent and any(invalid[: len(keys)] == keys for invalid in self.invalid):
            return True  # what was in it is wrong, and was left out for that
        return any(keys[:end] in self.invalid for end in range(1, len(keys) + 1))

    def _own(self, problem: Problem) -> Problem:
        """A problem with its path, and with the promise, the month and the key that it is about."""
        promise, month = problem.promise, problem.month
        names = [step for step in problem.location.keys if isinstance(step, str)]
        if self.kind is FileKind.DECLARED:
            promise = self.name
        elif self.kind is FileKind.PLACE_TABLE:
            promise, month = self.promise, self.name
        elif self.kind is FileKind.DELIVERED:
            month = self.name
            if names[:1] == ["delivered"] and len(names) > 1:
                if problem.severity is Severity.ERROR:  # a warning may be about several promises
                    promise = names[1]
                names = names[2:]
        key = problem.key or (names[-1] if names else None)
        location = problem.location._replace(path=self.path)
        return problem._replace(location=location, promise=promise, month=month, key=key)


def parse_file(path: SourcePath, content: bytes, as_of: date) -> SourceFile[Any]:
    """A file from its content."""
    if path.kind is FileKind.PLACE_TABLE:
        return _parse_table(path, content)
    model, check = _KINDS[path.kind]
    try:
        yaml = parse(content, partial(outline_of, model))
    except Unreadable as error:
        text = content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
        return unreadable_file(path, error.problems, text)
    validated = validate(model, yaml.data)
    file = SourceFile(
        *path,
        yaml.text,
        validated.document,
        unknown_keys=frozenset(name for problem in validated.problems for name in _missing_for(problem)),
        has_duplicate_keys=bool(yaml.duplicates),
    )
    problems = [*file.accept((*yaml.duplicates, *validated.problems, *_lost_text(model, yaml.text)))]
    file = replace(file, invalid=frozenset(problem.location.keys for problem in validated.problems) - {()})
    if validated.document is not None:
        problems += file.accept(check(validated.document, as_of))
    return replace(file, problems=tuple(problems))


def _missing_for(problem: Problem) -> Iterator[str]:
    """The keys that seem to be missing because of a key that may not stand where it stands."""
    if problem.rule == "unknown-key":
        yield str(problem.location.keys[-1]).strip()
        yield from _KEY_IN_MESSAGE.findall(f"{problem.message} {problem.help}")


def _parse_table(path: SourcePath, content: bytes) -> SourceFile[Any]:
    try:
        table = parse_table(content)
    except Unreadable as error:
        text = content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
        return unreadable_file(path, error.problems, text)
    file = SourceFile(*path, table.text, table.document)
    invalid = frozenset(problem.location.keys for problem in table.problems)
    return replace(file, invalid=invalid, problems=tuple(file.accept(table.problems)))


def _lost_text(model: type[Document], text: str) -> Iterator[Problem]:
    return lost_text(text, partial(is_text_at, model), partial(keys_at, model))


def unreadable_file(path: SourcePath, problems: Iterable[Problem], text: str = "") -> SourceFile[None]:
    """A file of which nothing makes sense."""
    file = SourceFile(*path, text, None)
    return replace(file, problems=tuple(file.accept(problems)))


def _value_in_comment(line: str) -> str | None:
    """What to do about a value that begins with `#`, and so is none; None where there is nothing of the kind."""
    comment = _COMMENT.search(line)
    if comment is None:
        return None
    text = comment[1].rstrip()
    escaped = text.replace("'", "''")
    quoted = f"'{escaped}'" if '"' in text or "\\" in text else f'"{text}"'
    return f"what begins with # is a note that the program does not read; if it is the value, write: {quoted}"
