"""The single values that staff write, each with its check and its JSON Schema.

Every value arrives as text, None (nothing written), a list or a dict. A check returns the value or raises
what is wrong with it in plain words, with the exact text to type where that can be told.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import Enum, StrEnum, auto
from typing import Annotated, Any, NamedTuple

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from service_promises.source.values.invalid import named_error
from service_promises.source.values.suggest import nearest

QUOTES = "\"'\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb`"
"""Marks that word processors and habit put around a value."""

MOST_CHARACTERS = 20_000
"""No text is longer; a letter of so many takes twenty minutes to read."""

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
"""Control characters and those that turn the direction of writing; an escape in quotes can bring them in."""

_LINK_TARGETS = re.compile(r"^ {0,3}\[[^\[\]\n]+\]:.*$|\]\([^)]*", re.MULTILINE)
"""Where links lead."""
_LOOKS_EMPTY = frozenset("\u115f\u1160\u2800\u3164\uffa0`*_[]()<>#~\\")
"""Letters that are blank, and marks of Markdown."""

_PLACEHOLDERS = frozenset(
    {"tbc", "tba", "tbd", "n/a", "x", "xx", "-", "?", "", "to follow", "to be confirmed", "pending"}
)
"""In small letters, without the full stops at the end: `...` is nothing but those."""
_LONGEST_PLACEHOLDER = 20

_OF_THE_PAST: ContextVar[bool] = ContextVar("_OF_THE_PAST", default=False)

Check = Callable[[Any], Any]


class Author(Enum):
    """Whose words a text is."""

    US = auto()
    CUSTOMERS = auto()
    NOBODY = auto()
    """Of a name or label, whose words nobody judges."""


class Scalar(NamedTuple):
    """Tells pydantic how one value is checked and how an editor may check it.

    Written as `Annotated[<type>, Scalar(...)]`. Where the type is `<type> | None` the None is for a key
    that is absent: one that is there without a value is refused all the same.
    """

    check: Check
    schema: JsonSchemaValue
    author: Author | None = None
    """Of a text that people read; None for a value."""
    gives_contacts: bool = False
    """Whether it is there to tell people whom to turn to: addresses and telephone numbers may stand in it."""

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(self, _core: CoreSchema, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return dict(self.schema)


class _NotNull:
    """Tells pydantic that a key may be absent, but not without a value."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        return schema["schema"] if schema["type"] == "nullable" else schema


NOT_NULL = _NotNull()


def text_of(value: Any, what: str) -> str:
    """The value as text; raises what is wrong with nothing at all, a list or a mapping."""
    if isinstance(value, str):
        if not value.isprintable() and (hidden := _HIDDEN.search(value)):
            raise named_error("control-character", code=ord(hidden[0]))
        return value
    if value is None:
        raise named_error("no-value")
    if isinstance(value, list):
        raise named_error("list-for-text", what=what)
    raise named_error("mapping-for-text", what=what)


def prose(value: Any) -> str:
    """Markdown, without the blank space around it."""
    text = any_prose(value)
    if is_placeholder(text) and not _OF_THE_PAST.get():
        raise named_error("placeholder", text=text)
    return text


@contextmanager
def of_the_past() -> Iterator[None]:
    """Within it, texts are what was published once, which may have stood for one still to come."""
    token = _OF_THE_PAST.set(True)
    try:
        yield
    finally:
        _OF_THE_PAST.reset(token)


def any_prose(value: Any) -> str:
    """Markdown as it was written, also where it only stands for a text that is still to come."""
    text = text_of(value, "text").strip()
    if not _is_visible(text):
        raise named_error("empty-text")
    if len(text) > MOST_CHARACTERS:
        raise named_error("text-too-long", length=len(text), most=MOST_CHARACTERS)
    return text


def answer(value: Any) -> str | None:
    """Markdown that answers a question; None for what only stands for an answer."""
    text = any_prose(value)
    return None if is_placeholder(text) else text


def reason(value: Any) -> str:
    """Markdown that gives a reason, and does not only say that there is one."""
    text = prose(value)
    if text.lower() in _ONLY_YES_OR_NO and not _OF_THE_PAST.get():
        raise named_error("reason-in-a-word", text=text)
    return text


_ONLY_YES_OR_NO = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n"})


