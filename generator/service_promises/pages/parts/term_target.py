"""The target of a whole term in words: one for all its months, none, or one for each."""

from typing import NamedTuple

from service_promises.ledger.periods.period import Period
from service_promises.ledger.promises.promise import Promise, Term
from service_promises.pages.i18n import I18n
from service_promises.pages.parts.figures import target_or_none, target_text
from service_promises.pages.parts.labels import FREQUENCIES, FrequencyWords


class ScheduleStep(NamedTuple):
    """Months of a schedule that follow each other with the same target."""

    months: str
    target: str


def term_target_text(promise: Promise, term: Term, i18n: I18n) -> str:
    """The target of a term; of a schedule how many there are, and the lowest and the highest figure."""
    targets = [target for target in term.targets if target]
    if not targets:
        return i18n.say("none; the figures are shown, not judged")
    if term.schedule is None:
        return target_text(targets[0], term.measure, i18n)
    lowest, highest = (
        target_text(pick(targets, key=lambda target: target.figure), term.measure, i18n) for pick in (min, max)
    )
    periods = i18n.count(*frequency_words(promise, term).number, len(targets))
    if lowest == highest:
        return i18n.say("%(target)s for %(periods)s", target=lowest, periods=periods)
    return i18n.say(
        "one for each of %(periods)s, from %(lowest)s to %(highest)s", periods=periods, lowest=lowest, highest=highest
    )


def frequency_words(promise: Promise, term: Term) -> FrequencyWords:
    """What the periods are called for which a schedule has a target."""
    return FREQUENCIES[promise.frequency_in(term.schedule or ())]


def steps_of(promise: Promise, term: Term, i18n: I18n) -> tuple[ScheduleStep, ...]:
    """The schedule of a term, the earliest months first; empty where it has none."""
    steps: list[tuple[str, Period]] = []
    for month in term.schedule or ():
        target = target_or_none(term.target_in(month), term.measure, i18n)
        period = promise.period(month)
        before, span = steps[-1] if steps else ("", period)
        if target == before and span.last.plus(1) == period.first:
            steps[-1] = target, Period(span.first, month)
        else:
            steps.append((target, period))
    return tuple(ScheduleStep(i18n.period(period), target) for target, period in steps)
