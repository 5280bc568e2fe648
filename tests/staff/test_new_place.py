"""`promises new place`: places are added, and nothing else in the file changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from service_promises.source.files import PLACES_PATH
from service_promises.source.read_files import read
from service_promises.staff.new_files.new_place import NotAdded, with_place

from tests.rules.site import good_site, write
from tests.staff.folder import run, site

PLACES = """\
# Ours.
called: {one: shop, many: shops}
places:
    north:
        name: 'North'   # the first
        also_called:
          - The mill
        # in: a note of north's

    # to come
corrected: []
"""


def test_a_first_place_makes_the_file_and_passes(tmp_path: Path) -> None:
    root = write(tmp_path, good_site())
    result = run(root, "new", "place", "central", "Central", "library:", "the", "mill", as_of=None)
    assert (result.exit_code, "at: all" in result.output) == (0, True), result.output
    reading = read(root, date(2026, 2, 20))
    assert [problem for problem in reading.problems if problem.path == PLACES_PATH] == []
    assert reading.partial is not None
    assert [place.name for place in reading.partial.places.places.values()] == ["Central library: the mill"]


def test_every_key_of_a_place_is_offered_once(tmp_path: Path) -> None:
    root = write(tmp_path, good_site())
    for name in ("a", "b", "c"):
        assert run(root, "new", "place", name, f"Library {name}", as_of=None).exit_code == 0
    text = (root / PLACES_PATH).read_text()
    for key in ("in", "also_called", "since", "until", "became"):
        assert text.count(f"# {key}:\n") == 1
    assert text.endswith("  b:\n    name: Library b\n  c:\n    name: Library c\n")


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_what_is_there_stays_byte_for_byte(ends: str, mark: bytes) -> None:
    before = mark + PLACES.replace("\n", ends).encode()
    after = with_place(before, "south", "South: 2")
    added = f'    south:{ends}      name: "South: 2"{ends}'.encode()
    head, _, tail = after.partition(added)
    assert head + tail == before
    assert tail.startswith(f"{ends}    # to come".encode())


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("places:\n", "places:\n  a:\n    name: A\n"),
        ("places:\n  b: {name: B}", "places:\n  b: {name: B}\n  a:\n    name: A\n"),
        ("places:\n  b:\n    name: >-\n      B\n\n", "places:\n  b:\n    name: >-\n      B\n  a:\n    name: A\n\n"),
        ("called: {one: x1, many: x2}\n", "called: {one: x1, many: x2}\nplaces:\n  a:\n    name: A\n"),
    ],
)
def test_it_stands_behind_the_last_place(text: str, added: str) -> None:
    assert with_place(text.encode(), "a", "A").decode() == added


@pytest.mark.parametrize(
    ("name", "called", "message"),
    [
        ("puddlewick", "Other", "places.yml has puddlewick already (Puddlewick), and was left as it is."),
        ("new-shop", "New", "new-shop was the id of nether-puddle before"),
        ("other", "wednesday  Market", "market-stall is called wednesday Market already"),
    ],
)
def test_a_place_that_is_there_is_refused(tmp_path: Path, name: str, called: str, message: str) -> None:
    root = site(tmp_path)
    before = (root / PLACES_PATH).read_bytes()
    result = run(root, "new", "place", name, *called.split(), as_of=None)
    assert (result.exit_code, (root / PLACES_PATH).read_bytes()) == (1, before)
    assert message in result.output


@pytest.mark.parametrize("text", ["places: {b: {name: B}}\n", "{places: {}}\n", "- a\n", "places: [\n", "x: &a 1\n"])
def test_a_file_that_is_written_in_another_way_is_refused(text: str) -> None:
    with pytest.raises(NotAdded):
        with_place(text.encode(), "a", "A")


@pytest.mark.parametrize(("name", "called"), [("North", "North"), ("north", "tbc"), ("north", " ")])
def test_an_id_and_a_name_are_checked_as_in_a_file(tmp_path: Path, name: str, called: str) -> None:
    root = write(tmp_path, good_site())
    assert run(root, "new", "place", name, called, as_of=None).exit_code == 2
    assert not (root / PLACES_PATH).exists()
