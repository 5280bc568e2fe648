"""Where the packaged templates are, and what becomes of style sheets."""

import re
from collections.abc import Iterable
from pathlib import Path


def templates_dir() -> Path:
    """The folder of the packaged templates: `service_promises/templates` in a wheel, `templates/` in the repository."""
    package = Path(__file__).resolve().parents[2]
    packaged = package / "templates"
    return packaged if packaged.is_dir() else package.parent.parent / "templates"


def template_folders(root: Path) -> list[Path]:
    """The folders of templates, the site's own first where it has one, the packaged ones last."""
    own, packaged = (root / "templates").resolve(), templates_dir()
    return [own, packaged] if own.is_dir() and own != packaged else [packaged]


def own_templates(root: Path) -> tuple[str, ...]:
    """The files of the site's own that stand in the place of ours, relative to its folder."""
    own = [folder for folder in template_folders(root)[:-1] for folder in folder.rglob("*") if folder.is_file()]
    return tuple(sorted(path.relative_to(root.resolve()).as_posix() for path in own))


def first_of(folders: Iterable[Path], path: str) -> Path:
    """The first file of that path in some folders, one of which has it."""
    return next(folder / path for folder in folders if (folder / path).is_file())


def stylesheet(path: Path) -> bytes:
    """A style sheet as it is published: without its comments and indents, which are for those who write it."""
    bare = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return ("\n".join(filter(None, map(str.strip, bare.splitlines()))) + "\n").encode()
