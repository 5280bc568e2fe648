"""What has to fit together between files (DESIGN.md section 3)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from service_promises.ledger.month import Month
from service_promises.ledger.promise import Promise
from service_promises.problems.problem import Location, Problem, at_key, at_value
from service_promises.source.documents.declared import PromiseFile
from service_promises.source.documents.delivered import MonthFile
from service_promises.source.documents.fix import FixFile
from service_promises.source.rules.common import Loc
from service_promises.source.text import Text
from service_promises.source.values.suggest import nearest
from service_promises.source.yaml.parse import parse
from service_promises.source.yaml.resolve import Resolver

_PERCENT_LEVEL = re.compile(r"level[\"']?\s*:\s*[\"']?[0-9.]+ ?%")


def month_named(text: Text[MonthFile], said: MonthFile) -> Iterator[Problem]:
    """A month that is not the one in the file's name."""
    if str(said.month) != text.found.name:
        name = "folder's name" if text.found.path.count("/") > 2 else "file's name"
        yield Problem(
            at_value("month"),
            "month-name",
            f"the {name} says {text.found.name}, and here stands {said.month}",
            f"write: month: {text.found.name}; or rename the file if that is wrong",
        )


def records_known(said: MonthFile, promises: Mapping[str, object]) -> Iterator[Problem]:
    """Records of promises that nobody has declared."""
    for name in said.delivered:
        if name not in promises:
            yield unknown_promise(("delivered", name), name, promises, "key")


def percent_levels(
    text: Text[MonthFile], said: MonthFile, promises: Mapping[str, Promise]
) -> Iterator[Problem]:
    """Levels written with % where that is not the unit."""
    if _PERCENT_LEVEL.search(text.text) is None:
        return
    data = parse(text.text.encode()).data["delivered"]
    for name, record in said.delivered.items():
        if record.level is None or name not in promises:
            continue
        written = data[name]["level"]
        unit = promises[name].measured_as(Month.parse(text.found.name)).unit
        if written.endswith("%") and unit not in (None, "%"):
            yield Problem(
                at_value("delivered", name, "level"),
                "figure",
                f"the unit of {name} is `{unit}`, and this is a percentage",
                f"write the figure in {unit}, without %",
            )


def fixes_known(said: MonthFile, fixes: Mapping[str, object]) -> Iterator[Problem]:
    """Fixes named by an account, and written down nowhere."""
    for name, record in said.delivered.items():
        for index, fix in enumerate((record.fell_short and record.fell_short.fixes) or ()):
            if fix not in fixes:
                near = nearest(fix, fixes)
                yield Problem(
                    at_value("delivered", name, "fell_short", "fixes", index),
                    "unknown-fix",
                    f"there is no fix `{fix}`",
                    f"did you mean `{near}`?" if near else f"write it down in promises/fixes/{fix}.yml",
                )


def origins_known(said: FixFile, promises: Mapping[str, object]) -> Iterator[Problem]:
    """Fixes after a shortfall of a promise that nobody has declared."""
    for index, origin in enumerate(said.after):
        if origin.promise not in promises:
            yield unknown_promise(("after", index, "promise"), origin.promise, promises)


def successor_known(name: str, said: PromiseFile, promises: Mapping[str, object]) -> Iterator[Problem]:
    """A promise replaced by one that nobody has declared, or by itself."""
    if said.replaced_by == name:
        yield Problem(
            at_value("replaced_by"),
            "unknown-promise",
            "a promise can't be replaced by itself",
            "write the id of the promise that replaces it, or take the line out",
        )
    elif said.replaced_by is not None and said.replaced_by not in promises:
        yield unknown_promise(("replaced_by",), said.replaced_by, promises)


def ids_free(texts: Iterable[Text[PromiseFile]], promises: Mapping[str, object]) -> None:
    """Notes earlier ids that are the id of another promise now, or that two promises claim."""
    claimed: dict[str, str] = {}
    for text in texts:
        for index, was in enumerate(text.document.was if text.document else ()):
            holder = was if was in promises else claimed.setdefault(was, text.found.name)
            if holder != text.found.name or was in promises:
                text.add(
                    [
                        Problem(
                            at_value("was", index),
                            "id-taken",
                            f"`{was}` is the id of a promise that stands now"
                            if was in promises
                            else f"{holder} says that `{was}` was its id too",
                            "an id leads to one promise for ever: take it out where it is wrong",
                        )
                    ]
                )


def said_twice(texts: Sequence[Text[MonthFile]]) -> None:
    """Notes records and letters that two parts of a month both have."""
    parts = Counter(text.found.name for text in texts)
    first: dict[Loc, Text[MonthFile]] = {}
    resolvers: dict[str, Resolver] = {}
    for text in texts:
        said = text.document
        if said is None or parts[text.found.name] == 1:
            continue
        keys: list[Loc] = [("delivered", name) for name in said.delivered]
        if said.letter is not None:
            keys.append(("letter",))
        for loc in keys:
            before = first.setdefault((text.found.name, *loc), text)
            if before is not text:
                path = before.found.path
                if path not in resolvers:
                    resolvers[path] = Resolver(before.text)
                there = resolvers[path].resolve(at_key(*loc))
                text.add([_again(text.found.name, loc, f"{path}:{there.line}:{there.column}")])


def _again(month: str, loc: Loc, there: str) -> Problem:
    rule, what = (
        ("letter-twice", "a letter") if len(loc) == 1 else ("recorded-twice", f"a record of {loc[1]}")
    )
    return Problem(
        at_key(*loc),
        rule,
        f"{month} has {what} here, and another in {there}",
        "keep the one that is right and take the other out",
    )


def unknown_promise(
    loc: Loc, name: str, promises: Mapping[str, object], at: Literal["key", "value"] = "value"
) -> Problem:
    """An id that no promise has."""
    near = nearest(name, promises)
    return Problem(
        Location(keys=loc, at=at),
        "unknown-promise",
        f"there is no promise `{name}`",
        f"did you mean `{near}`?" if near else f"declare it in promises/declared/{name}.yml",
    )
