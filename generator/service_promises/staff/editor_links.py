"""Links that open the editor of a code host, with a new file filled in or a file that is there."""

from urllib.parse import quote

from service_promises.ledger.month import Month

LONGEST = 5000
"""So many characters a link has at most. GitHub answers one of more than about 8,190 with "414 URI Too Long", and who has
to sign in first takes the way over an address in which the whole link stands encoded once more."""

_BRANCH = "main"
"""The branch that Publish publishes; the editor offers a pull request into it."""


def new_file_link(repository: str, path: str, text: str, folder: str = "") -> str | None:
    """The link to a new file with its path and text filled in, begun in a folder that is there; None if too long."""
    within = path.removeprefix(f"{folder}/") if folder else path
    link = f"{repository}/new/{_BRANCH}{_below(folder)}?filename={quote(within)}&value={quote(text, safe=':,/')}"
    return link if len(link) <= LONGEST else None


def empty_file_link(repository: str, path: str, folder: str = "") -> str:
    """The link to a new file with its path filled in, for a text that is too long for a link."""
    within = path.removeprefix(f"{folder}/") if folder else path
    return f"{repository}/new/{_BRANCH}{_below(folder)}?filename={quote(within)}"


def edit_link(repository: str, path: str) -> str:
    """The link to a file that is there."""
    return f"{repository}/edit/{_BRANCH}/{quote(path)}"


def form_link(repository: str, month: Month) -> str:
    """The link to the form for the figures of one promise in a month."""
    return f"{repository}/issues/new?template=figures.yml&month={month}"


def _below(folder: str) -> str:
    return f"/{quote(folder)}" if folder else ""
