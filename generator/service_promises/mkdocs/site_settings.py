"""What shapes a site beside its promises, as MkDocs has read its settings."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from service_promises.mkdocs.settings_file import is_other_plugin
from service_promises.mkdocs.theme import MATERIAL_STYLES
from service_promises.outputs.files.stylesheet import PATH as STYLES
from service_promises.pages.rendering.templates import own_templates
from service_promises.pages.site_settings import SiteSettings

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def site_settings(config: MkDocsConfig, as_of: date | None) -> SiteSettings:
    """What a site's settings add to ours; `as_of` is the day that they set on purpose."""
    root = Path(config.config_file_path).parent
    theme = config.theme.custom_dir
    return SiteSettings(
        as_of=as_of,
        templates=own_templates(root),
        theme=(os.path.relpath(theme, root),) if theme else (),
        styles=tuple(path for path in config.extra_css if path not in {STYLES, MATERIAL_STYLES}),
        scripts=tuple(map(str, config.extra_javascript)),
        hooks=tuple(config["hooks"]),
        plugins=tuple(name for name in config.plugins if is_other_plugin(name) and name not in config.hooks),
    )
