"""What is written from other files by `make docs`: parts of the guides, JSON Schemas, and what new repositories get.

A table stands between `<!-- a table of this module -->` and `<!-- end -->`, and so does what is true of one code host.
"""

from __future__ import annotations

import re
from pathlib import Path

from service_promises.staff.new_repository.code_hosts import CodeHost
from service_promises.staff.new_repository.new_repository import host_passages

from tests.docs.commands import commands_table, options_table
from tests.docs.keys import keys_table
from tests.docs.lock import LOCK, lock_of_a_site
from tests.docs.schemas import texts as schema_texts

ROOT = Path(__file__).parents[2]
GUIDES = ("README.md", "CONTRIBUTING.md")
COPY = "generator/service_promises/staff/new_repository/scaffold/CONTRIBUTING.md"
"""What a new repository gets: the part of CONTRIBUTING.md for staff, without the marks, and a name for each passage of a
host."""

_TABLE = re.compile(r"(<!-- (commands|options|keys|host)(?:: (.+?))? -->\n)(.*?)(<!-- end -->\n)", re.DOTALL)
_FOR_DEVELOPERS = "\n# For developers\n"


def texts() -> dict[str, str]:
    """Each guide, the copy, the lock of a new repository and the schemas, by path, as the code has them now."""
    guides = {path: with_tables((ROOT / path).read_text(encoding="utf-8")) for path in GUIDES}
    for_staff = guides["CONTRIBUTING.md"].partition(_FOR_DEVELOPERS)[0]
    for_staff = re.sub(
        r"<!-- host: (.+?) -->\n.*?<!-- end -->\n", lambda m: f"@@{m[1].upper()}@@\n", for_staff, flags=re.DOTALL
    )
    return {**guides, COPY: re.sub(r"<!-- .*? -->\n", "", for_staff), LOCK: lock_of_a_site(ROOT), **schema_texts()}


def with_tables(text: str) -> str:
    """A guide with its tables as the code has them now."""
    keys = {match[3] for match in _TABLE.finditer(text) if match[2] == "keys"}

    def table(match: re.Match[str]) -> str:
        if match[2] == "host":
            return f"{match[1]}{host_passages(CodeHost.GITHUB)[match[3].upper()]}\n{match[5]}"
        names = match[3].split(", ") if match[3] else []
        if match[2] == "keys":
            rows = keys_table(match[3], keys)
        else:
            rows = commands_table(names) if match[2] == "commands" else options_table()
        return f"{match[1]}\n{rows}\n{match[5]}"

    return _TABLE.sub(table, text)
