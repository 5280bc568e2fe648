"""The site as it is built: by `promises build`, by MkDocs alone, and as plain files."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
import yaml

from tests.conftest import Run

HOSTILE = "<script>alert(1)</script> & \"quotes\" 'single' *stars* | pipe [x] (javascript:alert(1)) {{ 7*7 }} ${1}"


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_build_says_what_it_made_and_what_is_late(small: Path, run: Run) -> None:
    done = run("promises", "-C", small, "build")
    assert done.returncode == 0, done.stderr
    assert re.search(r"\d+ pages in \d+\.\d seconds, judged on 2026-03-20", done.stdout)
    assert "mended 2026-02 (10 days)" in done.stdout
    page = (small / "site" / "promises" / "mended" / "index.html").read_text()
    assert "Not reported: due 10 March 2026, 10 days late on 20 March 2026" in page
    assert "Target met" in page


def test_a_day_given_on_the_command_line_wins(small: Path, run: Run) -> None:
    done = run("promises", "-C", small, "build", "--as-of", "2026-03-01")
    assert "Nothing is late." in done.stdout


def test_the_same_input_and_day_give_the_same_bytes(small: Path, run: Run) -> None:
    run("promises", "-C", small, "build")
    (small / "site").rename(small / "before")
    run("promises", "-C", small, "build", SOURCE_DATE_EPOCH="1900000000")
    assert _bytes(small / "before") == _bytes(small / "site")


def test_mkdocs_alone_builds_the_same_site_strictly(small: Path, run: Run) -> None:
    run("promises", "-C", small, "build")
    done = run("mkdocs", "build", "--strict", "-f", small / "mkdocs.yml", "-d", small / "alone")
    assert done.returncode == 0, done.stderr
    assert _bytes(small / "site") == _bytes(small / "alone")


def test_mkdocs_tells_warnings_that_do_not_stop_even_a_strict_build(small: Path, run: Run) -> None:
    done = run("mkdocs", "build", "--strict", "-f", small / "mkdocs.yml")
    assert done.returncode == 0, done.stderr
    assert "promises/declared/mended.yml:11:1: warning[not-reported]" in done.stderr


@pytest.mark.parametrize(
    "command", [("promises", "-C", ".", "build"), ("mkdocs", "build", "--strict", "-f", "mkdocs.yml")]
)
def test_a_mistake_leaves_the_published_site_as_it_was(small: Path, run: Run, command: tuple[str, ...]) -> None:
    run("promises", "-C", small, "build")
    before = (small / "site" / "index.html").read_bytes()
    (small / "promises" / "delivered" / "2026-01.yml").write_text(
        "month: 2026-01\ndelivered:\n  mended: {due: 1, kept: 2}\n"
    )
    done = run(
        *[str(small) if part == "." else str(small / part) if part == "mkdocs.yml" else part for part in command]
    )
    assert done.returncode == 1
    assert "promises/delivered/2026-01.yml:3:26: error[kept-above-due]" in done.stderr
    assert "Traceback" not in done.stderr
    assert (small / "site" / "index.html").read_bytes() == before


@pytest.mark.parametrize("path", ["data.md", "data.html", "DATA.md", "months/index.html", "promises/Mended.html"])
def test_a_hand_written_page_in_the_place_of_a_generated_one_is_refused(small: Path, run: Run, path: str) -> None:
    file = small / "docs" / path
    file.parent.mkdir(exist_ok=True)
    file.write_text("# Mine\n")
    done = run("promises", "-C", small, "build")
    assert done.returncode == 1
    assert path in done.stderr
    assert "Rename the hand-written file" in done.stderr
    assert not (small / "site").exists()


@pytest.mark.parametrize("event", ["on_startup(command, dirty)", "on_config(config)", "on_pre_build(config)"])
def test_what_a_hook_writes_into_the_promises_is_published(small: Path, run: Run, event: str) -> None:
    (small / "hook.py").write_text(
        f"import pathlib\ndef {event}:\n"
        f"    pathlib.Path({str(small)!r}, 'promises/delivered/2026-02.yml').write_text("
        "'month: 2026-02\\ndelivered: {mended: {due: 10, kept: 10}}\\n')\n"
    )
    with (small / "mkdocs.yml").open("a") as settings:
        settings.write("hooks: [hook.py]\n")
    done = run("promises", "-C", small, "build", "--as-of", "2026-03-20")
    assert "Nothing is late." in done.stdout, done.stderr


def test_a_site_with_nothing_published_yet_builds_and_says_so(small: Path, run: Run) -> None:
    (small / "promises" / "delivered" / "2026-01.yml").unlink()
    done = run("promises", "-C", small, "build", "--as-of", "2026-01-05")
    assert done.returncode == 0, done.stderr
    assert "Nothing has been reported yet." in (small / "site" / "index.html").read_text()
    (small / "promises" / "declared" / "mended.yml").unlink()
    done = run("promises", "-C", small, "build", "--as-of", "2026-01-05")
    assert done.returncode == 0, done.stderr
    assert "Nothing has been promised here yet." in (small / "site" / "index.html").read_text()


def test_a_template_of_the_sites_own_replaces_ours(small: Path, run: Run) -> None:
    (small / "templates" / "partials").mkdir(parents=True)
    (small / "templates" / "partials" / "invitation.html").write_text("<p>Come to the counter.</p>")
    run("promises", "-C", small, "build")
    assert "Come to the counter." in (small / "site" / "promises" / "mended" / "index.html").read_text()


def test_the_earlier_address_of_a_promise_leads_to_the_present_one(small: Path, run: Run) -> None:
    with (small / "promises" / "declared" / "mended.yml").open("a") as file:
        file.write("was: [repaired]\n")
    assert run("promises", "-C", small, "build").returncode == 0
    old = (small / "site" / "promises" / "repaired" / "index.html").read_text()
    assert 'content="0; url=../../promises/mended/"' in old
    assert '<a href="../../promises/mended/">We mend your widget within a day.</a>' in old


def test_the_search_index_holds_answers_and_not_tables(built_site: Path) -> None:
    index = json.loads((built_site / "search" / "search_index.json").read_text())
    found = {document["location"]: document["text"] for document in index["docs"]}
    assert "Target: at least 95%" in found["promises/ae-4h/"]
    assert "The newest months" not in json.dumps(found)
    assert not any(location.startswith("months/20") for location in found)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.remote: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.ids.add(values.get("id") or "")
        if tag == "a" and values.get("href"):
            self.links.append(values["href"] or "")
        address = values.get("src") if tag != "link" else values.get("href")
        loads = tag in {"script", "img", "iframe", "source"} or values.get("rel") in {"stylesheet", "preconnect"}
        if loads and address and "//" in address:
            self.remote.append(address)


def test_a_wrong_address_leads_to_the_promises_and_the_months(built_site: Path) -> None:
    page = (built_site / "404.html").read_text(encoding="utf-8")
    assert "There is no page at this address" in page
    assert 'href="/promises-in-public/promises/">Every promise' in page
    assert 'href="/promises-in-public/months/">Every month' in page


def test_every_link_of_the_real_site_leads_somewhere_below_its_own_path(built_site: Path) -> None:
    root = "https://site.example/promises-in-public/"
    pages = {}
    for file in built_site.rglob("index.html"):
        parser = _Links()
        parser.feed(file.read_text(encoding="utf-8"))
        address = root + file.parent.relative_to(built_site).as_posix().removeprefix(".")
        pages[address.rstrip("/") + "/"] = parser
    broken = []
    for address, parser in pages.items():
        assert not parser.remote, address
        for link in parser.links:
            target, anchor = urldefrag(urljoin(address, link))
            if not target.startswith("https://site.example/"):
                continue
            place = built_site / target.removeprefix(root)
            there = target in pages or place.is_file()
            if not there or (anchor and target in pages and anchor not in pages[target].ids):
                broken.append((address, link))
    assert not broken, broken[:10]
    assert len(pages) > 250


def test_nothing_in_yaml_runs_in_a_readers_browser(small: Path, run: Run) -> None:
    """Every text that staff can write is shown as it is written."""
    for path in (small / "promises").rglob("*.yml"):
        content = yaml.load(path.read_text(), Loader=yaml.BaseLoader)
        if path.parent.name == "declared":
            for key in ("promise", "made_to", "because", "owner", "if_we_fall_short"):
                content[key] = HOSTILE
            content |= {"area": HOSTILE, "staff_may": HOSTILE}
            content["measure"] |= {"counts": HOSTILE, "source": HOSTILE, "case": {"one": HOSTILE, "many": HOSTILE}}
        elif path.name == "service.yml":
            content |= {"name": HOSTILE, "about": HOSTILE, "for": HOSTILE, "notice": HOSTILE}
            content["reach_us"][0]["name"] = HOSTILE
            content["not_promised"] = [{"what": HOSTILE, "why": HOSTILE, "instead": HOSTILE}]
        else:
            content["letter"] = HOSTILE
            content["delivered"]["mended"] |= {
                "estimated": HOSTILE,
                "above_and_beyond": HOSTILE,
                "fell_short": {"what_happened": HOSTILE, "who": HOSTILE, "why": HOSTILE, "put_right": HOSTILE},
                "customers_said": {"question": HOSTILE, "asked": "9", "answered": "5", "in_their_words": [HOSTILE]},
            }
        path.write_text(yaml.safe_dump(content, allow_unicode=True).replace("'200'", "200").replace("'190'", "190"))
    done = run("promises", "-C", small, "build")
    assert done.returncode == 0, done.stderr
    for file in (small / "site").rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert "<script>alert(1)" not in text, file
        assert "javascript:alert" not in re.sub(r"\[x\] \(javascript:alert\(1\)\)", "", text), file
        assert 'href="javascript:' not in text, file
    page = (small / "site" / "promises" / "mended" / "index.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{ 7*7 }}" in page


def test_pages_writes_plain_files_for_another_builder(small: Path, run: Run) -> None:
    done = run("promises", "-C", small, "pages", "--into", small / "plain", "--as-of", "2026-03-20")
    assert done.returncode == 0, done.stderr
    text = (small / "plain" / "promises" / "mended" / "index.md").read_text(encoding="utf-8")
    _, front, body = text.split("---\n", 2)
    assert yaml.safe_load(front)["title"] == "We mend your widget within a day."
    assert "\n\n" not in body.strip()
    assert body.strip().startswith("<div")
    assert (small / "plain" / "index.md").is_file()
    assert (small / "plain" / "data" / "deliveries.csv").is_file()
    assert "--site-url" in done.stderr


def test_pages_writes_nothing_where_a_mistake_stands(small: Path, run: Run) -> None:
    (small / "promises" / "service.yml").write_text("name: x\n")
    done = run("promises", "-C", small, "pages", "--into", small / "plain")
    assert done.returncode == 1
    assert not (small / "plain").exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("check",), 0),
        (("check", "--strict"), 1),
        (("check", "--no-such-option"), 2),
        (("no-such-command",), 2),
        (("check", "--as-of", "yesterday"), 2),
        (("check", "--as-of", "9999-12-31"), 2),
        (("build", "--help"), 0),
    ],
)
def test_exit_codes_mean_something(small: Path, run: Run, arguments: tuple[str, ...], code: int) -> None:
    done = run("promises", "-C", small, *arguments)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr


def test_a_fault_of_ours_says_how_to_report_it(small: Path, run: Run) -> None:
    bug = "import service_promises.cli, service_promises.outputs.site as site; site.make_site = None; service_promises.cli.main()"
    done = run("python", "-c", bug, "-C", small, "pages", "--into", small / "plain")
    assert done.returncode == 3
    assert "Please report it" in done.stderr
    assert "Traceback" not in done.stderr
