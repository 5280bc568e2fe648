"""`data/fixes.csv`: every fix and where it stands (DESIGN.md section 5)."""

from __future__ import annotations

from datetime import date

from service_promises.ledger.fix import Fix
from service_promises.ledger.ledger import Ledger
from service_promises.outputs.csv_writer import csv_file
from service_promises.pages.i18n import N_, I18n

FIXES = "data/fixes.csv"

_COLUMNS = (
    ("fix", N_("Id of the fix; never changes.")),
    ("state", N_("overdue, promised, late, kept or dropped, judged by the first date promised.")),
    ("we_will", N_("What is to be different.")),
    ("first_by", N_("The first date promised, YYYY-MM-DD.")),
    ("by", N_("The date as it stands now, YYYY-MM-DD.")),
    ("done", N_("The day on which it was done, YYYY-MM-DD; empty while it is not.")),
    ("after", N_("Promise and month after which it was promised; several are parted by semicolons.")),
)


def fixes_csv(ledger: Ledger) -> str:
    """Write one row for each fix, sorted by id."""
    return csv_file(
        [name for name, _ in _COLUMNS], (_row(fix, ledger.as_of) for fix in ledger.fixes.values())
    )


def _row(fix: Fix, as_of: date) -> tuple[str, ...]:
    after = "; ".join(f"{origin.promise} {origin.month}" for origin in fix.after)
    dates = (str(fix.first_by), str(fix.by), str(fix.done.on) if fix.done else "")
    return (fix.id, fix.state(as_of), fix.we_will, *dates, after)


def fix_columns(i18n: I18n) -> tuple[tuple[str, str], ...]:
    """Each column with its meaning."""
    return tuple((name, i18n.say(meaning)) for name, meaning in _COLUMNS)
