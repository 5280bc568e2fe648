"""A line that has to be a key with its value and is none, and one that has a colon too many."""

import re
from collections.abc import Collection

from service_promises.source.yaml.colons import BULLET, NO_COLON, colon_fault, in_place_of_colon, pair
from service_promises.source.yaml.faults import Position, Unreadable, fault

_KEY_AND_WORD = re.compile(r"([A-Za-z][\w-]*)[;.,\s]*(\S*)")
_MONTH_AND_WORDS = re.compile(r"([0-9]{4}-[0-9]{2})[;.,]?\s+(\S.*)")
_KEY_AND_WORDS = re.compile(r"([A-Za-z]\w*)[;.,]?\s+([\w\"'(].*)")
_NO_TEXT = re.compile(r"[0-9]|true\b|false\b")
_PAIR_IN_QUOTES = re.compile(r"""(["'])([A-Za-z_][\w-]*):(?: +(.*))?\1""")
_PLAIN = re.compile(r"[\w.][\w.,%/ -]*|\[.*\]")


def no_dash(content: str, at: Position) -> Unreadable:
    """The item of a list without its dash, or with something else in its place."""
    text = content.rstrip()
    bullet = BULLET.match(text)
    item = _short(text[bullet.end() :] if bullet else text)
    return fault("no-dash", at, len(text), item=item)


def no_key(content: str, at: Position, known: Collection[str], *, text_above: bool) -> Unreadable:
    """A line that has to be a key with its value and is none."""
    text = content.rstrip()
    quoted = _PAIR_IN_QUOTES.fullmatch(text)
    if quoted is not None:
        quote, key, value = quoted[1], quoted[2], quoted[3] or ""
        value = value if not value or _PLAIN.fullmatch(value) else f"{quote}{value}{quote}"
        return fault("pair-in-quotes", at, len(text), pair=f"{key}: {value}".rstrip())
    if BULLET.match(text):
        return no_dash(text, at)
    colon = colon_fault(text) or in_place_of_colon(text, known)
    if colon is not None:
        return fault("no-colon", at, len(text), message=colon.message, help=colon.help)
    otherwise = "if it is text, put the whole text in quotes"
    if text_above:
        otherwise = "if the text of the line above goes on here, indent it further than that line's key"
    way_out = f"if this is a key, write `{_with_colon(text, known)}`; {otherwise}"
    return fault("no-colon", at, len(text), message=NO_COLON, help=way_out)


def _with_colon(text: str, known: Collection[str]) -> str:
    """A line as it is if it was meant to be a key, and what may stand behind it."""
    of_month = _MONTH_AND_WORDS.fullmatch(text)
    if of_month is not None:
        return pair(of_month[1], of_month[2])
    several = _KEY_AND_WORDS.fullmatch(text)
    if several is not None and several[1].lower() in known:
        return pair(several[1].lower(), several[2])
    word = _KEY_AND_WORD.fullmatch(text)
    if word is None or not (word[1].islower() or word[1].lower() in known):
        return f"{_short(text)}:"
    return pair(word[1].lower() if word[1].lower() in known else word[1], word[2])


def second_colon(line: str, at: Position, known: Collection[str]) -> Unreadable:
    """A colon with a space behind it in a text without quotes."""
    before, rest = line[: at[1]], line[at[1] :]
    key, _, value = before.partition(": ")
    pairs = _pairs(before, rest, known)
    if pairs:
        first, *others = [f"`{_short(one)}`" for one in pairs]
        below = ", and below it, two spaces further in" if pairs[0].endswith(":") else ""
        return fault("several-pairs", at, pairs=f"{first}{below}, {', '.join(others)}")
    text = f"{value}{rest}".strip()
    quote = '"' if '"' not in text and "\\" not in text else "'"
    text = text.replace("'", "''") if quote == "'" else text
    quoted = f"`{key.strip()}: {quote}{text}{quote}`" if len(text) < 60 else f"{quote}{_short(text)}{quote}"
    last = value.split()[-1] if value.split() else ""
    otherwise = f"; if `{last}` is a key of its own, begin a new line with it" if last in known else ""
    return fault("second-colon", at, example=f"{quoted}{otherwise}")


def _pairs(before: str, rest: str, known: Collection[str]) -> list[str]:
    """The keys with their values that share a line; none where it may be a text with a colon in it."""
    key, _, value = before.strip().removeprefix("- ").partition(": ")
    *words, last = value.split() or [""]
    if last not in known or len(words) > 1:
        return []
    first = words[0] if words else rest.removeprefix(":").strip()
    if not _NO_TEXT.match(first) and (words or key in known):
        return []
    keys = "|".join(map(re.escape, known))
    pairs = re.split(rf"(?<![-\s]),?\s+(?=(?:{keys}):\s)", f"{before}{rest}".strip())
    return pairs if len(pairs) > 1 else []


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
