"""What shapes a site beside its promises: settings and files of whoever builds it."""

from datetime import date
from typing import NamedTuple


class SiteSettings(NamedTuple):
    """The settings of a site that change what its pages say, or may."""

    as_of: date | None = None
    """The day on which every build judges, set on purpose; None where each build judges on its own day."""
    templates: tuple[str, ...] = ()
    """Files of the site's own that stand in the place of ours."""
    theme: tuple[str, ...] = ()
    """Folders of changes to the theme."""
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    hooks: tuple[str, ...] = ()
    """Programs that run when the site is built."""
    plugins: tuple[str, ...] = ()
    """Those that are not ours and not the search."""
    known: bool = True
    """False where another program builds the site, whose settings are not looked at."""


USUAL = SiteSettings()
"""Nothing shapes the site but the program and the promises."""
