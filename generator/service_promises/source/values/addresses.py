"""How links are written."""

import re
from ipaddress import ip_address
from typing import Annotated, Any

from pydantic_core import PydanticCustomError

from service_promises.source.values.invalid import invalid, named_error
from service_promises.source.values.scalars import QUOTES, Scalar, text_of
from service_promises.source.values.suggest import nearest

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_UNSAFE = re.compile(r"[\s\"'<>\\^`|\u2018-\u201e\u00ab\u00bb\u200b-\u200f\u2060]")
_FILLED_IN = {"{promise}": "x-promise-x", "{month}": "x-month-x", "{place}": "x-place-x"}
"""What may stand in a template, each with what stands for it while the rest is looked at."""
_AROUND = QUOTES + "<>()[]|"
_HALF_SCHEME = re.compile(r"https?(?:[:;]/?(?!/)|[:;]?//|[;,.]//)(?=[A-Za-z0-9])(.+)")
_HOST = re.compile(r"(?:[A-Za-z0-9-]+\.)+([A-Za-z]{2,})(?::[0-9]+)?(?:[/?#].*)?")
_PAGES = frozenset(
    [
        "html",
        "htm",
        "md",
        "pdf",
        "txt",
        "csv",
        "json",
        "xml",
        "svg",
        "png",
        "jpg",
        "jpeg",
        "gif",
        "webp",
        "ics",
        "xls",
        "xlsx",
        "doc",
        "docx",
        "ods",
        "odt",
        "zip",
        "php",
        "asp",
        "aspx",
    ]
)
"""How the names of files end; with another end a name with a point is taken for a host."""
_LAST_PORT = 65535
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}?|\}")
_BODY = {
    "https": re.compile(r"//(\[[^\[\]/?#@]*\]|[^\[\]/?#@:%]+)(?::([0-9]{1,5}))?(?:[/?#].*)?"),
    "mailto": re.compile(r"[^@?]+@[^@?]+(?:\?.*)?"),
    "tel": re.compile(r"\+?[0-9().-]*[0-9][0-9().-]*(?:;.*)?"),
}
_EXAMPLE = {"https": "https://example.org/help", "mailto": "mailto:help@example.org", "tel": "tel:+44-20-7946-0000"}


def url(value: Any) -> str:
    """An address that a link may lead to: `https:`, `mailto:`, `tel:` or relative."""
    text = text_of(value, "an address").strip()
    if "{" in text or "}" in text:
        raise named_error("url-braces")
    return _address(text)


def url_template(value: Any) -> str:
    """An address in which `{promise}`, `{month}` and `{place}` are filled in on each page."""
    text = text_of(value, "an address").strip()
    for match in _PLACEHOLDER.finditer(text):
        if match[0] not in _FILLED_IN:
            near = nearest(match[1] or "", [name.strip("{}") for name in _FILLED_IN])
            raise invalid(
                "url",
                f"only {{promise}}, {{month}} and {{place}} are filled in, and here is {match[0]}",
                f"write {{{near}}}" if near else "take it out, or write {promise}, {month} or {place}",
            )
    filled = text
    for placeholder, example in _FILLED_IN.items():
        filled = filled.replace(placeholder, example)
    try:
        _address(filled)
    except PydanticCustomError as error:
        context = error.context or {}
        way_out = context["help"]
        for placeholder, example in _FILLED_IN.items():
            way_out = way_out.replace(example, placeholder)
        raise invalid(error.type, context["message"], way_out) from None
    return text


def _address(text: str) -> str:
    if not text:
        raise named_error("url-missing", example=_EXAMPLE["https"])
    if re.fullmatch(r"\+?[0-9() .-]{5,}", text):
        number = re.sub(r"[^0-9+]+", "-", text).strip("-")
        raise named_error("url-telephone", number=number)
    _has_no_unsafe(text)
    if not text.lower().startswith(("https://", "http://")) and _HALF_SCHEME.fullmatch(text):
        raise named_error("url-half-https", text=_whole(text))
    scheme = _SCHEME.match(text)
    if scheme is None:
        if text.startswith("//"):
            raise named_error("url-no-scheme", text=text)
        if re.fullmatch(r"[^@/]+@[^@/]+\.[^@/]+", text):
            raise named_error("url-letters", text=text)
        if text.startswith("www."):
            raise named_error("url-www", text=text)
        if _whole(text) != text:
            raise named_error("url-host", text=_whole(text))
        return text
    name = scheme[1].lower()
    if name == "http":
        raise named_error("url-not-https", text=text[5:])
    if name not in _BODY:
        raise named_error("url-other-scheme", scheme=scheme[0], example=_EXAMPLE["https"])
    body = _BODY[name].fullmatch(text[scheme.end() :])
    if body is None or (name == "https" and not _is_host(body[1], body[2])):
        raise named_error("url-not-whole", name=name, example=_EXAMPLE[name])
    return text


def _is_host(host: str, port: str | None) -> bool:
    """Whether a browser would take this for a host: figures have to be an address of the internet's own."""
    if port is not None and int(port) > _LAST_PORT:
        return False
    bare = host.strip("[]")
    if bare == host and not host.rstrip(".").rpartition(".")[2].isdecimal():
        return True
    try:
        return (ip_address(bare).version == 6) is (bare != host)
    except ValueError:
        return False


def _has_no_unsafe(text: str) -> None:
    """Raises what to write instead of an address with characters that can't be in one."""
    unsafe = _UNSAFE.search(text)
    if unsafe is None:
        return
    bare = text.strip(_AROUND + " ")
    if bare != text and bare and _UNSAFE.search(bare) is None:
        raise named_error("url-in-marks", unsafe=unsafe[0], address=_whole(bare))
    filled = re.sub(r"\s+", "%20", text)
    if re.match(r"https://[^\s/?#]+[/?#]", text) and _UNSAFE.search(filled) is None:
        raise named_error("url-space", address=filled)
    what = "a space" if unsafe[0].isspace() else f"`{unsafe[0]}`"
    raise named_error("url-character", what=what)


def _whole(text: str) -> str:
    """An address with the beginning that it lacks."""
    half = _HALF_SCHEME.fullmatch(text)
    if half and not text.lower().startswith(("https://", "http://")):
        return f"https://{half[1].lstrip('/')}"
    host = _HOST.fullmatch(text)
    is_host = host is not None and (host[1].lower() not in _PAGES)
    return f"https://{text}" if is_host else text


_ALLOWED = (
    r"^(?!.*[\s<>\"\u2018-\u201e\u00ab\u00bb\u0000-\u001f])"
    r"(https://|mailto:|tel:|(?![A-Za-z][A-Za-z0-9+.-]*:|//|[Hh][Tt][Tt][Pp][Ss]?//"
    rf"|([A-Za-z0-9-]+\.)+(?!({'|'.join(sorted(_PAGES))})([/?#]|$))[A-Za-z]{{2,}}([/?#:]|$)))"
)
"""What an editor can tell of an address before `check` looks closer."""

_URL_SCHEMA = {"type": "string", "minLength": 1, "format": "uri-reference", "pattern": _ALLOWED}

URL = Scalar(url, _URL_SCHEMA)
URL_TEMPLATE = Scalar(url_template, {key: value for key, value in _URL_SCHEMA.items() if key != "format"})

Url = Annotated[str, URL]
