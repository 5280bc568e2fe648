"""`data/promises.json`: the ledger in full."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from service_promises.ledger.commitments.commitment import Commitment
from service_promises.ledger.corrections.key_changes import correction_data
from service_promises.ledger.delivery import FLAGS, Delivery
from service_promises.ledger.disclosure.disclosure_control import Count, Figures, published_counts
from service_promises.ledger.disclosure.remedy import published_part
from service_promises.ledger.entry import Entry
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.plain_data import data_of, line_of
from service_promises.ledger.promises.promise import Promise
from service_promises.ledger.published_figures import published_figures
from service_promises.outputs.csv_table import Row
from service_promises.outputs.files.deliveries_by_place_csv import PlaceRows, place_rows
from service_promises.outputs.files.deliveries_csv import COLUMNS, count_cell, delivery_rows
from service_promises.outputs.published_file import PublishedFile, Role
from service_promises.outputs.registry import SiteContext
from service_promises.pages.i18n import N_
from service_promises.source.schemas import FOLDER, PROMISES, promises_schema

VERSION = 1
"""Of the shape of the file; a key that goes or changes its meaning makes it 2."""

_ROW = tuple(column.name for column in COLUMNS)
_BESIDE = frozenset(key for key in Delivery._fields if key not in _ROW)
"""What a record says that is not in its row."""


def files(site: SiteContext) -> Iterator[PublishedFile]:
    """The ledger, and its JSON Schema."""
    yield PublishedFile(
        "data/promises.json",
        "application/json",
        lambda: promises_json(site.context.ledger, site.once(delivery_rows), site.once(place_rows)).encode(),
        Role.DATA,
        N_(
            "The same in full, as JSON: the service, every promise with its terms and months, the explanations given,"
            " corrections, letters, fixes and pledges. Figures are text, so that no digit is lost."
            " A key that is absent is not known or not applicable."
        ),
        position=5,
    )
    yield PublishedFile(
        f"{FOLDER}/{PROMISES}",
        "application/schema+json",
        promises_schema,
        Role.ABOUT_DATA,
        N_("For programs: a JSON Schema of promises.json, version 1."),
        position=8,
    )


def promises_json(ledger: Ledger, rows: Mapping[tuple[str, Month], Row], place_rows: PlaceRows) -> str:
    """The ledger as JSON: keys as in the files that staff edit, figures as text so that no digit is lost.

    `rows` are those of `data/deliveries.csv`, `place_rows` those of `data/deliveries-by-place.csv`. A key that is absent is not known or not applicable. Small counts are hidden as on the pages.
    """
    # A site's records may be a hundred thousand: each promise is written before the next is looked at.
    full: dict[str, object] = {
        "version": VERSION,
        "as_of": str(ledger.as_of),
        "service": data_of(ledger.service),
        **({"places": data_of(ledger.places)} if ledger.places.places else {}),
        "promises": (_promise(promise, ledger, rows, place_rows) for promise in ledger.promises.values()),
        "letters": {str(month): letter.text for month, letter in ledger.letters.items() if letter.text},
        "letters_changed": {
            str(month): data_of(letter._replace(text=""))
            for month, letter in ledger.letters.items()
            if letter.revised or letter.corrected
        },
        "fixes": (_commitment(fix, ledger.as_of) for fix in ledger.fixes.values()),
        "pledges": (_commitment(pledge, ledger.as_of) for pledge in ledger.pledges.values()),
    }
    # A line for each promise, fix, pledge and top-level key: quick to write, and its differences can be read.
    lines = ",\n".join(f"{_json(key)}: {_lines(value)}" for key, value in full.items())
    return f"{{\n{lines}\n}}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(value: object) -> str:
    if not isinstance(value, Iterator):
        return _json(value)
    lines = ",\n".join(map(_json, value))
    return f"[\n{lines}\n]" if lines else "[]"


def _promise(
    promise: Promise, ledger: Ledger, rows: Mapping[tuple[str, Month], Row], place_rows: PlaceRows
) -> dict[str, Any]:
    data: dict[str, Any] = {"id": promise.id, "promise": promise.term_now.promise} | data_of(promise)
    if promise.corrected:
        data["corrected"] = [
            correction_data(correction, {key: line_of(old) for key, old in correction.was.items()})
            for correction in promise.corrected
        ]
    records = []
    for entry in ledger.by_promise[promise.id]:
        record = _record(entry, rows[promise.id, entry.month])
        if entry.place_entries:
            record["by_place"] = {
                place.id: _record(one, _of_whole(place_rows[promise.id, one.month, place.id]))
                for one in entry.place_entries
                if (place := one.place)
            }
        records.append(record)
    return data | _filled(area_name=ledger.service.area_names.get(promise.area or ""), delivered=records)


def _of_whole(row: Row) -> Row:
    """The row of a place without the place."""
    return (row[0], *row[2:])


def _record(entry: Entry, row: Row) -> dict[str, Any]:
    # The first cell says which promise it is, which here stands above all its records.
    record: dict[str, Any] = {name: cell for name, cell in zip(_ROW[1:], row[1:], strict=True) if cell}
    delivery = entry.delivery
    if delivery is None:
        return record | _awaited(entry)
    record["corrections"] = record.pop("corrected")
    record |= _data(delivery, entry)
    if delivery.corrected:
        record["corrected"] = _corrections(delivery, entry.editions, entry.hide_below)
    return record


def _awaited(entry: Entry) -> dict[str, Any]:
    """What is written of a whole whose total is not judged yet, while places are missing."""
    written = entry.record
    if written is None:
        return {}
    editions = entry.editions_of(written)
    figures = published_figures(written, editions[-1])
    data = {key: "yes" if key in FLAGS else figure for key, figure in figures.items()} | _data(written, entry)
    if written.corrected:
        data["corrected"] = _corrections(written, editions, entry.hide_below)
    return data


def _data(delivery: Delivery, entry: Entry) -> dict[str, Any]:
    """What is there, as published: of counts that are all hidden nothing but that they are there."""
    at_place = entry.hides_remedy
    stated = delivery.stated
    published = {
        key: data_of(published_part(delivery, key, entry.hide_below, at_place=at_place))
        for key in stated
        if key in _BESIDE
    }
    reasons = {key: reason for key in FLAGS if isinstance(reason := stated[key], str)}
    return {key: value for key, value in published.items() if value not in (None, "", [])} | _filled(reasons=reasons)


def _filled(**values: Any) -> dict[str, Any]:
    """Only what is there."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}


def _corrections(delivery: Delivery, editions: Sequence[Figures], hide_below: int) -> list[dict[str, Any]]:
    return [
        correction_data(correction, {key: _was(key, old, figures, hide_below) for key, old in correction.was.items()})
        for correction, figures in zip(delivery.corrected, editions, strict=False)
    ]


def _was(key: str, old: Any, figures: Figures, hide_below: int) -> Any:
    """An old value as it may be published: text, true or false, None for a key that was not there."""
    count = getattr(figures, key, None)
    if old is not None and isinstance(count, Count):
        return count_cell(count)
    return (
        ""
        if key == "share" and old is not None and figures.share is None
        else data_of(published_counts(old, hide_below))
    )


def _commitment(commitment: Commitment, as_of: date) -> dict[str, Any]:
    data: dict[str, Any] = data_of(commitment)
    first: dict[str, Any] = {key: data.pop(key) for key in ("we_will", "after") if key in data}
    return {
        "id": data.pop("id"),
        "state": commitment.state(as_of),
        **first,
        "first_by": str(commitment.first_by),
        **data,
    }
