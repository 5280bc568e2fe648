"""What the documents have in common."""

from enum import Enum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from service_promises.ledger.month import Month
from service_promises.source.values.addresses import Url
from service_promises.source.values.calendar import MONTH, MonthText
from service_promises.source.values.scalars import NAME, whole

DAY = whole(1, 31, "a day of the month")
MONTHS = whole(1, 60, "how many months later")


class Guard(Enum):
    """How a key may change once it is published, as the guide for staff says it.

    Stands in the annotation of a field; a key without one is guarded as the key that it stands in.
    """

    CORRECTION = "only with a correction"
    VERDICTS = "with a correction where a published verdict would change"
    NEW_DAY = "with a new day beside it"
    NEVER = "never"
    FREELY = "freely"


class Document(BaseModel):
    """Keys that are known, and no others.

    A field whose key is a word of Python's has an underscore behind its name, and the key as alias.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)


def optional(meaning: str, default: Any = None) -> Any:
    """A key that may be left out, with its meaning and what holds without it."""
    return Field(default=default, description=meaning)


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


class NamedLink(Document):
    """A name and where it leads."""

    name: Annotated[str, NAME] = Field(description="The words of the link.")
    url: Url = Field(description="An address that begins with https:, mailto: or tel:, or a page of this site.")
