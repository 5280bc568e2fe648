"""Events in words, for those who follow the whole, a promise or a place: plain text without any mark-up."""

from typing import NamedTuple

from service_promises.ledger.commitments.commitment import CommitmentState
from service_promises.ledger.commitments.fix import Fix
from service_promises.ledger.commitments.pledge import Pledge
from service_promises.ledger.delivery import Letter
from service_promises.ledger.entry import Entry
from service_promises.ledger.events import (
    CommitmentChanged,
    CommitmentStep,
    DocumentCorrected,
    Event,
    MonthPublished,
    PromiseEnded,
    RecordCorrected,
    RecordLate,
    RecordPublished,
    TermPublished,
)
from service_promises.ledger.places import Places
from service_promises.ledger.promises.promise import Promise
from service_promises.ledger.service import Service
from service_promises.pages import address
from service_promises.pages.context import Context
from service_promises.pages.i18n import N_
from service_promises.pages.markdown import bare, clause, sentence
from service_promises.pages.parts.changes.corrections import corrections_of
from service_promises.pages.parts.changes.terms import announced_text, what_begins
from service_promises.pages.parts.commitment import when_text
from service_promises.pages.parts.figures import NO_FIGURE_TEXT
from service_promises.pages.parts.labels import COMMITMENT_STATES, told_text
from service_promises.pages.parts.term_target import term_target_text
from service_promises.pages.views.month import month_headline, month_title


class EventView(NamedTuple):
    """An event in words."""

    title: str
    text: str
    address: str
    """Of the page that says more."""
    anchor: str = ""
    """Where on that page; empty for its top."""


def event_view(context: Context, event: Event) -> EventView:
    """An event in words."""
    match event:
        case MonthPublished():
            title = bare(month_title(context, event.month))
            return EventView(title, month_headline(context, event.month), address.of_month(event.month))
        case RecordPublished():
            return _record(context, event.entry)
        case RecordLate():
            return _late(context, event.entry)
        case RecordCorrected():
            return _corrected(context, event)
        case TermPublished():
            return _term(context, event)
        case PromiseEnded():
            why = bare(event.promise.ends_why or "")
            what = context.i18n.say("The promise ended")
            return EventView(_about(context, event, what), why, address.of_promise(event.promise.id), "terms")
        case DocumentCorrected():
            return _document(context, event)
        case CommitmentChanged():
            return _commitment(context, event)


def _about(context: Context, event: TermPublished | PromiseEnded, what: str) -> str:
    return context.i18n.say("%(promise)s: %(what)s", promise=clause(event.promise.name_in(None)), what=what)


def figure_in_brief(context: Context, entry: Entry) -> str:
    """The verdict of an entry with its figure in parentheses: "Fell short (77.11%)"."""
    view, i18n = context.view(entry), context.i18n
    label = view.label if entry.delivery else view.word
    if entry.delivery is None or entry.delivery.due == 0 or view.delivered in {NO_FIGURE_TEXT, i18n.say("not shown")}:
        return label
    return i18n.say("%(verdict)s (%(figure)s)", verdict=label, figure=view.delivered)


def _record(context: Context, entry: Entry) -> EventView:
    explanation = entry.explanation
    text = context.summary(entry)
    if explanation and explanation.what_happened:
        text = f"{text} {bare(sentence(explanation.what_happened))}"
    return EventView(_in_month(context, entry, figure_in_brief(context, entry)), text, *_place_of(entry))


def _in_month(context: Context, entry: Entry, what: str) -> str:
    return context.i18n.say(
        "%(promise)s, %(period)s: %(what)s",
        promise=clause(entry.promise.name_in(None)),
        period=context.i18n.period(entry.period),
        what=what,
    )


def _place_of(entry: Entry) -> tuple[str, str]:
    """Where more is said of a record: the page, and the place on it."""
    if entry.place:
        return address.of_place(entry.place.id), entry.promise.id
    return address.of_promise(entry.promise.id), str(entry.month)


def _late(context: Context, entry: Entry) -> EventView:
    i18n, judgement = context.i18n, entry.judgement
    day = i18n.day(judgement.due_by) if judgement else ""
    texts = [i18n.say("The figures for %(period)s were due by %(day)s.", period=i18n.period(entry.period), day=day)]
    if entry.delivery and judgement and all(place.delivery for place in entry.place_entries):
        texts.append(
            i18n.count("They came %(number)s day late.", "They came %(number)s days late.", judgement.days_late)
        )
    if entry.no_figure:
        texts.append(bare(sentence(entry.no_figure)))
    title = _in_month(context, entry, i18n.say("not reported by %(day)s", day=day))
    return EventView(title, " ".join(texts), *_place_of(entry))


