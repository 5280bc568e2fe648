"""What a published document said before it was corrected: models made of the keys that can be corrected."""

from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any

from pydantic import BaseModel, Field, create_model
from pydantic.fields import FieldInfo

from service_promises.source.documents.base import Document, Guard
from service_promises.source.values.invalid import invalid
from service_promises.source.values.scalars import Scalar


def old_figures(name: str, model: type[BaseModel]) -> Any:
    """A model of the old values of a record: of its keys that change only with a correction, each as it is read."""
    fields: dict[str, Any] = {
        key: (Annotated[field.annotation, _or_null(field)], _field(f"The old `{key}`."))
        for key, field in model.model_fields.items()
        if Guard.CORRECTION in field.metadata
    }
    text = "What a published record said before it was corrected; null for a key that was not there."
    return create_model(name, __base__=Document, __doc__=text, **fields)


def old_declaration(name: str, *models: type[BaseModel]) -> Any:
    """A model of the old values of a declaration: of all its keys that may change, each as it is written."""
    text = "What a published declaration said before it was corrected."
    return _old_keys(name, text, models, lambda field: Guard.NEVER not in field.metadata)


def old_guarded(name: str, model: type[BaseModel]) -> Any:
    """A model of the old values of a document: of its keys that change only with a correction, each as it is written."""
    text = "What was published before it was corrected."
    return _old_keys(
        name, text, [model], lambda field: Guard.CORRECTION in field.metadata or Guard.VERDICTS in field.metadata
    )


def _old_keys(name: str, text: str, models: Iterable[type[BaseModel]], may_stand: Callable[[FieldInfo], bool]) -> Any:
    fields: dict[str, Any] = {
        key: (Annotated[Any, _as_written(field)], _field(f"Was: {field.description}"))
        for model in models
        for key, field in model.model_fields.items()
        if may_stand(field)
    }
    return create_model(name, __base__=Document, __doc__=text, **fields)


def _field(description: str) -> Any:
    return Field(default=None, description=description)


def _scalars(field: FieldInfo) -> list[Scalar]:
    return [part for part in field.metadata if isinstance(part, Scalar)]


def _or_null(field: FieldInfo) -> Scalar:
    [scalar] = _scalars(field)

    def check(value: Any) -> Any:
        return None if value is None else scalar.check(value)

    return Scalar(check, {"anyOf": [scalar.schema, {"type": "null"}]})


def _as_written(field: FieldInfo) -> Scalar:
    """What the key itself may say, or null; it stays as it is written."""
    scalars = _scalars(field)

    def check(value: Any) -> Any:
        for scalar in scalars if value is not None else ():
            scalar.check(value)
        if any(not text.strip() for text in _texts(value)):
            way_out = "write the old value, or null if there was none"
            raise invalid("empty-text", "there are no words in this text", way_out)
        return value

    return Scalar(check, {})


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif value is not None:
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)
