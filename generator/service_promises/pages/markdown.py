"""Prose written by staff, turned into HTML that is safe to publish.

In time proportional to its length: where Markdown looks for the end of something, we say how far.
"""

import re
from functools import lru_cache
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import (
    LINK_RE,
    REFERENCE_RE,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)
from markupsafe import Markup

_TAGS = {"p", "br", "strong", "em", "code", "a", "ul", "ol", "li", "blockquote"}
_ENDS = (".", "!", "?", "\N{HORIZONTAL ELLIPSIS}", "\N{IDEOGRAPHIC FULL STOP}", "\N{ARABIC QUESTION MARK}")
_CLOSING = "*_`)]\"'\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
"""What may stand behind the mark that ends a sentence."""
_LINE_OF_WORDS = re.compile(r"(?![-+]|\d+\.)[^\x00-\x1f\x7f&<>`*_\[\]\\]*")
"""Text that Markdown takes as it is, and there is much of it: one line, and no list."""


_MOST_LEVELS = 20
"""Lists and quotations in each other, and brackets in each other: what is deeper is text."""
_BRACKET = re.compile(r"[\[\]]")
_MOST_IN_LINK = 2000
"""An address, with its title, is no longer than so many characters."""


class _TooDeep(ParagraphProcessor):
    """Text where there would be one more list or quotation."""

    def test(self, _parent: Element, _block: str) -> bool:
        return len(self.parser.state) > _MOST_LEVELS


class _Bounded(LinkInlineProcessor):
    """A link whose end is not looked for without end."""

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802 - the name that Markdown calls
        """The words of the link, where they end, and whether they do."""
        levels = 1
        for mark in _BRACKET.finditer(data, index):
            levels += 1 if mark[0] == "[" else -1
            if levels == 0:
                return data[index : mark.start()], mark.end(), True
            if levels > _MOST_LEVELS:
                break
        return "", len(data), False

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802 - as above
        """Where the link leads, its title, where it ends, and whether it does: before the next link begins."""
        following = data.find("](", index, index + _MOST_IN_LINK)
        window = data[index : following if following >= 0 else index + _MOST_IN_LINK]
        href, title, end, ends = super().getLink(window, 0)
        return href, title, index + end, ends


class _BoundedReference(_Bounded, ReferenceInlineProcessor):
    """A link to what a line of its own defines."""


class _BoundedShortReference(_Bounded, ShortReferenceInlineProcessor):
    """The same, by its words alone."""


class _HtmlAsText(Extension):
    """Raw HTML is text; images, which would call other sites, and headings are not for prose."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name that Markdown calls
        md.preprocessors.deregister("html_block")
        for pattern in ("html", "image_link", "image_reference", "short_image_ref"):
            md.inlinePatterns.deregister(pattern)
        for processor in ("hashheader", "setextheader", "code", "hr"):
            md.parser.blockprocessors.deregister(processor)
        md.parser.blockprocessors.register(_TooDeep(md.parser), "too_deep", 1000)
        # In the places of Markdown's own, which have these names.
        md.inlinePatterns.register(_BoundedReference(REFERENCE_RE, md), "reference", 170)
        md.inlinePatterns.register(_Bounded(LINK_RE, md), "link", 160)
        md.inlinePatterns.register(_BoundedShortReference(REFERENCE_RE, md), "short_reference", 130)


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


def clause(text: str) -> str:
    """Markdown as plain text on one line without the full stop at its end, for what goes on behind it."""
    return bare(text).removesuffix(".")


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
