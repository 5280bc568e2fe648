"""What a published file tells of itself: its path, what it is, its columns, and what makes it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import Any, Generic, NamedTuple, TypeVar

RowSource = TypeVar("RowSource")


class ColumnType(StrEnum):
    """The types of a Table Schema (https://datapackage.org/standard/table-schema/) that our tables need."""

    TEXT = "string"
    NUMBER = "number"
    WHOLE_NUMBER = "integer"
    YES_OR_NO = "boolean"
    DAY = "date"
    MONTH = "yearmonth"


class Column(NamedTuple, Generic[RowSource]):
    """A column of a table, and the cell that a record has in it; an empty cell is not known or not applicable."""

    name: str
    cell: Callable[[RowSource], str]
    description: str
    """A message of the catalogue, marked with `N_`."""
    type: ColumnType = ColumnType.TEXT


class Role(Enum):
    """What a file is to the site, and so where it is told of."""

    DATA = auto()
    """Data of ours: on `/data/`, in the data package and in the description for search engines."""
    ABOUT_DATA = auto()
    """Tells programs what the data are: on `/data/`."""
    SCHEMA = auto()
    """Describes the files that staff edit: in a list of its own on `/data/`."""
    OTHER = auto()
    """Nothing that `/data/` tells of."""


@dataclass(frozen=True)
class PublishedFile:
    """One file of the site that is no page."""

    path: str
    """From the top of the site; it is for ever."""
    media_type: str
    content: Callable[[], bytes]
    """Makes the file, when it is asked for."""
    role: Role = Role.OTHER
    description: str = ""
    """A message of the catalogue, marked with `N_`; required unless the role is OTHER."""
    columns: tuple[Column[Any], ...] = ()
    """Of a table."""
    version: int = 1
    """Of a table's columns: one that goes or changes its meaning makes it the next."""
    position: int = 99
    """Where it stands on `/data/`, from the top."""
    needs_site_url: bool = False
    """Whether it can't be made where the address of the site is not known."""

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rsplit("/", 1)[-1]

    @property
    def table_schema(self) -> str:
        """The path of the Table Schema of a table."""
        return f"schemas/{self.name.partition('.')[0]}-{self.version}.tableschema.json"
