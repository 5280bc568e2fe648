"""`data/ledger.json`: the tamper-evident ledger; `/data/` says how anybody can work it out again."""

from collections.abc import Iterable, Iterator, Mapping

from service_promises.ledger.hashes.hash_chain import VERSION, Sealed, SealedLedger, SealedMonth, canonical, sealed
from service_promises.ledger.ledger import Ledger
from service_promises.outputs.published_file import PublishedFile, Role
from service_promises.outputs.registry import SiteContext
from service_promises.pages.i18n import N_
from service_promises.source.documents.guarded_keys import GUARDED_KEYS
from service_promises.source.schemas import ledger_schema


def files(site: SiteContext) -> Iterator[PublishedFile]:
    """The ledger, and its JSON Schema."""
    yield PublishedFile(
        "data/ledger.json",
        "application/json",
        lambda: ledger_json(site.once(sealed_ledger)).encode(),
        Role.DATA,
        N_("A chain of hashes for each record and each declaration, which makes a change of the past show."),
        position=6,
    )
    yield PublishedFile(
        "schemas/ledger-2.schema.json",
        "application/schema+json",
        ledger_schema,
        Role.ABOUT_DATA,
        N_("For programs: a JSON Schema of ledger.json, version 2."),
        position=8,
    )


def sealed_ledger(ledger: Ledger) -> SealedLedger:
    """Every hash of the ledger, which a file and a page both show."""
    return sealed(ledger, GUARDED_KEYS)


def ledger_json(seals: SealedLedger) -> str:
    """The whole file; the same for the same records on whatever day they are judged.

    One line for each record, promise, fix and pledge, so that two copies can be compared line by line.
    """
    months = _lines((str(month), _month(of_month)) for month, of_month in seals.months.items())
    pledges = f'"pledges":{_all(seals.pledges)},\n' if seals.pledges else ""
    places = f'"places":{_sealed(seals.places)},\n' if seals.places else ""
    return (
        f'{{"version":{VERSION},\n"site":"{seals.hash}",\n"service":{_sealed(seals.service)},\n'
        f'"promises":{_all(seals.promises)},\n"fixes":{_all(seals.fixes)},\n{pledges}{places}"months":{months}}}\n'
    )


def _month(month: SealedMonth) -> str:
    beside = "".join(f"{canonical(key)}:{canonical(value)},\n" for key, value in month.beside.items())
    totals = f'"totals":{canonical(month.totals)},\n' if month.totals else ""
    return f'{{"hash":"{month.hash}",\n"due":{canonical(month.due)},\n{beside}{totals}"records":{_all(month.records)}}}'


def _all(by_name: Mapping[str, Sealed]) -> str:
    return _lines((name, _sealed(sealed)) for name, sealed in by_name.items())


def _sealed(sealed: Sealed) -> str:
    """From what was hashed as it was hashed."""
    chain = ",".join(f'{{"hash":"{seal.hash}","of":{seal.of}}}' for seal in sealed.seals)
    beside = "".join(f",{canonical(key)}:{canonical(value)}" for key, value in sealed.beside.items())
    terms = f',"terms":{_all(sealed.terms)}' if sealed.terms else ""
    return f'{{"chain":[{chain}]{beside}{terms}}}'


def _lines(items: Iterable[tuple[str, str]]) -> str:
    lines = ",\n".join(f"{canonical(name)}:{text}" for name, text in items)
    return f"{{\n{lines}}}" if lines else "{}"
