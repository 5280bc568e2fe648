"""The pages about the promises as a whole: how they are judged, what they concern."""

from collections.abc import Iterator
from typing import NamedTuple

from service_promises.ledger.delivery import Cause
from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.promise import Concern
from service_promises.ledger.verdicts.verdict import Verdict
from service_promises.pages.context import Context
from service_promises.pages.i18n import N_, I18n
from service_promises.pages.parts.entry import NO_TARGET_KEY, NOT_PROMISED_THEN
from service_promises.pages.parts.labels import CONCERNS, VERDICTS, cause_word

_JANUARY = Month(2001, 1)
"""Of any year: the example of when a month is due."""

_RULES: dict[Verdict, str] = {
    Verdict.FELL_SHORT: N_("The target was missed, by however little."),
    Verdict.NOT_REPORTED: N_("The reporting date has passed and there is no record. Silence is never counted as kept."),
    Verdict.TARGET_MET: N_(
        "The target was met, but people were let down all the same, or nobody counted whether they were."
    ),
    Verdict.KEPT: N_("The target was met, and it is known that nobody was let down."),
    Verdict.NOTHING_DUE: N_("The promise did not fall due for anybody in that month."),
    Verdict.AWAITED: N_("A record is due and its reporting date has not passed."),
}
"""When each verdict is given, worst news first."""


class JudgingView(NamedTuple):
    """What `/how-we-judge/` says."""

    verdicts: tuple[tuple[str, str, str], ...]
    """Each verdict's key, its word, and when it is given."""
    report_by: str
    causes: tuple[str, ...]
    shaped_by: tuple[str, ...]
    """What else shapes the site, in sentences."""


def judging_view(context: Context) -> JudgingView:
    """How months are judged, by whom and when."""
    i18n, report_by = context.i18n, context.ledger.service.report_by
    return JudgingView(
        verdicts=tuple(_verdicts(i18n)),
        report_by=i18n.count(
            "Each month is due in the month after it: January by %(example)s.",
            "Each month is due %(number)s months later: January by %(example)s.",
            report_by.months,
            example=i18n.day_of_year(_JANUARY.plus(report_by.months).day(report_by.day)),
        ),
        causes=tuple(cause_word(cause, i18n) for cause in Cause),
        shaped_by=tuple(_shaped_by(context)),
    )


def _verdicts(i18n: I18n) -> Iterator[tuple[str, str, str]]:
    for verdict, rule in _RULES.items():
        yield verdict, i18n.say(VERDICTS[verdict]), i18n.say(rule)
    yield (
        NO_TARGET_KEY,
        i18n.say("No target"),
        i18n.say("There was no target then: shown, not judged. Such a month is never late, and never counted."),
    )
    yield (
        NOT_PROMISED_THEN,
        i18n.say(VERDICTS[None]),
        i18n.say("A figure from a month in which this was not promised, yet or any more. It has no verdict."),
    )


def _shaped_by(context: Context) -> Iterator[str]:
    i18n, settings = context.i18n, context.settings
    if not settings.known:
        yield i18n.say("Another program puts these pages into a site. Its settings are not looked at here.")
    if settings.as_of:
        yield i18n.say("Everything is judged on %(day)s, a day set on purpose.", day=context.as_of_day)
    for names, text in (
        (settings.templates, N_("Templates of its own stand in the place of the usual ones: %(names)s.")),
        (settings.theme, N_("Changes to the theme: %(names)s.")),
        (settings.styles, N_("Style sheets of its own: %(names)s.")),
        (settings.scripts, N_("Scripts of its own: %(names)s.")),
        (settings.hooks, N_("Programs that run when the site is built: %(names)s.")),
        (settings.plugins, N_("Other plugins: %(names)s.")),
    ):
        if names:
            yield i18n.say(text, names=i18n.listed(list(names)))


def concerns_of(context: Context) -> list[tuple[str, list[str]]]:
    """Each thing that a promise can concern, with the wording of the standing promises that do."""
    return [
        (
            context.i18n.say(CONCERNS[concern]).capitalize(),
            [promise.name_in(None) for promise in context.in_force if concern in promise.concerns],
        )
        for concern in Concern
    ]
