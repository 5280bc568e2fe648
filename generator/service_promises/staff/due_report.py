"""What is due, as text, as Markdown for an issue, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date

from service_promises.problems.markdown import escape_markdown
from service_promises.problems.plurals import pluralize
from service_promises.staff.due import SOON, Item, Kind
from service_promises.staff.english import day_said, month_said

_HEADINGS = {
    Kind.LATE: "Late, and shown to the public as not reported",
    Kind.OVERDUE_FIX: "Fixes that are overdue",
    Kind.UNEXPLAINED: "Fell short or let people down, and not explained",
    Kind.SOON: f"Due within {SOON} days",
}
_MOST = 6
"""Of one promise no more than so many are told one by one; JSON has them all."""

FORMATS: dict[str, Callable[[Sequence[Item], date], str]] = {}


def as_text(items: Sequence[Item], as_of: date) -> str:
    """For a terminal."""
    return _report(items, as_of, lambda kind: f"{_HEADINGS[kind]}:", "  ", str, str)


def as_markdown(items: Sequence[Item], as_of: date) -> str:
    """For an issue; what staff wrote can neither format nor mention anybody in it."""
    return _report(
        items, as_of, lambda kind: f"### {_HEADINGS[kind]}\n", "- ", lambda name: f"`{name}`", escape_markdown
    )


def as_json(items: Sequence[Item], as_of: date) -> str:
    """For a program: `{"as_of": ..., "due": [...]}`, one object for each item."""
    found = [
        {
            "kind": item.kind,
            "id": item.id,
            "month": str(item.month) if item.month else None,
            "by": str(item.by),
            "owner": item.owner,
            "what": item.what,
        }
        for item in items
    ]
    return json.dumps({"as_of": str(as_of), "due": found}, indent=2, ensure_ascii=False) + "\n"


FORMATS.update(text=as_text, markdown=as_markdown, json=as_json)


def _report(
    items: Sequence[Item],
    as_of: date,
    heading: Callable[[Kind], str],
    bullet: str,
    name: Callable[[str], str],
    words: Callable[[str], str],
) -> str:
    if not items:
        return f"Nothing is due on {day_said(as_of)} or within {SOON} days.\n"
    blocks = []
    for kind in Kind:
        of_kind = [item for item in items if item.kind is kind]
        if not of_kind:
            continue
        lines = [heading(kind)]
        by_id: dict[str, list[Item]] = {}
        for item in of_kind:
            by_id.setdefault(item.id, []).append(item)
        for one, of_one in by_id.items():
            left_out = max(0, len(of_one) - _MOST)
            if left_out:
                first, last = of_one[0].month, of_one[left_out - 1].month
                lines.append(
                    f"{bullet}{name(one)}, {pluralize(left_out, 'older month')} from {first} to {last}."
                    f" Owner: {words(of_one[0].owner)}"
                )
            for item in of_one[left_out:]:
                of_month = f", {month_said(item.month)}" if item.month else ""
                lines.append(f"{bullet}{name(one)}{of_month}: {item.what}. Owner: {words(item.owner)}")
        blocks.append("\n".join(lines) + "\n")
    blocks.append(f"As of {day_said(as_of)}.\n")
    return "\n".join(blocks)
