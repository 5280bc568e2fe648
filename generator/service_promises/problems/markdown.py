"""What staff wrote, made safe for the Markdown of issues, pull requests and files."""

import re

from service_promises.problems.report import visible


def escape_markdown(text: str) -> str:
    r"""A text on one line in which Markdown finds no markup, and a code host nobody and nothing to link to.

    A word joiner, which nobody sees, keeps @ and # from naming a person or an issue.

    >>> escape_markdown("1. <b>late</b>")
    '1\\. \\<b\\>late\\</b\\>'
    """
    line = visible(" ".join(text.split()))
    line = re.sub(r"^(\d*)([-.])", r"\1\\\2", re.sub(r"([\\`*_{}\[\]()<>#+!|~&$])", r"\\\1", line))
    return re.sub(r"(@|#|:(?=//)|www(?=\.))", "\\1\N{WORD JOINER}", line)
