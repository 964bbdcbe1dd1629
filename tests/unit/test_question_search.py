"""Finding questions by word and by meaning."""

from __future__ import annotations

from interviewer import bank
from interviewer.bank.search import by_words
from interviewer.errors import ModelError
from interviewer.locations import content
from interviewer.session.search import search

QUESTIONS = bank.load(content()).questions


class Ranking:
    """Stands in for the models: gives what it was given."""

    def __init__(self, *ranked: tuple[str, float]) -> None:
        self._ranked = ranked

    async def rank_questions(self, query: str, on_progress: object) -> tuple[tuple[str, float], ...]:
        return self._ranked


class Missing:
    async def rank_questions(self, query: str, on_progress: object) -> tuple[tuple[str, float], ...]:
        raise ModelError("No weights.")


def test_a_word_is_found_whatever_its_ending() -> None:
    found = by_words(QUESTIONS, "discounting")
    assert found[0] == "reinforcement-learning-discount-factor"


def test_a_word_in_the_question_counts_more_than_one_in_the_answer() -> None:
    found = by_words(QUESTIONS, "specificity")
    assert found[0] == "classification-metrics-specificity"
    assert len(found) > 1


def test_signs_of_the_search_language_are_only_text() -> None:
    assert by_words(QUESTIONS, 'recall" OR (') == by_words(QUESTIONS, "recall or")
    assert by_words(QUESTIONS, "?!") == []
    assert by_words(QUESTIONS, "recall -precision*") == by_words(QUESTIONS, "recall precision")


def test_words_that_stand_everywhere_do_not_count() -> None:
    assert by_words(QUESTIONS, "what is the specificity of a model") == by_words(QUESTIONS, "specificity")
    assert by_words(QUESTIONS, "what is the")


async def test_both_rankings_are_fused() -> None:
    by_word = by_words(QUESTIONS, "discount")
    models = Ranking((by_word[1], 0.9), ("classification-metrics-f1", 0.8), ("generative-models-top-k", 0.1))
    found = await search(QUESTIONS, "discount", models)  # type: ignore[arg-type]
    ids = [question.id for question in found]
    assert set(ids) == {*by_word, "classification-metrics-f1"}, "what is far in meaning is left out"
    assert ids[0] in by_word[:2], "what both find comes first"


async def test_only_what_is_looked_among_is_found() -> None:
    some = [question for question in QUESTIONS if question.topic == "generative-models"]
    found = await search(some, "recall", Ranking(("classification-metrics-recall", 0.9)))  # type: ignore[arg-type]
    assert all(question.topic == "generative-models" for question in found)


async def test_without_the_model_words_still_find() -> None:
    problems: list[Exception] = []
    found = await search(QUESTIONS, "discount", Missing(), on_problem=problems.append)  # type: ignore[arg-type]
    assert found[0].id == "reinforcement-learning-discount-factor"
    assert [str(problem) for problem in problems] == ["No weights."]
