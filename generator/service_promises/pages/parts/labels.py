"""The words for everything that is one of a short list: verdicts, causes, what promises concern, changes, fixes."""

from service_promises.ledger.delivery import Cause
from service_promises.ledger.fix import FixState
from service_promises.ledger.promise import Change, Concern
from service_promises.ledger.verdict import Verdict
from service_promises.pages.i18n import N_, I18n

VERDICTS: dict[Verdict | None, str] = {
    Verdict.KEPT: N_("Kept"),
    Verdict.TARGET_MET: N_("Target met"),
    Verdict.FELL_SHORT: N_("Fell short"),
    Verdict.NOTHING_DUE: N_("Nothing fell due"),
    Verdict.NOT_REPORTED: N_("Not reported"),
    Verdict.AWAITED: N_("Awaited"),
    None: N_("Not promised then"),
}
CONCERNS = {
    Concern.ON_TIME: N_("on time"),
    Concern.AT_THE_PRICE: N_("at the price"),
    Concern.AS_EASY: N_("as easy"),
    Concern.AS_DESCRIBED: N_("as described"),
    Concern.WHEN_IT_BREAKS: N_("when it breaks"),
}
CHANGES = {
    Change.STRONGER: N_("stronger"),
    Change.WEAKER: N_("weaker"),
    Change.REWORDED: N_("reworded"),
    Change.REDEFINED: N_("measured in another way"),
}
FIX_STATES = {
    FixState.OVERDUE: N_("Overdue"),
    FixState.PROMISED: N_("Promised"),
    FixState.LATE: N_("Done late"),
    FixState.KEPT: N_("Done in time"),
    FixState.DROPPED: N_("Dropped"),
}
_CAUSES = {
    Cause.CAPACITY: N_("capacity"),
    Cause.TRAINING: N_("training"),
    Cause.SYSTEM_FAULT: N_("system fault"),
    Cause.SUPPLIER: N_("supplier"),
    Cause.OUTSIDE_EVENT: N_("outside event"),
    Cause.NOT_KNOWN_YET: N_("not known yet"),
}


def cause_word(cause: Cause, i18n: I18n) -> str:
    """What a cause is called, by the organisation itself or by another publisher."""
    if cause is Cause.OUR_DECISION:
        return i18n.voice(N_("our decision"), N_("a decision of those in charge"))
    return i18n.say(_CAUSES[cause])


def change_words(changes: tuple[Change, ...], i18n: I18n) -> list[str]:
    """What a new term is called next to the one before."""
    return [i18n.say(CHANGES[change]) for change in changes]
