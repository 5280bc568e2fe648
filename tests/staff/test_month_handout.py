"""`promises due --format markdown`: the months that lack figures are handed out, ready to fill in on a telephone."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from service_promises.problems.problem import Severity
from service_promises.source.read_files import read
from service_promises.staff.due.editor_links import LONGEST, CodeEditor
from service_promises.staff.new_repository import code_hosts
from service_promises.staff.new_repository.code_hosts import CodeHost

from tests.rules.site import CALLS, good_site, site_with_places, write
from tests.staff.folder import run, site

REPOSITORY = "https://github.com/o/r"
MONTH = "promises/delivered/2026-01.yml"
FIGURES = {"due": "3", "kept": "3", "level": "6", "done": "true"}


def _empty_month(root: Path, changed: dict[str, str] | None = None) -> Path:
    write(root, {**good_site(), **(changed or {})})
    (root / MONTH).unlink()
    return root


def _handout(root: Path, *arguments: str, as_of: str = "2026-02-09") -> str:
    result = run(root, "due", "--format", "markdown", *arguments, as_of=as_of)
    assert result.exit_code == 0, result.output
    return result.output


def _links(markdown: str) -> list[str]:
    """Those of files, without the one to the form."""
    return re.findall(r"\]\((https://(?![^)]*/issues/)[^)]*)\)", markdown)


def _write_from_link(root: Path, link: str) -> str:
    """Does what the editor does with a link: the path of the new file and its text."""
    parts = urlsplit(link)
    folder = parts.path.removeprefix("/o/r/new/main").strip("/")
    values = parse_qs(parts.query, strict_parsing=True)
    path = "/".join(filter(None, (folder, *values["filename"])))
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(values["value"][0])
    return path


def _fill_in(root: Path, path: str) -> None:
    text = (root / path).read_text()
    for key, figure in FIGURES.items():
        text = text.replace(f"    {key}:\n", f"    {key}: {figure}\n")
    (root / path).write_text(text.replace(",,", ",3,3"))


@pytest.mark.parametrize("host", CodeHost)
def test_what_to_choose_in_the_editor_is_called_as_in_the_guide_for_staff(host: CodeHost) -> None:
    guide = (Path(code_hosts.__file__).parent / "hosts" / f"{host}.toml").read_text(encoding="utf-8")
    steps = " ".join(tomllib.loads(guide)["STEPS"].split())
    names = re.findall(r"\*\*.*?\*\*", CodeEditor("https://example.org/o/r", host).saving)
    assert len(names) > 1
    assert [name for name in names if name not in steps] == []


@pytest.mark.parametrize("as_of", ["2026-02-09", "2026-02-20"])
def test_a_link_filled_in_is_a_month_that_passes(tmp_path: Path, as_of: str) -> None:
    root = _empty_month(tmp_path)
    markdown = _handout(root, "--repository", REPOSITORY, as_of=as_of)
    (link,) = _links(markdown)
    assert _write_from_link(root, link) == MONTH
    assert "#" not in (root / MONTH).read_text()
    _fill_in(root, MONTH)
    assert read(root, date.fromisoformat(as_of)).problems == ()
    assert f"]({REPOSITORY}/issues/new?template=figures.yml&month=2026-01)" in markdown
    assert "# due: how many times it fell due" in markdown, "the same file, explained"


def test_a_folder_that_git_does_not_keep_is_not_opened(tmp_path: Path) -> None:
    root = _empty_month(tmp_path)
    assert "/new/main?filename=promises/delivered/2026-01.yml&" in _handout(root, "--repository", REPOSITORY)
    (root / "promises/delivered/.gitkeep").touch()
    assert "/new/main/promises/delivered?filename=2026-01.yml&" in _handout(root, "--repository", REPOSITORY)


def test_a_month_that_is_there_has_the_link_to_edit_it(tmp_path: Path) -> None:
    markdown = _handout(site(tmp_path), "--repository", REPOSITORY, as_of="2026-11-22")
    assert f"{REPOSITORY}/edit/main/promises/delivered/2026-09.yml" in _links(markdown)
    assert "  tested-for-tea:\n" in markdown
    assert "/new/main" not in markdown, "places that have no record yet are added where the others stand"


@pytest.mark.parametrize(
    ("address", "link", "edit"),
    [
        ("https://gitlab.com/o/p/r", "/-/new/main?file_name={path}", "/-/edit/main/"),
        ("https://codeberg.org/o/r", "/_new/main/?filename={path}&value=month:%202026-01%0A", "/_edit/main/"),
    ],
)
def test_each_host_has_its_own_links_by_its_name_or_by_the_option(
    tmp_path: Path, address: str, link: str, edit: str
) -> None:
    root = _empty_month(tmp_path / "empty")
    (root / "promises/delivered/.gitkeep").touch()
    markdown = _handout(root, "--repository", address)
    assert _links(markdown)[0].startswith(f"{address}{link.format(path=MONTH)}")
    assert ("copy the text below it into the editor" in markdown) == ("value" not in link)
    assert "/issues/new" not in markdown
    assert re.search(r"\n```yaml\n(#.*\n)*month: 2026-01\n", markdown), "the text, to copy"
    host = "gitlab" if "gitlab" in address else "forgejo"
    for more in ("--repository", address), ("--repository", "https://git.x.org/o/r", "--host", host):
        there = _handout(site(tmp_path / more[1][8:12]), *more, as_of="2026-11-22")
        assert f"{more[1]}{edit}promises/delivered/2026-09.yml" in _links(there)


def test_the_address_that_git_clones_from_is_that_of_the_repository(tmp_path: Path) -> None:
    root = _empty_month(tmp_path)
    plain = _handout(root, "--repository", REPOSITORY)
    assert [_handout(root, "--repository", f"{REPOSITORY}{end}") for end in (".git", ".git/")] == [plain, plain]


def test_a_host_that_takes_no_text_gets_one_file_for_a_month_of_many_promises(tmp_path: Path) -> None:
    many = {f"promises/declared/calls-{n}.yml": CALLS.replace("calls", f"calls number {n}") for n in range(60)}
    markdown = _handout(_empty_month(tmp_path, many), "--repository", "https://gitlab.com/o/r")
    assert [urlsplit(link).query for link in _links(markdown)] == [f"file_name={MONTH}"]
    assert "Its text, to paste there" in markdown


def test_without_an_address_there_is_the_text_alone(tmp_path: Path) -> None:
    markdown = _handout(_empty_month(tmp_path))
    assert _links(markdown) == []
    assert "  calls:\n" in markdown


def test_a_promise_at_places_comes_as_a_table(tmp_path: Path) -> None:
    root = write(tmp_path, {**good_site(), **site_with_places()})
    (root / MONTH).unlink()
    (root / "promises/delivered/2026-01/pots.csv").unlink()
    links = _links(_handout(root, "--repository", REPOSITORY))
    paths = [_write_from_link(root, link) for link in links]
    assert paths == [MONTH, "promises/delivered/2026-01/pots.csv"]
    for path in paths:
        _fill_in(root, path)
    assert read(root, date(2026, 2, 9)).problems == ()


def test_very_many_promises_come_in_parts_by_owner_with_links_that_open(tmp_path: Path) -> None:
    owner = re.search(r"^owner: (.*)$", CALLS, re.MULTILINE)
    assert owner
    many = {
        f"promises/declared/calls-{number}.yml": CALLS.replace(
            owner[0], f"owner: {'Head of post' if number % 3 else 'Büro @ one'}"
        ).replace("calls", f"calls number {number}")
        for number in range(240)
    }
    root = _empty_month(tmp_path, many)
    markdown = _handout(root, "--repository", REPOSITORY)
    links = _links(markdown)
    assert all(len(link) <= LONGEST for link in links)
    paths = [_write_from_link(root, link) for link in links]
    assert len(paths) == len(set(paths)) > 3
    assert {"promises/delivered/2026-01/head-of-post.yml", "promises/delivered/2026-01/head-of-post-2.yml"} <= {*paths}
    for path in paths:
        _fill_in(root, path)
    assert [one for one in read(root, date(2026, 2, 9)).problems if one.severity is Severity.ERROR] == []
    assert len(markdown) < 60_000, "an issue takes it whole"


def test_text_of_a_promise_does_not_leave_its_block(tmp_path: Path) -> None:
    wording = re.search(r"promise: (.*)", CALLS)
    assert wording
    root = _empty_month(
        tmp_path, {"promises/declared/calls.yml": CALLS.replace(wording[1], "'We ```` @everybody <b> answer.'")}
    )
    markdown = _handout(root)
    assert "\n`````yaml\n" in markdown
    assert markdown.count("\n`````\n") == 1


@pytest.mark.parametrize("address", ["github.com/o/r", "https://github.com", "https://x.org/a b/c", "https://x/a/b)"])
def test_what_is_no_repository_is_wrong_usage(tmp_path: Path, address: str) -> None:
    root = _empty_month(tmp_path)
    assert run(root, "due", "--format", "markdown", "--repository", address).exit_code == 2
