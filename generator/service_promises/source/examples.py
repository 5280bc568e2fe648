"""The example files that `init` writes, which are nobody's promises: they have no past and may go at any time.

They are known by their bytes and not by anything that could be typed, so that no real promise passes for one.
"""

import hashlib
import re
from collections.abc import Mapping

_HASHES = frozenset(
    {
        "c7ed1e3bfa497c19323bf5c89cadce1f50418ea095c62de5bf0e23e43b68100d",
        "110c2ac5c5dda3e33abe9a188c4a46d770706e9d5209e9dbdd08b6d7c4c6d50c",
        "2f81e6ace060c164feb21004cd4f7d44fbd15697e95fdf79d1998211fc764008",
        "9324ace0ffed725149a4893295dfbab304375ff7a22847ef07944a30a9ebb059",
    }
)
"""Of the examples that this and earlier versions wrote, with every day and month as 0; none is ever taken away."""

SAMPLE_TEXTS = frozenset(
    {
        "One or two sentences that say what you do and for whom.",
        "What your customers come to you for, in their words.",
        "This site is being set up. The promise and the figures on it are examples.",
        "mailto:hello@example.org",
    }
)
"""What `init` writes into service.yml for staff to put their own words in its place."""

SAMPLE_ADDRESS = "https://example.org/our-promises/"
"""The address of a site for which nobody named one."""

_DAY_OR_MONTH = re.compile(r"\b[0-9]{4}-[0-9]{2}(-[0-9]{2})?\b")
_PROMISE = "answer-the-phone"
_OTHERS = (f"declared/{_PROMISE}", "fixes/second-telephone-line")


def example_hash(text: str) -> str:
    """What an example is known by, whatever month it was written for and however its lines end."""
    return hashlib.sha256(_DAY_OR_MONTH.sub("0", text.replace("\r\n", "\n")).encode()).hexdigest()


def untouched_examples(texts: Mapping[str, str]) -> frozenset[str]:
    """The documents that stand as they were written as examples, of all texts by path without `promises/` and `.yml`.

    With a record of somebody's own, the promise is one.
    """
    months = [path for path, text in texts.items() if path.startswith("delivered/") and _PROMISE in text]
    written = {path for path in (*months, *_OTHERS) if path in texts and example_hash(texts[path]) in _HASHES}
    is_in_use = any(_PROMISE in texts[path] for path in months if path not in written)
    return frozenset() if is_in_use else frozenset(written)
