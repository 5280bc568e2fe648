"""What a page says of one promise in one month: words and figures that never flatter (section 4)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from generator.ledger.delivery import FLAGS, Delivery
from generator.ledger.figure import HUNDRED, printed
from generator.ledger.ledger import Entry
from generator.ledger.month import Month
from generator.ledger.promise import Direction, Kind, Measure, Target
from generator.ledger.published import Count, Figures, publish
from generator.ledger.verdict import Verdict
from generator.pages.prose import bare
from generator.pages.words import Words

NOT_PROMISED_THEN = "not_promised_then"
"""Stands for the verdict of a month that has none."""


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on a figure, with its reason where one was given."""

    word: str
    reason: str
    corrected: bool = False
    """Whether it points to the corrections of the record."""


@dataclass(frozen=True, slots=True)
class EntryView:
    """One promise in one month, in words."""

    promise: str
    month: Month
    month_name: str
    key: str
    """The verdict's key, or `not_promised_then`; names its shape and style."""
    word: str
    """The verdict in a word or two."""
    label: str
    """The verdict in full, as section 4 shows it."""
    delivered: str
    """The one figure: a share, a level, done; a dash where there is none."""
    counts: str
    """"190 of 200 widgets", or empty."""
    let_down: str
    """How many were let down, in a word or two; empty where that does not apply."""
    target: str
    interim: str
    """The interim target and whether it was reached; empty where there is none."""
    notes: tuple[Note, ...]
    figure_line: str
    """Month, figure and target on one short line."""
    answer: tuple[str, ...]
    """The straight answer, sentence by sentence."""


def entry_view(entry: Entry, words: Words, as_of_day: str) -> EntryView:
    """Put an entry into words; `as_of_day` is the day that the site is judged on, written out."""
    figures = entry.figures
    target = entry.judgement.term.target if entry.judgement else None
    delivered = delivered_text(figures, entry.measure, target, entry.delivery, words)
    return EntryView(
        promise=entry.promise.id,
        month=entry.month,
        month_name=words.month(entry.month),
        key=entry.verdict or NOT_PROMISED_THEN,
        word=verdict_word(entry.verdict, words),
        label=_label(entry, words, as_of_day),
        delivered=delivered,
        counts=counts_text(figures, entry.measure, words),
        let_down=_let_down(entry, words),
        target=target_text(target, entry.measure, words) if target else "",
        interim=_interim(entry, words),
        notes=tuple(_notes(entry, words)),
        figure_line=_figure_line(entry, delivered, words),
        answer=tuple(_answer(entry, delivered, words, as_of_day)),
    )


def verdict_word(verdict: Verdict | None, words: Words) -> str:
    """A verdict in a word or two."""
    match verdict:
        case Verdict.KEPT:
            return words.say("Kept")
        case Verdict.TARGET_MET:
            return words.say("Target met")
        case Verdict.FELL_SHORT:
            return words.say("Fell short")
        case Verdict.NOTHING_DUE:
            return words.say("Nothing fell due")
        case Verdict.NOT_REPORTED:
            return words.say("Not reported")
        case Verdict.AWAITED:
            return words.say("Awaited")
        case None:
            return words.say("Not promised then")


def target_text(target: Target, measure: Measure, words: Words) -> str:
    """A target in the language of the site: "at least 95%"."""
    if target.direction is Direction.EVERY_TIME:
        return words.say("every time")
    figure = (
        words.quantity(target.figure, measure.unit)
        if measure.kind is Kind.LEVEL
        else words.percent(target.figure)
    )
    if target.direction is Direction.AT_MOST:
        return words.say("at most %(figure)s", figure=figure)
    return words.say("at least %(figure)s", figure=figure)


def share_text(share: Fraction, target: Target | None, words: Words) -> str:
    """A kept share, rounded down, never on the wrong side of its target."""
    return words.percent(printed(share, target.figure if target else None, up=False))


def let_down_share_text(share: Fraction, words: Words) -> str:
    """The share let down that goes with a kept share, rounded up."""
    return words.percent(printed(Fraction(HUNDRED) - share, None, up=True))


def delivered_text(
    figures: Figures | None,
    measure: Measure,
    target: Target | None,
    delivery: Delivery | None,
    words: Words,
) -> str:
    """The one figure of a record; a dash where there is none, and never a zero in its place."""
    if figures is None:
        return "\N{EM DASH}"
    if measure.kind is Kind.LEVEL and figures.level is not None:
        against = target.figure if target else None
        # Rounded towards the side that looks worse.
        up = target is not None and target.direction is Direction.AT_MOST
        level = printed(Fraction(figures.level), against, up=up)
        return words.quantity(min(level, figures.level, key=_digits), measure.unit)
    if measure.kind is Kind.DONE:
        if delivery is not None and delivery.on is not None:
            day = words.day(delivery.on)
            return (
                words.say("Done on %(day)s", day=day)
                if figures.done
                else words.say("Not done until %(day)s", day=day)
            )
        return words.say("Done") if figures.done else words.say("Not done")
    if figures.share is not None:
        return share_text(figures.share, target, words)
    return words.say("Hidden") if figures.hidden else "\N{EM DASH}"


