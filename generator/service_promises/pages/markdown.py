"""Prose written by staff, turned into HTML that is safe to publish."""

import re
from functools import lru_cache

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markupsafe import Markup

_TAGS = {"p", "br", "strong", "em", "code", "a", "ul", "ol", "li", "blockquote"}
_ENDS = (".", "!", "?", "\N{HORIZONTAL ELLIPSIS}", "\N{IDEOGRAPHIC FULL STOP}", "\N{ARABIC QUESTION MARK}")
_CLOSING = "*_`)]\"'\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
"""What may stand behind the mark that ends a sentence."""
_LINE_OF_WORDS = re.compile(r"(?![-+]|\d+\.)[^\x00-\x1f\x7f&<>`*_\[\]\\]*")
"""Text that Markdown takes as it is, and there is much of it: one line, and no list."""


class _HtmlAsText(Extension):
    """Raw HTML is text; images, which would call other sites, and headings are not for prose."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name that Markdown calls
        md.preprocessors.deregister("html_block")
        for pattern in ("html", "image_link", "image_reference", "short_image_ref"):
            md.inlinePatterns.deregister(pattern)
        for processor in ("hashheader", "setextheader", "code", "hr"):
            md.parser.blockprocessors.deregister(processor)


_markdown = Markdown(extensions=[_HtmlAsText()], output_format="html")


@lru_cache(maxsize=65536)
def prose(text: str) -> Markup:
    """Markdown as paragraphs of HTML; links are `https:`, `mailto:`, `tel:` or relative."""
    text = text.strip()
    if _LINE_OF_WORDS.fullmatch(text):
        return Markup("<p>%s</p>") % text
    return _marked_up(text)


def sentence(text: str) -> str:
    """Markdown with a full stop behind it, unless it ends with a mark of its own."""
    text = text.strip()
    return text if text.rstrip(_CLOSING).endswith(_ENDS) else f"{text}."


def _marked_up(text: str) -> Markup:
    return Markup(  # noqa: S704 - nh3 has cleaned it
        nh3.clean(
            _markdown.reset().convert(text),
            tags=_TAGS,
            attributes={"a": {"href"}, "ol": {"start"}},
            url_schemes={"https", "mailto", "tel"},
            link_rel=None,
        )
    )


@lru_cache(maxsize=65536)
def line(text: str) -> Markup:
    """Markdown of a single paragraph without the paragraph around it, for use within a sentence."""
    html = prose(text)
    if html.startswith("<p>") and html.count("<p>") == 1 and html.endswith("</p>"):
        return Markup(html[3:-4])  # noqa: S704 - a part of what nh3 has cleaned
    return html


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """Markdown as plain text on one line, for titles, descriptions and data."""
    return " ".join(prose(text).striptags().split())
