"""Documents as they were published before each of their corrections."""

from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from service_promises.ledger.commitments.fix import Fix
from service_promises.ledger.commitments.pledge import Pledge
from service_promises.ledger.promises.promise import Promise
from service_promises.ledger.service import Service

T = TypeVar("T")


class Editions(NamedTuple):
    """What was published of the service, of promises, fixes and pledges, the oldest first; only of those with corrections."""

    service: tuple[Service, ...] = ()
    promises: Mapping[str, tuple[Promise, ...]] = {}
    """By id."""
    fixes: Mapping[str, tuple[Fix, ...]] = {}
    """By id."""
    pledges: Mapping[str, tuple[Pledge, ...]] = {}
    """By id."""

    def of_service(self, service: Service) -> tuple[Service, ...]:
        """As first published, then as it stood after each correction."""
        return _with_newest(self.service, service)

    def of_promise(self, promise: Promise) -> tuple[Promise, ...]:
        """As first published, then as it stood after each correction."""
        return _with_newest(self.promises.get(promise.id, ()), promise)

    def of_fix(self, fix: Fix) -> tuple[Fix, ...]:
        """As first published, then as it stood after each correction."""
        return _with_newest(self.fixes.get(fix.id, ()), fix)

    def of_pledge(self, pledge: Pledge) -> tuple[Pledge, ...]:
        """As first published, then as it stood after each correction."""
        return _with_newest(self.pledges.get(pledge.id, ()), pledge)


NO_EDITIONS = Editions()


def _with_newest(before: tuple[T, ...], newest: T) -> tuple[T, ...]:
    # Where no file is behind a ledger, nobody knows what stood there.
    return (*before, newest) if before else (newest,) * (1 + len(getattr(newest, "corrected", ())))
