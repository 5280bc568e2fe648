"""Notes in the files that we write for staff: lines that begin with #, and the line that editors look for."""

from __future__ import annotations

import textwrap

from service_promises.source.documents.json_schemas import FOLDER
from service_promises.source.files import FileKind

_WIDTH = 100


def remark(text: str, indent: str = "") -> str:
    r"""A text as lines of notes.

    >>> remark("Fill it in.", "  ")
    '  # Fill it in.\n'
    """
    lines = textwrap.wrap(
        " ".join(text.split()), _WIDTH - len(indent), break_long_words=False, break_on_hyphens=False
    )
    return "".join(f"{indent}# {line}\n" for line in lines)


def schema_name(kind: FileKind) -> str:
    """The file name of the schema of a kind of file."""
    return f"{kind}.schema.json"


def schema_line(kind: FileKind, path: str) -> str:
    r"""The first line of a file of staff's: it tells an editor which schema to hold it against.

    `path` is the file's own, relative to the folder that holds `promises/`.

    >>> schema_line(FileKind.FIX, "promises/fixes/second-line.yml")
    '# yaml-language-server: $schema=../../schemas/fixes.schema.json\n'
    """
    up = "../" * path.count("/")
    return f"# yaml-language-server: $schema={up}{FOLDER}/{schema_name(kind)}\n"
