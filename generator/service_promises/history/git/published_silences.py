"""What stands as not reported in the version of a site that was committed last."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

from service_promises.history.git.past_version import past_version
from service_promises.history.git.repository import NoHistory
from service_promises.ledger.periods.month import Month
from service_promises.ledger.verdicts.verdict import Verdict
from service_promises.source.read_files import read


def published_silences(root: Path, as_of: date) -> Collection[tuple[str, Month]]:
    """The promises and months that the last commit leaves without a record on a day, by id.

    None where there is no commit yet, or no git: nothing was public, so nothing was late.
    """
    try:
        past = past_version(root, "HEAD", read(root, as_of))
    except NoHistory:
        return frozenset()
    old = past.comparison.old.partial
    if past.is_first or old is None:
        return frozenset()
    return {key for key, entry in old.entries.items() if entry.verdict is Verdict.NOT_REPORTED}
