"""The grader on its real weights: what it puts above what, and what it shows for it."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from interviewer import scoring
from interviewer.bank.question import KeyPoint, Question
from interviewer.scoring import Assessment, Grader

GOOD = ("paraphrase", "spoken", "terse")
BAD = ("wrong", "negated", "stuffing", "offtopic", "echo", "dontknow")
NONE = {
    "stuffing": "list of keywords",
    "offtopic": "about something else",
    "echo": "repeats the question",
    "dontknow": "not known",
}

Rows = dict[str, dict[str, dict[str, Any]]]


@pytest.fixture(scope="module")
def grader() -> Grader:
    loaded = scoring.load("embedding")
    loaded.warm_up()
    return loaded


@pytest.fixture(scope="module")
def rows(fixtures: Path) -> Rows:
    """Our own adversarial answers, by question and kind of answer."""
    found: Rows = defaultdict(dict)
    for line in (fixtures / "grading" / "answers.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found[row["id"]][row["kind"]] = row
    return found


@pytest.fixture(scope="module")
def grades(rows: Rows, grader: Grader) -> dict[str, dict[str, Assessment]]:
    return {
        question: {kind: grade(grader, row) for kind, row in answers.items()}
        for question, answers in rows.items()
    }


def grade(grader: Grader, row: dict[str, Any], answer: str | None = None) -> Assessment:
    points = [KeyPoint(point=point) for point in row["key_points"]]
    given = row["answer"] if answer is None else answer
    return grader.grade(row["question"], row["reference"], points, given, row["misconceptions"])


def test_a_right_answer_is_well_above_a_wrong_one(grades: dict[str, dict[str, Assessment]]) -> None:
    for question, by_kind in grades.items():
        for good in GOOD:
            for bad in BAD:
                gap = by_kind[good].score - by_kind[bad].score
                assert gap >= 15, f"{question}: {good} is {gap:.0f} above {bad}"


def test_full_answers_in_the_points_own_words_are_nearly_full(
    grades: dict[str, dict[str, Assessment]],
) -> None:
    assert all(by_kind[kind].score >= 80 for by_kind in grades.values() for kind in ("spoken", "terse"))


def test_an_answer_of_one_point_stands_between_a_wrong_and_a_full_one(
    grades: dict[str, dict[str, Assessment]],
) -> None:
    for by_kind in grades.values():
        half = by_kind["half"]
        assert by_kind["wrong"].score < half.score <= by_kind["terse"].score - 30
        assert [point.verdict == "covered" for point in half.points] == [True, False, False]


@pytest.mark.parametrize("kind", NONE)
def test_what_is_no_answer_gets_nothing_and_is_told_why(
    kind: str, grades: dict[str, dict[str, Assessment]]
) -> None:
    for by_kind in grades.values():
        assert by_kind[kind].score == 0
        assert NONE[kind] in " ".join(by_kind[kind].notes)
        assert {(point.verdict, point.evidence) for point in by_kind[kind].points} == {("missed", "")}


@pytest.mark.parametrize("answer", ["", "  \n ", "um, uh", "..."])
def test_nothing_said_is_nothing_graded(answer: str, rows: Rows, grader: Grader) -> None:
    for by_kind in rows.values():
        found = grade(grader, by_kind["terse"], answer)
        assert found.score == 0
        assert "Nothing was said" in found.notes[0]


def test_evidence_is_the_candidates_own_words(rows: Rows, grades: dict[str, dict[str, Assessment]]) -> None:
    shown = 0
    for question, by_kind in grades.items():
        for kind, assessment in by_kind.items():
            for point in assessment.points:
                assert point.evidence in rows[question][kind]["answer"]
                assert bool(point.evidence) == (point.verdict != "missed")
                shown += bool(point.evidence)
    assert shown >= 27  # each point of the good answers, at least


def test_evidence_points_at_the_right_part_of_the_answer(grades: dict[str, dict[str, Assessment]]) -> None:
    points = grades["dropout"]["paraphrase"].points
    assert "random subset" in points[0].evidence
    assert "every neuron" in points[2].evidence or "afterwards" in points[2].evidence
    assert "every neuron" not in points[0].evidence


def test_a_wrong_belief_is_named(rows: Rows, grades: dict[str, dict[str, Assessment]]) -> None:
    for question, by_kind in grades.items():
        known = rows[question]["wrong"]["misconceptions"]
        named = {point.misconception for point in by_kind["wrong"].points if point.misconception}
        assert len(named & set(known)) >= 2, f"{question}: {named}"


def test_the_words_that_are_quoted_hold_the_wrong_belief(rows: Rows, grader: Grader) -> None:
    belief = "Units are also dropped at random at test time."
    points = [
        KeyPoint(point="At test time no unit is dropped and the whole network is used.", misconception=belief)
    ]
    answer = f"The whole network is trained at once, as every network is. {belief} That makes it slow."
    (found,) = grader.grade("What does dropout do at test time?", points[0].point, points, answer).points
    assert (found.verdict, found.misconception) == ("contradicted", belief)
    assert found.evidence == belief


def test_no_wrong_belief_is_seen_in_a_right_answer(grades: dict[str, dict[str, Assessment]]) -> None:
    for by_kind in grades.values():
        for kind in GOOD:
            assert not [point for point in by_kind[kind].points if point.verdict == "contradicted"]


def test_a_denied_point_is_said_to_be_denied(grades: dict[str, dict[str, Assessment]]) -> None:
    for by_kind in grades.values():
        denied = [point for point in by_kind["negated"].points if point.verdict == "contradicted"]
        assert len(denied) >= 2
        assert not any(point.verdict == "covered" for point in by_kind["negated"].points[:1])


def test_the_same_belief_counts_whether_it_stands_in_the_point_or_beside_it(
    rows: Rows, grader: Grader
) -> None:
    row = rows["batch-norm"]["wrong"]
    paired = [
        KeyPoint(point=point, misconception=belief)
        for point, belief in zip(row["key_points"], row["misconceptions"], strict=True)
    ]
    inside = grader.grade(row["question"], row["reference"], paired, row["answer"])
    beside = grade(grader, {**row, "misconceptions": row["misconceptions"][::-1]})
    without = grade(grader, {**row, "misconceptions": []})
    assert inside.score == pytest.approx(beside.score, abs=5)
    assert without.score >= inside.score + 20


def test_weights_decide_the_share_of_a_point(rows: Rows, grader: Grader) -> None:
    row = rows["dropout"]["half"]  # makes the first point alone
    scores = [
        grader.grade(
            row["question"],
            row["reference"],
            [
                KeyPoint(point=point, weight=weight if number == 0 else 1)
                for number, point in enumerate(row["key_points"])
            ],
            row["answer"],
        ).score
        for weight in (0.2, 1, 5)
    ]
    assert scores[0] + 10 < scores[1] < scores[2] - 10


def test_a_question_of_the_bank_is_graded_by_its_own_points(rows: Rows, grader: Grader) -> None:
    row = rows["dropout"]["terse"]
    question = Question(
        id="dropout",
        topic="deep-learning",
        difficulty="easy",
        kind="concept",
        question=row["question"],
        answer=row["reference"],
        key_points=tuple(KeyPoint(point=point) for point in row["key_points"]),
        minutes=2,
    )
    found = grader.grade_question(question, row["answer"])
    assert [point.point for point in found.points] == row["key_points"]
    assert found.score == grade(grader, {**row, "misconceptions": []}).score
    assert found.grader == "embedding-2"
