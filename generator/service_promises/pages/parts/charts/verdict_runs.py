"""Verdicts of some months in the least room: equal ones in one run."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from service_promises.ledger.entry import Entry
from service_promises.ledger.periods.period import Period
from service_promises.ledger.verdicts.verdict import Verdict
from service_promises.pages.i18n import N_, I18n
from service_promises.pages.parts.charts.strip import NO_RECORD_KEY, SIGNS
from service_promises.pages.parts.entry import NO_TARGET_KEY, NOT_PROMISED_THEN
from service_promises.pages.parts.labels import VERDICTS


class Run(NamedTuple):
    """Months in a row with one verdict."""

    key: str
    signs: str
    """The sign of its verdict, as often as there are months."""


class VerdictRuns(NamedTuple):
    """The verdicts of some months, oldest first."""

    runs: tuple[Run, ...]
    text: str
    """The same in words: "Mar to Oct 2025: Fell short; Nov 2025: Kept"."""


_EMPTY = "\N{NO-BREAK SPACE}"

NO_RUNS = VerdictRuns((), "")


def verdict_runs(months: Sequence[tuple[Period, Entry | None]], i18n: I18n) -> VerdictRuns:
    """The verdicts of some months, each with its entry, if it has one."""
    runs, words = [], []
    for key, group in groupby(months, _key):
        of_run = list(group)
        runs.append(Run(key, (SIGNS[key] or _EMPTY) * len(of_run)))
        verdict = i18n.say(_WITHOUT_VERDICT.get(key) or VERDICTS[_VERDICTS.get(key)])
        period = i18n.period_short(Period(of_run[0][0].first, of_run[-1][0].last))
        words.append(i18n.say("%(period)s: %(verdict)s", period=period, verdict=verdict))
    return VerdictRuns(tuple(runs), "; ".join(words))


_WITHOUT_VERDICT = {NO_RECORD_KEY: N_("no record due"), NO_TARGET_KEY: N_("No target")}
_VERDICTS: dict[str, Verdict] = {verdict.value: verdict for verdict in Verdict}


def _key(month: tuple[Period, Entry | None]) -> str:
    entry = month[1]
    if entry is None:
        return NO_RECORD_KEY
    if entry.is_without_target:
        return NO_TARGET_KEY
    return entry.verdict.value if entry.verdict else NOT_PROMISED_THEN
