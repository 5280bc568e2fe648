"""The index of Material's search, which looks for what was typed among texts in HTML."""

import re
from html import unescape

SEARCH_INDEX = "search/search_index.json"
_AMPERSAND = re.compile(r"&amp;([#\w]*;?)")


def plain_ampersands(index: str) -> str:
    """The index with each ampersand as it is typed: nobody finds "A&E" as `A&amp;E`.

    One that would begin an entity stays as it was, so that what the results show does not change.
    """
    return _AMPERSAND.sub(lambda match: match[0] if _is_entity(match[1]) else f"&{match[1]}", index)


def _is_entity(text: str) -> bool:
    return unescape(f"&{text}") != f"&{text}"
