"""What our environment spares, it spares without letting anything through."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup
from service_promises.pages.rendering.template_environment import PageEnvironment

_TEMPLATES = {
    "base.html": "<title>{% block title %}{{ value }}{% endblock %}</title>{% block body %}{% endblock %}",
    "macros.html": "{% macro cell(value) %}<td title='{{ value }}'>{{ value }}</td>{% endmacro %}",
    "page.html": (
        '{% extends "base.html" %}{% from "macros.html" import cell %}'
        "{% block body %}{{ cell(value) }}{% set twice %}{{ value }}{{ value }}{% endset %}{{ twice }}{{ value ~ '<' }}"
        "{{ [value]|join('&') }}{% for one in [value, 1, none] %}{{ one }}{% endfor %}{{ thing.text }}{% endblock %}"
    ),
}


class _Html:
    def __html__(self) -> str:
        return "<b>by itself</b>"


def _page(kind: type[Environment], value: object) -> str:
    environment = kind(loader=DictLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("page.html").render(value=value, thing=SimpleNamespace(text=value))


@given(
    st.one_of(
        st.text(alphabet="a<>&'\" \N{EM DASH}"),
        st.text(alphabet="a<&").map(Markup),
        st.integers(),
        st.none(),
        st.builds(_Html),
    )
)
def test_pages_are_those_of_jinjas_own_environment(value: object) -> None:
    assert _page(PageEnvironment, value) == _page(Environment, value)


def test_an_attribute_that_is_not_there_is_an_error() -> None:
    template = PageEnvironment().from_string("{{ thing.typo }}")
    with pytest.raises(AttributeError, match="typo"):
        template.render(thing=SimpleNamespace(text=""))
