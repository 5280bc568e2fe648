"""What fixes and pledges share on pages: the state, the dates that it follows from, and what became of it."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from service_promises.ledger.commitments.commitment import Commitment, CommitmentState
from service_promises.pages.context import Context
from service_promises.pages.parts.labels import COMMITMENT_STATES, told_text

_SHAPES = {
    CommitmentState.OVERDUE: "fell_short",
    CommitmentState.PROMISED: "awaited",
    CommitmentState.LATE: "target_met",
    CommitmentState.KEPT: "kept",
    CommitmentState.DROPPED: "nothing_due",
}
"""Each state borrows the shape of the verdict that it is most like."""


class CommitmentView(NamedTuple):
    """A fix or a pledge in words."""

    id: str
    name: str
    """What heads its card."""
    we_will: str
    """The whole sentence, where another name heads it; else empty."""
    shape: str
    state: str
    when: str
    """The dates that the state follows from."""
    owner: str
    invested: str
    moved: tuple[tuple[str, str], ...]
    """Each moved date in a sentence, and why, Markdown."""
    ended: str
    """What was done, or why it was dropped; Markdown."""


def commitment_view(context: Context, commitment: Commitment, short: str | None = None) -> CommitmentView:
    """A fix or a pledge in words, under its short name where it has one."""
    i18n = context.i18n
    state = commitment.state(context.ledger.as_of)
    told = commitment.ended.told if commitment.ended else None
    return CommitmentView(
        id=commitment.id,
        name=short or commitment.we_will,
        we_will=commitment.we_will if short else "",
        shape=_SHAPES[state],
        state=i18n.say(COMMITMENT_STATES[state]),
        when=" ".join(filter(None, (when_text(context, commitment), told_text(told, i18n)))),
        owner=commitment.owner,
        invested=commitment.invested or "",
        moved=tuple(
            (
                i18n.say(
                    "On %(on)s the date was moved from %(was)s to %(now)s.",
                    on=i18n.day(move.on),
                    was=i18n.day(move.from_),
                    now=i18n.day(move.to),
                ),
                move.why,
            )
            for move in commitment.moved
        ),
        ended=(commitment.done and commitment.done.note) or (commitment.dropped and commitment.dropped.why) or "",
    )


def states_text(context: Context, commitments: Iterable[Commitment]) -> str:
    """How many there are in each state, the overdue first."""
    i18n = context.i18n
    counts = Counter(one.state(context.ledger.as_of) for one in commitments)
    return i18n.listed(
        [
            " ".join((i18n.number(Decimal(counts[state])), i18n.say(COMMITMENT_STATES[state]).lower()))
            for state in CommitmentState
            if counts[state]
        ]
    )


def when_text(context: Context, commitment: Commitment) -> str:
    """The dates that the state follows from."""
    i18n, as_of = context.i18n, context.ledger.as_of
    state, first = commitment.state(as_of), i18n.day(commitment.first_by)
    if commitment.dropped:
        return i18n.say("Promised by %(first)s, dropped on %(on)s.", first=first, on=i18n.day(commitment.dropped.on))
    if commitment.done:
        return i18n.say("Promised by %(first)s, done on %(on)s.", first=first, on=i18n.day(commitment.done.on))
    if state is CommitmentState.PROMISED:
        when = i18n.say("By %(first)s.", first=first)
    else:
        when = i18n.count(
            "First promised by %(first)s: %(number)s day overdue on %(as_of)s.",
            "First promised by %(first)s: %(number)s days overdue on %(as_of)s.",
            (as_of - commitment.first_by).days,
            first=first,
            as_of=context.as_of_day,
        )
    if commitment.by == commitment.first_by:
        return when
    return f"{when} " + i18n.say("Now promised by %(now)s.", now=i18n.day(commitment.by))
