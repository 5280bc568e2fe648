"""Forgejo, as the steps need it: which commit was published last, the published ledger, the issues and comments.

By its documentation; no Forgejo has run it yet. What is published is the branch `pages`: one commit, whose message
names the commit that it was made of. The automatic token pushes it and writes the issues.
"""

import json
import os
import subprocess
import tempfile
import urllib.error
from pathlib import Path
from typing import Any, NamedTuple

from steps import call, fail, git

NAME = "forgejo"
BRANCH = "pages"
MADE_OF = "Made-of: "
NO_SUCH_BRANCH = 2
MARK = "<!-- Check writes this text anew. -->\n"


class Issue(NamedTuple):
    """An open issue."""

    number: int
    title: str
    body: str


def repository() -> str:
    """The address of the repository."""
    return f"{os.environ['FORGEJO_SERVER_URL'].rstrip('/')}/{os.environ['FORGEJO_REPOSITORY']}"


def actor() -> str:
    """Who started the job."""
    return os.environ.get("FORGEJO_ACTOR", "somebody")


def published_commits() -> list[str]:
    """The commit that was published last, where the branch names one."""
    if _published() is None:
        return []
    message = git("log", "-1", "--format=%B", f"origin/{BRANCH}")
    return [line.removeprefix(MADE_OF) for line in message.splitlines() if line.startswith(MADE_OF)][:1]


def published_ledger(folder: Path) -> str:
    """Save the published ledger into a folder; returns why it could not be read, or nothing."""
    if _published() is None:
        return f"There is no branch {BRANCH}."
    # The second says on which day the ledger was judged; without it the ledger is compared all the same.
    for file in ("ledger.json", "promises.json"):
        line = ["git", "show", f"origin/{BRANCH}:data/{file}"]
        done = subprocess.run(line, capture_output=True, check=False)
        if done.returncode == 0:
            (folder / file).write_bytes(done.stdout)
        elif file == "ledger.json":
            return f"The branch {BRANCH} has no data/ledger.json."
    return ""


def publish(site: Path) -> None:
    """Put the site on the branch, alone: a history of whole sites would grow every day."""
    before = _published() or ""
    made_of = git("rev-parse", "HEAD")
    with tempfile.TemporaryDirectory() as folder:
        own = {
            **os.environ,
            "GIT_DIR": git("rev-parse", "--absolute-git-dir"),
            "GIT_WORK_TREE": str(site.resolve()),
            "GIT_INDEX_FILE": str(Path(folder, "index")),
            **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "Publish"),
            **dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "publish@noreply.invalid"),
        }
        git("add", "--all", "--force", ".", cwd=site, env=own)
        tree = git("write-tree", env=own)
        commit = git("commit-tree", tree, "-m", f"Publish the site\n\n{MADE_OF}{made_of}", env=own)
    # Where another run was faster, the branch is no longer as it was compared with, and nothing is published.
    git("push", "--quiet", f"--force-with-lease={BRANCH}:{before}", "origin", f"{commit}:refs/heads/{BRANCH}")


def comment(text: str) -> None:
    """Keep one comment with the report at the pull request; where the token may not, as from a fork, say so."""
    event = json.loads(Path(os.environ["FORGEJO_EVENT_PATH"]).read_text(encoding="utf-8"))
    number = event["pull_request"]["number"]
    try:
        comments: list[dict[str, Any]] = call("GET", f"{_api()}/issues/{number}/comments", _token())
        ours = [one["id"] for one in comments if (one["body"] or "").startswith(MARK)]
        if ours:
            call("PATCH", f"{_api()}/issues/comments/{ours[0]}", _token(), {"body": MARK + text})
        else:
            call("POST", f"{_api()}/issues/{number}/comments", _token(), {"body": MARK + text})
    except urllib.error.HTTPError as error:
        print(f"The report could not be written below the pull request (answer {error.code}); it stands above.")


def may_write_issues() -> bool:
    """Whether the automatic token may: on the main branch it does."""
    return True


def open_issues() -> list[Issue]:
    """The newest open issues."""
    issues: list[dict[str, Any]] = call(
        "GET", f"{_api()}/issues?state=open&type=issues&q=Promises+due&limit=50", _token()
    )
    return [Issue(one["number"], one["title"], one["body"] or "") for one in issues]


def open_issue(title: str, body: str) -> None:
    """Open an issue."""
    call("POST", f"{_api()}/issues", _token(), {"title": title, "body": body})


def change_issue(number: int, *, body: str | None = None, is_closed: bool = False) -> None:
    """Write the text of an issue anew, or close it."""
    call("PATCH", f"{_api()}/issues/{number}", _token(), {"state": "closed"} if is_closed else {"body": body})


def _published() -> str | None:
    """The commit that is published, fetched; None where there is no such branch yet."""
    line = ["git", "ls-remote", "--exit-code", "--heads", "origin", BRANCH]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    if done.returncode == NO_SUCH_BRANCH:
        return None
    if done.returncode:
        fail(f"The branch {BRANCH} cannot be looked for: {done.stderr.strip()}")
    git("fetch", "--quiet", "origin", f"+refs/heads/{BRANCH}:refs/remotes/origin/{BRANCH}")
    return done.stdout.split()[0]


def _api() -> str:
    return f"{os.environ['FORGEJO_API_URL']}/repos/{os.environ['FORGEJO_REPOSITORY']}"


def _token() -> dict[str, str]:
    return {"Authorization": f"token {os.environ['FORGEJO_TOKEN']}"}
