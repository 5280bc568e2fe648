"""What a page says of one promise in one month: words and figures that never flatter."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from service_promises.ledger.delivery import FLAGS, Delivery, Elsewhere
from service_promises.ledger.disclosure.disclosure_control import NOT_KNOWN, publish
from service_promises.ledger.entry import Entry
from service_promises.ledger.promises.promise import Case
from service_promises.ledger.verdicts.place_total import is_typed
from service_promises.ledger.verdicts.verdict import Verdict
from service_promises.pages.i18n import N_, I18n
from service_promises.pages.parts.at_places import places_note_text, places_text
from service_promises.pages.parts.figures import count_text, counts_text, delivered_text, target_or_none, target_text
from service_promises.pages.parts.labels import VERDICTS, told_text

NOT_PROMISED_THEN = "not_promised_then"
"""Stands for the verdict of a month in which it was not promised."""
NO_TARGET_KEY = "no_target"
"""Stands for the verdict of a month that had no target."""

_FLAGS = {"provisional": N_("Provisional"), "estimated": N_("Estimated"), "not_comparable": N_("Not comparable")}


_WITHOUT_FIGURE = {Verdict.NOT_REPORTED, Verdict.NOTHING_DUE, Verdict.AWAITED}


class Note(NamedTuple):
    """A note on a figure, with its reason where one is known."""

    word: str
    reason: str = ""
    corrected: bool = False
    """Whether it points to the corrections of the record."""


class EntryView(NamedTuple):
    """One promise in one month, in words."""

    promise: str
    month: str
    """As addresses have it, `2026-01`."""
    period: str
    """The months that it speaks for: "June 2026", "April to June 2026"."""
    key: str
    """The verdict's key, `no_target` or `not_promised_then`; names its shape and style."""
    word: str
    """The verdict in a word or two, of a whole with what it hides of places."""
    verdict_word: str
    """The same without its places, for what lists several promises by their verdict."""
    label: str
    """The verdict in full: "Target met, 21 let down"."""
    delivered: str
    """The one figure: a share, a level, done; a dash where there is none."""
    counts: str
    """"190 of 200 widgets", or empty."""
    let_down: str
    """How many were let down, in a word or two; empty where that does not apply."""
    target: str
    """By which it was judged, or that there was none; empty where it was not promised."""
    interim: str
    """The interim target and whether it was reached, in a sentence; empty where there is none."""
    notes: tuple[Note, ...]
    verdict_label: str
    """The verdict in full without what it hides of places, where that stands beside it."""
    places_note: str
    """What the verdict on a whole hides of its places: "14 of 188 providers fell short"; empty where nothing."""
    title: str
    """The period, the figure and the verdict in a few words, for a cell."""
    places: str
    """Of a whole: "14 of 188 providers fell short"; empty where it is not published place by place."""


def entry_view(entry: Entry, i18n: I18n, as_of_day: str, called: Case) -> EntryView:
    """One promise in one month, in words.

    `as_of_day` is the day that the site is judged on, written out, and `called` what places are called.
    """
    figures = entry.figures
    verdict_label, places_note = _label(entry, i18n, as_of_day), places_note_text(entry, called, i18n)
    target = entry.target
    key, word = _key_and_word(entry, i18n)
    period, label = i18n.period(entry.period), _with_places(verdict_label, places_note, i18n)
    delivered = delivered_text(figures, entry.measure, target, entry.delivery, i18n)
    return EntryView(
        promise=entry.promise.id,
        month=str(entry.month),
        period=period,
        key=key,
        word=_with_places(word, places_note, i18n),
        verdict_word=word,
        label=label,
        delivered=delivered,
        counts=counts_text(figures, entry.measure, i18n),
        let_down=_let_down(entry, i18n),
        target=_target(entry, i18n),
        interim=_interim(entry, i18n),
        notes=tuple(_notes(entry, called, i18n, as_of_day)),
        verdict_label=verdict_label,
        places_note=places_note,
        title=_title(period, delivered if figures and entry.verdict not in _WITHOUT_FIGURE else "", label, i18n),
        places=places_text(entry, called, i18n),
    )


def _title(period: str, delivered: str, label: str, i18n: I18n) -> str:
    if not delivered:
        return i18n.say("%(period)s: %(verdict)s", period=period, verdict=label)
    return i18n.say("%(period)s: %(delivered)s, %(verdict)s", period=period, delivered=delivered, verdict=label)


def _with_places(verdict: str, places: str, i18n: I18n) -> str:
    """A verdict on a whole, which never stands without what it hides of the places."""
    return i18n.say("%(verdict)s; %(places)s", verdict=verdict, places=places) if places else verdict


def _key_and_word(entry: Entry, i18n: I18n) -> tuple[str, str]:
    if entry.is_without_target:
        return NO_TARGET_KEY, i18n.say("No target")
    return entry.verdict.value if entry.verdict else NOT_PROMISED_THEN, i18n.say(VERDICTS[entry.verdict])


def _target(entry: Entry, i18n: I18n) -> str:
    if entry.is_without_target:
        return target_or_none(None, entry.measure, i18n)
    return target_text(entry.target, entry.measure, i18n) if entry.target else ""


