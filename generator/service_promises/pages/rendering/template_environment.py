"""The Jinja environment of every page: what it looks up, calls and escapes by the thousand costs as little as it can."""

from collections.abc import Callable, MutableMapping
from types import CodeType
from typing import Any

from jinja2 import Environment, Template
from jinja2.runtime import Context
from markupsafe import Markup, escape

try:
    from markupsafe._speedups import _escape_inner as _escape_text
except ImportError:  # a private name, and absent where markupsafe is not compiled
    _escape_text = escape


class _PageContext(Context):
    """Calls what a template calls at once: nothing of ours asks for the context beside its arguments."""

    def call(
        self,
        function: Callable[..., Any],
        /,
        *args: Any,
        _loop_vars: Any = None,
        _block_vars: Any = None,
        **values: Any,
    ) -> Any:
        """What the function returns, without the variables of the loop and the block that Jinja would pass on."""
        return function(*args, **values)


class _PageTemplate(Template):
    """A template whose values are escaped to plain text: they are joined at once, and nothing asks whether they are markup."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 - the name that Jinja gives it
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """The template, whose code finds our `escape` under the name of markupsafe's."""
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__["escape"] = _escaped
        return template


def _escaped(value: Any) -> str:
    kind = type(value)
    if kind is str:
        return _escape_text(value)
    return value if kind is Markup else escape(value)


class PageEnvironment(Environment):
    """Escapes always; `a.b` is an attribute and never an item, since pages are made of objects."""

    getattr = staticmethod(getattr)  # type: ignore[assignment]  # as Jinja calls it: without the look for an item
    template_class = _PageTemplate
    context_class = _PageContext

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template, which are complete before the first one is loaded: Jinja looks through two layers."""
        return {**self.globals, **(d or {})}
