"""Pages rendered through templates, the site's own before ours; an undefined name in one is an error."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from service_promises.ledger.promises.promise import NOT_FOUND
from service_promises.pages.address import answer_back, relative
from service_promises.pages.i18n import N_, I18n
from service_promises.pages.markdown import bare, line, prose, sentence
from service_promises.pages.parts.changes.marked_words import marked_words
from service_promises.pages.rendering.template_cache import keep_compiled
from service_promises.pages.rendering.template_environment import PageEnvironment
from service_promises.pages.rendering.template_errors import check_templates, fault_of

_BLANK_LINES = re.compile(r"\n\s*\n")


class Renderer:
    """Renders pages through templates, in one language."""

    def __init__(self, folders: Sequence[Path], i18n: I18n) -> None:
        """Look templates up in these folders, first match first; the last has the packaged ones.

        Raises TemplateFault where a template of the site's own can't be used.
        """
        self._own = folders[:-1]
        self._environment = PageEnvironment(
            loader=FileSystemLoader(folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,  # all of them
            optimized=False,  # nothing in the templates can be worked out beforehand, and looking takes time
        )
        keep_compiled(self._environment)
        nobody = i18n.say("no source at hand says it")
        missing = i18n.say("Not found: no source at hand says it, so it stays missing here.")
        line_or_missing = partial(_unless_not_found, line, Markup("<em>%s</em>") % nobody)
        self._environment.filters.update(
            prose=partial(_unless_not_found, prose, Markup('<p class="p-missing">%s</p>') % missing),
            line=line_or_missing,
            sentence=partial(_unless_not_found, sentence, f"{nobody}."),
            bare=bare,
        )
        self._environment.globals.update(
            N_=N_,
            say=i18n.say,
            voice=i18n.voice,
            count=i18n.count,
            i18n=i18n,
            answer_back=answer_back,
            marked_words=partial(_marked_words, line_or_missing),
        )
        check_templates(self._own, self._environment)

    def page(self, template: str, address: str, **values: Any) -> str:
        """The HTML of a page; in templates `link(target)` is the way from its address to another.

        No line is blank, so that the whole is one HTML block wherever it is put into Markdown. Raises
        TemplateFault where a template of the site's own fails.
        """
        try:
            html = self._template(template).render(link=partial(relative, address), **values)
        except Exception as error:
            if (fault := fault_of(error, self._own)) is not None:
                raise fault from error
            raise
        return _BLANK_LINES.sub("\n", html.strip())

    def _template(self, name: str) -> Template:
        return self._environment.get_template(name)


def _unless_not_found(of: Callable[[str], str], missing: str, text: str) -> str:
    """What becomes of a text, or that nobody found a source that says it."""
    return missing if text == NOT_FOUND else of(text)


def _marked_words(line_or_missing: Callable[[str], str], was: str, now: str) -> tuple[str, str]:
    """Two texts with the words marked that differ; without marks where there was or is no text."""
    if NOT_FOUND in (was, now):
        return line_or_missing(was), line_or_missing(now)
    return marked_words(was, now)
