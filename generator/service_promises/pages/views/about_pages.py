"""The pages about the promises as a whole: how they are judged, what they concern."""

from typing import NamedTuple

from service_promises.ledger.delivery import Cause
from service_promises.ledger.promise import Concern
from service_promises.ledger.verdict import Verdict
from service_promises.pages.context import Context
from service_promises.pages.i18n import N_
from service_promises.pages.parts.entry import NOT_PROMISED_THEN
from service_promises.pages.parts.labels import CONCERNS, VERDICTS, cause_word

_RULES: dict[Verdict | None, str] = {
    Verdict.FELL_SHORT: N_("The target was missed, by however little."),
    Verdict.NOT_REPORTED: N_("The reporting date has passed and there is no record. Silence is never counted as kept."),
    Verdict.TARGET_MET: N_(
        "The target was met, but people were let down all the same, or nobody counted whether they were."
    ),
    Verdict.KEPT: N_("The target was met, and it is known that nobody was let down."),
    Verdict.NOTHING_DUE: N_("The promise did not fall due for anybody in that month."),
    Verdict.AWAITED: N_("A record is due and its reporting date has not passed."),
    None: N_("A figure from a month in which this was not promised, yet or any more. It has no verdict."),
}
"""When each verdict is given, worst news first."""


class JudgingView(NamedTuple):
    """What `/how-we-judge/` says."""

    verdicts: tuple[tuple[str, str, str], ...]
    """Each verdict's key, its word, and when it is given."""
    report_by: str
    causes: tuple[str, ...]


def judging_view(context: Context) -> JudgingView:
    """How months are judged, by whom and when."""
    i18n, report_by = context.i18n, context.ledger.service.report_by
    return JudgingView(
        verdicts=tuple(
            (verdict or NOT_PROMISED_THEN, i18n.say(VERDICTS[verdict]), i18n.say(rule))
            for verdict, rule in _RULES.items()
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
