"""What changed of all that shapes a site beside its promises."""

from collections.abc import Iterator, Mapping

from service_promises.history.diff.diff import Section
from service_promises.pages.site_settings import SiteSettings

_NAMED = (("plugins", "plugin"), ("hooks", "hook"), ("styles", "style sheet"), ("scripts", "script"))


def site_changes(
    old: SiteSettings, new: SiteSettings, old_files: Mapping[str, str], new_files: Mapping[str, str]
) -> list[Section]:
    """The settings and files that changed, in one section; none where nothing did.

    Files are the settings, templates, hooks, hand-written pages and what goes with these, each with a name of its
    content.
    """
    lines = (*_settings(old, new), *_files(old_files, new_files))
    return [Section("What else shapes the site", lines)] if lines else []


def _settings(old: SiteSettings, new: SiteSettings) -> Iterator[str]:
    if old.as_of != new.as_of:
        was = f"was {old.as_of}" if old.as_of else "was the day of each build"
        now = f"is {new.as_of}, whenever it is built" if new.as_of else "is the day of each build"
        yield f"the day that it is judged on {was}, {now}"
    for key, name in _NAMED:
        before, now_there = getattr(old, key), getattr(new, key)
        yield from (f"{name} {one}: new" for one in now_there if one not in before)
        yield from (f"{name} {one}: gone" for one in before if one not in now_there)


def _files(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    for path in sorted({*old, *new}):
        if old.get(path) != new.get(path):
            yield f"{path}: {'new' if path not in old else 'gone' if path not in new else 'changed'}"
