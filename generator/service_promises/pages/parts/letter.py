"""The open letter for a month, and when it was changed or taken out."""

from typing import NamedTuple

from service_promises.ledger.periods.month import Month
from service_promises.pages.context import Context


class LetterView(NamedTuple):
    """A letter in words."""

    text: str
    """Markdown; empty where it was taken out."""
    revised: str
    taken_out: tuple[str, ...]
    """Each time, with the reason."""


def letter_view(context: Context, month: Month) -> LetterView | None:
    """The letter of a month; None where there never was one."""
    i18n, letter = context.i18n, context.ledger.letters.get(month)
    if letter is None:
        return None
    return LetterView(
        letter.text,
        i18n.say("Letter last changed on %(day)s.", day=i18n.day(letter.revised)) if letter.revised else "",
        tuple(
            i18n.say("A letter was taken out on %(day)s: %(why)s", day=i18n.day(correction.on), why=correction.why)
            for correction in letter.corrected
        ),
    )
