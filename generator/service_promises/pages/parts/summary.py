"""The straight answer: was the promise kept in this month? (DESIGN.md section 5)."""

from __future__ import annotations

from service_promises.ledger.disclosure_control import NOT_KNOWN, Figures
from service_promises.ledger.ledger import Entry
from service_promises.ledger.promise import Kind
from service_promises.ledger.verdict import Verdict
from service_promises.pages.i18n import Words
from service_promises.pages.markdown import bare
from service_promises.pages.parts.entry import EntryView
from service_promises.pages.parts.figures import count_text, let_down_share_text


def straight_answer(entry: Entry, view: EntryView, words: Words) -> str:
    """The answer in a few sentences: what was delivered, of what target, and who was let down."""
    return " ".join(_sentences(entry, view, words))


def figure_line(entry: Entry, view: EntryView, words: Words) -> str:
    """Month, figure and target on one short line."""
    if entry.judgement is None or entry.delivery is None or entry.verdict is Verdict.NOTHING_DUE:
        return view.month_name
    return words.say(
        "%(month)s: %(delivered)s, target %(target)s",
        month=view.month_name,
        delivered=view.delivered,
        target=view.target,
    )


def _sentences(entry: Entry, view: EntryView, words: Words) -> list[str]:
    judgement, delivery, figures = entry.judgement, entry.delivery, entry.figures
    month = view.month_name
    if delivery is None or figures is None:
        return [_without_record(entry, words)]
    if delivery.due == 0:
        return [words.say("Nothing fell due in %(month)s.", month=month)]
    measure = entry.measure
    sentences = []
    if measure.kind is Kind.LEVEL:
        figure = bare(measure.figure or "")
        sentences.append(
            words.say("%(figure)s in %(month)s: %(level)s.", figure=figure, month=month, level=view.delivered)
        )
    elif measure.kind is Kind.DONE:
        sentences.append(words.say("%(month)s: %(done)s.", month=month, done=view.delivered))
    else:
        sentences.append(_of_cases(entry, figures, view, words))
    if judgement is None:
        sentences.append(words.say("It was not promised then, so there is no verdict."))
    else:
        sentences += [words.say("Target: %(target)s.", target=view.target), _of_people(entry, figures, words)]
    return sentences


def _without_record(entry: Entry, words: Words) -> str:
    """What is said of silence; the verdict beside it says when the record was due."""
    first = entry.promise.speaks_since(entry.month)
    months = words.month(entry.month)
    if first != entry.month:
        months = words.say("%(first)s to %(last)s", first=words.month(first), last=months)
    if entry.judgement and entry.judgement.verdict is Verdict.AWAITED:
        day = words.day(entry.judgement.due_by)
        return words.say("The report for %(months)s is due by %(day)s.", months=months, day=day)
    return words.say("Nothing has been reported for %(months)s.", months=months)


def _of_cases(entry: Entry, figures: Figures, view: EntryView, words: Words) -> str:
    month, delivered, counts = view.month_name, view.delivered, view.counts
    if figures.kept.hidden or figures.due.hidden:
        return words.say("%(month)s: %(counts)s.", month=month, counts=counts)
    if figures.share_hidden and not counts:
        return words.say("%(month)s: the figures are not shown, to protect people.", month=month)
    # Where only a share is known, it is a share of the cases that are counted.
    of = counts or words.say("%(share)s of %(noun)s", share=delivered, noun=entry.measure.many)
    if entry.judgement is None:
        sentence = words.say("In %(month)s this was so for %(counts)s", month=month, counts=of)
    elif entry.measure.at_month_end:
        sentence = words.say(
            "At the end of %(month)s the promise was being kept for %(counts)s", month=month, counts=of
        )
    else:
        sentence = words.say("In %(month)s the promise was kept for %(counts)s", month=month, counts=of)
    if figures.share is None or not counts:
        return words.say("%(sentence)s.", sentence=sentence)
    return words.say("%(sentence)s: %(share)s.", sentence=sentence, share=delivered)


def _of_people(entry: Entry, figures: Figures, words: Words) -> str:
    let_down = figures.let_down
    if let_down == NOT_KNOWN:
        return words.say("How many were let down is not known here.")
    if let_down.figure == 0:
        return words.say("Nobody was let down.")
    if let_down.hidden and let_down.fewer_than is None:
        return words.say("Let down: a hidden number of %(noun)s.", noun=entry.measure.many)
    if let_down.figure is None:
        return words.say(
            "Let down: %(number)s.",
            number=f"{count_text(let_down, words)}\N{NO-BREAK SPACE}{entry.measure.many}",
        )
    number = words.cases(let_down.figure, entry.measure)
    stated = entry.delivery is not None and entry.delivery.let_down is not None
    if figures.share is None or stated:
        return words.say("Let down: %(number)s.", number=number)
    share = let_down_share_text(figures.share, words)
    return words.say("Let down: %(number)s, %(share)s.", number=number, share=share)
