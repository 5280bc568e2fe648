"""The shape of `data/ledger.json`, as it is read back from a copy that may be anything.

Every value is checked to be what a ledger can hold; whether the hashes belong to it is for whoever compares copies.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, WithJsonSchema

from service_promises.ledger.periods.month import Month

_DEEPEST = 20
"""So many levels are in no fact."""

_LARGEST = 2**53 - 1
"""The largest whole number that every JSON reader takes as it is."""


def _day(text: str) -> str:
    date.fromisoformat(text)
    return text


def _month(text: str) -> str:
    Month.parse(text)
    return text


def _plain(value: Any, depth: int = 0) -> Any:
    """Text, whole numbers, true, false, and lists and mappings of them."""
    if depth > _DEEPEST:
        raise ValueError("too deep")
    if isinstance(value, dict):
        for item in value.values():
            _plain(item, depth + 1)
    elif isinstance(value, list):
        for item in value:
            _plain(item, depth + 1)
    elif not isinstance(value, str | bool) and not (isinstance(value, int) and abs(value) <= _LARGEST):
        raise ValueError("no value of a ledger")
    return value


_FIGURE = r"-?[0-9]{1,40}(\.[0-9]{1,40})?"

Hash = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
DayString = Annotated[str, StringConstraints(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_day)]
MonthString = Annotated[str, StringConstraints(pattern="^[0-9]{4}-[0-9]{2}$"), AfterValidator(_month)]
CountString = Annotated[str, StringConstraints(pattern=f"^({_FIGURE}|hidden|fewer than [0-9]{{1,40}})$")]
Figure = Annotated[str, StringConstraints(pattern=f"^{_FIGURE}$")]
Share = Annotated[str, StringConstraints(pattern=f"^({_FIGURE}|hidden)$")]
Plain = Annotated[
    Any, AfterValidator(_plain), WithJsonSchema({"type": ["string", "integer", "boolean", "array", "object"]})
]

_ABSENT: Any = Field(default=None)
"""A key that may be left out, and is never null."""


def _optional(description: str) -> Any:
    return Field(default=None, description=description)


class _CopyPart(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Facts(_CopyPart):
    """What changes only with a correction."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Plain]


class CoversCopy(_CopyPart):
    """Months that are covered."""

    from_: MonthString = Field(alias="from")
    until: MonthString = _ABSENT


class DocumentFacts(Facts):
    """What changes only with a correction in a document."""

    covers: CoversCopy = _optional("The months for which figures are published.")
    due_in: list[Annotated[int, Field(ge=1, le=12)]] = _optional("The months of a year in which a record is due.")
    hide_counts_below: int = _optional("Counts from 1 to one less than this are hidden.")


class RecordFacts(Facts):
    """What changes only with a correction in a record; a count that is hidden says so."""

    due: CountString = _ABSENT
    kept: CountString = _ABSENT
    let_down: CountString = _ABSENT
    share: Share = _ABSENT
    level: Figure = _ABSENT
    done: Literal["yes", "no"] = _ABSENT
    on: DayString = _ABSENT


class _Hashed(_CopyPart):
    """What every hash is of."""

    before: Hash = _optional("The hash of the link before; of none for the first.")
    month: MonthString = _optional("Of the first link of a record.")
    on: DayString = _optional("The day of the correction.")
    told: DayString = _optional("The day on which the correction was recorded here.")
    why: str = _optional("Why it was corrected.")
    keys: list[str] = _optional("The keys that the correction names.")


class HashedDocument(_Hashed):
    """What a hash of a document is of."""

    facts: DocumentFacts = Field(description="Everything that changes only with a correction, as it stood then.")


class HashedRecord(_Hashed):
    """What a hash of a record is of."""

    facts: RecordFacts = Field(description="The figures, and all else that changes only with a correction.")


class LinkCopy(_CopyPart):
    """One link of a chain."""

    hash: Hash
    of: HashedDocument


class RecordLinkCopy(_CopyPart):
    """One link of the chain of a record."""

    hash: Hash
    of: HashedRecord


class DatedCopy(_CopyPart):
    """What changes with a new day."""

    hash: Hash = Field(description="Over its value and its day.")
    day: DayString = _ABSENT


class InterimCopy(Facts):
    """An interim target."""

    since: MonthString


