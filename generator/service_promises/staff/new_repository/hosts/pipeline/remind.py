"""Keep one issue a month that says what is late, what is due and whose it is; close it when nothing is."""

import json
import subprocess

import host
from steps import must, promises

TITLE = "Promises due: "
MARK = "<!-- Remind writes this text anew. -->\n"
"""By which an issue of ours is known; a reader does not see it."""
MOST_CHARACTERS = 60_000


def main() -> None:
    """Open, change or close the issue."""
    text = promises(
        "due", "--format", "markdown", "--repository", host.repository(), "--host", host.NAME, stdout=subprocess.PIPE
    )
    must(text)
    counted = promises("due", "--format", "json", stdout=subprocess.PIPE)
    must(counted)
    print(text.stdout, flush=True)
    due = json.loads(counted.stdout)
    title, body = f"{TITLE}{due['as_of'][:7]}", MARK + text.stdout[:MOST_CHARACTERS]
    if not host.may_write_issues():
        return
    ours = [issue for issue in host.open_issues() if issue.title.startswith(TITLE) and issue.body.startswith(MARK)]
    present = next((issue for issue in ours if issue.title == title), None) if due["due"] else None
    if present is None and due["due"]:
        host.open_issue(title, body)
    elif present is not None and present.body.rstrip() != body.rstrip():
        host.change_issue(present.number, body=body)
    for issue in ours:
        if issue is not present:
            host.change_issue(issue.number, is_closed=True)


if __name__ == "__main__":
    main()
