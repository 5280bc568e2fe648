"""The figures of a record in one line, as staff wrote them."""

from __future__ import annotations

from service_promises.ledger.delivery import FIGURES
from service_promises.ledger.ledger import Entry
from service_promises.ledger.rounding import plain


def figures_said(entry: Entry) -> str:
    """Each figure with its key: `due 200, kept 190`; for staff, so nothing is hidden."""
    record = entry.delivery
    if record is None:
        return "not reported"
    said = []
    for key in FIGURES:
        value = getattr(record, key)
        if value is None:
            continue
        if isinstance(value, bool):
            text = "true" if value else "false"
        elif key == "on":
            text = str(value)
        else:
            text = plain(value) + ("%" if key == "share" else "")
        said.append(f"{key} {text}")
    return ", ".join(said)
