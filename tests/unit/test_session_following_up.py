"""What is asked after an answer."""

from __future__ import annotations

from dataclasses import replace

from interviewer.bank.question import KeyPoint, Question
from interviewer.bank.rules import NAME
from interviewer.scoring.assessment import Assessment, PointResult, Verdict
from interviewer.session.following_up import DEEPER, follow_up

QUESTION = Question(
    id="metrics-precision",
    topic="metrics",
    difficulty="medium",
    kind="formula",
    question="What is precision?",
    answer="True positives over all positive predictions.",
    key_points=(
        KeyPoint(point="Precision is true positives over all positive predictions.", weight=2.0),
        KeyPoint(
            point="It ignores false negatives.", weight=1.5, misconception="It tells how many were missed."
        ),
        KeyPoint(point="The threshold of the classifier trades it for recall.", weight=1.0),
    ),
    minutes=3,
    follow_ups=("metrics-base-rate", "metrics-threshold"),
)
BASE_RATE = replace(QUESTION, id="metrics-base-rate", question="How does a rare disease change precision?")
THRESHOLD = replace(QUESTION, id="metrics-threshold", question="How do you choose the threshold for recall?")
DEEP = (BASE_RATE, THRESHOLD)


def graded(*verdicts: Verdict) -> Assessment:
    points = tuple(
        PointResult(point=key.point, weight=key.weight, verdict=verdict, probability=0.5, evidence="")
        for key, verdict in zip(QUESTION.key_points, verdicts, strict=True)
    )
    return Assessment(score=50, points=points, notes=(), grader="test")


def test_the_follow_up_that_is_nearest_to_what_was_missed() -> None:
    found = follow_up(QUESTION, graded("covered", "covered", "missed"), DEEP, [QUESTION.id])
    assert found and found.question is THRESHOLD
    assert found.reason == "It takes up what was not said: “The threshold of the classifier …”"


def test_where_none_is_near_one_is_made_of_the_weightiest_point_that_was_missed() -> None:
    found = follow_up(QUESTION, graded("missed", "missed", "missed"), (BASE_RATE,), [QUESTION.id])
    assert found
    made = found.question
    assert made.key_points == QUESTION.key_points[:1] and made.answer == QUESTION.key_points[0].point
    assert made.question.startswith("Back to “What is precision?” Complete this")
    assert QUESTION.key_points[0].point not in made.question
    assert made.topic == "metrics" and made.minutes == 1 and not made.follow_ups
    assert not NAME.fullmatch(made.id), "no question of a bank can have this id"


def test_a_wrong_belief_is_put_to_the_candidate() -> None:
    found = follow_up(QUESTION, graded("covered", "contradicted", "covered"), DEEP, [QUESTION.id])
    assert found and "“It tells how many were missed.” What is wrong with that" in found.question.question
    assert "said otherwise" in found.reason


def test_where_nothing_is_lacking_it_leads_deeper() -> None:
    all_said = graded("covered", "partly", "unsure")
    found = follow_up(QUESTION, all_said, DEEP, [QUESTION.id])
    assert found and (found.question, found.reason) == (BASE_RATE, DEEPER)
    found = follow_up(QUESTION, all_said, DEEP, [QUESTION.id, BASE_RATE.id])
    assert found and found.question is THRESHOLD
    assert follow_up(QUESTION, all_said, DEEP, [QUESTION.id, BASE_RATE.id, THRESHOLD.id]) is None


def test_nothing_is_made_of_a_question_that_was_made() -> None:
    found = follow_up(QUESTION, graded("missed", "covered", "covered"), (), [QUESTION.id])
    assert found
    made = found.question
    missed = PointResult(
        point=made.key_points[0].point, weight=2, verdict="missed", probability=0, evidence=""
    )
    again = Assessment(score=0, points=(missed,), notes=(), grader="test")
    assert follow_up(made, again, (), [QUESTION.id, made.id]) is None
    assert follow_up(QUESTION, graded("missed", "covered", "covered"), (), [QUESTION.id, made.id]) is None
