"""`promises verify`: whether the past of an old copy of the ledger is still the past of a new one."""

from __future__ import annotations

import json
from pathlib import Path

import click

from service_promises.history.snapshot import NotALedger, load
from service_promises.history.verify import Compared, Seen, Step, compare
from service_promises.problems.plurals import pluralize
from service_promises.problems.report import visible

SHOWN = 5
"""So many of each kind are told one by one; `--format json` has them all."""

_COPY = click.Path(exists=True, path_type=Path)


@click.command()
@click.argument("old", type=_COPY)
@click.argument("new", type=_COPY)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or for programs; only json lists everything where there is much.",
)
def verify(old: Path, new: Path, form: str) -> None:
    """Compare two saved copies of data/ledger.json, the older one first: files, or folders of sites.

    Says whether the past is the same, was corrected or reported late in the open, or was changed in silence.
    Exits with 1 for the last, and for a copy whose hashes do not belong to its figures.
    """
    try:
        found = compare(load(old), load(new))
    except NotALedger as wrong:
        click.echo(visible(str(wrong)), err=True)
        raise SystemExit(1) from None
    click.echo(_as_json(found) if form == "json" else _as_text(found), nl=False)
    if found.of(Step.SILENT):
        raise SystemExit(1)


def verdict_on(found: Compared) -> str:
    """The whole in one sentence."""
    if found.of(Step.SILENT):
        return "Past changed in silence."
    if found.of(Step.CORRECTED) and found.of(Step.LATE):
        return "Past corrected and reported late, in the open."
    if found.of(Step.CORRECTED):
        return "Past corrected in the open."
    return "Past reported late in the open." if found.of(Step.LATE) else "Same past."


def _as_text(found: Compared) -> str:
    lines = [verdict_on(found)]
    for step in Step:
        seen = found.of(step)
        if not seen:
            continue
        lines += ["", f"{str(step).capitalize()}: {len(seen)}"]
        lines += [f"  {_told(one)}" for one in seen[:SHOWN]]
        if len(seen) > SHOWN:
            months = [one.month for one in seen if one.month]
            span = f", {min(months)} to {max(months)}" if months else ""
            lines.append(f"  ... and {len(seen) - SHOWN} more{span}; --format json lists them all")
    counts = f"{pluralize(found.before, 'record')} compared, {found.added} added since."
    return "\n".join([*lines, "", counts] if found.seen else [*lines, counts]) + "\n"


def _told(one: Seen) -> str:
    return visible(f"{one.promise}, {one.month}: {one.what}" if one.month else f"{one.promise}: {one.what}")


def _as_json(found: Compared) -> str:
    said = {
        "result": verdict_on(found).rstrip("."),
        "compared": found.before,
        "added": found.added,
        "findings": [
            {
                "kind": str(one.step),
                "promise": one.promise,
                **({"month": str(one.month)} if one.month else {}),
                "what": one.what,
            }
            for one in found.seen
        ],
    }
    return json.dumps(said, indent=2, ensure_ascii=False) + "\n"
