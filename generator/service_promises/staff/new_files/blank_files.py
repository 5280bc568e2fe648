"""`new promise`, `new fix`, `new pledge` and `new place`: files to fill in, made from what the documents say of their keys."""

import re
from collections.abc import Iterator, Sequence
from textwrap import indent

from service_promises.source.documents.commitment import CommitmentKeys
from service_promises.source.documents.declared import PromiseFile
from service_promises.source.documents.fix import FixFile
from service_promises.source.documents.keys import Key, Model, Shape, keys_of
from service_promises.source.documents.places import PlaceKeys, PlacesFile
from service_promises.source.documents.pledge import PledgeFile
from service_promises.source.documents.service import AreaKeys
from service_promises.source.files import PLACES_PATH, FileKind, path_of
from service_promises.source.yaml.flow import flow
from service_promises.staff.new_files.comments import comment, schema_comment

_PROMISE = """\
# One promise. Write each answer behind its colon, after a space, then run `promises check` or propose the change:
# whatever is still blank is named with its line. Lines that begin with # are notes; the keys in them are there for
# those who need them: take the # and one space away. Text with a colon in it needs quotes around the whole.
# A promise is never reworded: later a new term goes below the first one, with since, target and why.

"""

_FIX = """\
# A fix: something that we say we will change after a shortfall, with a date. It is judged like a promise, by the
# first date. Write each answer behind its colon, after a space, then run `promises check` or propose the change.
# If the date has to move, change `by` and say so under `moved`; the first date still counts.

"""

_PLEDGE = """\
# A pledge: something that we say of our own accord that we will do, with a date. It is judged like a promise, by the
# first date. Write each answer behind its colon, after a space, then run `promises check` or propose the change.
# If the date has to move, change `by` and say so under `moved`; the first date still counts.
# Where progress is counted, `target` and `unit` say how many of what, and `progress` gets an item for each day of
# which you know how many there were.

"""

_PLACES = """\
# Where promises are kept, an entry for each place. A promise is made at every one of them once its file says
# `at: all`, or at some with a list of their ids. Lines that begin with # are notes; the keys in them are there for
# those who need them: take the # and one space away, and write what is asked for behind the colon.

"""

LATER_KEYS = frozenset(
    {"ends", "ends_why", "replaced_by", "was", "corrected", "terms.why", "terms.promise", "terms.measure"}
)
"""Keys that a new promise, and the first term of it, have no use for."""


def blank_promise(name: str, areas: Sequence[AreaKeys] = ()) -> str:
    """The file of a promise to fill in, with the areas that the service declares."""
    text = "".join(_keys(PromiseFile))
    if areas:
        known = comment(f"Areas here: {', '.join(f'{area.id} ({area.name})' for area in areas)}.")
        text = text.replace("\n# area:\n", f"\n{known}# area:\n")
    return schema_comment(FileKind.DECLARED, path_of(FileKind.DECLARED, name)) + _PROMISE + text


def blank_fix(name: str) -> str:
    """The file of a fix to fill in."""
    return schema_comment(FileKind.FIX, path_of(FileKind.FIX, name)) + _FIX + "".join(_keys(FixFile))


def blank_pledge(name: str) -> str:
    """The file of a pledge to fill in."""
    return schema_comment(FileKind.PLEDGE, path_of(FileKind.PLEDGE, name)) + _PLEDGE + "".join(_keys(PledgeFile))


def blank_places(name: str, called: str) -> str:
    """The file of the places, with the first of them in it."""
    keys = keys_of(PlacesFile)
    of_one = "".join(_keys(PlaceKeys)).replace("name:\n", f"name: {flow(called)}\n", 1)
    called_key = keys["called"]
    notes = comment(_meaning(called_key)) + "".join(f"# {line}" for line in _lines(called_key, _names(called_key)))
    places = comment(_meaning(keys["places"])) + f"places:\n  {name}:\n{indent(of_one, '    ')}"
    return schema_comment(FileKind.PLACES, PLACES_PATH) + _PLACES + notes + places


def _keys(model: Model, above: str = "") -> Iterator[str]:
    """The lines of every key below comments with its meaning; those of optional keys are comments themselves."""
    keys = list(keys_of(model).values())
    if issubclass(model, CommitmentKeys):  # they are short: first what must be there
        keys.sort(key=lambda key: not key.required)
    for key in keys:
        path = above + key.name
        if path in LATER_KEYS:
            continue
        yield from comment(_meaning(key)).splitlines(keepends=True)
        if key.required:
            yield from _lines(key, [*_keys(key.document, f"{path}.")] if key.document else [])
        else:
            yield from (f"# {line}" for line in _lines(key, _names(key)))


def _names(key: Key) -> list[str]:
    """The lines of the keys within a key, without comments."""
    within = keys_of(key.document).values() if key.document else ()
    return [line for one in within for line in _lines(one, _names(one))]


def _lines(key: Key, within: list[str]) -> Iterator[str]:
    """The lines of a key, and of those within it: a list has one item, whose first key stands behind the dash."""
    yield f"{key.name}:\n"
    if key.shape is not Shape.LIST:
        yield from (f"  {line}" for line in within)
    elif within:
        first = next(number for number, line in enumerate(within) if not line.startswith("#"))
        yield from (f"  {line}" for line in within[:first])
        yield f"  - {within[first]}"
        yield from (f"    {line}" for line in within[first + 1 :])
    elif key.required:
        yield "  -\n"


def _meaning(key: Key) -> str:
    """What a key means, without looking like a key itself."""
    return f"Write {key.meaning}" if re.match(r"[a-z_]+:", key.meaning) else key.full_meaning
