"""The keys of the files as tables, from the documents."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from service_promises.source.documents.base import Guard
from service_promises.source.documents.keys import FILES, Key, Model, Shape, guard_of, keys_of

from tests.docs.table import cell, table

_OLD_VALUES = ("corrected", "was")
"""The keys of a correction's old values are those of what it corrects."""


def keys_table(of: str, separate: Collection[str]) -> str:
    """The keys of a file, `delivered`, or of one of its keys, `delivered.delivered.fell_short`, and of those within.

    Keys within a key that has a table of its own (`separate`) are left to that, and keys of the same name and kind as
    one further up, such as the measure of a term, to that one.
    """
    file, *path = of.split(".")
    document: Model | None = FILES[file].document
    above: tuple[Key, ...] = ()
    for name in path:
        assert document is not None, of
        above = (*above, keys_of(document)[name])
        document = above[-1].document
    assert document is not None, of
    elsewhere = {one.removeprefix(f"{file}.") for one in separate if one.startswith(f"{file}.")}
    headings = ("key", "if left out", "what it is", "once published, it changes")
    return table(headings, _rows(document, above, len(above), elsewhere, set()))


def _rows(
    document: Model, above: tuple[Key, ...], start: int, elsewhere: Collection[str], listed: set[tuple[str, Model]]
) -> Iterator[tuple[str, str, str, str]]:
    for key in keys_of(document).values():
        keys = (*above, key)
        guard = guard_of(keys) if len(keys) == start + 1 else key.guard  # once for all that stands in a key
        yield (
            " in ".join(f"`{one.name}`" for one in reversed(keys[start:])),
            _if_left_out(key),
            cell(key.full_meaning),
            _changes(key, guard),
        )
        names = tuple(one.name for one in keys)
        if key.document is None or names[-2:] == _OLD_VALUES or ".".join(names) in elsewhere:
            continue
        if issubclass(document, key.document):
            continue  # the record of a place has the keys that stand here already
        if (key.name, key.document) not in listed:
            listed.add((key.name, key.document))
            yield from _rows(key.document, keys, start, elsewhere, listed)


def _changes(key: Key, guard: Guard | None) -> str:
    if guard is Guard.NEVER and key.shape is Shape.ONE:
        return "never"  # there is nothing to add to
    return guard.value if guard else ""


def _if_left_out(key: Key) -> str:
    if key.required:
        return "an error"
    if key.default in (None, (), {}):
        return ""
    return f"`{str(key.default).lower() if isinstance(key.default, bool) else key.default}`"
