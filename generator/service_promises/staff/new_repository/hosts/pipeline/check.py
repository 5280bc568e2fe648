"""Check a proposal: every file, what the public will see change, and the site as it would be.

Takes the commit or branch that it is compared with. What is to be read is in report/, the site in site/. Exits with 1
where anything is wrong; it goes on as far as it can first.
"""

import argparse
import re
import subprocess
import tempfile
from pathlib import Path

import host
from steps import git, promises

REPORT = Path("report/changes.md")
MOST_CHARACTERS = 40_000
MOST_FILES = 20


def main() -> int:
    """0 where all is well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base")
    parser.add_argument("--code-quality", action="store_true")
    arguments = parser.parse_args()
    base = git("merge-base", arguments.base, "HEAD")
    REPORT.parent.mkdir(exist_ok=True)
    checked = promises("check", "--against", base, stdout=subprocess.PIPE)
    print(checked.stdout, flush=True)
    if arguments.code_quality:
        with (REPORT.parent / "code-quality.json").open("w", encoding="utf-8") as file:
            promises("check", "--against", base, "--format", "gitlab", stdout=file)
    changes = promises("diff", "--against", base, "--format", "markdown", stdout=subprocess.PIPE)
    parts = ["## What is wrong, or missing\n\n" + fenced(checked.stdout), changes.stdout, other_files(base)]
    REPORT.write_text("\n".join(part for part in parts if part), encoding="utf-8")
    print(changes.stdout, parts[-1], sep="\n", flush=True)
    is_well = checked.returncode == 0 and build(base)
    host.comment(REPORT.read_text(encoding="utf-8"))
    return 0 if is_well else 1


def build(base: str) -> bool:
    """Whether the site builds, and its ledger goes with that of the files as they stand now, as publishing will ask."""
    if promises("build").returncode:
        return False
    with tempfile.TemporaryDirectory() as folder:
        before, pages = Path(folder, "before"), Path(folder, "pages")
        git("worktree", "add", "--quiet", "--detach", str(before), base)
        try:
            made = promises("-C", before, "pages", "--into", pages)
        finally:
            git("worktree", "remove", "--force", str(before))
        # Where the files as they stand now have mistakes, there is no ledger to compare with.
        return made.returncode != 0 or promises("verify", pages, "site").returncode == 0


def other_files(base: str) -> str:
    """A warning where more than promises and pages would change; empty where nothing else would."""
    names = git(
        "diff", "--name-only", "--no-renames", "-z", base, "HEAD", "--", ".", ":(exclude)promises/",
        ":(exclude,glob)**/*.md",
    )  # fmt: skip
    files = [name for name in names.split("\0") if name]
    if not files:
        return ""
    more = f"\nand {len(files) - MOST_FILES} more" if len(files) > MOST_FILES else ""
    return (
        "## This changes more than promises and pages\n\nSuch files decide how promises are checked, judged and shown, and"
        " what this very check says. Somebody who can read them should look at each before this is merged.\n\n"
        + fenced("\n".join(files[:MOST_FILES]) + more)
    )


def fenced(text: str) -> str:
    """A block of text that nothing within it can end."""
    longest = max((len(ticks) for ticks in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text[:MOST_CHARACTERS].rstrip()}\n{fence}\n"


if __name__ == "__main__":
    raise SystemExit(main())
