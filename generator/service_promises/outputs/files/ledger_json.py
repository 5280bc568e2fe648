"""`data/ledger.json`: the tamper-evident ledger; `/data/` says how anybody can work it out again."""

from collections.abc import Iterator
from typing import Any

from service_promises.ledger.hash_chain import VERSION, Sealed, SealedRecord, canonical, sealed
from service_promises.ledger.key_changes import correction_data
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.promise import Promise
from service_promises.outputs.published_file import PublishedFile, Role
from service_promises.outputs.registry import SiteContext
from service_promises.pages.i18n import N_


def files(site: SiteContext) -> Iterator[PublishedFile]:
    """The one file."""
    yield PublishedFile(
        "data/ledger.json",
        "application/json",
        lambda: ledger_json(site.context.ledger, site.context.sealed).encode(),
        Role.DATA,
        N_("A chain of hashes for each record, which makes a change of the past show."),
        place=5,
    )


def ledger_json(ledger: Ledger, seals: Sealed | None = None) -> str:
    """The whole file; the same for the same records on whatever day they are judged.

    One line for each record, so that two copies can be compared line by line. `seals` are its hashes, where they
    are at hand.
    """
    seals = seals or sealed(ledger)
    promises = ",\n".join(
        f"{canonical(name)}:{canonical(_promise(promise, ledger))}" for name, promise in ledger.promises.items()
    )
    months = ",\n".join(
        f'{canonical(str(month))}:{{"hash":{canonical(sealed_month.hash)},"records":{{\n'
        + ",\n".join(f"{canonical(name)}:{_record(record)}" for name, record in sealed_month.records.items())
        + "}}"
        for month, sealed_month in seals.months.items()
    )
    hide_below = ledger.service.hide_counts_below
    hidden = f'"hide_counts_below":"{hide_below}",\n' if hide_below else ""
    return (
        f'{{"version":{VERSION},\n"site":{canonical(seals.hash)},\n{hidden}'
        f'"promises":{{\n{promises}}},\n"months":{{\n{months}}}}}\n'
    )


def _record(record: SealedRecord) -> str:
    """Canonical JSON of a record, from what was hashed as it was hashed."""
    chain = ",".join(f'{{"hash":"{seal.hash}","of":{seal.of}}}' for seal in record.seals)
    term = "" if record.term is None else f',"term":"{record.term}"'
    return f'{{"chain":[{chain}],"due_by":"{record.due_by}"{term}}}'


def _promise(promise: Promise, ledger: Ledger) -> dict[str, Any]:
    covers = [ledger.service.covers, *([promise.covers] if promise.covers else [])]
    ends = [coverage.until for coverage in covers if coverage.until is not None]
    ends += [promise.ends] if promise.ends is not None else []
    first = max(promise.terms[0].since, *(coverage.from_ for coverage in covers))
    data: dict[str, Any] = {
        "from": str(first),
        "due_in": [str(number) for number in sorted(promise.due_in)],
        "terms": [{"since": str(term.since), "target": term.target.text} for term in promise.terms],
    }
    if ends:
        data["until"] = str(min(ends))
    if promise.was:
        data["was"] = list(promise.was)
    if promise.corrected:
        data["corrected"] = [correction_data(correction) for correction in promise.corrected]
    return data
