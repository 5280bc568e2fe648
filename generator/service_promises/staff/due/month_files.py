"""The files in which a month's missing figures can be written: those that are there, and new ones to begin."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import chain, count, groupby
from typing import NamedTuple

from service_promises.ledger.entry import Entry
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.source.files import DELIVERED, FileKind, path_of, table_path
from service_promises.staff.new_files.blank_month import blank_month, blank_records, files_of_month, without_notes
from service_promises.staff.new_files.blank_table import blank_table
from service_promises.staff.new_files.months_due import entries_to_write

Fits = Callable[[str, str], bool]
"""Whether a path and the text of a new file can be handed out together."""


class FileToWrite(NamedTuple):
    """A file to write figures into."""

    path: str
    text: str
    """The whole of a new file, explained; what to add to one that is there."""
    bare: str
    """The same without notes."""
    is_there: bool = False
    owner: str = ""
    """Whose promises it has, where it is a part of a month."""


def files_to_write(ledger: Ledger, month: Month, existing: Collection[str], fits: Fits) -> list[FileToWrite]:
    """The files for what a month lacks; `existing` are the paths under promises/delivered/.

    A new month is one file, or where its path and text do not fit, a part of a folder for each owner, or several.
    """
    missing = entries_to_write(ledger, month)
    at_places = [one for one in missing if one.promise.is_at_places(month)]
    rest = [one for one in missing if not one.promise.is_at_places(month)]
    folder = f"{DELIVERED}/{month}/"
    whole = path_of(FileKind.DELIVERED, month)
    if whole in existing:
        text = blank_records(ledger, month, {one.promise.id for one in rest})
        files = [FileToWrite(whole, text, without_notes(text), is_there=True)] if rest else []
    elif any(path.startswith(folder) for path in existing):
        files = _parts(ledger, month, rest, existing, fits)
    else:
        text = files_of_month(ledger, month, bare=False)[whole]
        bare = files_of_month(ledger, month, bare=True).get(whole)
        if bare is None or fits(whole, bare):
            files = [FileToWrite(whole, text, bare)] if bare else []
        else:
            files = _parts(ledger, month, rest, existing, fits)
    for entry in at_places:
        path = table_path(month, entry.promise.id)
        if path in existing or len(entry.places_without_record) < len(entry.place_entries):
            # Its other places stand there already, in the table or in the month's file.
            path = path if path in existing else whole
            if path not in [file.path for file in files]:
                files.append(FileToWrite(path, "", "", is_there=True))
            continue
        is_late = ledger.service.reporting_date(entry.promise, month) < ledger.as_of
        table = blank_table(ledger, entry.promise, month, is_late=is_late)
        files.append(FileToWrite(path, table, table))
    return files


def _parts(
    ledger: Ledger, month: Month, missing: Sequence[Entry], existing: Collection[str], fits: Fits
) -> list[FileToWrite]:
    """A part of the month for each owner, and more than one where one would not fit."""
    files: list[FileToWrite] = []
    taken = set(existing)
    by_owner = sorted(missing, key=lambda entry: entry.promise.owner)
    for owner, entries in groupby(by_owner, key=lambda entry: entry.promise.owner):
        name = re.sub(r"[^a-z0-9]+", "-", owner.lower()).strip("-") or "part"
        paths = (f"{DELIVERED}/{month}/{name}{number}.yml" for number in chain([""], (f"-{one}" for one in count(2))))
        for ids in _shares(ledger, month, [entry.promise.id for entry in entries], name, fits):
            path = next(path for path in paths if path not in taken)
            taken.add(path)
            text = blank_month(ledger, month, only=ids)
            files.append(FileToWrite(path, text, without_notes(text), owner=owner))
    return files


def _shares(ledger: Ledger, month: Month, ids: Sequence[str], name: str, fits: Fits) -> Iterator[set[str]]:
    """Promises in as few groups as fit into a part of a month each."""
    longest_path = f"{DELIVERED}/{month}/{name}-99.yml"
    share: set[str] = set()
    for one in ids:
        if share and not fits(longest_path, without_notes(blank_month(ledger, month, only={*share, one}))):
            yield share
            share = set()
        share.add(one)
    yield share
