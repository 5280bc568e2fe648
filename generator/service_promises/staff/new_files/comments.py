"""Comments in the files that we write for staff, among them the one that tells an editor the file's schema."""

import textwrap

from service_promises.source.files import FileKind
from service_promises.source.schemas import FOLDER

_WIDTH = 100


def comment(text: str, indent: str = "") -> str:
    r"""A text as lines of comments.

    >>> comment("Fill it in.", "  ")
    '  # Fill it in.\n'
    """
    lines = textwrap.wrap(" ".join(text.split()), _WIDTH - len(indent), break_long_words=False, break_on_hyphens=False)
    return "".join(f"{indent}# {line}\n" for line in lines)


def schema_comment(kind: FileKind, path: str) -> str:
    r"""The first line of a file that staff edit: it names the schema by which an editor checks the file.

    `path` is the file's own, relative to the folder that holds `promises/`.

    >>> schema_comment(FileKind.FIX, "promises/fixes/second-line.yml")
    '# yaml-language-server: $schema=../../schemas/fixes.schema.json\n'
    """
    up = "../" * path.count("/")
    return f"# yaml-language-server: $schema={up}{FOLDER}/{kind}.schema.json\n"
