"""The data as a schema.org Dataset, which `/data/` carries for search engines."""

from service_promises.outputs.published_file import Role
from service_promises.outputs.registry import SiteContext
from service_promises.pages.address import DATA
from service_promises.pages.markdown import bare


def dataset(site: SiteContext) -> dict[str, object] | None:
    """The data as a schema.org Dataset; None where the address of the site is not known."""
    if not site.context.site_url:
        return None
    service = site.context.ledger.service
    root = site.context.root
    months = list(site.context.ledger.by_month)
    description: dict[str, object] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": site.context.title,
        "description": bare(service.about),
        "url": site.context.url(DATA),
        "inLanguage": service.language,
        "creator": {
            "@type": "Organization",
            "name": service.publisher_name,
            "url": service.published_by.url if service.published_by else root,
        },
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": file.media_type, "contentUrl": f"{root}{file.path}"}
            for file in site.files
            if file.role is Role.DATA
        ],
    }
    if service.licence:
        description["license"] = service.licence.url
    if months:
        description["temporalCoverage"] = f"{months[0]}/{months[-1]}"
    return description
