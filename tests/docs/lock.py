"""The part of requirements.lock that a site needs, which new repositories get."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

LOCK = "generator/service_promises/staff/new_repository/requirements.lock"
_PIN = re.compile(r"^([a-z0-9-]+)==.*?(?=^[a-z]|\Z)", re.MULTILINE | re.DOTALL)


def lock_of_a_site(root: Path) -> str:
    """What the program needs, and what that needs in turn, each with its hashes; nothing for developers."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    pins = [(match[1], match[0]) for match in _PIN.finditer((root / "requirements.lock").read_text("utf-8"))]
    needed = {re.split("[^a-z0-9-]", text)[0] for text in project["dependencies"]}
    while more := {name for name, pin in pins if name not in needed and _needed_by(pin) & needed}:
        needed |= more
    return "".join(re.sub(r"^ +#.*\n", "", pin, flags=re.MULTILINE) for name, pin in pins if name in needed)


def _needed_by(pin: str) -> set[str]:
    comment = " ".join(re.findall(r"^ +#(.*)$", pin, re.MULTILINE)).replace("via", "", 1)
    return set(comment.replace("(pyproject.toml)", "").split()) - {"service-promises"}
