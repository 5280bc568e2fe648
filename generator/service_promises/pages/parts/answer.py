"""The answer at the top of a promise's page: the one figure, a bar with the target on it, and what it means in cases."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from service_promises.ledger.disclosure_control import Figures
from service_promises.ledger.ledger import Entry
from service_promises.ledger.promise import Kind
from service_promises.ledger.rounding import HUNDRED
from service_promises.pages.i18n import N_, I18n
from service_promises.pages.markdown import bare
from service_promises.pages.parts.entry import EntryView
from service_promises.pages.parts.figures import NO_FIGURE

_ROOM = Fraction(6, 5)
"""How much longer than the higher of level and target the bar of a level is."""

_EXACT_UP_TO = 20
"""From "1 in 20" on, round numbers say as much."""

_RATIOS = {
    -1: (N_("Not kept for nearly %(some)s in %(of)s."), N_("Not kept for %(cases)s, nearly %(some)s in %(of)s.")),
    0: (N_("Not kept for %(some)s in %(of)s."), N_("Not kept for %(cases)s, %(some)s in %(of)s.")),
    1: (N_("Not kept for more than %(some)s in %(of)s."), N_("Not kept for %(cases)s, more than %(some)s in %(of)s.")),
}
"""By whether the part is smaller than the ratio, the same or larger: without and with the number of cases."""


class Bar(NamedTuple):
    """A bar with a notch, in percent of its length."""

    filled: float
    notch: float
    target: str
    """What the notch says: "promised: at least 95%"."""


class Answer(NamedTuple):
    """What was delivered in the newest period, at a glance."""

    figure: str
    """The one figure, "77.11%"; empty where there is none, or words stand in its place."""
    unit: str
    """The unit of a level, other than percent."""
    of: str
    """What the figure is of: "of visits to A&E", "167 of 171 tickets"; for a level, what is measured."""
    bar: Bar | None
    ratio: str
    """How many were let down, as a sentence; empty where that is not known, hidden, or no number of cases."""


def answer_of(entry: Entry, view: EntryView, i18n: I18n) -> Answer:
    """The answer of an entry with a verdict, or with figures that no target judges."""
    figures, measure = entry.figures, entry.measure
    if figures is None:
        return Answer("", "", "", None, "")
    if measure.kind is Kind.LEVEL and figures.level is not None:
        unit = "" if measure.unit == "%" else measure.unit or ""
        figure = view.delivered.removesuffix(unit).strip()
        return Answer(figure, unit, bare(measure.figure or ""), _level_bar(entry, view, i18n), "")
    if measure.kind is Kind.EACH:
        if figures.share is None:
            return Answer("", "", view.counts, None, "")
        of = view.counts or i18n.say("of %(noun)s", noun=measure.cases.many)
        bar = _share_bar(entry, view, figures.share, i18n)
        ratio = _ratio(entry, figures, i18n) if entry.target else ""
        return Answer(view.delivered, "", of, bar, ratio)
    return Answer("", "", "" if view.delivered == NO_FIGURE else view.delivered, None, "")


def _share_bar(entry: Entry, view: EntryView, share: Fraction, i18n: I18n) -> Bar | None:
    target = entry.target
    if target is None:
        return None
    return Bar(_percent(share / 100), _percent(Fraction(target.figure) / 100), _promised(view, i18n))


def _level_bar(entry: Entry, view: EntryView, i18n: I18n) -> Bar | None:
    """None where a level or its target is below nought, which a bar can't show."""
    level, target = entry.figures.level if entry.figures else None, entry.target
    if level is None or target is None or min(level, target.figure) < 0 or not max(level, target.figure):
        return None
    if entry.measure.unit == "%" and max(level, target.figure) <= HUNDRED:
        length = Fraction(100)
    else:
        length = _ROOM * Fraction(max(level, target.figure))
    return Bar(_percent(Fraction(level) / length), _percent(Fraction(target.figure) / length), _promised(view, i18n))


def _promised(view: EntryView, i18n: I18n) -> str:
    return i18n.say("promised: %(target)s", target=view.target)


def _percent(part: Fraction) -> float:
    """A part of the bar, cut and not rounded, so that a bar never reaches a notch that its figure did not."""
    return int(part * 10_000) / 100


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
