"""`promises diff` of places: a line for each promise and month, and new and ended places."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.history.editions import Repository
from tests.invoke import invoke
from tests.rules.site import AS_OF, POTS, good_site, site_with_places, write

POTS_CSV = "promises/delivered/2026-01/pots.csv"
PLACES_YML = "promises/places.yml"


def _repository(folder: Path, count: int = 12) -> Repository:
    repository = Repository(folder)
    places = "".join(f"  shop-{number}: {{name: Shop {number}}}\n" for number in range(1, count + 1))
    rows = "".join(f"shop-{number},100,99\n" for number in range(1, count + 1))
    files = {**good_site(), **site_with_places(), PLACES_YML: f"places:\n{places}"}
    repository.write({**files, POTS_CSV: f"place,due,kept\n{rows}"})
    repository.commit()
    return repository


def _lines(repository: Repository, as_of: date = AS_OF) -> list[str]:
    arguments = ["-C", str(repository.root), "diff", "--against", "HEAD", "--as-of", str(as_of)]
    done = invoke(*arguments)
    assert done.exit_code == 0, done.output
    return [line.strip() for line in done.output.splitlines()]


def test_places_that_change_are_one_line_with_old_and_new(tmp_path: Path) -> None:
    repository = _repository(tmp_path)
    path = repository.root / POTS_CSV
    path.write_text(path.read_text().replace(",100,99\n", ",100,98\n").replace("shop-12,100,98", "shop-12,100,99"))
    assert (
        "pots, 2026-01: changed at 11 places: shop-1 (kept was 99, is 98), shop-2 (kept was 99, is 98),"
        " shop-3 (kept was 99, is 98), shop-4 (kept was 99, is 98), shop-5 (kept was 99, is 98) and 6 more"
    ) in _lines(repository)


def test_a_verdict_is_not_changed_by_what_it_says_of_places(tmp_path: Path) -> None:
    repository = _repository(tmp_path, 3)
    path = repository.root / POTS_CSV
    path.write_text("place,due,kept\nshop-1,100,100\nshop-2,100,99\nshop-3,100,98\n")
    before = "Verdicts: 1" in _lines(repository)
    repository.commit()
    path.write_text("place,due,kept\nshop-1,100,107\n".replace("107", "100") + "shop-2,10,7\nshop-3,190,190\n")
    lines = _lines(repository)
    assert not before
    assert "Verdicts: 1" not in lines
    assert any(line.startswith("pots, 2026-01: changed at 2 places: shop-2 (due was 100, is 10") for line in lines)


def test_new_renamed_and_ended_places(tmp_path: Path) -> None:
    repository = _repository(tmp_path, 3)
    repository.change(PLACES_YML, "shop-1: {name: Shop 1}", "shop-1: {name: First shop}")
    repository.change(PLACES_YML, "shop-2: {name: Shop 2}", "shop-2: {name: Shop 2, until: 2026-02, became: shop-4}")
    (repository.root / PLACES_YML).write_text(
        f"{(repository.root / PLACES_YML).read_text()}  shop-4: {{name: Shop 4, since: 2026-02}}\n"
    )
    lines = _lines(repository)
    assert "1 new place: shop-4 (Shop 4)" in lines
    assert "shop-1: is called First shop, was called Shop 1" in lines
    assert "shop-2: ends with 2026-02, and became shop-4" in lines


def test_addresses_of_renamed_places_and_of_promises_at_places_lead_on(tmp_path: Path) -> None:
    repository = _repository(tmp_path, 3)
    (repository.root / "promises/declared/pots.yml").rename(repository.root / "promises/declared/teapots.yml")
    (repository.root / POTS_CSV).rename(repository.root / POTS_CSV.replace("pots", "teapots"))
    repository.change("promises/declared/teapots.yml", "owner:", "was: [pots]\nowner:")
    repository.change(PLACES_YML, "shop-1: {name: Shop 1}", "first: {name: Shop 1, was: [shop-1]}")
    repository.change(POTS_CSV.replace("pots", "teapots"), "shop-1,", "first,")
    text = "\n".join(_lines(repository))
    assert (
        "Pages added: 3\nplaces/first/\npromises/teapots/\npromises/teapots/places/\n\n"
        "Pages that lead on: 3\n"
        "places/shop-1/ leads to places/first/\n"
        "promises/pots/ leads to promises/teapots/\n"
        "promises/pots/places/ leads to promises/teapots/places/"
    ) in text
    assert "Pages gone" not in text


def test_a_place_that_is_gone_takes_its_page_away(tmp_path: Path) -> None:
    repository = _repository(tmp_path, 3)
    repository.change(PLACES_YML, "  shop-3: {name: Shop 3}\n", "")
    repository.change(POTS_CSV, "shop-3,100,99\n", "")
    assert "Pages gone: 1\nplaces/shop-3/" in "\n".join(_lines(repository))


def test_a_promise_that_gets_places_has_no_new_verdict(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    month = good_site()["promises/delivered/2026-01.yml"] + "  pots:\n    due: 150\n    kept: 149\n"
    files = {**good_site(), "promises/declared/pots.yml": POTS.replace("at: all\n", "")}
    repository.write({**files, "promises/delivered/2026-01.yml": month})
    repository.commit()
    places = site_with_places()
    places[POTS_CSV] = "place,due,kept\nnorth,100,100\nsouth,50,49\n"
    write(repository.root, {**places})
    lines = _lines(repository)
    assert not [line for line in lines if line.startswith("Verdicts")]
    assert "pots, 2026-01: new at 2 places: north (due 100, kept 100), south (due 50, kept 49)" in lines


def test_years_that_are_new_at_places_are_one_line(tmp_path: Path) -> None:
    repository = _repository(tmp_path, 3)
    repository.change("promises/service.yml", "  until: 2026-01\n", "")
    repository.change("promises/declared/pots.yml", "at: all\n", "")
    (repository.root / POTS_CSV).unlink()
    months = [f"2026-{number:02}" for number in range(2, 10)]
    for month in months:
        record = f"month: {month}\ndelivered:\n  pots: {{due: 10, kept: 10}}\n"
        (repository.root / f"promises/delivered/{month}.yml").write_text(record)
    repository.commit()
    repository.change("promises/declared/pots.yml", "owner:", "at: {places: all, since: 2026-02}\nowner:")
    for month in months:
        table = repository.root / f"promises/delivered/{month}/pots.csv"
        table.parent.mkdir(parents=True)
        table.write_text("place,due,kept\nshop-1,5,5\nshop-2,5,5\nshop-3,0,0\n")
    lines = _lines(repository, date(2026, 10, 20))
    assert "pots: new at places in 8 months, 2026-02 to 2026-09; at 3 places in 2026-09" in lines
    assert not [line for line in lines if line.startswith(("Verdicts", "pots, 2026"))]


ROWS = "place,due,kept,note,no_figure\nshop-1,10,10,{note},\nshop-2,10,10,{note},\nshop-3,,,,{why}\n"
MONTH_YML = "promises/delivered/2026-01.yml"


def test_other_words_at_places_are_one_line_with_old_and_new(tmp_path: Path) -> None:
    repository = _repository(tmp_path, 3)
    table = repository.root / POTS_CSV
    table.write_text(ROWS.format(note="Two days shut", why="The book is lost"))
    repository.commit()
    table.write_text(ROWS.format(note="Two days shut", why="The book was burnt"))
    assert "pots@shop-3, 2026-01: no_figure was The book is lost, is The book was burnt" in _lines(repository)
    table.write_text(ROWS.format(note="Open", why="The book is lost"))
    words = "note was Two days shut, is Open"
    assert f"pots, 2026-01: changed at 2 places: shop-1 ({words}), shop-2 ({words})" in _lines(repository)


def test_other_words_about_elsewhere_and_a_missing_total(tmp_path: Path) -> None:
    repository = _repository(tmp_path, 3)
    month = repository.root / MONTH_YML
    start = month.read_text()
    month.write_text(f"{start}  pots: {{elsewhere: {{due: 5, kept: 5, why: By post.}}}}\n")
    repository.commit()
    month.write_text(f"{start}  pots: {{elsewhere: {{due: 5, kept: 5, why: By letter.}}}}\n")
    assert "pots, 2026-01: elsewhere: why was By post., is By letter." in _lines(repository)
    month.write_text(f"{start}  pots: {{share: 99%, elsewhere: {{why: Another edition.}}}}\n")
    repository.commit()
    month.write_text(f"{start}  pots: {{share: 99%, elsewhere: {{why: An older edition.}}}}\n")
    assert "pots, 2026-01: elsewhere: why was Another edition., is An older edition." in _lines(repository)
