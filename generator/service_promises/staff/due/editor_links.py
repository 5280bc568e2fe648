"""Links that open the editor of a code host, with a new file filled in or a file that is there."""

from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from service_promises.ledger.periods.month import Month
from service_promises.staff.new_repository.code_hosts import CodeHost

LONGEST = 5000
"""So many characters a link has at most. GitHub answers one of more than about 8,190 with "414 URI Too Long", and who has
to sign in first takes the way over an address in which the whole link stands encoded once more."""

_BRANCH = "main"
"""The branch that is published; the editor offers a proposal to change it."""


class _Addresses(NamedTuple):
    """How a host writes the addresses of its editor, behind that of the repository."""

    new: str
    """Of a new file; the path follows."""
    edit: str
    """Of a file that is there; the path follows."""
    value: str = ""
    """What comes between the path and the text of a new file; empty where the editor takes no text."""
    form: str = ""
    """Of the form for figures, with the month behind it; empty where there is none."""
    saving: str = ""
    """What to choose in the editor, in its own words."""


_ADDRESSES = {
    CodeHost.GITHUB: _Addresses(
        new=f"/new/{_BRANCH}?filename=",
        edit=f"/edit/{_BRANCH}/",
        value="&value=",
        form="/issues/new?template=figures.yml&month=",
        saving="choose **Commit changes**, then **Create a new branch for this commit and start a pull request**, **Propose"
        " changes** and **Create pull request**",
    ),
    # Its editor takes a path and, though its server does, no text (gitlab-org/gitlab, work item 594214).
    CodeHost.GITLAB: _Addresses(
        new=f"/-/new/{_BRANCH}?file_name=",
        edit=f"/-/edit/{_BRANCH}/",
        saving="choose **Commit changes**, then **Commit to a new branch**, with **Create a merge request for this"
        " change**, and create the merge request",
    ),
    CodeHost.FORGEJO: _Addresses(
        new=f"/_new/{_BRANCH}/?filename=",
        edit=f"/_edit/{_BRANCH}/",
        value="&value=",
        saving="choose **Create a new branch for this commit and start a pull request**, then **Propose file change**,"
        " and create the pull request. Where the editor is empty, copy the text below the link into it",
    ),
}


@dataclass(frozen=True, slots=True)
class CodeEditor:
    """The editor of a code host, for one repository."""

    repository: str
    """Its address, without a slash at its end."""
    host: CodeHost

    @property
    def takes_text(self) -> bool:
        """Whether a link can fill in the text of a new file."""
        return bool(_ADDRESSES[self.host].value)

    @property
    def saving(self) -> str:
        """What to choose to propose the change, in the editor's own words."""
        return _ADDRESSES[self.host].saving

    def filled_link(self, path: str, text: str, folder: str = "") -> str | None:
        """The link to a new file with its path and text filled in, begun in a folder that is there; None if too long."""
        if not self.takes_text:
            return None
        link = f"{self.empty_link(path, folder)}{_ADDRESSES[self.host].value}{quote(text, safe=':,/')}"
        return link if len(link) <= LONGEST else None

    def empty_link(self, path: str, folder: str = "") -> str:
        """The link to a new file with its path filled in, for a text that no link takes."""
        begin, question, key = _ADDRESSES[self.host].new.partition("?")
        if not folder or self.host is not CodeHost.GITHUB:
            return f"{self.repository}{begin}{question}{key}{quote(path)}"
        within = path.removeprefix(f"{folder}/")
        return f"{self.repository}{begin}/{quote(folder)}{question}{key}{quote(within)}"

    def edit_link(self, path: str) -> str:
        """The link to a file that is there."""
        return f"{self.repository}{_ADDRESSES[self.host].edit}{quote(path)}"

    def form_link(self, month: Month) -> str | None:
        """The link to the form for the figures of one promise in a month; None where the host has none."""
        form = _ADDRESSES[self.host].form
        return f"{self.repository}{form}{month}" if form else None
