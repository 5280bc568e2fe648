"""The code hosts for which a repository is made and whose editors are linked to."""

from enum import StrEnum
from urllib.parse import urlsplit


class CodeHost(StrEnum):
    """A program that hosts repositories, on its own site or on anybody's."""

    GITHUB = "github"
    GITLAB = "gitlab"
    FORGEJO = "forgejo"


_IN_THE_NAME = {"gitlab": CodeHost.GITLAB, "codeberg": CodeHost.FORGEJO, "forgejo": CodeHost.FORGEJO}
"""What tells a host by the name of its server, or by that of the sites that it publishes."""


def code_host(address: str) -> CodeHost:
    """The host of a repository, or of a site that it publishes, by its address; GitHub where the name says nothing."""
    server = (urlsplit(address).hostname or "").lower()
    return next((host for name, host in _IN_THE_NAME.items() if name in server), CodeHost.GITHUB)
