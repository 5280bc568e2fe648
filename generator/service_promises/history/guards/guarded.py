"""Facts that change only with a correction: each as it was published, and as the corrections say that it was."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from service_promises.history.guards.facts import Fact, FactName, facts_of
from service_promises.history.guards.verdict_changes import PastMessage
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Keys, Problem, at_key, at_value
from service_promises.source.documents.base import Guard
from service_promises.source.documents.declared import PromiseFile
from service_promises.source.documents.editions import editions, holder_of
from service_promises.source.documents.places import PlacesFile
from service_promises.source.documents.written import typed, written
from service_promises.source.source_file import SourceFile
from service_promises.source.yaml.flow import flow

_NOTHING = Fact("", None, None, ())


def check_facts(
    messages: tuple[str, str],
    old: SourceFile[Any],
    new: SourceFile[Any],
    as_of: date,
    is_open: Callable[[FactName], bool],
    past: Callable[[str], Iterable[PastMessage]] = lambda _: (),
) -> Iterator[Problem]:
    """What of a document is not as it was published, and not corrected in the open.

    `messages` are the names of those for what changed and for what is gone; `is_open` says of a fact that its
    changes are none of the past; `past` says of a key what it takes from months that are over, in words of its own.
    """
    published = len(old.document.corrected)
    corrections = [*enumerate(new.document.corrected)][published:]
    every = editions(new.document)
    invalid = {keys[0] for keys in old.invalid | new.invalid}
    before, then = map(facts_of, (old.document, every[published] if corrections else new.document))
    reported: set[Keys] = set()
    for name in {**before, **then}:
        was, now = before.get(name), then.get(name)
        if not _is_change(name, was, now, before, then):
            continue
        fact = now or was or _NOTHING
        named = next(
            (
                (index, key)
                for index, correction in corrections
                for key in (fact.key, *fact.also_named)
                if _names(every[index + 1], correction, key, fact)
            ),
            None,
        )
        lost = [*past(name[0])] if named is None and len(name) == 1 else []
        if not lost and (name[0] in invalid or (named is None and _is_free(name, was, now, is_open, as_of))):
            continue
        if named is None:
            problems = _undeclared(messages, new.document, name, was or _NOTHING, now, as_of, lost)
        else:
            index, key = named
            stated = getattr(new.document.corrected[index].was, key)
            problems = [misstated(index, key, stated, _old_value(old.document, key, was or _NOTHING, name))]
        keys = problems[0].location.keys
        if keys not in reported:  # several terms may share a measure
            reported.add(keys)
            yield from problems


def _is_change(
    name: FactName, was: Fact | None, now: Fact | None, before: Mapping[FactName, Fact], then: Mapping[FactName, Fact]
) -> bool:
    if (was.value if was else None) == (now.value if now else None):
        return False
    # A term that is gone or new is told as a whole.
    return name[0] != "terms" or all((*name[:2], "target") in facts for facts in (before, then))


def _is_free(
    name: FactName, was: Fact | None, now: Fact | None, is_open: Callable[[FactName], bool], as_of: date
) -> bool:
    """Whether a change needs no correction."""
    if now is not None and now.guard is Guard.ONCE_WRITTEN and (was is None or _is_still_there(was.value, now.value)):
        return True
    if len(name) > 2 and name[2] == "interim" and was is None and now is not None:
        return str(now.value["since"]) >= f"{as_of:%Y-%m}"  # an interim target that begins later
    return is_open(name)


def _is_still_there(was: Any, now: Any) -> bool:
    """Whether all that was written stands there now; to a list may be added."""
    return was is None or (isinstance(was, list) and isinstance(now, list) and all(item in now for item in was))


def _names(after: Any, correction: Any, key: str, fact: Fact) -> bool:
    """Whether a correction says what a fact was; `after` is the document as it stood with it."""
    if key not in correction.was.model_fields_set:
        return False
    if isinstance(after, PlacesFile):
        return fact.keys[1] in correction.was.places
    if not isinstance(after, PromiseFile) or key == "terms":
        return True
    index = holder_of(after, correction, key)
    return fact.keys[:2] == ("terms", index) if index is not None else fact.keys[0] != "terms"


def _old_value(old: Any, key: str, was: Fact, name: FactName) -> Any:
    """The whole old value of a key that names a fact."""
    if key == was.key or was is _NOTHING:
        return was.written
    if key == "terms":
        return old.terms
    holder = old if was.keys[0] != "terms" else old.terms[was.keys[1]]
    return getattr(holder, "measure" if name[2:3] == ("measure",) else key)


def misstated(index: int, key: str, stated: Any, published: Any) -> Problem:
    """A correction, by its place in the list, that says that a key was something else than what was published."""
    return named_problem(
        "correction-was-text",
        at_value("corrected", index, "was", key),
        key=key,
        was=_quoted(stated),
        before=typed(published),
    )


def _undeclared(
    messages: tuple[str, str],
    new: Any,
    name: FactName,
    was: Fact,
    now: Fact | None,
    as_of: date,
    lost: list[PastMessage],
) -> list[Problem]:
    """That a fact changed, by what it takes from months that are over, else by its old and new value."""
    fact = now or was
    since = ""
    if fact.keys[0] == "terms" and isinstance(new, PromiseFile):
        since = f"since: {name[1]}, " if len(new.terms) > 1 or fact.key in ("promise", "due_in", "report_by") else ""
    old = was.written if was is not _NOTHING else None
    if fact.key == "places":
        old = old or dict.fromkeys(fact.written)
    typed_old = f"{since}{fact.key}: {typed(old)}"
    if lost:
        location = at_key(*fact.keys)
        return [
            named_problem(message, location, key=fact.key, as_of=as_of, was=typed_old, **values)
            for message, values in lost
        ]
    part = _part(was.value, now.value if now else None)
    pair = old, now.written if now else None
    if part and now and fact.key == "target":  # one month of a schedule
        pair = was.value.get(part[0]), now.value[part[0]]
    quoted = dict(zip(("before", "now"), map(_quoted, pair), strict=True))
    name_of_message, location = messages[now is None or now.value is None], at_value(*fact.keys, *part)
    return [named_problem(name_of_message, location, key=fact.key, as_of=as_of, was=typed_old, **quoted)]


def _part(was: Any, now: Any) -> Keys:
    """The key below it that changed, where it is one alone."""
    if not isinstance(was, dict) or not isinstance(now, dict):
        return ()
    changed = [key for key in {**was, **now} if was.get(key) != now.get(key)]
    return tuple(changed) if len(changed) == 1 and changed[0] in now else ()


def _quoted(value: Any) -> str:
    """A value in a message: text in quotes, and no longer than can be read."""
    data = written(value)
    if data is None or data is False or data == []:
        return "nothing"
    text = data if isinstance(data, str) else flow(data)
    text = text if len(text) <= 60 else text[:59] + "\N{HORIZONTAL ELLIPSIS}"
    return text if isinstance(data, dict | list) else f'"{text}"'
