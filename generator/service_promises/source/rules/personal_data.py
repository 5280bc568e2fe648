"""No personal data: no address or telephone number of somebody's, no name.

What the organisation gives out itself is none: what stands in `reach_us`, and what `allow` lets through. Some keys are
there to tell people whom to turn to; all others are looked at, names and labels too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, at_value
from service_promises.source.documents.prose import Prose
from service_promises.source.documents.service import ServiceFile
from service_promises.source.rules.word_list import WordList
from service_promises.source.yaml.span import span_of

_PUBLIC_CONTACTS = frozenset({"reach_us", "allow"})
"""Keys of the service that say what is given out."""

MOST = 25
"""So many problems of one kind are listed for one text, and no more."""

_MAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]*[\w+%-]@[\w-]+(?:\.[\w-]+)+")
_TELEPHONE = re.compile(
    r"""(?<![\w£$€\#]) (?<!\w[-/@]) (?<!\d[.,:])      # not the rest of a figure, a date or an id
    (?: (?:\+|\(\+|00[1-9]) [\d]{0,4} \)? (?:[ .\-()\xa0\u2009\u202f]{0,2}\d){6,13}   # +44 1632 960123
      | \(?0[1-9]\d{0,4}\)? (?:[ .\-\xa0\u2009\u202f]{0,2}\d){5,9}                    # 01632 960123
      | \(?[2-9]\d\d\)?[ .\-]{0,2}\d{3}[ .\-]\d{4}                                      # (555) 010-0123
    ) (?!\w) (?!-\w) (?![.,:/]\d)""",
    re.VERBOSE,
)
_LIKELY = re.compile(r"[0-9](?:[ .()\-\xa0\u2009\u202f]{0,3}[0-9]){8}")
_ADDRESS = re.compile(r"https?://[^\s)>\]]+|\]\((?!tel:|mailto:)[^)\s]*\)?")
_DATE = re.compile(r"(?<!\d)\d\d?[.\-]\d\d?[.\-](?:19|20)\d\d(?!\d)|(?<!\d)\d\d[.\-](?:19|20)\d\d(?!\d)")
_TELEPHONE_DIGITS = range(9, 16)


@dataclass(frozen=True)
class PublicContacts:
    """What the organisation gives out itself."""

    texts: tuple[str, ...]

    @classmethod
    def of(cls, service: ServiceFile) -> PublicContacts:
        """What a service names in `reach_us` and `allow`."""
        return cls((*service.allow, *(part for way in service.reach_us for part in (way.name, way.url))))

    @cached_property
    def _small(self) -> tuple[str, ...]:
        return tuple(" ".join(text.casefold().split()) for text in self.texts)

    @cached_property
    def _addresses(self) -> frozenset[str]:
        return frozenset(address for text in self._small for address in _MAIL.findall(text))

    @cached_property
    def _numbers(self) -> frozenset[str]:
        return frozenset(_ending(text) for text in self.texts if len(_digits(text)) in _TELEPHONE_DIGITS)

    def lets_through(self, words: str) -> bool:
        """Whether it holds these words, an e-mail address or a telephone number."""
        small = " ".join(words.casefold().split())
        return small in self._addresses or small in self._small or _ending(words) in self._numbers


def check_personal_data(prose: Prose, contacts: PublicContacts) -> Iterator[Problem]:
    """E-mail addresses and telephone numbers in a text that is not there to give them out."""
    if prose.gives_contacts or prose.keys[0] in _PUBLIC_CONTACTS:
        return
    text = prose.text
    if "@" in text:
        for match in islice(_MAIL.finditer(text), MOST):
            if not contacts.lets_through(match[0]):
                yield _problem(prose, match, "an e-mail address", "address")
    if _LIKELY.search(text):
        addresses = [address.span() for address in _ADDRESS.finditer(text)]
        for match in islice(_TELEPHONE.finditer(text), MOST):
            within = any(start <= match.start() < end for start, end in addresses)
            if not within and _is_telephone_number(match[0]) and not contacts.lets_through(match[0]):
                yield _problem(prose, match, "a telephone number", "number")


def check_persons(prose: Prose, words: WordList, contacts: PublicContacts) -> Iterator[Problem]:
    """Names of persons, told by the title before them, or as those who own a promise."""
    owner = words.full_name.match(prose.text) if prose.keys[-1] == "owner" else None
    for match in (*islice(words.named.finditer(prose.text), MOST), *([owner] if owner else [])):
        name = match[0].split()[-1]
        if name[0].isupper() and not contacts.lets_through(match[0]):
            yield named_problem(
                "person-named",
                at_value(*prose.keys, span=span_of(prose.text, *match.span())),
                text=" ".join(match[0].split()),
            )


def _problem(prose: Prose, match: re.Match[str], what: str, short: str) -> Problem:
    return named_problem(
        "personal-data", at_value(*prose.keys, span=span_of(prose.text, *match.span())), what=what, short=short
    )


def _is_telephone_number(written: str) -> bool:
    """Whether digits are so many, and so written, that they can be a telephone number."""
    count = len(_digits(written))
    if written.startswith(("+", "(+")) and re.fullmatch(r"\+\d{1,3}(?:[ .]\d{3})+", written) and count < 11:
        return False  # a change in thousands: +100 000 000
    return count in _TELEPHONE_DIGITS and _DATE.search(written) is None


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _ending(text: str) -> str:
    """The digits that are the same with and without the country's code."""
    return _digits(text)[-9:]
