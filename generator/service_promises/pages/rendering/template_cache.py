"""Keeps compiled templates from one build to the next: compiling Material's and ours takes a fifth of a build.

It is Jinja's own cache, in a folder of the user's, which Jinja uses only where nobody else can write to it. Without
one, templates are compiled for each build, and for each saved file of a live preview.
"""

import hashlib
from contextlib import suppress
from importlib.metadata import version

from jinja2 import Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket


class _TemplateCache(FileSystemBytecodeCache):
    def dump_bytecode(self, bucket: Bucket) -> None:
        """Nothing, where there is no room: the template is compiled again."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def keep_compiled(environment: Environment) -> None:
    """Cache what an environment compiles, unless it has a cache.

    Jinja sees when the text of a template has changed, and not what else changes the code made of it: each version
    of Jinja, and each way of writing templates, therefore has files of its own.
    """
    settings = {name: value for name, value in vars(environment).items() if isinstance(value, bool | str)}
    compiler = repr((version("jinja2"), sorted(environment.extensions), sorted(settings.items())))
    name = hashlib.sha256(compiler.encode()).hexdigest()[:16]
    with suppress(RuntimeError, OSError):
        environment.bytecode_cache = environment.bytecode_cache or _TemplateCache(pattern=f"{name}-%s.cache")
