"""What the grading model says of questions, with the real model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from interviewer import bank
from interviewer.bank import KeyPoint
from interviewer.locations import content
from interviewer.scoring.embedding_grader import EmbeddingGrader
from interviewer.scoring.quality import judge
from interviewer.scoring.question_index import QuestionIndex

BANK = bank.load(content())
RECALL = BANK["classification-metrics-recall"]


@pytest.fixture(scope="module")
def grader() -> EmbeddingGrader:
    return EmbeddingGrader()


def test_a_good_question_is_left_in_peace(grader: EmbeddingGrader) -> None:
    assert list(judge([RECALL], grader)) == []


def test_a_point_that_the_answer_does_not_make(grader: EmbeddingGrader) -> None:
    stranger = KeyPoint(point="Convolutions share their weights between all places of an image.")
    asked = replace(RECALL, key_points=(*RECALL.key_points, stranger))
    ((id, place, message),) = judge([asked], grader)
    assert (id, place) == (RECALL.id, ("key_points", len(RECALL.key_points), "point"))
    assert message.startswith("the answer does not say this (similarity 0.")


def test_a_misconception_in_the_words_of_its_point(grader: EmbeddingGrader) -> None:
    update = BANK["reinforcement-learning-q-learning-update"]
    assert list(judge([update], grader)) == []
    swapped = [
        replace(point, misconception="Alpha is the discount factor and gamma is the learning rate.")
        if point.point == "Alpha is the learning rate and gamma is the discount factor."
        else point
        for point in update.key_points
    ]
    ((_, place, message),) = judge([replace(update, key_points=tuple(swapped))], grader)
    assert place == ("key_points", 1, "misconception")
    assert "the grader takes it for the key point" in message


def test_a_question_that_is_there_already(grader: EmbeddingGrader) -> None:
    twin = replace(RECALL, id="classification-metrics-twin", question="What's recall, and how's it computed?")
    other = BANK["generative-models-temperature"]
    found = [each for each in judge([RECALL, other, twin], grader) if each[1] == ("question",)]
    ((id, _, message),) = found
    assert id == "classification-metrics-twin"
    assert message.startswith("this is nearly the question 'classification-metrics-recall'")


def test_progress_is_told_question_by_question(grader: EmbeddingGrader) -> None:
    told: list[tuple[int, int]] = []
    list(judge([RECALL], grader, lambda done, total: told.append((done, total))))
    assert told == [(1, 1)]


def test_the_index_ranks_by_meaning_and_keeps_its_vectors(grader: EmbeddingGrader, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    some = BANK.topic("classification-metrics").questions + BANK.topic("reinforcement-learning").questions
    index = QuestionIndex(grader.embedder, tmp_path / "cache" / "questions.npz")
    ranked = index.rank(some, "agent that tries new actions", lambda *step: told.append(step))
    assert {id for id, _ in ranked} == {question.id for question in some}
    assert ranked[0][0].startswith("reinforcement-learning")
    assert [cosine for _, cosine in ranked] == sorted((cosine for _, cosine in ranked), reverse=True)
    assert told[-1] == (len(some), len(some))
    told.clear()
    again = QuestionIndex(grader.embedder, tmp_path / "cache" / "questions.npz")
    assert [id for id, _ in again.rank(some, "agent that tries new actions", lambda *step: told.append(step))]
    assert told == []


def test_a_damaged_index_is_made_anew(grader: EmbeddingGrader, tmp_path: Path) -> None:
    file = tmp_path / "questions.npz"
    file.write_bytes(b"PK broken")
    assert QuestionIndex(grader.embedder, file).rank([RECALL], "recall")[0][0] == RECALL.id
    assert QuestionIndex(grader.embedder, file).rank([], "recall") == []
