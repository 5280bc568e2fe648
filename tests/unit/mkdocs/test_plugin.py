"""What the plugin asks of MkDocs."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from service_promises.mkdocs.plugin import PromisesPlugin
from service_promises.pages.rendering.templates import templates_dir


class _Server:
    """Notes what a live preview is asked to watch."""

    def __init__(self) -> None:
        self.watched: set[Path] = set()

    def watch(self, path: str) -> None:
        self.watched.add(Path(path))


def test_a_live_preview_watches_the_promises_and_both_folders_of_templates(tmp_path: Path) -> None:
    config = MkDocsConfig(config_file_path=str(tmp_path / "mkdocs.yml"))
    for own in ({"promises"}, {"promises", "templates"}):
        for name in own:
            (tmp_path / name).mkdir(exist_ok=True)
        server = _Server()
        assert PromisesPlugin().on_serve(server, config=config, builder=print) is server
        assert server.watched == {templates_dir(), *(tmp_path / name for name in own)}