def is_placeholder(text: str) -> bool:
    """Whether a text only stands for one that is still to come: TBC, n/a, x."""
    return len(text) <= _LONGEST_PLACEHOLDER and " ".join(text.lower().split()).rstrip(".") in _PLACEHOLDERS


def _is_visible(text: str) -> bool:
    """Whether a page shows anything of a text, which may be all blank characters, or only say where a link leads."""
    if text[:1].isascii() and text[:1].isalnum():
        return True
    visible = html.unescape(_LINK_TARGETS.sub("", text))
    return any(unicodedata.category(mark)[0] in "LNPS" and mark not in _LOOKS_EMPTY for mark in visible)


def line(value: Any) -> str:
    """A name or a short text; line breaks in it count as spaces."""
    return " ".join(prose(value).split())


LONGEST_NAME = 60
"""Characters, so that it fits into a cell of a list on a phone."""


def any_line(value: Any) -> str:
    """A short text as it was written; line breaks in it count as spaces."""
    return " ".join(any_prose(value).split())


def short_name(value: Any) -> str:
    """A name that fits into a list."""
    text = line(value)
    if len(text) > LONGEST_NAME:
        raise named_error("name-too-long", number=len(text), most=LONGEST_NAME)
    return text


_ID = re.compile(r"[a-z0-9-]+")


def identifier(value: Any) -> str:
    """The id of a promise, a fix or a pledge."""
    text = text_of(value, "an id")
    if _ID.fullmatch(text) is None:
        raise named_error("id", example=slug(re.sub(r"(?:\.ya?ml)+$", "", text)) or "answer-the-phone")
    return text


def slug(text: str) -> str:
    """The id nearest to any text; may be empty.

    >>> slug("Answer the phone")
    'answer-the-phone'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def one_of(words: type[StrEnum]) -> Scalar:
    """One word of a short list."""
    known = [str(word) for word in words]

    def check(value: Any) -> StrEnum:
        text = text_of(value, "one word of a list")
        try:
            return words(text)
        except ValueError:
            near = nearest(text, known)
            name, listed = "not-on-list-like" if near else "not-on-list", ", ".join(f"`{word}`" for word in known)
            raise named_error(name, known=listed, near=near) from None

    return Scalar(check, {"type": "string", "enum": known})


def whole(first: int, last: int, what: str, guess: Callable[[str], int | None] | None = None) -> Scalar:
    """A whole number of at least `first` and at most `last`; `guess` says which one other words mean."""

    def check(value: Any) -> int:
        text = text_of(value, "a number")
        if re.fullmatch(r"0|[1-9][0-9]{0,8}", text) is None or not first <= int(text) <= last:
            example = (guess and guess(text)) or max(first, min(last, 10))
            raise named_error("number-range", what=what, first=first, last=last, example=example)
        return int(text)

    return Scalar(check, {"type": "integer", "minimum": first, "maximum": last})


_TEXT: JsonSchemaValue = {"type": "string", "minLength": 1, "maxLength": MOST_CHARACTERS, "pattern": r"\S"}
PROSE = Scalar(prose, _TEXT, Author.US)
ANSWER = Scalar(answer, _TEXT, Author.US)
LINE = Scalar(line, _TEXT, Author.US)
REASON = Scalar(reason, _TEXT, Author.US)
GUIDANCE = Scalar(prose, _TEXT, Author.US, gives_contacts=True)
NAME = Scalar(line, _TEXT, Author.NOBODY)
LABEL = Scalar(any_line, _TEXT, Author.NOBODY)
"""A name that may be short: the unit `x` is one."""
SHORT_NAME = Scalar(short_name, {**_TEXT, "maxLength": LONGEST_NAME}, Author.NOBODY)
QUESTION = Scalar(any_line, _TEXT, Author.CUSTOMERS)
"""What customers were asked is published as it was asked, as is what they answered."""
QUOTATION = Scalar(any_prose, _TEXT, Author.CUSTOMERS)
ID = Scalar(identifier, {"type": "string", "pattern": "^[a-z0-9-]+$"})

ProseText = Annotated[str, PROSE]
Guidance = Annotated[str, GUIDANCE]
Line = Annotated[str, LINE]
Id = Annotated[str, ID]
