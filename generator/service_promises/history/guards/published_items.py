"""What is added to a list once it is published: corrections, and moves of a date. The list only grows."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, TypeVar

from service_promises.problems.problem import Keys, Problem, at_key, at_value
from service_promises.source.rules.common import Dated

T = TypeVar("T")

_WAY_OUT = "put it back as it was; what is wrong in it is put right by a correction of its own below it"


def check_published_corrections(keys: Keys, old: Sequence[Dated], new: Sequence[Dated]) -> Iterator[Problem]:
    """The first correction that is not as it was published, or is gone."""
    return check_published_items(keys, old, new, lambda correction: f"correction of {correction.on}", _WAY_OUT)


def check_published_items(
    keys: Keys, old: Sequence[T], new: Sequence[T], name: Callable[[T], str], way_out: str
) -> Iterator[Problem]:
    """The first item of a list that is not as it was published, or is gone."""
    for index, item in enumerate(old):
        if index >= len(new) or new[index] != item or _named_keys(new[index]) != _named_keys(item):
            location, is_now = (
                (at_value(*keys, index), "not as it was") if index < len(new) else (at_key(*keys), "gone")
            )
            what = f"the {name(item)} was published, and is {is_now}"
            yield Problem(location, "published-correction", what, way_out)
            return


def _named_keys(item: Any) -> Collection[str]:
    """The keys that a correction of a document names: one that was not there is null, as is one that it does not name."""
    return getattr(getattr(item, "was", None), "model_fields_set", ())
