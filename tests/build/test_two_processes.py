"""A build is begun before MkDocs is loaded, and nothing comes of it but its speed (DESIGN.md section 8)."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.conftest import Run

_COUNTED = """\
import multiprocessing, os, sys
from service_promises import cli
from service_promises.outputs import ahead
cores = range(int(sys.argv.pop(1)))
os.sched_getaffinity = lambda pid: set(cores)
begun, begin = [], ahead.Ahead._begin
def counted(self, parts):
    begun.append(None)
    begin(self, parts)
ahead.Ahead._begin = counted
try:
    cli.promises(prog_name="promises")
except SystemExit as end:
    print("exit", end.code)
print("begun", len(begun), "left", len(multiprocessing.active_children()))
"""

linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no helper")


def _build(site: Path, run: Run, *more: str, cores: int = 2) -> list[str]:
    done = run("python", "-c", _COUNTED, str(cores), "-C", site, "build", *more)
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout.splitlines()[-2:]


@linux
def test_what_was_begun_is_gone_on_with_where_the_day_is_the_same(small: Path, run: Run) -> None:
    assert _build(small, run, "--as-of", "2026-03-20") == ["exit 0", "begun 1 left 0"]
    assert _build(small, run) == ["exit 0", "begun 2 left 0"]  # mkdocs.yml has another day than the clock


@linux
@pytest.mark.parametrize("days", [("--as-of", "2026-03-20"), ()], ids=["one day", "two days"])
@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("mkdocs.yml", "site_name: [\n"),
        ("mkdocs.yml", "site_name: Without the plugin\n"),
        ("docs/data.md", "# In the place of a generated page\n"),
        ("promises/service.yml", "name: [\n"),
        ("templates/pages/home.html", "{{ no_such_name }}\n"),
    ],
)
def test_no_helper_is_left_by_a_build_that_fails(
    small: Path, run: Run, days: tuple[str, ...], path: str, text: str
) -> None:
    (small / path).parent.mkdir(parents=True, exist_ok=True)
    (small / path).write_text(text)
    code, count = _build(small, run, *days)
    assert code == "exit 1"
    assert count.endswith("left 0")


@linux
def test_one_core_and_two_build_the_same_site(small: Path, run: Run) -> None:
    _build(small, run, cores=1)
    (small / "site").rename(small / "before")
    _build(small, run)
    files = [path.relative_to(small / "site") for path in (small / "site").rglob("*") if path.is_file()]
    assert len(files) > 20
    assert all(
        (small / "site" / path).read_bytes() == (small / "before" / path).read_bytes() for path in files
    )


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
