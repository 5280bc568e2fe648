"""`feed.json`: what happened, as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from collections.abc import Iterator
from functools import partial

from service_promises.outputs.feed import site_feed
from service_promises.outputs.published_file import PublishedFile
from service_promises.outputs.registry import SiteContext
from service_promises.pages.follow import JSON, SITE_JSON_FEED


def files(site: SiteContext) -> Iterator[PublishedFile]:
    """The news of the whole site as a JSON feed."""
    yield PublishedFile(SITE_JSON_FEED, JSON, partial(_content, site), needs_site_url=True)


def _content(site: SiteContext) -> bytes:
    feed = site_feed(site)
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.url,
        "feed_url": site.context.root + SITE_JSON_FEED,
        "language": site.context.i18n.language,
        "authors": [{"name": feed.author}],
        "items": [
            {
                "id": entry.id,
                "url": entry.url,
                "title": entry.title,
                "content_text": entry.text,
                "date_published": entry.published,
                "date_modified": entry.updated,
            }
            for entry in feed.entries
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
