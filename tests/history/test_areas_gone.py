"""The address of an area that was published: it leads somewhere, or the check warns."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.history.published import CALLS, CALLS_YML, SERVICE, SERVICE_YML, checked, month_file, publish

AS_OF = date(2026, 2, 20)
MONTH = month_file("2026-01", calls={"due": 200, "kept": 200})


@pytest.mark.parametrize(
    ("areas", "gone"),
    [
        ("[{id: telephone, name: By telephone, was: [ringing]}]", set()),
        ("[{id: calls, name: Telephone, was: [telephone, ringing]}]", set()),
        ("[{id: calls, name: Telephone, was: [ringing]}]", {"telephone"}),
        ("[{id: calls, name: Telephone}]", {"telephone", "ringing"}),
        (None, {"telephone", "ringing"}),
    ],
    ids=["another name", "another id", "another id alone", "an earlier id too", "no areas"],
)
def test_an_area_that_was_published_still_has_an_address(tmp_path: Path, areas: str | None, gone: set[str]) -> None:
    before = "areas: [{id: telephone, name: Telephone, was: [ringing]}]\n"
    files = {SERVICE_YML: SERVICE + before, CALLS_YML: CALLS + "area: telephone\n", **MONTH}
    repository = publish(tmp_path, files)
    repository.change(SERVICE_YML, before, f"areas: {areas}\n" if areas else "")
    if areas and "id: calls" in areas:
        repository.change(CALLS_YML, "area: telephone", "area: calls")
    problems = checked(repository, AS_OF)
    assert {one["message"].split("`")[1] for one in problems if one["rule"] == "area-gone"} == gone
    assert [one for one in problems if one["severity"] == "error"] == []
