"""What a page shows where somebody shares its address: a title with the figure in it, and a picture of the verdict."""

from service_promises.ledger.entry import Entry
from service_promises.ledger.verdicts.verdict import Verdict
from service_promises.pages.context import Context
from service_promises.pages.parts.entry import NO_TARGET_KEY
from service_promises.pages.views.events import figure_in_brief

_SITE = "site"
SHARE_IMAGES = tuple(
    f"assets/share/{name}.png"
    for name in (_SITE, *(one.value for one in Verdict if one is not Verdict.AWAITED), NO_TARGET_KEY)
)
"""The picture of the site, and one for each verdict that can be the newest; `python -m tests.share_images` draws them."""


def share_title(context: Context, title: str, newest: Entry | None) -> str:
    """The title of a page, with the newest verdict and its figure where it is about one."""
    if newest is None:
        return title
    return context.i18n.say(
        "%(title)s: %(verdict)s", title=title.removesuffix("."), verdict=figure_in_brief(context, newest)
    )


def share_image(context: Context, newest: Entry | None) -> str:
    """The address of the picture in full; empty where that of the site is not known."""
    if context.site_url is None:
        return ""
    name = context.view(newest).key if newest else _SITE
    return f"{context.root}assets/share/{name}.png"
