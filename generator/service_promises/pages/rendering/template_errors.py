"""Faults in a site's own templates, which are the site's to put right, with their place."""

import re
import traceback
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, UndefinedError

from service_promises.pages.rendering.templates import templates_dir

_OURS = ("pages", "macros", "partials")
"""The folders of what our own environment renders."""

_HELP = "It is one of the site's own templates: put it right, or delete it to have ours back."


class TemplateFault(Exception):
    """A finished sentence about a template of the site's own, with its place."""


def check_templates(folders: Sequence[Path], environment: Environment) -> None:
    """Look whether all in the site's own folders can be read, and every page compiled; raises TemplateFault.

    What changes the theme is read only: MkDocs has an environment of its own for it.
    """
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.suffix in {".html", ".css"}):
            try:
                text = path.read_text(encoding="utf-8")
                if path.relative_to(folder).parts[0] in _OURS:
                    environment.parse(text, filename=str(path))
            except TemplateSyntaxError as error:
                raise _fault(path, error.lineno, error.message or "") from error
            except UnicodeDecodeError as error:
                line = len(error.object[: error.start].split(b"\n"))
                raise _fault(path, line, "this is not UTF-8; save it as UTF-8") from error
            except OSError as error:
                raise _fault(path, 1, f"it can't be read: {error.strerror}") from error


def fault_of(error: Exception, folders: Sequence[Path]) -> TemplateFault | None:
    """The fault behind an exception that came out of a template; None where it was none of the site's own."""
    message = str(error) if isinstance(error, UndefinedError) else f"{type(error).__name__}: {error}"
    own = [folder.resolve() for folder in folders]
    for frame, line in reversed(list(traceback.walk_tb(error.__traceback__))):
        path = Path(frame.f_code.co_filename)
        if path.suffix == ".html" and any(path.resolve().is_relative_to(folder) for folder in own):
            return _fault(path, line, message)
    # A template that lacks what one of ours imports from it.
    template = re.search(r"the template '([^']+)'", str(error))
    for folder in own:
        if template and (folder / template[1]).is_file():
            return _fault(folder / template[1], 1, message)
    return None


def is_of_theme(error: Exception) -> bool:
    """Whether an exception came out of a template that is neither ours nor the site's own."""
    files = [Path(frame.f_code.co_filename) for frame, _ in traceback.walk_tb(error.__traceback__)]
    templates = [file for file in files if file.suffix == ".html"]
    return bool(templates) and not templates[-1].resolve().is_relative_to(templates_dir())


def _fault(path: Path, line: int, message: str) -> TemplateFault:
    return TemplateFault(f"{path}:{line}: {message.rstrip('.')}. {_HELP}")
