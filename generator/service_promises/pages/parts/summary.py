"""Whether the promise was kept in a month, in a few sentences."""

from service_promises.ledger.disclosure.disclosure_control import Figures
from service_promises.ledger.entry import Entry
from service_promises.ledger.promises.promise import Counted, Kind
from service_promises.ledger.verdicts.verdict import Verdict
from service_promises.pages.i18n import N_, I18n
from service_promises.pages.markdown import bare
from service_promises.pages.parts.entry import EntryView
from service_promises.pages.parts.figures import NO_FIGURE_TEXT, count_text, let_down_share_text


def summary(entry: Entry, view: EntryView, i18n: I18n) -> str:
    """What was delivered, of what target, and who was let down, in a few sentences."""
    return " ".join(_sentences(entry, view, i18n))


def figure_line(entry: Entry, view: EntryView, i18n: I18n) -> str:
    """Month, figure and target on one short line."""
    if entry.delivery is None or entry.delivery.due == 0 or view.delivered == NO_FIGURE_TEXT:
        return view.period
    if entry.judgement is None:
        return i18n.say("%(period)s: %(delivered)s, no target", period=view.period, delivered=view.delivered)
    return i18n.say(
        "%(period)s: %(delivered)s, target %(target)s", period=view.period, delivered=view.delivered, target=view.target
    )


def _sentences(entry: Entry, view: EntryView, i18n: I18n) -> list[str]:
    judgement, delivery, figures = entry.judgement, entry.delivery, entry.figures
    if delivery is None or figures is None:
        if any(place.delivery for place in entry.place_entries):
            return [i18n.say("%(period)s: %(places)s.", period=view.period, places=view.places)]
        return [_without_record(entry, i18n)]
    if delivery.due == 0:
        return [i18n.over(entry.period, N_("Nothing fell due in %(month)s."), N_("Nothing fell due from %(months)s."))]
    measure = entry.measure
    sentences = []
    if view.delivered == NO_FIGURE_TEXT and view.places:
        sentences.append(i18n.say("%(period)s: %(places)s.", period=view.period, places=view.places))
    elif measure.kind is Kind.LEVEL:
        figure = bare(measure.figure or "")
        sentences.append(
            i18n.over(
                entry.period,
                N_("%(figure)s in %(month)s: %(level)s."),
                N_("%(figure)s from %(months)s: %(level)s."),
                figure=figure,
                level=view.delivered,
            )
        )
    elif measure.kind is Kind.DONE:
        sentences.append(i18n.say("%(period)s: %(done)s.", period=view.period, done=view.delivered))
    else:
        sentences.append(_of_cases(entry, figures, view, i18n))
    if entry.is_without_target:
        sentences.append(i18n.say("No target then: shown, not judged."))
    elif judgement is None:
        sentences.append(i18n.say("It was not promised then, so there is no verdict."))
    else:
        sentences += [i18n.say("Target: %(target)s.", target=view.target), _of_people(entry, figures, i18n)]
    return sentences


def _without_record(entry: Entry, i18n: I18n) -> str:
    """For which months a report is due or missing; the verdict beside it says when it was due."""
    months = i18n.period(entry.period)
    if entry.judgement and entry.judgement.verdict is Verdict.AWAITED:
        day = i18n.day(entry.judgement.due_by)
        return i18n.say("The report for %(months)s is due by %(day)s.", months=months, day=day)
    return i18n.say("Nothing has been reported for %(months)s.", months=months)


def _of_cases(entry: Entry, figures: Figures, view: EntryView, i18n: I18n) -> str:
    delivered, counts = view.delivered, view.counts
    if figures.kept.hidden or figures.due.hidden:
        return i18n.say("%(period)s: %(counts)s.", period=view.period, counts=counts)
    if figures.share_hidden and not counts:
        return i18n.say("%(period)s: the figures are not shown, to protect people.", period=view.period)
    # Where only a share is known, it is a share of the cases that are counted.
    of = counts or i18n.say("%(share)s of %(noun)s", share=delivered, noun=entry.measure.cases.many)
    if entry.judgement is None:
        sentence = i18n.over(
            entry.period,
            N_("In %(month)s this was so for %(counts)s"),
            N_("From %(months)s this was so for %(counts)s"),
            counts=of,
        )
    elif entry.measure.counted is Counted.AT_MONTH_END:
        month = i18n.month(entry.month)
        sentence = i18n.say("At the end of %(month)s the promise was being kept for %(counts)s", month=month, counts=of)
    else:
        sentence = i18n.over(
            entry.period,
            N_("In %(month)s the promise was kept for %(counts)s"),
            N_("From %(months)s the promise was kept for %(counts)s"),
            counts=of,
        )
    if figures.share is None or not counts:
        return i18n.say("%(sentence)s.", sentence=sentence)
    return i18n.say("%(sentence)s: %(share)s.", sentence=sentence, share=delivered)


def _of_people(entry: Entry, figures: Figures, i18n: I18n) -> str:
    let_down = figures.let_down
    if entry.let_down_at_least is not None:
        number = i18n.cases(entry.let_down_at_least, entry.measure)
        return i18n.say("Let down: at least %(number)s.", number=number)
    if not let_down.is_known and figures.share is not None and figures.due.figure is None:
        return i18n.voice(
            N_("We have the percentage, not the number of people."),
            N_("Only the percentage is known, not the number of people."),
        )
    if not let_down.is_known:
        return i18n.voice(N_("We have no count of who was let down."), N_("There is no count of who was let down."))
    if let_down.figure == 0:
        return i18n.say("Nobody was let down.")
    if let_down.hidden and let_down.fewer_than is None:
        return i18n.say("Let down: a hidden number of %(noun)s.", noun=entry.measure.cases.many)
    if let_down.figure is None:
        return i18n.say(
            "Let down: %(number)s.", number=f"{count_text(let_down, i18n)}\N{NO-BREAK SPACE}{entry.measure.cases.many}"
        )
    number = i18n.cases(let_down.figure, entry.measure)
    stated = entry.delivery is not None and entry.delivery.let_down is not None
    if figures.share is None or stated:
        return i18n.say("Let down: %(number)s.", number=number)
    share = let_down_share_text(figures.share, i18n)
    return i18n.say("Let down: %(number)s, %(share)s.", number=number, share=share)
