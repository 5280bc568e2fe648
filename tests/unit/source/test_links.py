"""Links in prose: each that would not be published is found, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from service_promises.source.documents.prose import Prose
from service_promises.source.rules.links import MOST, check_links
from service_promises.source.values.scalars import Author


def _refused(text: str) -> list[str]:
    return [problem.message for problem in check_links(Prose(("letter",), text, Author.US))]


@pytest.mark.parametrize(
    "text",
    [
        "[a](http://x.org)",
        "[a]( HTTP://x.org 'title' )",
        "[a](<http://x.org>)",
        "[[a]](http://x.org)",
        "*[a](javascript:alert(1))*",
        "[a](java&#115;cript:alert(1))",
        "[a](data:text/html,x)",
        "[a](//x.org)",
        "[a](https:x)",
        "[a](https://a b)",
        "[a](https://x.org:99999/)",
        "[a](https://[::1)",
        "[a]()",
        "\\<http://x.org>",
        "`code\n\n[a](http://x.org)`",
        "<ftp://x.org>",
        "[a][b]\n\n[b]: http://x.org",
        "[a][b]\n\n[b]: <http://x.org> 'title'",
        "![a](https://x.org) [a](http://x.org)",
    ],
)
def test_link_that_would_lead_nowhere(text: str) -> None:
    assert len(_refused(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "[a](https://x.org) [b](mailto:a@x.org) [c](tel:+441632960123) [d](../help/#top) [e](#top)",
        '[a](https://x.org/a_(b) "title") <https://x.org> [a](<https://x.org>)',
        "[a](https://[::1]:8080/) [a](https://10.0.0.1/)",
        "`[a](http://x.org)` ``[a](http://x.org)`` \\[a](http://x.org) [a\\](http://x.org)",
        "a](http://x.org) [a] (http://x.org) [a\n\nb](http://x.org) ![a](http://x.org)",
        "http://x.org and a < b :// c",
        "[Note]: it was late",
    ],
)
def test_what_is_published_or_is_no_link(text: str) -> None:
    assert _refused(text) == []


def test_no_text_has_more_than_can_be_read() -> None:
    assert len(_refused("[a](http://x.org) " * 1000)) == MOST


def test_code_that_is_never_closed_does_not_take_long() -> None:
    assert _refused("[a](b) " + " ".join("`" * length for length in range(1, 3000))) == []


@pytest.mark.parametrize("part", ["[", "](", "[a](", "[a]((", "](x ", "<a://", "`", "[a]: ", "\n[", "[a](b 'c"])
def test_no_text_takes_long(part: str) -> None:
    """What takes time that grows with more than the length would not end: see `faulthandler_timeout`."""
    assert _refused("[" + part * (1_000_000 // len(part))) == []
