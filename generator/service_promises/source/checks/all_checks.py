"""Every check of a reading, in the order in which they are made."""

from service_promises.source.checks.areas import check_areas
from service_promises.source.checks.between_files import check_between_files
from service_promises.source.checks.corrections import check_no_idle_corrections
from service_promises.source.checks.examples import check_examples
from service_promises.source.checks.fix_origins import check_fix_origins
from service_promises.source.checks.owed import check_owed
from service_promises.source.checks.small_counts import check_small_counts
from service_promises.source.checks.wording import check_wording
from service_promises.source.reading import Reading


def check_all(reading: Reading, *, warn: bool) -> Reading:
    """The reading with every problem of it as a whole.

    Each check goes by the files that are sound, and so by what the checks before it say. Without `warn`, every error,
    and only where there is one, of the warnings what is owed.
    """
    for check in (check_between_files, check_areas, check_fix_origins, check_small_counts):
        reading = reading.with_problems(check(reading))
    if warn:
        reading = reading.with_problems([*check_examples(reading), *check_no_idle_corrections(reading)])
    worded = reading.with_problems(check_wording(reading, warn=warn))
    # What is owed keeps nothing from being published; it is only told beside what does.
    return worded.with_problems(check_owed(reading)) if warn or worded.faulty else worded