class Once(Facts):
    """What may come later, and stays once it is there."""

    was: list[str] = _optional("Earlier ids.")
    ends: MonthString = _optional("The last month of a promise.")
    interim: list[InterimCopy] = _optional("The interim targets of a term.")
    corrected: list[Plain] = _optional("Letters that were taken out.")
    reported: DayString = _optional("The day on which a record was published, where that was late.")


class _Beside(_CopyPart):
    dated: dict[str, DatedCopy] = Field(default_factory=dict, description="What changes with a new day, by key.")
    once: Once = _optional("What may come later, and stays once it is there, by key.")


class DocumentCopy(_Beside):
    """A declaration, a fix, a pledge, the service."""

    chain: Annotated[list[LinkCopy], Field(min_length=1, description="As first published, then after each correction.")]


class Declaration(DocumentCopy):
    """A promise."""

    terms: dict[MonthString, DocumentCopy] = Field(default_factory=dict, description="By the first month of each.")


class PlacesCopy(_CopyPart):
    """Which places there are."""

    chain: Annotated[list[LinkCopy], Field(min_length=1, description="As first published, then after each correction.")]
    ids: dict[str, list[str]] = Field(description="By id of a place: its earlier ids.")


class RecordCopy(_Beside):
    """What was recorded of a promise in a month."""

    chain: Annotated[
        list[RecordLinkCopy], Field(min_length=1, description="As first published, then after each correction.")
    ]
    quotations: list[Hash] = Field(default_factory=list, description="A hash of each text that a customer wrote.")


class MonthCopy(_Beside):
    """A month."""

    hash: Hash
    due: dict[str, DayString] = Field(description="By promise, or promise@place: the day by which its record was due.")
    records: dict[str, RecordCopy] = Field(description="By promise, or promise@place.")
    totals: dict[str, RecordFacts] = Field(
        default_factory=dict,
        description="By promise: what its places add up to, where no total is written; absent where nothing is.",
    )


class LedgerCopy(_CopyPart):
    """`data/ledger.json`, version 2: hashes that make a change of what was published show."""

    version: Literal[2]
    site: Hash = Field(description="The hash of everything.")
    service: DocumentCopy
    promises: dict[str, Declaration] = Field(description="By id.")
    fixes: dict[str, DocumentCopy] = Field(description="By id.")
    pledges: dict[str, DocumentCopy] = Field(default_factory=dict, description="By id; absent where there are none.")
    places: PlacesCopy = _optional("Not there where there are no places.")
    months: dict[MonthString, MonthCopy]


class _V1Facts(_CopyPart):
    """What was hashed of a record in version 1."""

    figures: dict[str, str]
    month: MonthString = _ABSENT
    before: Hash = _ABSENT
    on: DayString = _ABSENT
    why: str = _ABSENT
    target: str = _ABSENT
    reported: DayString = _ABSENT


class _V1Link(_CopyPart):
    hash: Hash
    of: _V1Facts


class _V1Record(_CopyPart):
    chain: Annotated[list[_V1Link], Field(min_length=1)]
    due_by: DayString
    term: MonthString = _ABSENT


class _V1Month(_CopyPart):
    hash: Hash
    records: dict[str, _V1Record]


class _V1Term(_CopyPart):
    since: MonthString
    target: str


class _V1Correction(_CopyPart):
    on: DayString
    was: dict[str, str | None]
    why: str


class _V1Promise(_CopyPart):
    from_: MonthString = Field(alias="from")
    due_in: list[Annotated[str, StringConstraints(pattern="^([1-9]|1[0-2])$")]]
    terms: Annotated[list[_V1Term], Field(min_length=1)]
    until: MonthString = _ABSENT
    was: list[str] = Field(default_factory=list)
    corrected: list[_V1Correction] = Field(default_factory=list)


class V1LedgerCopy(_CopyPart):
    """`data/ledger.json`, version 1."""

    version: Literal[1]
    site: Hash
    promises: dict[str, _V1Promise]
    months: dict[MonthString, _V1Month]
    hide_counts_below: Annotated[str, StringConstraints(pattern="^[0-9]{1,7}$")] = "0"


LEDGERS: Mapping[int, TypeAdapter[Any]] = {1: TypeAdapter(V1LedgerCopy), 2: TypeAdapter(LedgerCopy)}
"""The shape of each version that can be compared."""
