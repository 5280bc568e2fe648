"""`init`: the files of a new repository, of a site or of a witness, ready to push; nothing is written here."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from service_promises.ledger.month import Month
from service_promises.problems.markdown import escape_markdown
from service_promises.source.schemas import schema_files

_SCAFFOLD = Path(__file__).resolve().parent / "scaffold"
_WITNESS = Path(__file__).resolve().parent / "witness"
_DOTTED = ("github", "vscode", "gitignore", "gitattributes", "pre-commit-config.yaml")
"""Names that begin with a dot in a repository, and not here, where they would be hidden."""

_DAYS_FOR_THE_FIX = 90


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
        "ANSWER_BACK": _answer_back(repository.site_url),
        "PROGRAM": repository.program,
    }
    files = {
        path.replace("delivered/month.yml", f"delivered/{month}.yml"): content
        for path, content in _filled_files(_SCAFFOLD, values)
    }
    return {"requirements.txt": repository.requirements.encode(), **schema_files(), **files}


def witness_files(site: str, requirements: str) -> dict[str, bytes]:
    """Every file of a repository that watches the ledger of the site at an address, by path."""
    return {"requirements.txt": requirements.encode(), **dict(_filled_files(_WITNESS, {"SITE": site}))}


def _filled_files(folder: Path, values: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """Each file of a folder, by its path in a repository, with the values in their places."""
    for source in sorted(folder.rglob("*")):
        if source.is_file() and source.suffix not in (".py", ".pyc"):
            path = source.relative_to(folder).as_posix()
            dot = "." if path.split("/", maxsplit=1)[0] in _DOTTED else ""
            yield f"{dot}{path}", _filled(source.read_text(encoding="utf-8"), values).encode()


def _filled(text: str, values: dict[str, str]) -> str:
    return re.sub(r"@@([A-Z_]+)@@", lambda match: values[match[1]], text)


def _answer_back(site_url: str) -> str:
    """The key `answer_back`: the repository's own issue form, where the address of the site names the repository."""
    parts = urlsplit(site_url)
    owner, _, rest = (parts.hostname or "").partition(".")
    name = parts.path.strip("/") or f"{owner}.github.io"
    note = "# Where customers answer back; {promise} and {month} are filled in on each page.\n"
    if rest == "github.io" and "/" not in name:
        form = f"https://github.com/{owner}/{name}/issues/new?template=let-down.yml"
        return f'{note}answer_back: "{form}&promise={{promise}}&month={{month}}"\n'
    form = "https://github.com/YOU/YOUR-REPOSITORY/issues/new?template=let-down.yml"
    return f'{note}# answer_back: "{form}&promise={{promise}}&month={{month}}"\n'
