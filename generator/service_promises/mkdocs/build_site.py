"""Runs MkDocs for the command line: quietly, and with its exits turned into sentences."""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError, MkDocsException

from service_promises.ledger.ledger import Ledger
from service_promises.mkdocs.options import override_as_of
from service_promises.mkdocs.plugin import PromisesPlugin
from service_promises.mkdocs.swap import staged
from service_promises.pages.rendering.template_errors import fault_of, is_of_theme
from service_promises.pages.rendering.templates import template_folders


class SiteError(Exception):
    """A finished sentence about why there is no site; anything wrong in the files was printed before."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """A site that was built and has taken its place."""

    target: Path
    pages: int
    ledger: Ledger


def build_site(
    root: Path, as_of: date | None = None, progress: Callable[[int, int], None] | None = None
) -> BuildResult:
    """Build the site of a folder with a mkdocs.yml and swap it in.

    `as_of` overrides the plugin's option and the clock. `progress` is called with how many pages are written, and
    of how many. The plugin prints mistakes in the files to stderr. Raises SiteError, and PublishError when the
    place of the site is taken; in both cases the published site is as it was.
    """
    with _quiet_mkdocs(logging.WARNING), override_as_of(as_of):
        config = _load(root)
        target = Path(config.site_dir)
        with staged(target) as staging:
            config.site_dir = str(staging)
            plugin = _plugin(config)
            plugin.progress = progress
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build(config)
            except MkDocsException:
                raise
            except Exception as error:
                # Of the theme's templates, MkDocs lets every fault pass.
                if (fault := fault_of(error, template_folders(root)[:-1])) is not None:
                    raise SiteError(str(fault)) from error
                if is_of_theme(error):
                    raise SiteError(
                        f"The theme can't make a page with what {_settings(root)} says of it: {type(error).__name__}:"
                        f" {error}."
                    ) from error
                raise
            finally:
                config.plugins.on_shutdown()
        return BuildResult(target, plugin.written, plugin.ledger)


def serve_site(root: Path, as_of: date | None = None, address: str | None = None, browse: bool = False) -> None:
    """Serve a live preview until interrupted.

    `address` is `IP:PORT`, mkdocs.yml's `dev_addr` or 127.0.0.1:8000 if not given. Raises SiteError when the
    first build fails; later ones print what is wrong, and the browser waits until it is put right.
    """
    # Brings a web server with it, which a build does without.
    from mkdocs.commands.serve import serve  # noqa: PLC0415

    with _quiet_mkdocs(logging.INFO), override_as_of(as_of):
        _load(root)
        try:
            serve(str(_settings(root)), dev_addr=address, open_in_browser=browse)
        except OSError as error:
            raise SiteError(
                f"The preview can't be served: {error.strerror}. With --address 127.0.0.1:8001 it is tried elsewhere."
            ) from error


def _settings(root: Path) -> Path:
    return root.resolve() / "mkdocs.yml"


def _load(root: Path) -> MkDocsConfig:
    if not _settings(root).is_file():
        raise SiteError(f"There is no mkdocs.yml in {root.resolve()}. `promises init` makes a folder with one.")
    try:
        config = load_config(str(_settings(root)))
    except MkDocsException:
        raise
    except RecursionError as error:
        reason = "it inherits from itself, or its brackets stand too deep in each other"
        raise SiteError(f"{_settings(root)} can't be read: {reason}.") from error
    except Exception as error:
        # MkDocs looks at few of the values before it uses them, and runs the hooks that they name.
        what = error.strerror if isinstance(error, OSError) else error
        raise SiteError(f"{_settings(root)} can't be read: {what}.") from error
    _plugin(config)
    return config


def _plugin(config: MkDocsConfig) -> PromisesPlugin:
    for plugin in config.plugins.values():
        if isinstance(plugin, PromisesPlugin):
            return plugin
    raise SiteError("mkdocs.yml does not name this plugin. Add `- promises` under `plugins:`.")


@contextmanager
def _quiet_mkdocs(server_level: int) -> Iterator[None]:
    """Print what MkDocs warns of and what its preview server says, without the rest; end its exits as SiteError."""
    log, server_log = logging.getLogger("mkdocs"), logging.getLogger("mkdocs.livereload")
    before = log.level, log.propagate, server_log.level
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.WARNING)
    log.propagate = False
    server_log.setLevel(server_level)
    try:
        yield
    except MkDocsException as error:
        # A plugin's own sentence was printed by MkDocs, which then only says that it stops.
        printed = isinstance(error.__context__, BuildError)
        raise SiteError("What was published before is as it was." if printed else error.message) from error
    finally:
        log.removeHandler(handler)
        log.setLevel(before[0])
        log.propagate = before[1]
        server_log.setLevel(before[2])
