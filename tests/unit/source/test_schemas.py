"""The JSON Schemas, judged by somebody else's validator on the files that we judge ourselves."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.conftest import Run
from tests.docs.schemas import schemas

TESTS = Path(__file__).parents[2]
OF = {"service": "service", "promise": "declared", "month": "delivered", "fix": "fixes", "pledge": "pledges"}


class _Editor(yaml.SafeLoader):
    """Reads YAML 1.2 as an editor does: numbers, true, false and null, and no dates."""


_Editor.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
    ("null", r"^(?:~|null|Null|NULL|)$", "~nN\0"),
):
    _Editor.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), [*_first, ""])


def _valid(kind: str, text: str) -> bool:
    content: Any = yaml.load(text, Loader=_Editor)
    return bool(Draft202012Validator(schemas()[f"{OF[kind]}.schema.json"]).is_valid(content))


@pytest.mark.parametrize("name", sorted(schemas()))
def test_schema_is_one(name: str) -> None:
    schema = schemas()[name]
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"].endswith(f"/{name}")
    assert schema["title"]
    assert schema["description"]


@pytest.mark.parametrize("name", sorted(schemas()))
def test_every_object_is_closed_and_every_key_explained(name: str) -> None:
    schema = schemas()[name]
    for part in [schema, *schema["$defs"].values()]:
        assert part["additionalProperties"] is False
        for key, said in part.get("properties", {}).items():
            shared = schema["$defs"].get(said.get("$ref", "").rpartition("/")[2], {})
            assert said.get("description") or shared.get("description"), key
            assert "title" not in said


@pytest.mark.parametrize("path", sorted(TESTS.glob("rules/good/*/*.yml")), ids=lambda path: path.stem)
def test_editor_takes_what_we_take(path: Path) -> None:
    assert _valid(path.parent.name, path.read_text())


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("month", "unknown-key"),
        ("month", "figures"),
        ("month", "flags"),
        ("month", "percent-without-sign"),
        ("month", "blank-values"),
        ("month", "dates"),
        ("month", "month-13"),
        ("promise", "lists"),
        ("promise", "missing-keys"),
        ("service", "addresses"),
        ("service", "unknown"),
        ("fix", "state-typed"),
    ],
)
def test_editor_refuses_what_we_refuse(kind: str, name: str) -> None:
    assert not _valid(kind, (TESTS / f"rules/bad/{kind}/{name}.yml").read_text())


@pytest.mark.parametrize("level", ["0", "2"])
def test_the_schemas_do_not_depend_on_how_python_is_run(run: Run, tmp_path: Path, level: str) -> None:
    assert run("promises", "schema", "--into", tmp_path, PYTHONOPTIMIZE=level).returncode == 0
    made = {path.name: json.loads(path.read_text()) for path in tmp_path.iterdir()}
    assert made == schemas()
