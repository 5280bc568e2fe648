"""The examples of a new repository: known by their bytes, and no part of any past."""

from __future__ import annotations

from datetime import date

import pytest
from service_promises.outputs.files.ledger_json import ledger_json, sealed_ledger
from service_promises.source.assemble import assemble
from service_promises.source.examples import untouched_examples
from service_promises.source.files import source_path
from service_promises.source.reading import Reading
from service_promises.source.source_file import parse_file
from service_promises.staff.new_repository.code_hosts import CodeHost
from service_promises.staff.new_repository.new_repository import Repository, repository_files

TODAY = date(2026, 11, 22)
EXAMPLES = {"declared/answer-the-phone", "delivered/2026-10", "fixes/second-telephone-line"}
OTHER = "month: 2026-09\ndelivered:\n  answer-the-phone:\n    due: 9\n    kept: 9\n"


def _texts(day: date = TODAY) -> dict[str, str]:
    files = repository_files(Repository("Tea", "https://example.org/", "", "", CodeHost.GITHUB), day)
    return {
        path.removeprefix("promises/").removesuffix(".yml"): content.decode()
        for path, content in files.items()
        if path.startswith("promises/")
    }


@pytest.mark.parametrize("day", [TODAY, date(2024, 2, 29), date(2031, 1, 1)])
def test_what_init_writes_is_known_in_every_month(day: date) -> None:
    texts = _texts(day)
    assert untouched_examples(texts) == texts.keys() - {"service"}, "add the new hash, and take none away"
    assert untouched_examples({path: text.replace("\n", "\r\n") for path, text in texts.items()}) != set()


@pytest.mark.parametrize("path", sorted(EXAMPLES))
def test_what_was_touched_is_no_example(path: str) -> None:
    texts = _texts()
    texts[path] = texts[path].replace("calls", "letters").replace("204", "205").replace("telephone line", "line")
    assert path not in untouched_examples(texts)


def test_a_promise_with_records_of_somebodys_own_is_no_example() -> None:
    assert untouched_examples({**_texts(), "delivered/2026-09": OTHER}) == set()


def _reading(texts: dict[str, str]) -> Reading:
    paths = [source_path(f"promises/{path}.yml") for path in texts]
    return assemble([parse_file(path, texts[path.path[9:-4]].encode(), TODAY) for path in paths if path], TODAY)


def test_the_ledger_has_no_example() -> None:
    ledger = _reading(_texts()).partial
    assert ledger is not None
    seals = sealed_ledger(ledger)
    assert (seals.promises, seals.fixes, seals.months) == ({}, {}, {})
    assert "answer-the-phone" not in ledger_json(seals)
    used = _reading(
        {**_texts(), "declared/answer-the-phone": _texts()["declared/answer-the-phone"] + "ends: 2030-01\n"}
    )
    assert used.partial is not None
    assert list(sealed_ledger(used.partial).promises) == ["answer-the-phone"]
