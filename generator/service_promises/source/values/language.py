"""How the language of a site is written, and in which languages a site can be."""

import re
from typing import Annotated, Any

from babel.core import Locale, UnknownLocaleError
from pydantic_core import PydanticCustomError

from service_promises.source.values.invalid import named_error
from service_promises.source.values.scalars import Scalar, text_of

_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_ENGLISH = re.compile(
    r"en(?:-latn)?(?:-(?P<territory>[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-z0-9](?:-[a-z0-9]{2,8})+)*"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?",
    re.IGNORECASE,
)
"""A tag of BCP 47 whose language is English, in Latin letters."""


def language(value: Any) -> str:
    """A BCP 47 tag of a language into which every word of the pages is translated: English, for now."""
    text = text_of(value, "a language").strip()
    if _is_english(text):
        return text
    raise _refusal(text)


def _is_english(tag: str) -> bool:
    english = _ENGLISH.fullmatch(tag)
    territory = english["territory"] if english else None
    return english is not None and (territory is None or territory.upper() in Locale("en").territories)


def _refusal(text: str) -> PydanticCustomError:
    tag = text.replace("_", "-")
    try:
        locale = Locale.parse(tag, sep="-") if _TAG.fullmatch(tag) else None
    except (UnknownLocaleError, ValueError):
        locale = None
    if locale is not None and locale.language != "en":
        return named_error("language-untranslated", name=locale.get_language_name("en"))
    fixed = f"en-{locale.territory}" if locale and locale.territory and "-" in tag else "en-GB"
    return named_error("language-like" if locale else "language", tag=tag if _is_english(tag) else fixed)


LANGUAGE = Scalar(language, {"type": "string", "pattern": "^[Ee][Nn](-[A-Za-z0-9]{1,8})*$"})
Language = Annotated[str, LANGUAGE]
