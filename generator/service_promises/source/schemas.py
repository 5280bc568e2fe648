"""The JSON Schemas of the files and of the ledger, as they are published; `make docs` makes them of the documents."""

from pathlib import Path

from service_promises.source.documents.keys import FILES

FOLDER = "schemas"
"""Beside `promises/` in a repository, and at the top of a site."""
LEDGER = "ledger-2.schema.json"
"""Of `data/ledger.json`, version 2."""
PROMISES = "promises-1.schema.json"
"""Of `data/promises.json`, version 1."""


def schema_files() -> dict[str, bytes]:
    """The schema of each kind of file that staff edit, by path, for a site or a repository."""
    names = [f"{kind}.schema.json" for kind in FILES]
    return {f"{FOLDER}/{name}": (schemas_dir() / name).read_bytes() for name in names}


def ledger_schema() -> bytes:
    """The schema of `data/ledger.json`."""
    return (schemas_dir() / LEDGER).read_bytes()


def promises_schema() -> bytes:
    """The schema of `data/promises.json`."""
    return (schemas_dir() / PROMISES).read_bytes()


def schemas_dir() -> Path:
    """The folder that they are in: `service_promises/schemas` in a wheel, `schemas/` in the repository."""
    package = Path(__file__).resolve().parent.parent
    packaged = package / FOLDER
    return packaged if packaged.is_dir() else package.parent.parent / FOLDER
