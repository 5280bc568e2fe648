"""What a published document said before it was corrected: models made of the keys that can be corrected."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, Field, TypeAdapter, ValidationError, create_model
from pydantic.fields import FieldInfo

from service_promises.source.documents.base import Document, Guard
from service_promises.source.values.invalid import invalid
from service_promises.source.values.scalars import Scalar, of_the_past

CORRECTION_GUARDS = (Guard.CORRECTION, Guard.ONCE_WRITTEN)
"""How the keys are guarded that change only with a correction."""


def old_declaration(name: str, *models: type[BaseModel]) -> Any:
    """A model of the old values of a declaration: of all its keys that may change."""
    text = "What a published declaration said before it was corrected."
    return _old_values(name, text, models, lambda _, field: Guard.NEVER not in field.metadata)


def old_guarded(name: str, model: type[BaseModel], also: Iterable[str] = ()) -> Any:
    """A model of the old values of a document: of its keys that change only with a correction, and some more."""
    text = "What was published before it was corrected; null for a key that was not there."
    return _old_values(
        name,
        text,
        [model],
        lambda key, field: key in also or any(guard in field.metadata for guard in CORRECTION_GUARDS),
    )


def _old_values(
    name: str, text: str, models: Iterable[type[BaseModel]], may_stand: Callable[[str, FieldInfo], bool]
) -> Any:
    fields: dict[str, list[FieldInfo]] = {}
    for model in models:
        for key, field in model.model_fields.items():
            if may_stand(key, field):
                fields.setdefault(key, []).append(field)
    old: dict[str, Any] = {
        key: (Annotated[Any, _old_value(key, same)], Field(default=None, description=f"Was: {same[-1].description}"))
        for key, same in fields.items()
    }
    return create_model(name, __base__=Document, __doc__=text, **old)


def _old_value(key: str, fields: list[FieldInfo]) -> Scalar:
    """What the key itself may say, or null where it may be left out."""
    of_key: Any = Annotated[fields[-1].annotation, *fields[-1].metadata]

    @cache
    def adapter() -> TypeAdapter[Any]:
        return TypeAdapter(of_key)  # when it is needed: most sites have corrected hardly any of the keys

    optional = any(not field.is_required() for field in fields)

    def check(value: Any) -> Any:
        if value is None and optional:
            return None
        try:
            with of_the_past():
                return adapter().validate_python(value)
        except ValidationError as error:
            details = error.errors(include_url=False)[0]
            context = details.get("ctx", {})
            if "message" in context:
                raise invalid(details["type"], context["message"], context["help"]) from None
            way_out = f"write all that stood below `{key}:` when it was published" + (
                ", or null if there was nothing" if optional else ""
            )
            raise invalid("shape", f"this is not what `{key}` can have said", way_out) from None

    scalars = [part for part in fields[-1].metadata if isinstance(part, Scalar)]
    schema = {"anyOf": [scalars[0].schema, {"type": "null"}]} if scalars and optional else {}
    return Scalar(check, schema)
