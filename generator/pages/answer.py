"""The straight answer: was the promise kept in this month? (DESIGN.md section 5)."""

from __future__ import annotations

from generator.ledger.ledger import Entry
from generator.ledger.promise import Kind
from generator.ledger.published import Count, Figures
from generator.ledger.verdict import Verdict
from generator.pages.figures import count_text, let_down_share_text, target_text
from generator.pages.prose import bare
from generator.pages.words import Words


def straight_answer(entry: Entry, delivered: str, counts: str, words: Words, as_of_day: str) -> list[str]:
    """Answer sentence by sentence: what was delivered, of what target, and who was let down."""
    judgement, delivery, figures = entry.judgement, entry.delivery, entry.figures
    month = words.month(entry.month)
    if delivery is None or figures is None:
        return [_without_record(entry, words, as_of_day)]
    if delivery.due == 0:
        return [words.say("Nothing fell due in %(month)s.", month=month)]
    measure = entry.measure
    sentences = []
    if measure.kind is Kind.LEVEL:
        sentences.append(
            words.say(
                "%(figure)s in %(month)s: %(level)s.",
                figure=bare(measure.figure or ""),
                month=month,
                level=delivered,
            )
        )
    elif measure.kind is Kind.DONE:
        sentences.append(words.say("%(month)s: %(done)s.", month=month, done=delivered))
    elif figures.due == Count():
        sentences.append(
            words.say(
                "In %(month)s the promise was kept in %(share)s of cases.", month=month, share=delivered
            )
        )
    else:
        sentences.append(_of_counts(entry, delivered, counts, month, words))
    if judgement is None:
        sentences.append(words.say("It was not promised then, so there is no verdict."))
        return sentences
    sentences.append(
        words.say("Target: %(target)s.", target=target_text(judgement.term.target, measure, words))
    )
    sentences.append(_of_people(entry, figures, words))
    return [sentence for sentence in sentences if sentence]


def _without_record(entry: Entry, words: Words, as_of_day: str) -> str:
    judgement = entry.judgement
    month = words.month(entry.month)
    if judgement is None:
        return ""
    if judgement.verdict is Verdict.AWAITED:
        return words.say(
            "The report for %(month)s is due by %(day)s.", month=month, day=words.day(judgement.due_by)
        )
    return words.count(
        "Nothing has been reported for %(month)s. It was due by %(day)s: %(number)s day late on %(as_of)s.",
        "Nothing has been reported for %(month)s. It was due by %(day)s: %(number)s days late on %(as_of)s.",
        judgement.days_late,
        month=month,
        day=words.day(judgement.due_by),
        as_of=as_of_day,
    )


def _of_counts(entry: Entry, delivered: str, counts: str, month: str, words: Words) -> str:
    if entry.measure.at_month_end:
        message = words.say(
            "At the end of %(month)s the promise was being kept for %(counts)s", month=month, counts=counts
        )
    else:
        message = words.say("In %(month)s the promise was kept for %(counts)s", month=month, counts=counts)
    if entry.figures is None or entry.figures.share is None:
        return words.say("%(sentence)s.", sentence=message)
    return words.say("%(sentence)s: %(share)s.", sentence=message, share=delivered)


def _of_people(entry: Entry, figures: Figures, words: Words) -> str:
    let_down = figures.let_down
    if let_down == Count():
        return words.say("How many people were let down was not counted.")
    if let_down.figure == 0:
        return words.say("Nobody was let down.")
    if let_down.figure is None:
        return words.say("Let down: %(number)s.", number=count_text(let_down, words))
    number = words.cases(let_down.figure, entry.measure)
    stated = entry.delivery is not None and entry.delivery.let_down is not None
    if figures.share is None or stated:
        return words.say("Let down: %(number)s.", number=number)
    return words.say(
        "Let down: %(number)s, %(share)s.",
        number=number,
        share=let_down_share_text(figures.share, words),
    )