def _corrected(context: Context, event: RecordCorrected) -> EventView:
    i18n, view = context.i18n, corrections_of(context, event.entry)[event.number]
    texts = [i18n.say("It was %(was)s, and is %(now)s.", was=view.was, now=view.now), bare(view.why), view.told]
    title = _in_month(context, event.entry, i18n.say("A figure was corrected"))
    page, anchor = _place_of(event.entry)
    return EventView(title, " ".join(filter(None, texts)), page, anchor if event.entry.place else "corrections")


def _term(context: Context, event: TermPublished) -> EventView:
    i18n, promise, term = context.i18n, event.promise, event.term
    target = term_target_text(promise, term, i18n)
    texts = [
        bare(i18n.say("%(wording)s Target: %(target)s.", wording=sentence(term.promise), target=target)),
        bare(term.why or ""),
        i18n.say("This holds from %(month)s on.", month=i18n.month(term.since)),
        announced_text(term, i18n),
    ]
    what = what_begins(promise, term, context.ledger.as_of, i18n)
    page = address.of_promise(promise.id)
    return EventView(_about(context, event, what), " ".join(filter(None, texts)), page, "terms")


_ABOUT_DOCUMENTS = {
    Service: N_("What was published of the service was corrected (%(key)s)"),
    Places: N_("What was published of places was corrected (%(key)s)"),
    Promise: N_("What was published of the promise was corrected (%(key)s)"),
    Fix: N_("What was published of a fix was corrected (%(key)s)"),
    Pledge: N_("What was published of a pledge was corrected (%(key)s)"),
    Letter: N_("A letter was taken out"),
}


def _document(context: Context, event: DocumentCorrected) -> EventView:
    i18n, correction, document = context.i18n, event.correction, event.document
    keys = ", ".join(key for key in correction.was if key in correction.now or not correction.now)
    what = i18n.say(_ABOUT_DOCUMENTS[type(document)], key=keys)
    about = _name_of(context, event)
    title = i18n.say("%(promise)s: %(what)s", promise=about, what=what) if about else what
    text = " ".join(filter(None, (bare(correction.why), told_text(correction.told, i18n))))
    return EventView(title, text, address.CHANGES)


def _name_of(context: Context, event: DocumentCorrected) -> str:
    """What lists call a document; empty where there is only one of its kind."""
    match event.document:
        case Promise() as promise:
            return clause(promise.name_in(None))
        case Fix() as fix:
            return clause(fix.we_will)
        case Pledge() as pledge:
            return clause(pledge.name)
    return context.i18n.month(event.month) if event.month else ""


def _commitment(context: Context, event: CommitmentChanged) -> EventView:
    i18n, commitment = context.i18n, event.commitment
    first = i18n.day(commitment.first_by)
    if event.move:
        state = i18n.say("Moved to %(day)s", day=i18n.day(event.move.to))
        moved = i18n.say(
            "On %(on)s the date was moved from %(was)s to %(now)s.",
            on=i18n.day(event.move.on),
            was=i18n.day(event.move.from_),
            now=i18n.day(event.move.to),
        )
        texts = [moved, bare(event.move.why)]
    elif event.step is CommitmentStep.OVERDUE:
        state = i18n.say(COMMITMENT_STATES[CommitmentState.OVERDUE])
        texts = [i18n.say("It was first promised by %(first)s, and was not done by then.", first=first)]
    else:
        state = i18n.say(COMMITMENT_STATES[commitment.state(context.ledger.as_of)])
        note = (commitment.done and commitment.done.note) or (commitment.dropped and commitment.dropped.why)
        texts = [when_text(context, commitment), bare(note or "")]
    if isinstance(commitment, Pledge):
        name, message, page = commitment.name, N_("Pledge: %(name)s %(state)s"), address.PLEDGES
    else:
        name, message, page = commitment.we_will, N_("Fix: %(name)s %(state)s"), address.FIXES
    title = i18n.say(message, name=bare(sentence(name)), state=state)
    return EventView(title, " ".join(filter(None, texts)), page, commitment.id)
