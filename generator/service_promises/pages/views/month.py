"""The months: one page each, and their list."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from service_promises.ledger.entry import Entry
from service_promises.ledger.periods.month import Month
from service_promises.ledger.periods.period import Period
from service_promises.ledger.periods.year import Year
from service_promises.ledger.verdicts.verdict import Verdict
from service_promises.pages.context import Context, longer_periods_text, without_figures_text
from service_promises.pages.i18n import N_, P_, I18n
from service_promises.pages.parts.card import EntryCard, entry_card
from service_promises.pages.parts.letter import LetterView, letter_view
from service_promises.pages.parts.tally import tally, tally_of_promises, worst_first
from service_promises.pages.sections import PageSection, every_section, sections_of
from service_promises.pages.views.fixes import FixView, fix_views


class VerdictGroup(NamedTuple):
    """The promises with one verdict in a month."""

    key: str
    name: str
    cards: tuple[EntryCard, ...]


class MonthLink(NamedTuple):
    """The page of another month."""

    month: Month
    period: str
    """The months that its records speak for."""


class SectionLine(NamedTuple):
    """A section of a page that is too long for one."""

    id: str
    name: str
    headline: str


class MonthView(NamedTuple):
    """What a month's page says."""

    month: Month
    period: str
    """The months that its records speak for."""
    section: str
    """The id of the section that it is; empty for the page of the whole month."""
    letter: LetterView | None
    sections: tuple[SectionLine, ...]
    """Each with a page of its own, where there are too many promises for one; there are no groups then."""
    groups: tuple[VerdictGroup, ...]
    """Fell short and not reported first, then target met, then kept, then the rest."""
    without_figures: tuple[tuple[str, str], ...]
    """Id and name of each promise that stood in this month, and of which no figures are held here."""
    fixes: tuple[FixView, ...]
    """Those promised after a shortfall of this month."""
    before: MonthLink | None
    after: MonthLink | None


class MonthLine(NamedTuple):
    """A month in the list of months."""

    month: Month
    name: str
    counts: tuple[tuple[str, str], ...]
    """A verdict's key, and how many promises have it, in words."""


def month_view(context: Context, month: Month, section: PageSection | None = None) -> MonthView:
    """A month: the letter, every promise, worst first, and the fixes promised after it; or a section of its promises."""
    months = list(context.ledger.by_month)
    index = months.index(month)
    sections = [one for one in sections_of(context, section) if _entries(context, month, one)]
    groups: dict[str, list[EntryCard]] = {}
    for entry in () if sections else worst_first(_entries(context, month, section)):
        groups.setdefault(context.view(entry).key, []).append(entry_card(context, entry))
    return MonthView(
        month=month,
        period=month_period(context, month),
        section=section.id if section else "",
        letter=None if section else letter_view(context, month),
        sections=tuple(SectionLine(one.id, one.name, section_headline(context, month, one)) for one in sections),
        groups=tuple(VerdictGroup(key, cards[0].entry.verdict_word, tuple(cards)) for key, cards in groups.items()),
        without_figures=tuple(
            (promise.id, promise.name_in(promise.term_in(month)))
            for promise in context.without_figures(month)
            if not sections and (section is None or promise.id in section.promises)
        ),
        fixes=() if section else fix_views(context, month=month),
        before=_link(context, months[index - 1]) if index else None,
        after=_link(context, months[index + 1]) if index + 1 < len(months) else None,
    )


def month_sections(context: Context, month: Month) -> list[PageSection]:
    """The sections of a month's page that have an entry, and so a page."""
    return [section for section in every_section(context) if _entries(context, month, section)]


def section_headline(context: Context, month: Month, section: PageSection) -> str:
    """What was delivered of a section in a month, in one sentence."""
    return _headline(_entries(context, month, section), context.i18n)


def _entries(context: Context, month: Month, section: PageSection | None) -> list[Entry]:
    entries = context.ledger.by_month[month]
    return [entry for entry in entries if section is None or entry.promise.id in section.promises]


def _link(context: Context, month: Month) -> MonthLink:
    return MonthLink(month, month_period(context, month))


