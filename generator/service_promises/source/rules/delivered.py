"""What has to fit together in the file of a month; `records.py` says which records can be judged."""

from collections.abc import Iterator
from datetime import date

from service_promises.ledger.periods.month import Month
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Keys, Problem, at_key, at_value
from service_promises.source.documents.delivered import (
    CustomersSaidKeys,
    ExplanationKeys,
    MonthFile,
    PlaceRecord,
    QuestionsKeys,
    RemedyKeys,
)
from service_promises.source.rules.common import (
    check_corrections,
    check_not_in_future,
    check_part,
    check_unique,
    empty_correction,
)


def check_month(document: MonthFile, as_of: date) -> Iterator[Problem]:
    """Everything in the file that does not go together with something else in it."""
    yield from check_not_in_future(("revised",), document.revised, as_of)
    yield from check_corrections(("corrected",), document.corrected, as_of)
    for keys, record in document.records():
        yield from _check_record(keys, record, as_of)
        if record.fell_short is not None:
            yield from _check_answers(keys, document.month, record.fell_short)


def _check_answers(keys: Keys, month: Month, explanation: ExplanationKeys) -> Iterator[Problem]:
    """Answers that only stand for one that is still to come."""
    for key in type(explanation).model_fields:
        if key in explanation.model_fields_set and getattr(explanation, key) is None:
            location = at_value(*keys, "fell_short", key)
            yield named_problem("not-answered", location, key=key, promise=keys[1], month=month)


def _check_record(keys: Keys, record: PlaceRecord, as_of: date) -> Iterator[Problem]:
    yield from check_not_in_future((*keys, "final"), record.final, as_of)
    if record.final is not None and record.provisional:
        yield named_problem("final-and-provisional", at_key(*keys, "provisional"))
    if record.fell_short or record.customers_said or record.questions or record.remedy or record.corrected:
        yield from _check_parts(keys, record, as_of)


def _check_parts(keys: Keys, record: PlaceRecord, as_of: date) -> Iterator[Problem]:
    if record.fell_short is not None:
        yield from check_unique((*keys, "fell_short", "fixes"), record.fell_short.fixes or ())
        yield from check_not_in_future((*keys, "fell_short", "revised"), record.fell_short.revised, as_of)
    if record.customers_said is not None:
        yield from _check_survey((*keys, "customers_said"), record.customers_said)
    if record.questions is not None:
        yield from _check_questions((*keys, "questions"), record.questions)
        yield from check_not_in_future((*keys, "questions", "updated"), record.questions.updated, as_of)
    if record.remedy is not None:
        yield from _check_remedy((*keys, "remedy"), record.remedy)
        yield from check_not_in_future((*keys, "remedy", "updated"), record.remedy.updated, as_of)
    for index, correction in enumerate(record.corrected):
        if not correction.was.model_fields_set:
            yield empty_correction((*keys, "corrected", index, "was"))


def _check_survey(keys: Keys, survey: CustomersSaidKeys) -> Iterator[Problem]:
    first = next((key for key in ("asked", "answered", "let_down") if getattr(survey, key) is not None), None)
    if first is not None and survey.question is None:
        yield named_problem("question-missing", at_key(*keys, "question", beside=(*keys, first)), key=first)
    if survey.let_down is not None and survey.asked is None:
        yield named_problem("asked-missing", at_key(*keys, "asked", beside=(*keys, "let_down")))
    yield from check_part(keys, "asked", survey.asked, "asked", survey.asked)
    yield from check_part(keys, "answered", survey.answered, "asked", survey.asked, alone=True)
    yield from check_part(keys, "let_down", survey.let_down, "answered", survey.answered)


def _check_questions(keys: Keys, questions: QuestionsKeys) -> Iterator[Problem]:
    yield from check_part(keys, "received", questions.received, "received", questions.received)
    yield from check_part(keys, "answered", questions.answered, "received", questions.received)


def _check_remedy(keys: Keys, remedy: RemedyKeys) -> Iterator[Problem]:
    yield from check_part(keys, "owed", remedy.owed, "owed", remedy.owed)
    yield from check_part(keys, "given", remedy.given, "owed", remedy.owed, alone=True)
    yield from check_part(keys, "unasked", remedy.unasked, "given", remedy.given)
    yield from check_part(keys, "late", remedy.late, "given", remedy.given)
