"""What the documents have in common."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, SchemaValidator, core_schema

from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.made_at import ALL
from service_promises.source.values.addresses import Url
from service_promises.source.values.calendar import DATE, MONTH, MonthText
from service_promises.source.values.invalid import named_error
from service_promises.source.values.scalars import ID, NAME, Id, whole

DAY = whole(1, 31, "a day of the month")
MONTHS = whole(1, 60, "how many months later")


class Guard(Enum):
    """How a key may change once it is published, as the guide for staff says it.

    Stands in the annotation of a field; a key without one is guarded as the key that it stands in.
    """

    CORRECTION = "only with a correction"
    ONCE_WRITTEN = "once written, only with a correction"
    NEW_DAY = "with a new day beside it"
    NEVER = "only by adding to it"
    FREELY = "freely"


@dataclass(frozen=True, slots=True)
class PublishedDay:
    """Says in the annotation of a day that something was made public on it: a new one is never an old day.

    How much older than the version before it may be, is in `history/check/new_days.py`.
    """

    of_promiser: bool = False
    """Where somebody else publishes, the promiser's own day, which may be as old as it is."""
    may_be_told: bool = False
    """Whether an older day may stand with `told` beside it."""


OUR_DAY = PublishedDay()
EVENT_DAY = PublishedDay(of_promiser=True, may_be_told=True)


class Document(BaseModel):
    """Keys that are known, and no others.

    A field whose key is a word of Python's has an underscore behind its name, and the key as alias.
    """

    # Made ready when a file of the kind is read: most sites lack some kinds, and parts are made within the whole.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def optional(meaning: str, default: Any = None) -> Any:
    """A key that may be left out, with its meaning and what holds without it."""
    return Field(default=default, description=meaning)


def told_key(event: str) -> Any:
    """The key that says when an event became public here, where that was later than the day beside it."""
    return optional(f"The day on which this was recorded here, where it {event} well before that, YYYY-MM-DD.")


OptionalDay = Annotated[date | None, DATE]


class OneOrMany:
    """Tells pydantic that a list may be written as its only item."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def as_list(value: Any) -> Any:
            return [value] if isinstance(value, dict) else value

        return core_schema.no_info_before_validator_function(as_list, handler(source))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = handler(core)
        return {"anyOf": [schema["items"], schema]}


class OrDay:
    """Tells pydantic that a deadline may be written as its day alone."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def as_mapping(value: Any) -> Any:
            return {"day": value} if isinstance(value, str) else value

        schema = handler(source)
        inner = schema["schema"] if schema["type"] == "nullable" else schema
        return core_schema.no_info_before_validator_function(as_mapping, inner)

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [DAY.schema, handler(core)]}


class OrByMonth:
    """Tells pydantic that there may be a value for each of some months in the place of one for all."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        by_month = core_schema.dict_schema(core_schema.no_info_plain_validator_function(MONTH.check), handler(source))
        one = SchemaValidator(handler(source))

        def either(value: Any, validate: Callable[[Any], Any]) -> Any:
            if value == {}:
                raise named_error("schedule-empty")
            if isinstance(value, list) and all(isinstance(item, dict) for item in value):
                raise named_error("list-for-months")
            return validate(value) if isinstance(value, dict) else one.validate_python(value)

        return core_schema.no_info_wrap_validator_function(either, by_month)

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        one = handler(core["schema"]["values_schema"])
        return {
            "anyOf": [one, {"type": "object", "minProperties": 1, "patternProperties": {MONTH.schema["pattern"]: one}}]
        }


class OrAll:
    """Tells pydantic that a list of ids may be written as the word `all`."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def all_or_list(value: Any, check: core_schema.ValidatorFunctionWrapHandler) -> Any:
            return ALL if value == ALL else check(value)

        ids = handler.generate_schema(Annotated[tuple[Id, ...], Field(min_length=1)])
        return core_schema.no_info_wrap_validator_function(all_or_list, ids)

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string", "enum": [ALL]}, handler(core)]}


class OrPlaces:
    """Tells pydantic that places may stand without the months in which they are published."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def as_mapping(value: Any) -> Any:
            return {"places": value} if isinstance(value, str | list) else value

        schema = handler(source)
        inner = schema["schema"] if schema["type"] == "nullable" else schema
        return core_schema.no_info_before_validator_function(as_mapping, inner)

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        ids = {"type": "array", "minItems": 1, "items": dict(ID.schema)}
        return {"anyOf": [{"type": "string", "enum": [ALL]}, ids, handler(core)]}


class Deadline(Document):
    """The day by which a month must be published."""

    day: Annotated[int, DAY] = Field(description="Day of the month; the last day where a month is shorter.")
    months: Annotated[int, MONTHS] = optional(
        "How many months after the reporting month that day lies; 1 is the next month.", 1
    )


class Covers(Document):
    """The months for which figures are published."""

    from_: MonthText = Field(alias="from", description="First month published, YYYY-MM.")
    until: Annotated[Month | None, MONTH] = optional(
        "Last month published; only where the site is closed or a snapshot."
    )


class CaseNames(Document):
    """What one is called, and several."""

    one: Annotated[str, NAME] = Field(description="One of them, for example: call.")
    many: Annotated[str, NAME] = Field(description="Several of them, for example: calls.")


class NamedLink(Document):
    """A name and where it leads."""

    name: Annotated[str, NAME] = Field(description="The words of the link.")
    url: Url = Field(description="An address that begins with https:, mailto: or tel:, or a page of this site.")