def month_period(context: Context, month: Month) -> str:
    """What the records of a month speak for, in words."""
    return context.i18n.period(context.period_of(month))


def month_title(context: Context, month: Month) -> str:
    """The title of a month's page, which names every period that a record of it speaks for."""
    i18n = context.i18n
    periods = Counter(entry.period for entry in context.ledger.by_month[month]) or Counter([Period(month, month)])
    shortest, *longer = sorted(periods, reverse=True)
    if not longer:
        return i18n.over(shortest, N_("What was delivered in %(month)s"), N_("What was delivered from %(months)s"))
    return i18n.count(
        *(_WITH_LONGER if shortest.is_one_month else _ALL_LONGER),
        sum(periods[period] for period in longer),
        period=i18n.period(shortest),
        longer=i18n.listed([i18n.period(period) for period in longer]),
    )


_WITH_LONGER = P_(
    "What was delivered in %(period)s, and for one promise from %(longer)s",
    "What was delivered in %(period)s, and for some promises from %(longer)s",
)
_ALL_LONGER = P_(
    "What was delivered from %(period)s, and for one promise from %(longer)s",
    "What was delivered from %(period)s, and for some promises from %(longer)s",
)


def month_headline(context: Context, month: Month) -> str:
    """The month in one sentence that names what it counts."""
    i18n = context.i18n
    judged = [entry for entry in context.ledger.by_month[month] if entry.judgement]
    headline = _headline(context.ledger.by_month[month], i18n)
    return " ".join(filter(None, (headline, longer_periods_text(judged, i18n), without_figures_text(context, month))))


def _headline(entries: Sequence[Entry], i18n: I18n) -> str:
    judged = [entry for entry in entries if entry.judgement]
    if not judged and any(entry.is_without_target for entry in entries):
        return i18n.say("Nothing promised had a target in this month. The figures are shown, not judged.")
    if not judged:
        return i18n.say("No promise was due in this month.")
    verdicts = {entry.verdict for entry in judged}
    if len(verdicts) == 1 and (alike := _ALL_ALIKE.get(judged[0].verdict)):
        return i18n.count(*alike, len(judged))
    return i18n.count(
        "Of %(number)s promise due, %(tally)s.",
        "Of %(number)s promises due, %(tally)s.",
        len(judged),
        tally=tally_of_promises(tally(judged), i18n),
    )


_ALL_ALIKE: dict[Verdict | None, tuple[str, str]] = {
    Verdict.FELL_SHORT: P_("The one promise due fell short.", "All %(number)s promises due fell short."),
    Verdict.KEPT: P_("The one promise due was kept.", "All %(number)s promises due were kept."),
}
_OF_ALL = {
    Verdict.FELL_SHORT: P_("%(number)s of %(all)s fell short", "%(number)s of %(all)s fell short"),
    Verdict.NOT_REPORTED: P_("%(number)s of %(all)s was not reported", "%(number)s of %(all)s were not reported"),
    Verdict.TARGET_MET: P_("%(number)s of %(all)s met its target", "%(number)s of %(all)s met their target"),
    Verdict.KEPT: P_("%(number)s of %(all)s was kept", "%(number)s of %(all)s were kept"),
    Verdict.NOTHING_DUE: P_("nothing fell due for %(number)s of %(all)s", "nothing fell due for %(number)s of %(all)s"),
    Verdict.AWAITED: P_("%(number)s of %(all)s is awaited", "%(number)s of %(all)s are awaited"),
}


def month_lines(context: Context) -> dict[Year, list[MonthLine]]:
    """Every month, newest first, by year."""
    years: dict[Year, list[MonthLine]] = {}
    for month in reversed(tuple(context.ledger.by_month)):
        verdicts = Counter(entry.verdict for entry in worst_first(context.ledger.by_month[month]) if entry.verdict)
        line = MonthLine(
            month,
            month_period(context, month),
            tuple(
                (verdict.value, context.i18n.count(*_OF_ALL[verdict], number, all=verdicts.total()))
                for verdict, number in verdicts.items()
            ),
        )
        years.setdefault(context.ledger.service.year(month), []).append(line)
    return years
