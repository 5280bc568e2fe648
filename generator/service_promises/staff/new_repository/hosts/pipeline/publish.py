"""Check and build what is to be published, compare it with what is published now, and hand it over.

It stops before anything is published where something published changed in silence.
"""

import argparse
import json
import os
import tempfile
from pathlib import Path

import host
from steps import fail, is_ancestor, must, promises

SITE = Path("site")
MOST_PAGES = 5


def main() -> None:
    """Publish, or end with the reason why not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--code-quality", action="store_true")
    arguments = parser.parse_args()
    published = host.published_commits()
    commit = next((one for one in published if is_ancestor(one)), None)
    if not published:
        print("Nothing has been published yet, so there is no past to compare with.")
    elif commit != published[0]:
        print(
            f"Warning: the commit published last, {published[0][:10]}, is not in this history: it was rewritten. Its files"
            " cannot be compared with these. What it published is compared below, by its ledger."
        )
    past = ("--published", commit) if commit else ()
    if arguments.code_quality:
        Path("report").mkdir(exist_ok=True)
        with Path("report/code-quality.json").open("w", encoding="utf-8") as file:
            promises("check", *past, "--format", "gitlab", stdout=file)
    must(promises("check", *past))
    must(promises("build"))
    with tempfile.TemporaryDirectory() as folder:
        must(promises("pages", "--into", Path(folder, "pages")))
        look_for_pages(Path(folder, "pages/data/ledger.json"))
        compare(Path(folder, "live"), is_first=not published)
    host.publish(SITE)


def look_for_pages(expected: Path) -> None:
    """End the job where the site has not the ledger of these files, or no page for a promise or a month."""
    ledger = SITE / "data/ledger.json"
    if not ledger.is_file():
        fail("The site has no data/ledger.json, so it was built without the promises. Nothing was published.")
    if ledger.read_bytes() != expected.read_bytes():
        fail("Nothing was published: data/ledger.json of the site is not the one that belongs to these files.")
    content = json.loads(ledger.read_bytes())
    addresses = [
        "",
        *(f"promises/{one}/" for one in content["promises"]),
        *(f"months/{one}/" for one in content["months"]),
    ]
    missing = [address for address in addresses if not (SITE / address / "index.html").is_file()]
    if missing:
        some = ", ".join(f"/{address}" for address in missing[:MOST_PAGES])
        fail(f"Nothing was published: {len(missing)} pages are missing from the site, among them {some}")


def compare(live: Path, *, is_first: bool) -> None:
    """End the job where the past of the published ledger is not that of the new one, or it can't be read."""
    (live / "data").mkdir(parents=True)
    problem = host.published_ledger(live / "data")
    if not problem and promises("verify", live, live).returncode:
        problem = "What is published is not a whole ledger."
    reason = os.environ.get("REASON", "").strip()
    if not problem:
        must(promises("verify", live, SITE))
    elif is_first:
        print(f"Nothing has been published yet, so there is no ledger to compare with. {problem}")
    elif reason:
        print(f"Warning: published without comparing with the published ledger, by {host.actor()}. {problem}")
        print(f"The reason given: {reason!a}")
    else:
        fail(
            f"{problem} Without the published ledger nobody can tell whether the past changed, so nothing was published."
            " Try again later. If it is lost for good, start this by hand with a reason, which everybody who may read"
            " this log can read."
        )


if __name__ == "__main__":
    main()
