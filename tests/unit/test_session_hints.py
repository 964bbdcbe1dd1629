"""Hints: what they say, what they cost, and that they stay with the answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from interviewer import bank, locations
from interviewer.bank.question import KeyPoint, Question
from interviewer.scheduling import Pick
from interviewer.scoring.assessment import Assessment, PointResult
from interviewer.session.hints import Hint, beginning, less, next_hint
from interviewer.session.history import History
from interviewer.session.wording import made_of
from interviewer.store import Log

QUESTION = Question(
    id="metrics-precision",
    topic="metrics",
    difficulty="easy",
    kind="formula",
    question="What is precision?",
    answer="True positives over all positive predictions.",
    key_points=(
        KeyPoint(point="It ignores false negatives, so it can be high while most positives are missed."),
        KeyPoint(point="Precision is true positives over true positives plus false positives.", weight=2.0),
    ),
    minutes=1,
    terms=("precision", "true positives", "false negatives"),
)


def hints(question: Question, said: str = "") -> list[str]:
    """All that there are, one after the other."""
    taken: list[Hint] = []
    while text := next_hint(question, taken, said):
        taken.append(Hint(text=text))
    return [hint.text for hint in taken]


def test_first_what_belongs_in_it_then_how_the_weightiest_point_begins() -> None:
    assert hints(QUESTION) == [
        "A full answer makes 2 points. Words that belong in it: true positives, false negatives.",
        "One begins: “Precision is true positives …”",
    ]


def test_what_is_said_already_is_passed_over() -> None:
    said = "True positives over true positives plus false positives is the precision."
    first, second = hints(QUESTION, said)
    assert "false negatives" in first and "true positives" not in first
    assert second == "One begins: “It ignores false …”"


def test_where_all_is_said_there_is_none() -> None:
    said = " ".join(point.point for point in QUESTION.key_points)
    assert next_hint(QUESTION, (), said) is None


def test_a_question_without_terms_begins_with_a_point() -> None:
    question = Question(**{name: getattr(QUESTION, name) for name in QUESTION.__slots__} | {"terms": ()})
    first, second = hints(question)
    assert first == "A full answer makes 2 points. One begins: “Precision is true positives …”"
    assert "It ignores" in second


def test_every_question_of_the_bank_has_hints_and_none_gives_a_point_away() -> None:
    for question in bank.load(*locations.find().question_folders).questions:
        found = hints(question)
        assert 1 < len(found) <= len(question.key_points), question.id
        assert len(set(found)) == len(found), question.id
        for text in found[1:]:
            given = text.partition("“")[2].partition(" …")[0]
            point = next(each.point for each in question.key_points if each.point.startswith(given))
            assert len(given) <= 0.75 * len(point), question.id


@pytest.mark.parametrize(
    ("statement", "begins"),
    [
        ("The inverse of A gives the identity when it is multiplied with A.", "The inverse of A gives"),
        ("Blue.", "Blue."),
        ("A rate that is too high, in turn, makes it diverge.", "A rate that is too high"),
    ],
)  # fmt: skip
def test_a_beginning_ends_with_a_word_that_says_something(statement: str, begins: str) -> None:
    assert beginning(statement) == begins


def test_hints_are_taken_off_but_never_more_than_there_is() -> None:
    two = (Hint(text="a"), Hint(text="b"))
    assert [less(score, two) for score in (100.0, 15.0, 0.0, None)] == [80.0, 0.0, 0.0, None]


def test_a_score_tells_what_it_is_made_of() -> None:
    points = tuple(
        PointResult(point="p", weight=1, verdict=verdict, probability=0.5, evidence="")  # type: ignore[arg-type]
        for verdict in ("covered", "partly", "missed", "contradicted")
    )
    graded = Assessment(score=68.2, points=points, notes=(), grader="test")
    assert made_of(graded, None, (Hint(text="a"),)) == (
        "68 by weight: 1 of 4 points covered, 1 partly; −10 for a hint"
    )
    assert made_of(graded, None, (Hint(text="a"), Hint(text="b"))).endswith("−20 for 2 hints")


@pytest.fixture
def history(home: Path) -> Iterator[History]:
    with Log.open(home / "interviewer.db") as log:
        yield History(log, home / "recordings")


def graded(score: float, *verdicts: str) -> Assessment:
    points = tuple(
        PointResult(
            point=key.point,
            weight=key.weight,
            verdict=verdict,  # type: ignore[arg-type]
            probability=float(verdict == "covered"),
            evidence="",
        )
        for key, verdict in zip(QUESTION.key_points, verdicts, strict=True)
    )
    return Assessment(score=score, points=points, notes=(), grader="test")


def test_hints_count_wherever_the_score_does(history: History) -> None:
    attempt = history.ask(history.start_session("practice"), Pick(question=QUESTION, reason="It is new."))
    for text in ("first", "second"):
        history.hint(attempt, Hint(text=text))
    history.answer(attempt, means="typing", seconds=3, answer="True positives.")
    history.grade(attempt, graded(66.7, "missed", "covered"))
    found = history.attempt(attempt)
    assert [hint.text for hint in found.hints] == ["first", "second"]
    assert found.score == found.earned == pytest.approx(46.7)
    history.override(attempt, QUESTION.key_points[0].point, "covered", "I said so.")
    assert history.attempt(attempt).score == 80.0
    history.withdraw_override(attempt, QUESTION.key_points[0].point)
    history.grade(attempt, graded(33.3, "covered", "missed"))  # as by another grader
    assert history.attempt(attempt).score == pytest.approx(13.3)
    assert history.sessions()[0].mean_score == pytest.approx(13.3)


def test_what_a_hint_cost_stays_as_it_was(history: History) -> None:
    attempt = history.ask(history.start_session("practice"), Pick(question=QUESTION, reason="It is new."))
    history.hint(attempt, Hint(text="an old one", cost=25.0))
    history.answer(attempt, means="typing", seconds=3, answer="True positives.")
    history.grade(attempt, graded(66.7, "missed", "covered"))
    assert history.attempt(attempt).score == pytest.approx(41.7)
