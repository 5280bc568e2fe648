"""All files together: what only shows between them, and what the ledger says of the records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any

from pydantic_core import PydanticCustomError

from service_promises.ledger.delivery import Delivery
from service_promises.ledger.ledger import Entry, Ledger, make_ledger
from service_promises.ledger.month import Coverage, Month
from service_promises.ledger.promise import Promise, Service
from service_promises.ledger.shortfall import explanation_missing
from service_promises.problems.problem import Problem, at_value
from service_promises.source.documents.declared import PromiseFile
from service_promises.source.documents.delivered import MonthFile
from service_promises.source.documents.fix import FixFile
from service_promises.source.documents.service import ServiceFile
from service_promises.source.files import FileKind, Found
from service_promises.source.rules import between_files, owed
from service_promises.source.rules.declared import flaws_without_publisher
from service_promises.source.rules.records import check_figures, check_month
from service_promises.source.text import Text
from service_promises.source.to_ledger import delivery_of, fix_of, promise_of, service_of
from service_promises.source.values.calendar import FIRST_YEAR
from service_promises.source.values.scalars import slug


@dataclass(slots=True)
class Texts:
    """Every file that could be read, by kind."""

    names: set[str]
    """Ids of promises, also of those whose file could not be read."""
    fixes: set[str]
    """Ids of fixes, likewise."""
    strays: tuple[str, ...] = ()
    """Paths of what does not belong."""
    service: Text[ServiceFile] | None = None
    promises: list[Text[PromiseFile]] = field(default_factory=list)
    months: list[Text[MonthFile]] = field(default_factory=list)
    fix_texts: list[Text[FixFile]] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    """Months with a file that could not be read."""

    def mark_unread(self, file: Found) -> None:
        """Take note of a file that could not be read."""
        if file.kind is FileKind.DELIVERED:
            self.unread.add(file.name)

    def all(self) -> Iterator[Text[Any]]:
        """All of them."""
        return chain([self.service] if self.service else [], self.promises, self.months, self.fix_texts)


_JUDGED_BY = {"measure", "due_in", "report_by", "covers", "terms", "ends", "also_measured"}
"""The keys of a promise that its records are judged by."""

Where = dict[tuple[str, Month], Text[MonthFile]]
"""The file of each record."""

Sound = dict[str, Text[PromiseFile]]
"""Promises with nothing wrong, by id."""


def judged(texts: Texts, as_of: date) -> Ledger | None:
    """The ledger of all that could be read; errors and warnings are noted with their texts.

    None where there is no service that months could be judged by.
    """
    _between_files(texts)
    service = _service(texts)
    promises = _promises(texts)
    deliveries: dict[tuple[str, Month], Delivery] = {}
    letters: dict[Month, str] = {}
    where: Where = {}
    for text in texts.months:
        said = text.document
        if said is None:
            continue
        text.add(between_files.percent_levels(text, said, promises))
        month = Month.parse(text.found.name)
        for name, record in said.delivered.items():
            deliveries[name, month] = delivery_of(record, said.reported)
            where[name, month] = text
        if said.letter is not None:
            letters[month] = said.letter
    fixes = [fix_of(text.found.name, text.document) for text in texts.fix_texts if text.document]
    by = service or _any_service()
    rejected = _rejected(promises, deliveries, where, by, as_of)
    ledger = make_ledger(by, promises.values(), deliveries, letters, fixes, as_of, rejected=rejected)
    if service is None:
        return None
    _compare_with_ledger(texts, ledger, where)
    return ledger


def _between_files(texts: Texts) -> None:
    named = texts.names | {
        slug(path.rpartition("/")[2].partition(".")[0])
        for path in texts.strays
        if path.startswith("promises/declared/")
    }
    ids = dict.fromkeys(sorted(named))
    fixes = dict.fromkeys(sorted(texts.fixes))
    for month in texts.months:
        if month.document is not None:
            month.add(between_files.month_named(month, month.document))
            month.add(between_files.records_known(month.document, ids))
            month.add(between_files.fixes_known(month.document, fixes))
    between_files.said_twice(texts.months)
    for fix in texts.fix_texts:
        if fix.document is not None:
            fix.add(between_files.origins_known(fix.document, ids))
    service = (
        texts.service.document if texts.service and ("published_by",) not in texts.service.flawed else None
    )
    for promise in texts.promises:
        if promise.document is not None:
            promise.add(between_files.successor_known(promise.found.name, promise.document, ids))
            if service is not None and service.published_by is None:
                promise.add(flaws_without_publisher(promise.document))
    between_files.ids_free(texts.promises, dict.fromkeys(sorted(texts.names)))


def _service(texts: Texts) -> Service | None:
    text = texts.service
    if text is None or text.document is None or not _sound(text, {"covers", "report_by"}):
        return None
    return service_of(text.document)


def _sound(text: Text[Any], keys: set[str]) -> bool:
    """Whether nothing is wrong with what months are judged by."""
    return not text.twice and not any(loc[0] in keys for loc in text.flawed)


def _any_service() -> Service:
    """Stands in for a service that could not be read, so that records are looked at all the same."""
    return Service("", "", "", Coverage(Month(FIRST_YEAR, 1)), ())


def _promises(texts: Texts) -> dict[str, Promise]:
    found = {}
    for text in texts.promises:
        if text.document is not None and _sound(text, _JUDGED_BY):
            try:
                found[text.found.name] = promise_of(text.found.name, text.document)
            except PydanticCustomError:
                continue  # a target that does not fit, which has been said
    return found


def _rejected(
    promises: dict[str, Promise],
    deliveries: dict[tuple[str, Month], Delivery],
    where: Where,
    service: Service,
    as_of: date,
) -> set[tuple[str, Month]]:
    """The records that may not stand; what is wrong with them is noted with their texts."""
    found = set()
    for (name, month), delivery in deliveries.items():
        text, promise = where[name, month], promises.get(name)
        if promise is None or text.document is None:
            continue
        record = text.document.delivered[name]
        misplaced = [*check_month(promise, month, service, as_of)]
        wrong = [*check_figures(promise, month, record, delivery, as_of)]
        text.add(misplaced if _unsure(name, text) else (*misplaced, *wrong))
        if misplaced or wrong:
            found.add((name, month))
    return found


def _unsure(name: str, text: Text[MonthFile]) -> bool:
    """Whether a key of the record is wrong, so that its figures are not all there."""
    return any(loc[:2] == ("delivered", name) and len(loc) == 3 for loc in text.flawed)


def _compare_with_ledger(texts: Texts, ledger: Ledger, where: Where) -> None:
    """Notes what the ledger tells, as far as everything that it follows from is known."""
    broken = {text.found.name for text in texts.months if not text.whole} | texts.unread
    unsure = frozenset(Month.parse(name) for name in broken)
    sound = {
        text.found.name: text
        for text in texts.promises
        if text.whole and text.found.name in ledger.by_promise
    }
    if not any(path.startswith("promises/delivered") for path in texts.strays):
        _origins_published(texts, sound, ledger, unsure)
        _warn_of_silence(texts, sound, ledger, unsure)
    _warn_of_accounts(sound, ledger, where, unsure)
    for fix in texts.fix_texts:
        if fix.whole:
            for flaw in owed.overdue(ledger.fixes[fix.found.name], ledger):
                fix.warn(flaw)


def _origins_published(texts: Texts, sound: Sound, ledger: Ledger, unsure: frozenset[Month]) -> None:
    """Notes fixes after a month of which the site says nothing."""
    for text in texts.fix_texts:
        for index, origin in enumerate(text.document.after if text.document else ()):
            known = origin.promise in sound and origin.month not in unsure
            if known and (origin.promise, origin.month) not in ledger.entries:
                text.add(
                    [
                        Problem(
                            at_value("after", index, "month"),
                            "fix-origin",
                            f"{origin.promise} has no record and none due in {origin.month}",
                            "write the month that fell short",
                        )
                    ]
                )


def _warn_of_accounts(sound: Sound, ledger: Ledger, where: Where, unsure: frozenset[Month]) -> None:
    older: dict[tuple[str, Month], list[Entry]] = {}
    for name in sound:
        for entry in ledger.by_promise[name]:
            if not explanation_missing(entry) or entry.month in unsure:
                continue
            said = where[name, entry.month]
            if owed.recent(entry.month, ledger):
                for flaw in owed.accounts(entry, ledger.as_of):
                    said.warn(flaw, name)
            else:
                older.setdefault((said.found.path, entry.month), []).append(entry)
    for (_, month), owing in older.items():
        first = owing[0].promise.id
        where[first, month].warn(owed.older_accounts(month, owing), first if len(owing) == 1 else None)


def _warn_of_silence(texts: Texts, sound: Sound, ledger: Ledger, unsure: frozenset[Month]) -> None:
    parts = {text.found.name: text for text in reversed(texts.months)}
    for name, text in sound.items():
        newer, older = owed.silences(name, ledger, unsure)
        if older is not None:
            text.warn(older)
        for entry in newer:
            part: Text[Any] | None = parts.get(str(entry.month))
            flaw = owed.silence(entry, str(ledger.as_of), has_file=part is not None)
            (part or text).warn(flaw, name, str(entry.month))
