"""How many of those let down were put right, in words: whole sentences, with as many forms as there are cases."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from service_promises.ledger.disclosure.remedy import RemedyCounts, total
from service_promises.ledger.entry import Entry
from service_promises.ledger.promises.promise import Case, Counted
from service_promises.ledger.rounding import ZERO
from service_promises.pages.i18n import N_, P_, I18n
from service_promises.pages.parts.labels import periods_text


def remedy_text(entry: Entry, i18n: I18n) -> str:
    """How many of those let down in a month were put right; empty where nobody was let down and none is counted."""
    counts = entry.remedy
    if counts is None:
        return not_counted_text(entry, i18n) if entry.remedy_missing else ""
    lead = _lead(entry, counts, i18n)
    return lead if lead and counts.owed == ZERO else f"{lead} {put_right_text(counts, i18n)}".strip()


def not_counted_text(entry: Entry, i18n: I18n) -> str:
    """That nobody counted how many of those let down in a month were put right."""
    let_down = entry.figures.let_down.figure if entry.figures else None
    if let_down is None:
        return i18n.voice(
            N_("We did not count how many of those let down were put right."),
            N_("No count was found of how many of those let down were put right."),
        )
    return i18n.voice(
        N_("%(number)s let down. We did not count how many of them were put right."),
        N_("%(number)s let down. No count was found of how many of them were put right."),
        number=i18n.tally(let_down),
    )


def _lead(entry: Entry, counts: RemedyCounts, i18n: I18n) -> str:
    """How many were let down, and how many of them are owed something, where that is not the same."""
    if counts.hidden:
        return ""
    let_down, owed = entry.figures.let_down.figure if entry.figures else None, counts.owed
    if let_down and owed == let_down:
        return i18n.say("%(number)s let down.", number=i18n.tally(let_down))
    if let_down and owed is not None:
        if not owed:
            return i18n.say("%(number)s let down, and none of them was to be put right.", number=i18n.tally(let_down))
        return i18n.say(
            "%(let_down)s let down, %(owed)s to be put right.", let_down=i18n.tally(let_down), owed=i18n.tally(owed)
        )
    if let_down:
        return i18n.say("%(number)s let down.", number=i18n.tally(let_down))
    return i18n.say("%(number)s to be put right.", number=i18n.tally(owed)) if owed else ""


_SOME = {
    # How many had to ask: not counted, all, some, none; each without and with some that were late.
    (None, False): P_("%(number)s was put right", "%(number)s were put right"),
    (None, True): P_(
        "%(number)s was put right, later than promised", "%(number)s were put right, %(late)s later than promised"
    ),
    ("all", False): P_("%(number)s was put right, after asking", "%(number)s were put right, all of them after asking"),
    ("all", True): P_(
        "%(number)s was put right, after asking and later than promised",
        "%(number)s were put right, all of them after asking, %(late)s later than promised",
    ),
    ("some", False): P_(
        "%(number)s was put right, %(unasked)s without having to ask",
        "%(number)s were put right, %(unasked)s of them without having to ask",
    ),
    ("some", True): P_(
        "%(number)s was put right, %(unasked)s without having to ask, %(late)s later than promised",
        "%(number)s were put right, %(unasked)s of them without having to ask, %(late)s later than promised",
    ),
    ("none", False): P_("%(number)s was put right without having to ask", "%(number)s were put right, none had to ask"),
    ("none", True): P_(
        "%(number)s was put right without having to ask, later than promised",
        "%(number)s were put right, none had to ask, %(late)s later than promised",
    ),
}
_ALL = {
    (None, False): P_("%(number)s was put right", "All %(number)s were put right"),
    (None, True): P_(
        "%(number)s was put right, later than promised", "All %(number)s were put right, %(late)s later than promised"
    ),
    ("all", False): P_(
        "%(number)s was put right, after asking", "All %(number)s were put right, all of them after asking"
    ),
    ("all", True): P_(
        "%(number)s was put right, after asking and later than promised",
        "All %(number)s were put right, all of them after asking, %(late)s later than promised",
    ),
    ("some", False): P_(
        "%(number)s was put right, %(unasked)s without having to ask",
        "All %(number)s were put right, %(unasked)s of them without having to ask",
    ),
    ("some", True): P_(
        "%(number)s was put right, %(unasked)s without having to ask, %(late)s later than promised",
        "All %(number)s were put right, %(unasked)s of them without having to ask, %(late)s later than promised",
    ),
    ("none", False): P_(
        "%(number)s was put right without having to ask", "All %(number)s were put right, none had to ask"
    ),
    ("none", True): P_(
        "%(number)s was put right without having to ask, later than promised",
        "All %(number)s were put right, none had to ask, %(late)s later than promised",
    ),
}


def put_right_text(counts: RemedyCounts, i18n: I18n) -> str:
    """How many were put right, how many of them without having to ask, and how many are still waiting."""
    if counts.hidden or counts.given is None:
        return i18n.say("How many were put right is counted, and not shown, to protect people.")
    owed, given, waiting = counts.owed, counts.given, counts.waiting
    if owed == ZERO:
        return i18n.say("Nobody was to be put right.")
    if not given:
        return _none_yet(waiting, i18n)
    forms = _ALL if waiting == ZERO else _SOME
    put_right = i18n.count(
        *forms[_asked(counts), bool(counts.late)],
        given,
        unasked=i18n.tally(counts.unasked or ZERO),
        late=i18n.tally(counts.late or ZERO),
    )
    if waiting is None:
        sentence = i18n.say("%(put_right)s; how many are still waiting is not known.", put_right=put_right)
    elif waiting:
        still = i18n.count("%(number)s is still waiting", "%(number)s are still waiting", waiting)
        sentence = i18n.say("%(put_right)s; %(waiting)s.", put_right=put_right, waiting=still)
    else:
        sentence = i18n.say("%(sentence)s.", sentence=put_right)
    return " ".join(filter(None, (sentence, _not_known(counts, i18n))))


def _asked(counts: RemedyCounts) -> str | None:
    if counts.unasked is None:
        return None
    if counts.unasked == counts.given:
        return "none"
    return "some" if counts.unasked else "all"


def _none_yet(waiting: Decimal | None, i18n: I18n) -> str:
    if waiting is None:
        return i18n.say("None was put right yet.")
    return i18n.count(
        "None was put right yet; %(number)s is still waiting.",
        "None was put right yet; all %(number)s are still waiting.",
        waiting,
    )


def _not_known(counts: RemedyCounts, i18n: I18n) -> str:
    """What of those put right is not counted, which is not zero."""
    if counts.unasked is None and counts.late is None:
        return i18n.say("How many had to ask, and how many had it late, is not counted.")
    if counts.unasked is None:
        return i18n.say("How many had to ask is not counted.")
    return i18n.say("How many had it late is not counted.") if counts.late is None else ""


class RemedyTotal(NamedTuple):
    """What was put right over several months of one promise, of the same things."""

    case: Case
    counts: RemedyCounts


def totals(entries: Iterable[Entry]) -> tuple[RemedyTotal, ...]:
    """The counts of a promise added up, apart for each noun; hidden ones are left out, since a total would tell them.

    What is counted at a month's end is the same people again and again, and is never added up.
    """
    by_case: dict[Case, list[RemedyCounts]] = {}
    for entry in entries:
        counts = entry.remedy
        if counts is not None and not counts.hidden and entry.measure.counted is Counted.IN_THE_MONTH:
            by_case.setdefault(entry.measure.cases, []).append(counts)
    return tuple(RemedyTotal(case, total(rows)) for case, rows in by_case.items())


def totals_text(entries: Sequence[Entry], i18n: I18n) -> str:
    """What was put right over several months of a promise, and for how many of them that is not known."""
    sentences = [total_text(one, i18n) for one in totals(entries)]
    at_ends = [entry for entry in entries if entry.remedy and entry.measure.counted is Counted.AT_MONTH_END]
    if len(at_ends) > 1:
        sentences.append(i18n.say("Counted at the end of a month each time, so the counts are not added up."))
    hidden = [entry for entry in entries if entry.remedy and entry.remedy.hidden]
    if hidden:
        periods = periods_text(hidden, i18n)
        sentences.append(i18n.say("Not shown, to protect people: %(periods)s.", periods=periods))
    missing = [entry for entry in entries if entry.remedy_missing]
    if missing:
        periods = periods_text(missing, i18n)
        sentences.append(
            i18n.voice(
                N_("Not counted for %(periods)s in which people were let down."),
                N_("No count found for %(periods)s in which people were let down."),
                periods=periods,
            )
        )
    return " ".join(sentences)


_MOST_LISTED = 4
"""So many promises are listed in one sentence, and of more only how many there are."""


def newest_text(entries: Iterable[Entry], i18n: I18n) -> str:
    """How many of those let down in the newest months were put right, by promise; empty where no promise counts it.

    Not even the same nouns are added up here: the same teapot may have been let down twice.
    """
    let_down = [entry for entry in entries if entry.remedy or entry.remedy_missing]
    rows = [
        (entry, counts)
        for entry in let_down
        if (counts := entry.remedy) and not counts.hidden and (counts.owed or counts.given)
    ]
    if not rows:
        return ""
    missing = sum(entry.remedy_missing for entry in let_down)
    sentences = [_of_promises(rows, i18n)]
    if missing:
        sentences.append(
            i18n.count(
                "%(number)s more promise let people down without a count of who was put right.",
                "%(number)s more promises let people down without a count of who was put right.",
                missing,
            )
        )
    return " ".join(sentences)


def _of_promises(rows: Sequence[tuple[Entry, RemedyCounts]], i18n: I18n) -> str:
    if len(rows) == 1:
        [(entry, counts)] = rows
        return total_text(RemedyTotal(entry.measure.cases, counts), i18n)
    waiting = sum(bool(counts.waiting) for _, counts in rows)
    if len(rows) > _MOST_LISTED:
        sentence = i18n.count(
            "%(number)s promise counts how many of those let down were put right.",
            "%(number)s promises count how many of those let down were put right.",
            len(rows),
        )
    else:
        items = [_of_promise(entry, counts, i18n) for entry, counts in rows]
        sentence = i18n.say(
            "Put right so far, of those let down in the newest figures: %(counts)s.", counts=i18n.listed(items)
        )
    if not waiting:
        return sentence
    return f"{sentence} " + i18n.count(
        "For %(number)s promise some people are still waiting.",
        "For %(number)s promises some people are still waiting.",
        waiting,
    )


def _of_promise(entry: Entry, counts: RemedyCounts, i18n: I18n) -> str:
    given = counts.given or ZERO
    if counts.owed is None:
        return i18n.cases(given, entry.measure)
    noun = i18n.noun(counts.owed, entry.measure)
    return i18n.say("%(given)s of %(owed)s %(noun)s", given=i18n.tally(given), owed=i18n.tally(counts.owed), noun=noun)


def total_text(one: RemedyTotal, i18n: I18n) -> str:
    """How many were to be put right over several months, by noun, and how many were."""
    owed, text = one.counts.owed, put_right_text(one.counts, i18n)
    if not owed:
        return text
    noun = i18n.named(owed, one.case)
    lead = i18n.count(
        "%(number)s %(noun)s was to be put right.", "%(number)s %(noun)s were to be put right.", owed, noun=noun
    )
    return f"{lead} {text}"
