"""What has to fit together in the file of a month; what makes a record unfit to judge, the ledger says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from service_promises.problems.problem import Problem
from service_promises.source.documents.delivered import AnsweredBack, Heard, MonthFile, Record
from service_promises.source.rules.common import Loc, missing, not_yet, part_of, repeated
from service_promises.source.rules.declared import nothing_was


def flaws_of_month(said: MonthFile, as_of: date) -> Iterator[Problem]:
    """Everything in the file that does not go together with something else in it."""
    for name, record in said.delivered.items():
        if record.fell_short or record.customers_said or record.questions or record.corrected:
            yield from _of_record(("delivered", name), record, as_of)


def _of_record(loc: Loc, record: Record, as_of: date) -> Iterator[Problem]:
    if record.fell_short is not None:
        yield from repeated((*loc, "fell_short", "fixes"), record.fell_short.fixes or ())
        yield from not_yet((*loc, "fell_short", "revised"), record.fell_short.revised, as_of)
    if record.customers_said is not None:
        yield from _of_survey((*loc, "customers_said"), record.customers_said)
    if record.questions is not None:
        yield from _of_questions((*loc, "questions"), record.questions)
    for index, correction in enumerate(record.corrected):
        if not correction.was.model_fields_set:
            yield nothing_was((*loc, "corrected", index, "was"))


def _of_survey(loc: Loc, said: Heard) -> Iterator[Problem]:
    given = next((key for key in ("asked", "answered", "let_down") if getattr(said, key) is not None), None)
    if given is not None and said.question is None:
        yield missing(
            (*loc, "question"),
            f"`{given}` is there, but `question` is not, so nobody can tell what was asked",
            "add a line `question:` with the question as it was asked",
            (*loc, given),
        )
    if said.let_down is not None and said.asked is None:
        yield missing(
            (*loc, "asked"),
            "`let_down` is there, but `asked` is not, so nobody can tell how many did not answer",
            "add `asked:` with how many were asked; a figure without its response rate is not published",
            (*loc, "let_down"),
        )
    yield from part_of(loc, "asked", said.asked, "asked", said.asked)
    yield from part_of(loc, "answered", said.answered, "asked", said.asked, alone=True)
    yield from part_of(loc, "let_down", said.let_down, "answered", said.answered)


def _of_questions(loc: Loc, said: AnsweredBack) -> Iterator[Problem]:
    yield from part_of(loc, "received", said.received, "received", said.received)
    yield from part_of(loc, "answered", said.answered, "received", said.received)
