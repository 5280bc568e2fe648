"""Corrections after which everything stands as before: a slip in what they say, or no corrections at all."""

from collections.abc import Iterator, Sequence
from typing import Any

from service_promises.ledger.delivery import Correction, Delivery
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Keys, Problem, at_value
from service_promises.source.documents.written import typed_figure
from service_promises.source.yaml.flow import flow

_WITHOUT_OLD_VALUE = frozenset({"in_their_words", "letter"})
"""Keys of which a correction does not repeat what stood there."""


def check_record_corrections(keys: Keys, delivery: Delivery) -> Iterator[Problem]:
    """The corrections of a record that leave a key as it was."""
    editions = delivery.editions()
    for index, correction in enumerate(delivery.corrected):
        for key in sorted(correction.was.keys() - _WITHOUT_OLD_VALUE):
            was, now = getattr(editions[index], key), getattr(editions[index + 1], key)
            if was == now:
                yield _unchanged((*keys, "corrected", index, "was", key), key, typed_figure(key, was))


def check_document_corrections(corrections: Sequence[Correction]) -> Iterator[Problem]:
    """The corrections of a promise, a fix or the service that leave a key as it was."""
    for index, correction in enumerate(corrections):
        for key, now in correction.now.items():
            was = correction.was.get(key)
            if _fact(was) == _fact(now):
                yield _unchanged(("corrected", index, "was", key), key, flow(was))


def _unchanged(keys: Keys, key: str, was: str) -> Problem:
    return named_problem("correction-changes-nothing", at_value(*keys), key=key, was=was)


def _fact(value: Any) -> Any:
    """A value with nothing for what is as if the key were absent, and one space for every blank."""
    if isinstance(value, str):
        return " ".join(value.split())
    return None if value in (False, [], {}) else value