def counts_text(figures: Figures | None, measure: Measure, words: Words) -> str:
    """Counts in words, "190 of 200 widgets"; empty where they are not known."""
    if figures is None or measure.kind is not Kind.EACH or figures.due in (Count(), Count(Decimal(0))):
        return ""
    noun = words.noun(figures.due.figure or Decimal(2), measure)
    return words.say(
        "%(kept)s of %(due)s %(noun)s",
        kept=count_text(figures.kept, words),
        due=count_text(figures.due, words),
        noun=noun,
    )


def count_text(count: Count, words: Words) -> str:
    """A count as published: a number, "fewer than 5", "hidden" or "not counted"."""
    if count.fewer_than is not None:
        return words.say("fewer than %(number)s", number=words.number(Decimal(count.fewer_than)))
    if count.hidden:
        return words.say("a hidden number")
    return words.say("not counted") if count.figure is None else words.tally(count.figure)


def _digits(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _label(entry: Entry, words: Words, as_of_day: str) -> str:
    judgement = entry.judgement
    if judgement is None:
        return words.say("Not promised then")
    if judgement.verdict is Verdict.TARGET_MET:
        if judgement.let_down is None:
            return words.say("Target met, people let down not counted")
        let_down = entry.figures.let_down if entry.figures else Count()
        return words.say("Target met, %(number)s let down", number=count_text(let_down, words))
    if judgement.verdict is Verdict.NOT_REPORTED:
        return words.count(
            "Not reported: due %(day)s, %(number)s day late on %(as_of)s",
            "Not reported: due %(day)s, %(number)s days late on %(as_of)s",
            judgement.days_late,
            day=words.day(judgement.due_by),
            as_of=as_of_day,
        )
    if judgement.verdict is Verdict.AWAITED:
        return words.say("Due by %(day)s", day=words.day(judgement.due_by))
    return verdict_word(judgement.verdict, words)


def _figure_line(entry: Entry, delivered: str, words: Words) -> str:
    month = words.month(entry.month)
    if entry.judgement is None or entry.delivery is None or entry.verdict is Verdict.NOTHING_DUE:
        return month
    return words.say(
        "%(month)s: %(delivered)s, target %(target)s",
        month=month,
        delivered=delivered,
        target=target_text(entry.judgement.term.target, entry.measure, words),
    )


def _let_down(entry: Entry, words: Words) -> str:
    if entry.delivery is None or entry.figures is None or entry.verdict is Verdict.NOTHING_DUE:
        return ""
    return count_text(entry.figures.let_down, words)


def _interim(entry: Entry, words: Words) -> str:
    interim = entry.interim
    if interim is None:
        return ""
    target = target_text(interim.target, entry.measure, words)
    met = entry.interim_met
    if met is None:
        return words.say("interim target %(target)s", target=target)
    if met:
        return words.say("interim target %(target)s, reached", target=target)
    return words.say("interim target %(target)s, not reached", target=target)


def _notes(entry: Entry, words: Words) -> list[Note]:
    delivery, judgement = entry.delivery, entry.judgement
    if delivery is None:
        return []
    names = {
        "provisional": words.say("Provisional"),
        "estimated": words.say("Estimated"),
        "not_comparable": words.say("Not comparable"),
    }
    notes = []
    for flag in FLAGS:
        reason = getattr(delivery, flag)
        if reason:
            notes.append(Note(names[flag], reason if isinstance(reason, str) else ""))
    if delivery.corrected:
        notes.append(Note(words.say("Corrected"), "", corrected=True))
    if judgement and judgement.days_late:
        late = words.count(
            "Reported %(number)s day late", "Reported %(number)s days late", judgement.days_late
        )
        notes.append(Note(late, ""))
    if entry.figures and entry.figures.hidden:
        notes.append(Note(words.say("Small counts hidden"), ""))
    return notes


def _answer(entry: Entry, delivered: str, words: Words, as_of_day: str) -> list[str]:
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
        sentences.append(_of_counts(figures, measure, delivered, month, words))
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


def _of_counts(figures: Figures, measure: Measure, delivered: str, month: str, words: Words) -> str:
    counts = counts_text(figures, measure, words)
    if measure.at_month_end:
        message = words.say(
            "At the end of %(month)s the promise was being kept for %(counts)s", month=month, counts=counts
        )
    else:
        message = words.say("In %(month)s the promise was kept for %(counts)s", month=month, counts=counts)
    if figures.share is None:
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


def editions(delivery: Delivery, hide_below: int) -> list[Figures]:
    """The figures as first published, then as they stood after each correction."""
    return [publish(edition, hide_below) for edition in delivery.editions()]
