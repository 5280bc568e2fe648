"""Plain data as YAML on one line, as a message shows staff what to type."""

import json
import re
from collections.abc import Mapping
from typing import Any

_NEEDS_QUOTES = re.compile(
    r"""^$ | ^[\s"'&*!|>%@`\#?:\-~] | [\[\]{},] | :\s | :$ | \s\# | [\n\t] | \s$ | ^(null|true|false)$""",
    re.IGNORECASE | re.VERBOSE,
)
"""What a text may not have to stand without quotes within braces."""


def flow(data: Any) -> str:
    """Mappings, lists and scalars in YAML's flow style; text in quotes only where YAML needs them."""
    if isinstance(data, Mapping):
        return f"{{{', '.join(f'{key}: {flow(item)}' for key, item in data.items())}}}"
    if isinstance(data, list):
        return f"[{', '.join(map(flow, data))}]"
    if data is None or isinstance(data, bool):
        return json.dumps(data)
    return quoted(data) if _NEEDS_QUOTES.search(str(data)) else str(data)


def quoted(text: str) -> str:
    """A text in YAML's double quotes, which are those of JSON."""
    return json.dumps(text, ensure_ascii=False)
