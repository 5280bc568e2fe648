"""GitLab, as the steps need it: which commit was published last, the published ledger, the issues.

By its documentation; GitLab has not run it yet. The job's own token reads the deployments. It may write no issue: for
that Remind needs an access token (role Reporter, scope `api`) in the variable PROMISES_TOKEN.
"""

import os
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from steps import call, fail

NAME = "gitlab"
ENVIRONMENT = "pages"
TRIES = 3
SECONDS_BETWEEN = 15


class Issue(NamedTuple):
    """An open issue."""

    number: int
    title: str
    body: str


def repository() -> str:
    """The address of the repository."""
    return os.environ["CI_PROJECT_URL"]


def actor() -> str:
    """Who started the job."""
    return os.environ.get("GITLAB_USER_LOGIN", "somebody")


def published_commits() -> list[str]:
    """The commits that were published, the newest first."""
    query = f"environment={ENVIRONMENT}&status=success&order_by=id&sort=desc&per_page=100"
    token = {"JOB-TOKEN": os.environ["CI_JOB_TOKEN"]}
    try:
        return [one["sha"] for one in call("GET", f"{_project()}/deployments?{query}", token)]
    except urllib.error.URLError as error:
        fail(f"GitLab does not say which commit was published last: {error}. Nothing was published; try again later.")


def published_ledger(folder: Path) -> str:
    """Save the ledger that is live into a folder; returns why it could not be read, or nothing."""
    problem = _save("ledger.json", folder)
    if not problem:
        # It says on which day the ledger was judged; without it the ledger is compared all the same.
        _save("promises.json", folder)
    return problem


def publish(site: Path) -> None:
    """Leave it to GitLab: it publishes the folder `public` of a job `pages` that went well."""
    site.rename("public")


def comment(text: str) -> None:
    """Write nothing: the job's token may not. The merge request links to the report, which is kept with the job."""


def may_write_issues() -> bool:
    """Whether there is a token that may; says so where there is none."""
    if os.environ.get("PROMISES_TOKEN"):
        return True
    print("No issue was written: that needs an access token in the variable PROMISES_TOKEN. README.md says how.")
    return False


def open_issues() -> list[Issue]:
    """The newest open issues that could be ours."""
    query = f"state=opened&in=title&search={quote('Promises due')}&per_page=100"
    issues: list[dict[str, Any]] = call("GET", f"{_project()}/issues?{query}", _token())
    return [Issue(one["iid"], one["title"], one["description"] or "") for one in issues]


def open_issue(title: str, body: str) -> None:
    """Open an issue."""
    call("POST", f"{_project()}/issues", _token(), {"title": title, "description": body})


def change_issue(number: int, *, body: str | None = None, is_closed: bool = False) -> None:
    """Write the text of an issue anew, or close it."""
    changed = {"state_event": "close"} if is_closed else {"description": body}
    call("PUT", f"{_project()}/issues/{number}", _token(), changed)


def _project() -> str:
    return f"{os.environ['CI_API_V4_URL']}/projects/{os.environ['CI_PROJECT_ID']}"


def _token() -> dict[str, str]:
    return {"PRIVATE-TOKEN": os.environ["PROMISES_TOKEN"]}


def _save(file: str, folder: Path) -> str:
    """Fetch a file of the data; returns the last problem of three tries."""
    site, problem = os.environ["CI_PAGES_URL"].rstrip("/"), ""
    for attempt in range(1, TRIES + 1):
        if attempt > 1:
            time.sleep(SECONDS_BETWEEN)
        try:
            # The query gets past copies that servers on the way have kept.
            address = f"{site}/data/{file}?run={os.environ.get('CI_JOB_ID', '')}-{attempt}"
            with urllib.request.urlopen(address, timeout=60) as answer:
                (folder / file).write_bytes(answer.read())
            return ""
        except urllib.error.HTTPError as error:
            problem = f"{site}/data/{file} answers {error.code}."
        except (OSError, ValueError) as error:
            problem = f"{site} cannot be reached: {error}."
    return problem
