"""`promises verify`: whether the past of an old copy of the ledger is still the past of a new one."""

from __future__ import annotations

import json
from pathlib import Path

import click

from service_promises.cli.failure import Failure
from service_promises.history.snapshot import NotALedger, load
from service_promises.history.verify import Compared, Seen, Step, compare
from service_promises.problems.plurals import pluralize
from service_promises.problems.report import visible

_MOST = 5
"""So many changes of each kind are listed; `--format json` has them all."""

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
        comparison = compare(load(old), load(new))
    except NotALedger as error:
        raise Failure(visible(str(error))) from None
    click.echo(_as_json(comparison) if form == "json" else _as_text(comparison), nl=False)
    if comparison.of(Step.SILENT):
        raise SystemExit(1)


def verdict_on(comparison: Compared) -> str:
    """The whole in one sentence."""
    if comparison.of(Step.SILENT):
        return "Past changed in silence."
    if comparison.of(Step.CORRECTED) and comparison.of(Step.LATE):
        return "Past corrected and reported late, in the open."
    if comparison.of(Step.CORRECTED):
        return "Past corrected in the open."
    return "Past reported late in the open." if comparison.of(Step.LATE) else "Same past."


def _as_text(comparison: Compared) -> str:
    lines = [verdict_on(comparison)]
    for step in Step:
        changes = comparison.of(step)
        if not changes:
            continue
        lines += ["", f"{str(step).capitalize()}: {len(changes)}"]
        lines += [f"  {_line(change)}" for change in changes[:_MOST]]
        if len(changes) > _MOST:
            months = [change.month for change in changes if change.month]
            span = f", {min(months)} to {max(months)}" if months else ""
            lines.append(f"  ... and {len(changes) - _MOST} more{span}; --format json lists them all")
    counts = f"{pluralize(comparison.before, 'record')} compared, {comparison.added} added since."
    return "\n".join([*lines, "", counts] if comparison.seen else [*lines, counts]) + "\n"


def _line(change: Seen) -> str:
    month = f", {change.month}" if change.month else ""
    return visible(f"{change.promise}{month}: {change.what}")


def _as_json(comparison: Compared) -> str:
    report = {
        "result": verdict_on(comparison).rstrip("."),
        "compared": comparison.before,
        "added": comparison.added,
        "findings": [
            {
                "kind": str(change.step),
                "promise": change.promise,
                **({"month": str(change.month)} if change.month else {}),
                "what": change.what,
            }
            for change in comparison.seen
        ],
    }
    return json.dumps(report, indent=2, ensure_ascii=False) + "\n"
