"""Keeps compiled templates between builds: compiling Material's and ours takes longer than filling most of them.

Neither MkDocs nor Jinja does so by itself, and a live preview would compile everything anew for each saved file.
"""

from __future__ import annotations

import hashlib
import pickle
from contextlib import suppress
from functools import cache
from importlib.metadata import version

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket

from service_promises import __version__

_SYNTAX = (
    "block_start_string",
    "block_end_string",
    "variable_start_string",
    "variable_end_string",
    "comment_start_string",
    "comment_end_string",
    "line_statement_prefix",
    "line_comment_prefix",
    "trim_blocks",
    "lstrip_blocks",
    "newline_sequence",
    "keep_trailing_newline",
    "autoescape",
)
"""The settings of an environment that change what a template is compiled to."""


class _Kept(FileSystemBytecodeCache):
    """Does without what can't be read or written: a template is compiled again, and nothing is lost."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Nothing, from a file that is damaged."""
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, ValueError, TypeError, pickle.UnpicklingError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Nothing, where there is no room."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


@cache
def _jinja_version() -> str:
    return version("jinja2")


def compiled_templates(environment: Environment) -> BytecodeCache | None:
    """Where the compiled templates of an environment are kept, in a folder that only its user can write to.

    Jinja sees for itself whether a template's text has changed, and not whether it would be compiled otherwise;
    so each version of Jinja and of ours, and each way of writing templates, has its own. None where there is no safe
    folder.
    """
    syntax = [str(getattr(environment, name)) for name in _SYNTAX]
    compiler = [_jinja_version(), __version__, *sorted(environment.extensions), *syntax]
    try:
        return _Kept(pattern=f"promises-{hashlib.sha256(repr(compiler).encode()).hexdigest()[:16]}-%s.cache")
    except (RuntimeError, OSError):
        return None