def _label(entry: Entry, i18n: I18n, as_of_day: str) -> str:
    judgement = entry.judgement
    if entry.is_without_target:
        return i18n.say("No target then: shown, not judged")
    if judgement is None:
        return i18n.say(VERDICTS[None])
    if judgement.verdict is Verdict.TARGET_MET:
        if judgement.let_down is None:
            return i18n.say("Target met, people let down not counted")
        let_down = entry.figures.let_down if entry.figures else NOT_KNOWN
        return i18n.say("Target met, %(number)s let down", number=count_text(let_down, i18n))
    if judgement.verdict is Verdict.NOT_REPORTED:
        return i18n.count(
            "Not reported: due %(day)s, %(number)s day late on %(as_of)s",
            "Not reported: due %(day)s, %(number)s days late on %(as_of)s",
            judgement.days_late,
            day=i18n.day(judgement.due_by),
            as_of=as_of_day,
        )
    if judgement.verdict is Verdict.AWAITED:
        return i18n.say("Due by %(day)s", day=i18n.day(judgement.due_by))
    return i18n.say(VERDICTS[judgement.verdict])


def _let_down(entry: Entry, i18n: I18n) -> str:
    if entry.figures is None or entry.verdict in (None, Verdict.NOTHING_DUE):
        return ""
    if entry.let_down_at_least is not None:
        return i18n.say("at least %(figure)s", figure=i18n.tally(entry.let_down_at_least))
    return count_text(entry.figures.let_down, i18n)


def _interim(entry: Entry, i18n: I18n) -> str:
    interim = entry.interim
    if interim is None:
        return ""
    target = target_text(interim.target, entry.measure, i18n)
    met = entry.interim_met
    if met is None:
        return i18n.say("Interim target of %(target)s. It does not change the verdict.", target=target)
    if met:
        return i18n.say("Interim target of %(target)s: reached. It does not change the verdict.", target=target)
    return i18n.say("Interim target of %(target)s: missed. It does not change the verdict.", target=target)


def _notes(entry: Entry, called: Case, i18n: I18n, as_of_day: str) -> Iterator[Note]:
    delivery, judgement = entry.delivery, entry.judgement
    if entry.no_figure:
        yield Note(i18n.say("Why there is no figure"), entry.no_figure)
    if delivery is None:
        return
    yield from _changed_targets(entry, i18n)
    for flag in FLAGS:
        if reason := getattr(delivery, flag):
            yield Note(i18n.say(_FLAGS[flag]), reason if isinstance(reason, str) else "")
    if delivery.elsewhere:
        yield _elsewhere(delivery.elsewhere, entry, called, i18n)
    if delivery.note:
        yield Note(i18n.say("Note"), delivery.note)
    if delivery.final:
        yield Note(i18n.say("Final since %(day)s", day=i18n.day(delivery.final)))
    if delivery.corrected:
        yield Note(i18n.say("Corrected"), corrected=True)
    if judgement and entry.places_with(Verdict.NOT_REPORTED):
        yield Note(
            i18n.count(
                "Not complete: %(number)s day late on %(as_of)s",
                "Not complete: %(number)s days late on %(as_of)s",
                judgement.days_late,
                as_of=as_of_day,
            )
        )
    elif judgement and judgement.days_late:
        late = i18n.count("Reported %(number)s day late", "Reported %(number)s days late", judgement.days_late)
        yield Note(late, _late_record_days(delivery, i18n))
    if entry.figures and entry.figures.hidden:
        yield Note(i18n.say("Small counts hidden"))


def _elsewhere(elsewhere: Elsewhere, entry: Entry, called: Case, i18n: I18n) -> Note:
    """What of a total belongs to no place, or that the total is of another kind than theirs."""
    if elsewhere.due is None and (is_typed(entry.record) or not entry.hides_all):
        return Note(i18n.say("Not added up from %(places)s", places=called.many), elsewhere.why)
    if entry.hide_below:  # beside the total and the places, this is one count more to work others out from
        return Note(i18n.say("Some belong to no %(place)s", place=called.one), elsewhere.why)
    counts = publish(Delivery(due=elsewhere.due, kept=elsewhere.kept), 0, entry.share_target)[-1]
    text = counts_text(counts, entry.measure, i18n)
    return Note(i18n.say("At no %(place)s: %(counts)s", place=called.one, counts=text), elsewhere.why)


def _changed_targets(entry: Entry, i18n: I18n) -> Iterator[Note]:
    """Where the target changed within a longer period, of which the last month's judges the whole."""
    if entry.period.is_one_month or entry.term is None:
        return
    terms = [term for term in entry.promise.terms if term.since <= entry.period.last]
    for before, term in pairwise(terms):
        was, now = before.targets[-1], term.targets[0] if term is not terms[-1] else term.target_in(entry.month)
        if entry.period.first < term.since and was != now:
            message = (
                N_(
                    "In %(month)s the target changed from %(before)s to %(now)s."
                    " All of %(period)s is judged by the target of %(last)s."
                )
                if entry.judgement
                else N_(
                    "In %(month)s the target changed from %(before)s to %(now)s."
                    " There is none for %(last)s, so %(period)s is shown, not judged."
                )
            )
            reason = i18n.say(
                message,
                month=i18n.month(term.since),
                before=target_or_none(was, before.measure, i18n),
                now=target_or_none(now, term.measure, i18n),
                period=i18n.period(entry.period),
                last=i18n.month(entry.period.last),
            )
            yield Note(i18n.say("Target changed"), reason)


def _late_record_days(delivery: Delivery, i18n: I18n) -> str:
    if delivery.told is None or delivery.reported is None:
        return ""
    reported = i18n.say("Reported on %(day)s.", day=i18n.day(delivery.reported))
    return f"{reported} {told_text(delivery.told, i18n)}"
