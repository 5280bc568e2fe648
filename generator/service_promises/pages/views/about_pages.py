"""The pages about the site itself: how it judges, what is not promised, the data (DESIGN.md section 5)."""

from __future__ import annotations

from typing import NamedTuple

from service_promises.ledger.delivery import Cause
from service_promises.ledger.promise import Concern
from service_promises.ledger.verdict import Verdict
from service_promises.outputs.corrections_csv import CORRECTIONS, correction_columns
from service_promises.outputs.deliveries_csv import DELIVERIES, DELIVERY_COLUMNS
from service_promises.outputs.fixes_csv import FIXES, fix_columns
from service_promises.outputs.ledger_json import LEDGER
from service_promises.outputs.promises_json import PROMISES
from service_promises.pages.address import DATA
from service_promises.pages.context import Context
from service_promises.pages.i18n import I18n
from service_promises.pages.markdown import bare
from service_promises.pages.parts.entry import NOT_PROMISED_THEN, verdict_word
from service_promises.pages.parts.labels import CONCERNS, cause_word


class Explained(NamedTuple):
    """A verdict and when it is given."""

    key: str
    word: str
    when: str


class JudgingView(NamedTuple):
    """What `/how-we-judge/` says."""

    verdicts: tuple[Explained, ...]
    report_by: str
    causes: tuple[str, ...]


class Download(NamedTuple):
    """A data file and its columns."""

    path: str
    name: str
    what: str
    columns: tuple[tuple[str, str], ...]


def judging_view(context: Context) -> JudgingView:
    """Gather how-we-judge from the rules themselves."""
    i18n, report_by = context.i18n, context.ledger.service.report_by
    verdicts: tuple[Verdict | None, ...] = (*Verdict, None)
    return JudgingView(
        verdicts=tuple(
            Explained(verdict or NOT_PROMISED_THEN, verdict_word(verdict, i18n), verdict_rule(verdict, i18n))
            for verdict in verdicts
        ),
        report_by=i18n.count(
            "A month must be reported by day %(day)s of the following month.",
            "A month must be reported by day %(day)s of the month that lies %(number)s months after it.",
            report_by.months,
            day=report_by.day,
        ),
        causes=tuple(cause_word(cause, i18n) for cause in Cause),
    )


def concerns_of(context: Context) -> list[tuple[str, list[str]]]:
    """Each thing that a promise can concern, with the wording of the standing promises that do."""
    return [
        (
            context.i18n.say(CONCERNS[concern]).capitalize(),
            [promise.term_now.promise for promise in context.standing if concern in promise.concerns],
        )
        for concern in Concern
    ]


def dataset(context: Context, site_url: str) -> dict[str, object]:
    """The data as a schema.org Dataset, for search engines; `site_url` is where the site is published."""
    service = context.ledger.service
    root = site_url.rstrip("/")
    months = list(context.ledger.by_month)
    found: dict[str, object] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": context.i18n.say("%(name)s: promised and delivered", name=service.name),
        "description": bare(service.about),
        "url": f"{root}/{DATA}/",
        "inLanguage": service.language,
        "creator": {
            "@type": "Organization",
            "name": service.published_by.name if service.published_by else service.name,
            "url": service.published_by.url if service.published_by else f"{root}/",
        },
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{root}/{path}"}
            for path, kind in (
                (DELIVERIES, "text/csv"),
                (CORRECTIONS, "text/csv"),
                (FIXES, "text/csv"),
                (PROMISES, "application/json"),
                (LEDGER, "application/json"),
            )
        ],
    }
    if service.licence:
        found["license"] = service.licence.url
    if months:
        found["temporalCoverage"] = f"{months[0]}/{months[-1]}"
    return found


def verdict_rule(verdict: Verdict | None, i18n: I18n) -> str:
    """When a verdict is given, in a sentence."""
    match verdict:
        case Verdict.KEPT:
            return i18n.say("The target was met, and it is known that nobody was let down.")
        case Verdict.TARGET_MET:
            return i18n.say(
                "The target was met, but people were let down all the same, or nobody counted whether they were."
            )
        case Verdict.FELL_SHORT:
            return i18n.say("The target was missed, by however little.")
        case Verdict.NOTHING_DUE:
            return i18n.say("The promise did not fall due for anybody in that month.")
        case Verdict.NOT_REPORTED:
            return i18n.say(
                "The reporting date has passed and there is no record. Silence is never counted as kept."
            )
        case Verdict.AWAITED:
            return i18n.say("A record is due and its reporting date has not passed.")
        case None:
            return i18n.say(
                "A figure from a month in which this was not promised, yet or any more. It has no verdict."
            )


def downloads(i18n: I18n) -> tuple[Download, ...]:
    """Every data file, with what each column means."""
    return (
        Download(
            DELIVERIES,
            DELIVERIES.rsplit("/", 1)[-1],
            i18n.say(
                "One row for each promise and month that has a verdict or a record. Plain decimals; flags are yes,"
                " no or empty; empty means not known or not applicable, never zero."
            ),
            tuple((column.name, column.meaning(i18n)) for column in DELIVERY_COLUMNS),
        ),
        Download(
            CORRECTIONS,
            CORRECTIONS.rsplit("/", 1)[-1],
            i18n.say("One row for each figure or text that was corrected, the oldest correction first."),
            correction_columns(i18n),
        ),
        Download(
            FIXES,
            FIXES.rsplit("/", 1)[-1],
            i18n.say("One row for each fix that was promised."),
            fix_columns(i18n),
        ),
        Download(
            PROMISES,
            PROMISES.rsplit("/", 1)[-1],
            i18n.say(
                "The same in full, as JSON: the service, every promise with its terms and months, the accounts given,"
                " corrections, letters and fixes. Figures are text, so that no digit is lost."
                " A key that is absent is not known or not applicable."
            ),
            (),
        ),
        Download(
            LEDGER,
            LEDGER.rsplit("/", 1)[-1],
            i18n.say("A chain of hashes for each record, which makes a change of the past show."),
            (),
        ),
    )
