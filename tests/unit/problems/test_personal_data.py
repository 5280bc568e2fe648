"""Addresses and numbers of persons are found, figures and what is given out are let through."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from service_promises.source.documents.declared import PromiseFile
from service_promises.source.documents.delivered import MonthFile
from service_promises.source.documents.fix import FixFile
from service_promises.source.documents.keys import keys_within
from service_promises.source.documents.pledge import PledgeFile
from service_promises.source.documents.prose import Prose
from service_promises.source.documents.service import ServiceFile
from service_promises.source.rules.personal_data import PublicContacts, check_personal_data, check_persons
from service_promises.source.rules.word_list import word_list
from service_promises.source.values.scalars import Author

from tests.rules.site import CALLS, RECORDS, month_file, problems
from tests.rules.site import SERVICE as SERVICE_FILE

SERVICE: dict[str, Any] = {
    "name": "Example",
    "about": "Example.",
    "for": "Example.",
    "covers": {"from": "2026-01"},
    "reach_us": [
        {"name": "Write", "url": "mailto:Help@example.org"},
        {"name": "Ring 0800 100 2000", "url": "tel:+441632960123"},
    ],
    "allow": ["01632 960 999", "Dr Foster", "press@example.org"],
}
GIVEN_OUT = PublicContacts.of(ServiceFile.model_validate(SERVICE))


def _matches(text: str) -> list[str]:
    return [problem.message.split(",")[0].removeprefix("here stands ") for problem in _problems(text)]


def _problems(text: str) -> list[Any]:
    return list(check_personal_data(Prose(("letter",), text, Author.US), GIVEN_OUT))


@pytest.mark.parametrize(
    "text",
    [
        "jo@example.org",
        "Write to jo.o+x@mail.example.co.uk.",
        "[write](mailto:jo@example.org)",
        "\u201cI am jo@example.org\u201d",
    ],
)
def test_an_address_of_somebody_is_refused(text: str) -> None:
    assert _matches(text) == ["an e-mail address"]


@pytest.mark.parametrize(
    "text",
    [
        "Ring 01632 960124.",
        "+44 (0)1632 960 124",
        "+441632960124",
        "0044 1632 960124",
        "(01632) 960124",
        "07700-900123",
        "tel:01632960124",
        "[ring](tel:01632960124)",
        "(555) 010-0123",
        "01 23 45 67 89",
        "030\u00a0123 45 67",
    ],
)
def test_a_number_of_somebody_is_refused(text: str) -> None:
    assert _matches(text) == ["a telephone number"]


@pytest.mark.parametrize(
    "text",
    [
        "2,137,000 attendances of 1 204 567 890",
        "2026-01-02 09:30 to 2026-02-03 17:00",
        "01.02.2026 03.04.2026 and 01-2026 02-2026",
        "0.95123456789 and +100 000 000",
        "https://example.org/01632960124/a and [page](../01632960124)",
        "https://example.org/@someone and @someone",
        "AB-01632-960124, #01632960124, \u00a301632960124, a01632960124",
        "52 of 311; 38, 14, 29; 10.5%",
        "help@example.org, PRESS@example.org, 01632 960123, +44 1632 960 999, 0800 1002000",
    ],
)
def test_figures_dates_addresses_of_pages_and_our_own_are_let_through(text: str) -> None:
    assert _matches(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ms Jones and Dr. Who rang", ["Ms Jones", "Dr. Who"]),
        ("Mr\nÉtienne", ["Mr Étienne"]),
        ("Dr Foster, a dr Who, Mr x, DrWho, Dr 5", []),
    ],
)
def test_persons_are_told_by_their_title(text: str, names: list[str]) -> None:
    words = word_list("en")
    assert words is not None
    found = check_persons(Prose(("letter",), text, Author.CUSTOMERS), words, GIVEN_OUT)
    assert [problem.message.split("`")[1] for problem in found] == names


@pytest.mark.parametrize(
    ("owner", "names"),
    [
        ("John Smith", ["John Smith"]),
        ("Sarah J. O'Connor, Head of lending", ["Sarah J. O'Connor"]),
        ("Mary Taylor (repairs)", ["Mary Taylor"]),
        ("John Smith House", []),
        ("John Smith ward", []),
        ("Ward Smith", []),
        ("John Lewis", []),
        ("John Radcliffe", []),
        ("James Cook", []),
        ("Thomas Cook", []),
        ("Head of repairs, for John Smith", []),
        ("Victoria Station", []),
        ("john smith", []),
    ],
)
def test_an_owner_that_is_plainly_a_person_is_told_and_a_team_never(owner: str, names: list[str]) -> None:
    words = word_list("en")
    assert words is not None
    found = check_persons(Prose(("owner",), owner, Author.US), words, GIVEN_OUT)
    assert [problem.message.split("`")[1] for problem in found] == names
    assert not [*check_persons(Prose(("letter",), owner, Author.US), words, GIVEN_OUT)]


def test_every_text_is_looked_at_but_those_that_tell_whom_to_turn_to() -> None:
    keys = [
        way[-1] for model in (ServiceFile, PromiseFile, MonthFile, FixFile, PledgeFile) for way in keys_within(model)
    ]
    texts = [
        key for key in keys if key.scalar and {"type": "string", "minLength": 1}.items() <= key.scalar.schema.items()
    ]
    judged = {key.name for key in texts if key.scalar and key.scalar.author and not key.scalar.gives_contacts}
    assert judged >= {
        "owner",
        "staff_may",
        "we_will",
        "area",
        "unit",
        "one",
        "notice",
        "what_happened",
        "letter",
        "because",
    }
    addresses = {key.name for key in texts if key.scalar and "format" in key.scalar.schema} | {"answer_back"}
    assert {key.name for key in texts} - judged - addresses == {"if_we_fall_short", "instead", "needs_from_you"}


@pytest.mark.parametrize(
    ("path", "content", "key"),
    [
        ("promises/declared/calls.yml", CALLS.replace("Customer service", "Jane Smith 07700 900123"), "owner"),
        ("promises/declared/calls.yml", CALLS.replace("Calls to our number.", "Ask jane@example.com."), "counts"),
        ("promises/declared/calls.yml", CALLS + "area: Jane Smith 07700 900123\n", "area"),
        ("promises/service.yml", SERVICE_FILE + "notice: Ask jane@example.com.\n", "notice"),
    ],
)
def test_a_person_in_any_file_is_refused(tmp_path: Path, path: str, content: str, key: str) -> None:
    files = {"promises/delivered/2026-01.yml": month_file(RECORDS), path: content}
    assert [(problem.rule, problem.key) for problem in problems(tmp_path, files)] == [("personal-data", key)]


def test_who_is_let_down_may_be_told_whom_to_ring(tmp_path: Path) -> None:
    service = SERVICE_FILE + "not_promised:\n  - {what: A visit, instead: Ring 01632 960123.}\n"
    service = service.replace("name: Write to us", "name: Ring 01632 960124 or 01632 960125")
    calls = CALLS.replace("We call you back.", "Ring 01632 960123.")
    files = {
        "promises/delivered/2026-01.yml": month_file(RECORDS),
        "promises/declared/calls.yml": calls,
        "promises/service.yml": service,
    }
    assert problems(tmp_path, files) == ()
