"""`promises verify`: whether the past of an old copy of the ledger is still the past of a new one."""

import json
from pathlib import Path

import click

from service_promises.cli import Failure
from service_promises.cli.options import format_option
from service_promises.history.verify.sealed import ChangeKind
from service_promises.history.verify.snapshot import InvalidSnapshot, load
from service_promises.history.verify.verify import Finding, Verification, compare_snapshots
from service_promises.problems.plurals import pluralize
from service_promises.problems.report import visible

_MOST = 5
"""So many findings of each kind are listed; `--format json` has them all."""

_COPY = click.Path(exists=True, path_type=Path)


@click.command()
@click.argument("old", type=_COPY)
@click.argument("new", type=_COPY)
@format_option(["text", "json"], "For people, or for programs; only json lists everything where there is much.")
def verify(old: Path, new: Path, form: str) -> None:
    """Compare two saved copies of data/ledger.json, the older one first: files, or folders of sites.

    Says whether the past is the same, was corrected in the open, was changed in the open (with a later day, or reported
    late), or was changed in silence. Exits with 1 for the last, and for a copy whose hashes do not belong to it.
    """
    try:
        verification = compare_snapshots(load(old), load(new))
    except InvalidSnapshot as error:
        raise Failure(visible(str(error))) from None
    click.echo(_as_json(verification) if form == "json" else _as_text(verification), nl=False)
    if verification.of(ChangeKind.UNDECLARED):
        raise SystemExit(1)


def verdict_on(verification: Verification) -> str:
    """The whole in one sentence."""
    if verification.of(ChangeKind.UNDECLARED):
        return "Past changed in silence."
    if verification.of(ChangeKind.CORRECTED):
        return "Past corrected in the open."
    return "Past changed in the open." if verification.of(ChangeKind.OPEN) else "Same past."


def _as_text(verification: Verification) -> str:
    lines = [verdict_on(verification)]
    for kind in ChangeKind:
        findings = verification.of(kind)
        if not findings:
            continue
        lines += ["", f"{str(kind).capitalize()}: {len(findings)}"]
        lines += [f"  {_line(finding)}" for finding in findings[:_MOST]]
        if len(findings) > _MOST:
            months = [finding.month for finding in findings if finding.month]
            span = f", {min(months)} to {max(months)}" if months else ""
            lines.append(f"  ... and {len(findings) - _MOST} more{span}; --format json lists them all")
    counts = f"{pluralize(verification.compared, 'record')} compared, {verification.added} added since."
    if verification.in_part:
        counts += " One copy is of version 1, so only what both hold was compared."
    return "\n".join([*lines, "", counts] if verification.findings else [*lines, counts]) + "\n"


def _line(finding: Finding) -> str:
    where = ", ".join(filter(None, [finding.promise, str(finding.month or "")]))
    return visible(f"{where}: {finding.what}" if where else finding.what)


def _as_json(verification: Verification) -> str:
    report = {
        "result": verdict_on(verification).rstrip("."),
        "compared": verification.compared,
        "added": verification.added,
        **({"in_part": True} if verification.in_part else {}),
        "findings": [
            {
                "kind": str(finding.kind),
                "promise": finding.promise,
                **({"month": str(finding.month)} if finding.month else {}),
                "what": finding.what,
            }
            for finding in verification.findings
        ],
    }
    return json.dumps(report, indent=2, ensure_ascii=False) + "\n"
