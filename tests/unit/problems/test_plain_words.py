"""The word lists: what hides is found, what is plain or quoted is left alone."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from service_promises.problems.problem import Problem
from service_promises.source.documents.prose import Prose
from service_promises.source.rules.plain_words import MOST, check_hiding_words, check_sentences
from service_promises.source.rules.word_list import WordingRule, WordList, read_words, word_list
from service_promises.source.values.scalars import Author

LISTS = sorted(
    file.name for file in files("service_promises.source.rules.word_list").iterdir() if file.name.endswith(".toml")
)


def _english() -> WordList:
    words = word_list("en-GB")
    assert words is not None
    return words


def _told(text: str) -> list[Problem]:
    return list(check_hiding_words(Prose(("letter",), text, Author.US), _english()))


@pytest.mark.parametrize(
    ("text", "rule", "phrase"),
    [
        ("A small number of callers waited.", "vague-number", "A small number of"),
        ("It took _a few_ days.", "vague-number", "a few"),
        ("some of our customers waited", "vague-number", "some of our customers"),
        ("The vast\n  majority of calls", "vague-number", "The vast majority of"),
        ("We apologise for any inconvenience caused.", "empty-regret", "apologise for any inconvenience"),
        ("Lessons have been learned.", "empty-regret", "Lessons have been learned"),
        ("We\u2019re committed to you.", "empty-regret", "We\u2019re committed to"),
        ("Mistakes were made.", "no-doer", "Mistakes were made"),
        ("The line was badly impacted.", "no-doer", "was badly impacted"),
        ("Due to technical issues.", "no-doer", "technical issues"),
        ("Patients failed to come.", "blames-customer", "Patients failed to"),
        ("There was unprecedented demand.", "blames-customer", "unprecedented demand"),
    ],
)
def test_wording_that_hides_is_named(text: str, rule: str, phrase: str) -> None:
    assert [(problem.rule, problem.message.split("`")[1]) for problem in _told(text)] == [(rule, phrase)]


@pytest.mark.parametrize(
    "text",
    [
        "42 of 1,204 callers waited 3 days.",
        "We do not know how many people that was, and told as many people as rang.",
        "We are sorry: you waited eleven minutes.",
        "It was decided at the bench.",
        "Afew severally numerously",
        'They wrote \u201ca few people were impacted\u201d and "mistakes were made".',
        "> A few people were impacted.",
        "They said \u2018it\u2019s several days\u2019.",
        "See [the page](https://example.org/a-few/several).",
        "Type `several`.",
    ],
)
def test_plain_and_quoted_words_are_left_alone(text: str) -> None:
    assert _told(text) == []


def test_what_follows_a_quotation_is_ours_again() -> None:
    assert [problem.message.split("`")[1] for problem in _told('They "waited", several of them.')] == ["several"]


def test_one_text_has_a_limited_number_of_remarks() -> None:
    assert len(_told("several " * 1000)) == MOST


@pytest.mark.parametrize("name", LISTS)
def test_every_entry_of_every_list_can_be_met_and_says_what_to_do(name: str) -> None:
    words = read_words(files("service_promises.source.rules.word_list").joinpath(name).read_text("utf-8"))
    for entry in words.entries:
        assert entry.reason
        assert entry.instead
        for phrase in entry.phrases:
            assert phrase.islower()
            example = re.sub(r"\\w\+", "very", phrase)
            while (simpler := re.sub(r"\(([^()|]*)[^()]*\)\??", r"\1", example)) != example:
                example = simpler
            example = re.sub(r"\w\?|\[(.)[^]]*\]", lambda found: found[1] or "", example)
            assert any(found[0].rule is entry.rule for found in words.matches(example)), example


def test_english_has_words_for_each_way_of_hiding() -> None:
    assert {entry.rule for entry in _english().entries} == set(WordingRule)


def test_a_language_is_looked_up_by_its_tag_and_may_be_missing() -> None:
    assert word_list("EN-gb") is not None
    assert word_list("en") is word_list("en-GB") is word_list("en-AU-x-y")
    assert word_list("cy") is None


def test_a_list_of_another_language_needs_no_more_than_its_phrases() -> None:
    words = read_words('[[no-doer]]\nphrases = ["il a été décidé"]\nreason = "cache"\ninstead = "qui ?"\n')
    assert [entry.reason for entry, _, _ in words.matches("Il a été\ndécidé.")] == ["cache"]
    assert words.sentence is None
    assert not list(words.named.finditer("Dr Who"))


def _hard(text: str) -> list[str]:
    sentence = _english().sentence
    assert sentence is not None
    told = Prose(("letter",), text, Author.US)
    found = list(check_sentences(told, sentence))
    return [problem.message for problem in found]


HEAVY = (
    "Notwithstanding considerable organisational improvements implemented throughout the preceding reporting period, "
    "telephone accessibility performance deteriorated significantly, necessitating additional recruitment activities nationwide immediately."
)


def test_sentences_nobody_can_read_are_told() -> None:
    assert _hard("We did this and that " * 10 + ".") == ["this sentence has 50 words"]
    assert _hard(f"Short. {HEAVY}") == ["this sentence has 21 words, most of them long"]


def test_sentences_of_forty_plain_words_lists_and_quotations_are_not() -> None:
    assert _hard("We did this and that " * 8 + ".") == []
    assert _hard("\n".join(f"- We did this and that in week {week}" for week in range(30))) == []
    assert _hard(f"They wrote \u201c{HEAVY}\u201d to us.") == []
    assert _hard("We did it on time. " * 40) == []
