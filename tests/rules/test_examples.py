"""The registry: complete, and each example does what it says."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import service_promises
from service_promises.problems.messages import messages
from service_promises.problems.problem import Problem, Severity
from service_promises.problems.rules import ExampleKind, Rule, list_rules, rules
from service_promises.source.rules.word_list import WordingRule
from service_promises.source.yaml.faults import faults

from tests.rules.site import PLACES, RECORDS, good_site, month_file, problems, site_with_places, with_keys

SHOWN = [rule for rule in rules() if rule.example is not ExampleKind.WORDS]
RULE_ARGUMENT = {"invalid": 0, "Problem": 1, "warning": 1}
"""Which argument of each of our functions is the name of a rule."""


def _problems(rule: Rule, example: str, root: Path) -> tuple[Problem, ...]:
    if rule.example is ExampleKind.PATH:
        content = good_site()[PLACES[ExampleKind.MONTH]]
        return problems(root, {example: content})
    if rule.example is ExampleKind.RECORD:
        return problems(root, {PLACES[ExampleKind.MONTH]: month_file({**RECORDS, "calls": example})})
    if rule.example in (ExampleKind.PLACES, ExampleKind.BY_PLACE, ExampleKind.PLACE_TABLE):
        return problems(root, _with_places(rule.example, example))
    path = PLACES[rule.example]
    return problems(root, {path: with_keys(good_site()[path], example)})


def _with_places(kind: ExampleKind, example: str) -> dict[str, str | bytes]:
    site = site_with_places()
    if kind is ExampleKind.BY_PLACE:
        del site[PLACES[ExampleKind.PLACE_TABLE]]
        return {**site, PLACES[ExampleKind.MONTH]: month_file({**RECORDS, "pots": example})}
    path = PLACES[kind]
    return {**site, path: with_keys(site[path], example) if kind is ExampleKind.PLACES else example}


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.name)
def test_failing_example_breaks_its_rule(rule: Rule, tmp_path: Path) -> None:
    problems = _problems(rule, rule.fails, tmp_path)
    assert [problem.severity for problem in problems if problem.rule == rule.name][:1] == [rule.severity], problems


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.name)
def test_passing_example_breaks_none(rule: Rule, tmp_path: Path) -> None:
    problems = _problems(rule, rule.passes, tmp_path)
    assert [problem for problem in problems if problem.rule == rule.name] == []
    assert [problem for problem in problems if problem.severity is Severity.ERROR] == []


def test_every_rule_is_told_and_every_rule_told_is_used() -> None:
    assert _used() == {rule.name for rule in rules()}


def test_every_message_is_used_and_every_message_used_is_there() -> None:
    top = Path(service_promises.__file__).parent
    code = "\n".join(path.read_text() for path in top.rglob("*.py"))
    assert set(re.findall(r'named_(?:problem|error)\(\s*"([^"]+)"', code)) <= messages().keys()
    assert messages().keys() <= set(re.findall(r'"([a-z-]+)"', code))


def test_list_names_every_rule_with_its_examples() -> None:
    text = list_rules(rules())
    for rule in rules():
        assert f"{rule.name} ({rule.severity})\n" in text
    assert "      kept: 201\n" in text


def _used() -> set[str]:
    top = Path(service_promises.__file__).parent
    names = {str(rule) for rule in WordingRule}  # the rules of the word lists
    names |= {fault.rule for fault in faults().values()} | {message.rule for message in messages().values()}
    for path in [*top.glob("source/**/*.py"), *top.glob("ledger/**/*.py"), *top.glob("history/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            names |= _names_in(node)
    return names


def _names_in(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Call):
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        place = RULE_ARGUMENT.get(name)
        if place is not None and len(node.args) > place:
            return _texts(node.args[place])
    if isinstance(node, ast.Assign) and _is_rule(node.targets[0]):
        return _texts(node.value)
    return set()


def _is_rule(target: ast.expr) -> bool:
    first = target.elts[0] if isinstance(target, ast.Tuple) else target
    return isinstance(first, ast.Name) and first.id == "rule"


def _texts(value: ast.expr) -> set[str]:
    """The texts that an expression can be; of a pair the first."""
    if isinstance(value, ast.IfExp):
        return _texts(value.body) | _texts(value.orelse)
    if isinstance(value, ast.Tuple):
        return _texts(value.elts[0])
    is_text = isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value
    return {value.value} if is_text else set()
