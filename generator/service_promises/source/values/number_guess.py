"""The number that was meant by something that is not written as a plain figure."""

import re
import unicodedata
from decimal import Decimal

from service_promises.ledger.rounding import plain

FIGURE_PATTERN = r"(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,20})?"
"""At most 15 digits before the point and 20 after it."""
LEVEL_PATTERN = rf"-?{FIGURE_PATTERN}"
"""A level may lie below zero."""

_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:[,_ '\u2019\u00a0\u202f][0-9]{3})+(?:\.[0-9]+)?")


def guess_number(text: str) -> str | None:
    """The figure as it should be written; None unless every character that was typed is a part of it."""
    text = text.removeprefix("+").rstrip(",;").strip()
    if _THOUSANDS.fullmatch(text):
        text = re.sub(r"[^0-9.]", "", text)
    elif re.fullmatch(r"[0-9]+,[0-9]+", text):
        text = text.replace(",", ".")
    elif re.fullmatch(r"0[xX][0-9a-fA-F]{1,12}", text):
        text = str(int(text, 16))
    elif re.fullmatch(r"0o[0-7]{1,16}", text):
        text = str(int(text, 8))
    elif re.fullmatch(r"[0-9]+(?:\.[0-9]+)?[eE][+-]?[0-9]{1,2}", text):
        text = plain(Decimal(text))
    elif re.fullmatch(r"[0-9][0-9_]*", text):
        text = text.replace("_", "")
    elif len(text) == 1 and unicodedata.numeric(text, None) is not None:
        text = plain(Decimal(repr(unicodedata.numeric(text))))
    if not re.fullmatch(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+", text):
        return None
    text = re.sub(r"^0+(?=[0-9])", "", text).rstrip(".") if "." in text else (text.lstrip("0") or "0")
    text = f"0{text}" if text.startswith(".") else text
    return text if re.fullmatch(FIGURE_PATTERN, text) else None
