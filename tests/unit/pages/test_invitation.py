"""The invitation to tell us: where what somebody writes is public, it says so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from service_promises.outputs.site import make_site

from tests.made_up import ledger

TEMPLATES = [Path(__file__).parents[3] / "templates"]


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://github.com/o/r/issues/new", "GitHub"),
        ("https://gitlab.com/o/r/-/issues/new", "GitLab"),
        ("https://codeberg.org/o/r/issues/new", "Codeberg"),
        ("https://example.org/tell?not=github.com/", ""),
    ],
)
def test_where_customers_answer_back_in_public_they_are_told(address: str, host: str) -> None:
    whole = ledger()
    site = make_site(replace(whole, service=replace(whole.service, answer_back=address)), TEMPLATES, None)
    page = site.pages["promises/mended"].html()
    assert page.count("it is public, on ") == (1 if host else 0)
    assert (f"it is public, on {host}, where you need an account" in page) == bool(host)
