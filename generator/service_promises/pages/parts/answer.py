"""The answer at the top of a promise's page: the one figure, a bar with the target on it, and what it means in cases."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from service_promises.ledger.disclosure.disclosure_control import Figures
from service_promises.ledger.entry import Entry
from service_promises.ledger.promises.promise import Kind
from service_promises.pages.i18n import N_, I18n
from service_promises.pages.markdown import bare
from service_promises.pages.parts.charts.bar import Bar, bars_of
from service_promises.pages.parts.entry import EntryView
from service_promises.pages.parts.figures import NO_FIGURE_TEXT

_EXACT_UP_TO = 20
"""From "1 in 20" on, round numbers say as much."""

_RATIOS = {
    -1: (N_("Not kept for nearly %(some)s in %(of)s."), N_("Not kept for %(cases)s, nearly %(some)s in %(of)s.")),
    0: (N_("Not kept for %(some)s in %(of)s."), N_("Not kept for %(cases)s, %(some)s in %(of)s.")),
    1: (N_("Not kept for more than %(some)s in %(of)s."), N_("Not kept for %(cases)s, more than %(some)s in %(of)s.")),
}
"""By whether the part is smaller than the ratio, the same or larger: without and with the number of cases."""


class Answer(NamedTuple):
    """What was delivered in the newest period, at a glance."""

    figure: str
    """The one figure, "77.11%"; empty where there is none, or words stand in its place."""
    unit: str
    """The unit of a level, other than percent."""
    of: str
    """What the figure is of: "of visits to A&E", "167 of 171 tickets"; for a level, what is measured."""
    bar: Bar | None
    promised: str
    """What its notch says: "promised: at least 95%"."""
    ratio: str
    """How many were let down, as a sentence; empty where that is not known, hidden, or no number of cases."""


def answer_of(entry: Entry, view: EntryView, i18n: I18n) -> Answer:
    """The answer of an entry with a verdict, or with figures that no target judges."""
    figures, measure = entry.figures, entry.measure
    if figures is None:
        return _without_bar("")
    promised = i18n.say("promised: %(target)s", target=view.target)
    bar = next(iter(bars_of((entry,))), None)
    if measure.kind is Kind.LEVEL and figures.level is not None:
        unit = "" if measure.unit == "%" else measure.unit or ""
        figure = view.delivered.removesuffix(unit).strip()
        return Answer(figure, unit, bare(measure.figure or ""), bar, promised, "")
    if measure.kind is Kind.EACH:
        if figures.share is None:
            return _without_bar(view.counts)
        of = view.counts or i18n.say("of %(noun)s", noun=measure.cases.many)
        ratio = _ratio(entry, figures, i18n) if entry.target else ""
        return Answer(view.delivered, "", of, bar, promised, ratio)
    return _without_bar("" if view.delivered == NO_FIGURE_TEXT else view.delivered)


def _without_bar(of: str) -> Answer:
    return Answer("", "", of, None, "", "")


def _ratio(entry: Entry, figures: Figures, i18n: I18n) -> str:
    """How often it was not kept, as a person would say it, and never less often than it was."""
    if figures.share is None:
        return ""
    missed = (100 - figures.share) / 100
    if not missed:
        return i18n.say("Kept every time.")
    let_down = figures.let_down.figure
    # What was let down may be counted by itself, and is then no part of the cases.
    by_itself = entry.delivery is None or entry.delivery.let_down is not None
    cases = "" if by_itself or let_down is None else i18n.cases(let_down, entry.measure)
    if missed == 1:
        return i18n.say("Not kept for any.")
    some, of = _ratio_of(missed)
    difference = missed - Fraction(some, of)
    few, with_cases = _RATIOS[(difference > 0) - (difference < 0)]
    numbers = {"some": i18n.tally(Decimal(some)), "of": i18n.tally(Decimal(of))}
    return i18n.say(with_cases, cases=cases, **numbers) if cases else i18n.say(few, **numbers)


def _ratio_of(part: Fraction) -> tuple[int, int]:
    """The ratio in small or round numbers that lies nearest a part of all: 1 in 4 for 22.9%."""
    if part > Fraction(1, 2):
        return next((of - 1, of) for of in (10, 5, 4, 3, 2) if part >= Fraction(of - 1, of))
    one_in = 1 / part
    step = 1 if one_in < _EXACT_UP_TO else 10 ** (len(str(int(one_in))) - 1) // 2
    return 1, round(one_in / step) * step
