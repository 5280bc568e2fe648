"""`init`: the files of a new repository, of a site or of a witness, ready to push; nothing is written here."""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from service_promises.ledger.periods.month import Month
from service_promises.problems.markdown import escape_markdown
from service_promises.source.schemas import schema_files
from service_promises.staff.new_repository.code_hosts import CodeHost

_SCAFFOLD = Path(__file__).resolve().parent / "scaffold"
_WITNESS = Path(__file__).resolve().parent / "witness"
_HOSTS = Path(__file__).resolve().parent / "hosts"
_PIPELINE = "pipeline"
"""The steps that every host but GitHub runs, in a folder of the same name."""
_DOTTED = (
    "github",
    "gitlab",
    "gitlab-ci.yml",
    "forgejo",
    "vscode",
    "gitignore",
    "gitattributes",
    "pre-commit-config.yaml",
)
"""Names that begin with a dot in a repository, and not here, where they would be hidden."""

_DAYS_FOR_THE_FIX = 90

_UNKNOWN = {
    CodeHost.GITHUB: "https://github.com/YOU/YOUR-REPOSITORY",
    CodeHost.GITLAB: "https://gitlab.com/YOU/YOUR-REPOSITORY",
    CodeHost.FORGEJO: "https://codeberg.org/YOU/YOUR-REPOSITORY",
}
_FORM = {
    CodeHost.GITHUB: "/issues/new?template=let-down.yml&promise={promise}&month={month}",
    # Which of the two names a template depends on the version. No link fills in a part of a template's text.
    CodeHost.GITLAB: "/-/issues/new?issuable_template=Let%20down&description_template=Let%20down"
    "&issue%5Btitle%5D=Let%20down:%20{promise}%20{month}",
    CodeHost.FORGEJO: "/issues/new?template=.forgejo/issue_template/let-down.yml"
    "&field:promise={promise}&field:month={month}",
}
"""Behind the address of a repository: what opens the form for customers, filled in as far as the host can."""


@dataclass(frozen=True, slots=True)
class Repository:
    """What is particular to a new repository."""

    name: str
    site_url: str
    """With a slash at its end."""
    requirements: str
    """The text of requirements.txt."""
    program: str
    """A sentence about where the program comes from."""
    host: CodeHost


def site_address(text: str) -> str:
    """The address of a site with a slash at its end; raises ValueError, with a sentence, for what is none."""
    parts = urlsplit(text.strip())
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(f"{text!r} is no address of a site; write for example: https://example.org/our-promises/")
    if re.search(r"[\s\"'<>\\{}]", text.strip()):
        raise ValueError(f"{text!r} has a space, a quote or a bracket in it")
    return text.strip().rstrip("/") + "/"


def repository_files(repository: Repository, as_of: date) -> dict[str, bytes]:
    """Every file of a new repository, by path; its example is of the last month that is over."""
    month = Month.of(as_of).plus(-1)
    values = {
        "NAME": json.dumps(repository.name, ensure_ascii=False),
        "TITLE": escape_markdown(repository.name),
        "SITE_URL": repository.site_url,
        "MONTH": str(month),
        "BY": str(as_of + timedelta(_DAYS_FOR_THE_FIX)),
        "ANSWER_BACK": _answer_back(repository),
        "PROGRAM": repository.program,
        "HOST": repository.host.value,
        "RUNNER": "codeberg-small" if ".codeberg.page/" in repository.site_url else "docker",
    }
    values |= {name: _filled(text, values) for name, text in host_passages(repository.host).items()}
    files = {
        path.replace("delivered/month.yml", f"delivered/{month}.yml"): content
        for path, content in _filled_files(_SCAFFOLD, values)
    }
    files |= _filled_files(_HOSTS / repository.host, values)
    if repository.host is not CodeHost.GITHUB:
        files |= {f"{_PIPELINE}/{path}": content for path, content in _filled_files(_HOSTS / _PIPELINE, values)}
    return {"requirements.txt": repository.requirements.encode(), **schema_files(), **files}


def host_passages(host: CodeHost) -> dict[str, str]:
    """What the guides of a new repository say of its code host, by the names that stand in their place."""
    return tomllib.loads((_HOSTS / f"{host}.toml").read_text(encoding="utf-8"))


def witness_files(site: str, requirements: str) -> dict[str, bytes]:
    """Every file of a repository that watches the ledger of the site at an address, by path."""
    return {"requirements.txt": requirements.encode(), **dict(_filled_files(_WITNESS, {"SITE": site}))}


def _filled_files(folder: Path, values: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """Each file of a folder, by its path in a repository, with the values in their places."""
    for source in sorted(folder.rglob("*")):
        if source.is_file() and source.name != "__init__.py" and source.suffix != ".pyc":
            path = source.relative_to(folder).as_posix()
            dot = "." if path.split("/", maxsplit=1)[0] in _DOTTED else ""
            yield f"{dot}{path}", _filled(source.read_text(encoding="utf-8"), values).encode()


def _filled(text: str, values: dict[str, str]) -> str:
    return re.sub(r"@@([A-Z_]+)@@", lambda match: values[match[1]], text)


def _answer_back(repository: Repository) -> str:
    """The key `answer_back`: the repository's own issue form, where the address of the site names the repository."""
    address = _repository_address(repository)
    note = "# Where customers answer back; {promise} and {month} are filled in on each page.\n"
    comment = "" if address else "# "
    return f'{note}{comment}answer_back: "{address or _UNKNOWN[repository.host]}{_FORM[repository.host]}"\n'


def _repository_address(repository: Repository) -> str:
    """The address of the repository that a host publishes a site of, by that of the site; empty where it tells nothing."""
    parts = urlsplit(repository.site_url)
    owner, _, rest = (parts.hostname or "").partition(".")
    name = parts.path.strip("/")
    match repository.host, rest:
        case CodeHost.GITHUB, "github.io" if "/" not in name:
            return f"https://github.com/{owner}/{name or f'{owner}.github.io'}"
        case CodeHost.GITLAB, "gitlab.io" if name:
            return f"https://gitlab.com/{owner}/{name}"
        case CodeHost.FORGEJO, "codeberg.page" if "/" not in name:
            return f"https://codeberg.org/{owner}/{name or 'pages'}"
    return ""
