"""The words for each of the short lists that staff choose from."""

from __future__ import annotations

from service_promises.ledger.delivery import Cause
from service_promises.ledger.promise import Concern
from service_promises.pages.i18n import N_, I18n

CONCERNS = {
    Concern.ON_TIME: N_("on time"),
    Concern.AT_THE_PRICE: N_("at the price"),
    Concern.AS_EASY: N_("as easy"),
    Concern.AS_DESCRIBED: N_("as described"),
    Concern.WHEN_IT_BREAKS: N_("when it breaks"),
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
