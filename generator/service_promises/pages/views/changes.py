"""Everything that changed in the open: terms that began or ended, and corrections."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from service_promises.ledger.corrections.corrected_keys import (
    CorrectedKey,
    of_declaration,
    of_fix,
    of_letters,
    of_places,
    of_pledge,
    of_service,
)
from service_promises.ledger.corrections.corrected_verdicts import CorrectedVerdict, by_promise, by_service
from service_promises.ledger.delivery import Correction
from service_promises.ledger.entry import Entry
from service_promises.ledger.periods.month import Month
from service_promises.ledger.periods.year import Year
from service_promises.ledger.promises.promise import Promise
from service_promises.pages import address
from service_promises.pages.context import Context
from service_promises.pages.i18n import N_, P_
from service_promises.pages.markdown import sentence
from service_promises.pages.parts.changes.change import ChangeView
from service_promises.pages.parts.changes.corrections import corrections_of
from service_promises.pages.parts.changes.place_corrections import of_records_at
from service_promises.pages.parts.changes.terms import announced_text, what_begins
from service_promises.pages.parts.labels import VERDICTS, told_text
from service_promises.pages.parts.term_target import term_target_text
from service_promises.pages.views.places import places_title


class ChangesView(NamedTuple):
    """What `/changes/` says."""

    headline: str
    years: tuple[tuple[Year, tuple[ChangeView, ...]], ...]
    """Newest first."""


def changes_view(context: Context) -> ChangesView:
    """Every change, newest first."""
    i18n, promises = context.i18n, context.ledger.promises.values()
    terms = [change for promise in promises for change in _of_terms(context, promise)]
    entries = context.ledger.entries.values()
    figures = [change for entry in entries for change in (*_of_record(context, entry), *of_records_at(context, entry))]
    declarations = [change for promise in promises for change in _of_declaration(context, promise)]
    verdicts = [*_of_verdicts(context)]
    others = [
        *_of_service(context),
        *_of_places(context),
        *_of_fixes(context),
        *_of_pledges(context),
        *_of_letters(context),
    ]
    changes = [*terms, *figures, *declarations, *verdicts, *others]
    if not changes:
        return ChangesView(i18n.say("Nothing has changed since the first figures were published."), ())
    changes.sort(key=lambda change: (change.day, change.month or Month(1, 1)), reverse=True)
    counts = (
        (terms, P_("%(number)s term began or ended.", "%(number)s terms began or ended.")),
        (figures, P_("%(number)s correction to a figure.", "%(number)s corrections to figures.")),
        (declarations, P_("%(number)s correction to a promise.", "%(number)s corrections to promises.")),
        (
            others,
            P_(
                "%(number)s correction to the service, a place, a fix, a pledge or a letter.",
                "%(number)s corrections to the service, places, fixes, pledges or letters.",
            ),
        ),
    )
    service = context.ledger.service

    def year_of(change: ChangeView) -> Year:
        return service.year(Month.of(change.day))

    return ChangesView(
        " ".join(i18n.count(*message, len(counted)) for counted, message in counts if counted),
        tuple((year, tuple(of_year)) for year, of_year in groupby(changes, key=year_of)),
    )


def _of_terms(context: Context, promise: Promise) -> Iterator[ChangeView]:
    i18n = context.i18n
    before = ""
    for term in promise.terms:
        now = i18n.say(
            "%(wording)s Target: %(target)s.",
            wording=sentence(term.promise),
            target=term_target_text(promise, term, i18n),
        )
        what = what_begins(promise, term, context.ledger.as_of, i18n)
        day, when = term.since.first_day, i18n.month(term.since)
        yield ChangeView(
            day,
            when,
            what,
            address.of_promise(promise.id),
            promise.name_in(term),
            before,
            now,
            term.why or "",
            recorded=announced_text(term, i18n),
            begins=term is promise.terms[0],
        )
        before = now
    if promise.ends is not None:
        ended = promise.ends.last_day < context.ledger.as_of
        yield ChangeView(
            promise.ends.last_day,
            i18n.month(promise.ends),
            i18n.say("The promise ended") if ended else i18n.say("The promise will end"),
            address.of_promise(promise.id),
            promise.name_in(None),
            before,
            i18n.say("Not promised any more."),
            promise.ends_why or "",
        )


def _of_record(context: Context, entry: Entry) -> Iterator[ChangeView]:
    delivery, i18n = entry.delivery, context.i18n
    if delivery is None or not delivery.corrected:
        return
    for correction, view in zip(delivery.corrected, corrections_of(context, entry), strict=True):
        term = entry.term or entry.promise.term_now
        yield ChangeView(
            correction.on,
            i18n.day(correction.on),
            i18n.say("A figure was corrected"),
            address.of_promise(entry.promise.id),
            entry.promise.name_in(term),
            view.was,
            view.now,
            view.why,
            entry.month,
            view.period,
            view.told,
        )


def _of_declaration(context: Context, promise: Promise) -> Iterator[ChangeView]:
    message = N_("What was published of the promise was corrected (%(key)s)")
    for corrected in of_declaration(promise):
        yield _of_key(context, corrected, message, address.of_promise(promise.id), promise.name_in(None))


def _of_verdicts(context: Context) -> Iterator[ChangeView]:
    i18n = context.i18n
    of_promise = i18n.say("Verdicts changed with a correction of the promise"), i18n.say(VERDICTS[None])
    of_service = (i18n.say("Verdicts changed with a correction of the service"), i18n.say("outside our figures"))
    for promise in context.ledger.promises.values():
        for correction, verdicts in by_promise(context.ledger, promise):
            yield _of_corrected(context, *of_promise, promise, correction, verdicts)
    for correction, promise, verdicts in by_service(context.ledger):
        yield _of_corrected(context, *of_service, promise, correction, verdicts)


def _of_corrected(
    context: Context,
    what: str,
    without: str,
    promise: Promise,
    correction: Correction,
    verdicts: Sequence[CorrectedVerdict],
) -> ChangeView:
    """A correction in words; `without` says of a month that it had no verdict."""
    i18n = context.i18n
    periods = (
        i18n.say(
            "%(month)s was “%(was)s”, is “%(now)s”",
            month=i18n.period(context.period(promise.id, verdict.month)),
            was=i18n.say(VERDICTS[verdict.was]) if verdict.was else without,
            now=i18n.say(VERDICTS[verdict.now]) if verdict.now else without,
        )
        for verdict in verdicts
    )
    return ChangeView(
        correction.on,
        i18n.day(correction.on),
        what,
        address.of_promise(promise.id),
        promise.name_in(None),
        "",
        "; ".join(periods),
        correction.why,
    )


def _of_service(context: Context) -> Iterator[ChangeView]:
    for corrected in of_service(context.ledger.service):
        yield _of_key(context, corrected, N_("What was published of the service was corrected (%(key)s)"), "", "")


def _of_places(context: Context) -> Iterator[ChangeView]:
    for corrected in of_places(context.ledger.places):
        message = N_("What was published of places was corrected (%(key)s)")
        yield _of_key(context, corrected, message, address.PLACES, places_title(context))


def _of_fixes(context: Context) -> Iterator[ChangeView]:
    for fix in context.ledger.fixes.values():
        for corrected in of_fix(fix):
            message = N_("What was published of a fix was corrected (%(key)s)")
            yield _of_key(context, corrected, message, address.FIXES, fix.we_will)


def _of_pledges(context: Context) -> Iterator[ChangeView]:
    for pledge in context.ledger.pledges.values():
        for corrected in of_pledge(pledge):
            message = N_("What was published of a pledge was corrected (%(key)s)")
            yield _of_key(context, corrected, message, address.PLEDGES, pledge.name)


def _of_letters(context: Context) -> Iterator[ChangeView]:
    for corrected in of_letters(context.ledger):
        month = corrected.month or Month.of(corrected.on)
        what = N_("A letter was taken out")
        yield _of_key(context, corrected, what, address.of_month(month), context.i18n.month(month))


def _of_key(context: Context, corrected: CorrectedKey, message: str, page: str, wording: str) -> ChangeView:
    i18n = context.i18n
    return ChangeView(
        corrected.on,
        i18n.day(corrected.on),
        i18n.say(message, key=corrected.key),
        page,
        wording,
        corrected.was or i18n.say("not there"),
        corrected.now or i18n.say("not there"),
        corrected.why,
        recorded=told_text(corrected.told, i18n),
    )
