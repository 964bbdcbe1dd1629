"""What measures the grader measures right."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
import numpy.typing as npt
import pytest

from interviewer.bank.question import KeyPoint
from interviewer.scoring import PointResult, Verdict
from tests.benchmarks.grading import agreement, points
from tests.benchmarks.grading.__main__ import sample
from tests.benchmarks.grading.adversarial import KINDS, RIGHT, Adversarial, Written
from tests.benchmarks.grading.agreement import Scored
from tests.benchmarks.grading.estimate import Array, estimate, moments, pearson, rmse, share, wins
from tests.benchmarks.grading.grades import Grade
from tests.benchmarks.grading.methods import METHODS, length
from tests.benchmarks.grading.people import Graded, People
from tests.benchmarks.grading.swaps import Pair, Swaps
from tests.benchmarks.grading.task import Task, sentences

POINT = KeyPoint(point="It rises.")


def task(answer: str) -> Task:
    return Task(question="What does it do?", reference="It rises.", key_points=(POINT,), answer=answer)


def result(verdict: Verdict, probability: float = 0.5, misconception: str | None = None) -> PointResult:
    return PointResult(
        point=POINT.point,
        weight=1,
        verdict=verdict,
        probability=probability,
        evidence="",
        misconception=misconception,
    )


def grade(score: float, *results: PointResult) -> Grade:
    return Grade(dict.fromkeys(METHODS, score), results or (result("missed"),))


def scored(scores: npt.ArrayLike, grades: npt.ArrayLike) -> Scored:
    return Scored(np.asarray(scores, float), np.asarray(grades, float))


def line(report: str, name: str) -> list[str]:
    """The cells after the name in the one line of a report that begins with it."""
    (found,) = (each for each in report.splitlines() if each.startswith(f"| {name} |"))
    return [cell.strip() for cell in found.strip("|").split("|")[1:]]


class TestEstimate:
    def test_its_value_is_that_of_all_questions(self) -> None:
        found = estimate([(1, 4), (3, 4), (2, 2)], share)
        assert found.value == pytest.approx(0.6)
        assert found.low < 0.6 < found.high

    def test_questions_alike_leave_no_doubt(self) -> None:
        assert f"{estimate([(1, 2)] * 5, share):.2f}" == "0.50 (0.50 to 0.50)"

    def test_its_interval_is_that_of_the_normal_distribution_for_many_questions(self) -> None:
        values = np.random.default_rng(1).normal(size=400)
        found = estimate([(value, 1) for value in values], share)
        margin = 1.96 * values.std() / 20
        assert (found.low, found.high) == pytest.approx(
            (values.mean() - margin, values.mean() + margin), abs=0.02
        )

    def test_answers_to_one_question_are_drawn_together(self) -> None:
        """Ten times the same answers tell no more."""
        few = estimate([(0, 1), (1, 1), (1, 1)], share)
        many = estimate([(0, 10), (10, 10), (10, 10)], share)
        assert (few.low, few.high) == (many.low, many.high)

    def test_a_sample_without_what_is_counted_says_nothing(self) -> None:
        found = estimate([(1, 2), (0, 0), (0, 0)], share)
        assert (found.value, found.low, found.high) == (0.5, 0.5, 0.5)

    def test_nothing_to_measure_is_a_dash(self) -> None:
        assert f"{estimate([(0, 0), (0, 0)], share):.2f}" == "-"

    def test_pearson_and_rmse_are_those_of_all_answers_together(self) -> None:
        rng = np.random.default_rng(2)
        x, y = rng.random(30), rng.random(30)
        sums = np.sum([moments(x[:12], y[:12]), moments(x[12:], y[12:])], axis=0)
        assert pearson(sums) == pytest.approx(np.corrcoef(x, y)[0, 1])
        assert rmse(sums) == pytest.approx(np.sqrt(np.mean((x - y) ** 2)))


class TestPairs:
    def test_a_tie_counts_half(self) -> None:
        assert wins([0.9, 0.5], [0.5, 0.1]) == (3.5, 4)

    def test_without_one_side_there_are_none(self) -> None:
        assert wins([], [0.1]) == (0, 0)


class TestIsotonic:
    def test_other_questions_tell_the_scale(self) -> None:
        other = scored([0, 0.5, 1], [0.2, 0.4, 0.6])
        found = agreement.isotonic([scored([0.25, 2], [0, 0]), other])
        assert found[0].scores == pytest.approx([0.3, 0.6])

    def test_a_question_does_not_learn_from_itself(self) -> None:
        others = [scored([0, 1], [0, 1]), scored([0, 1], [0, 1])]
        honest, dishonest = (
            agreement.isotonic([scored([0.2, 0.8], grades), *others])[0].scores for grades in ([0, 1], [1, 0])
        )
        assert honest == pytest.approx(dishonest)

    def test_what_falls_is_levelled(self) -> None:
        found = agreement.isotonic([scored([0.5], [0]), scored([0.4, 0.6], [1, 0])])
        assert found[0].scores == pytest.approx([0.5])

    def test_equal_scores_get_their_mean_grade_in_any_order(self) -> None:
        for grades in ([0, 1, 1], [1, 1, 0]):
            found = agreement.isotonic([scored([0.5], [0]), scored([0.5] * 3, grades)])
            assert found[0].scores == pytest.approx([2 / 3])


class TestKnownAnswers:
    lenient, strict = scored(np.linspace(0, 1, 9), np.linspace(0, 1, 9)), scored([0.5] * 9, [0.1] * 9)

    def test_a_question_graded_more_strictly_than_others_is_found_out(self) -> None:
        found = agreement.with_known([self.strict, self.strict, self.strict])
        assert len(found[0].scores) == agreement.DRAWS * (9 - agreement.KNOWN)
        assert found[0].scores == pytest.approx([0.1] * len(found[0].scores))

    def test_nothing_is_shifted_where_that_served_no_other_question(self) -> None:
        noisy = scored([0.5] * 8, [0, 1] * 4)
        correct = agreement.shrunken_residual([noisy] * 4)
        left = correct(np.full(5, 0.5), np.ones(5), np.array([0.5]))
        assert left == pytest.approx([0.5], abs=0.05)

    def test_the_known_answers_are_not_judged(self) -> None:
        question = scored(np.arange(9), np.arange(9))
        for known, left in agreement.draws(question, seed=3):
            assert sorted([*known.scores, *left.scores]) == list(range(9))

    def test_another_way_to_correct_has_the_other_questions_the_known_and_the_left(self) -> None:
        seen: list[tuple[int, int, int]] = []

        def learn(others: Sequence[Scored]) -> agreement.Correct:
            def correct(scores: Array, grades: Array, left: Array) -> Array:
                seen.append((len(others), len(scores), len(left)))
                better: Array = left + grades.mean()
                return better

            return correct

        small = scored([0.5] * agreement.KNOWN, [0.1] * agreement.KNOWN)
        found = agreement.with_known([self.strict, small, self.lenient], learn)
        assert len(found) == 2
        assert set(seen) == {(1, 5, 4)}
        assert found[0].scores == pytest.approx([0.6] * 4 * agreement.DRAWS)


class TestPoints:
    judged = (
        (result("covered", 0.9), 1),
        (result("covered", 0.8), 1),
        (result("covered", 0.9), -1),
        (result("unsure", 0.5), 1),
        (result("contradicted", 0.0), -1),
        (result("missed", 0.1), 0),
    )

    def test_the_confusion_has_verdicts_down_and_labels_across(self) -> None:
        counts = points.confusion(self.judged)
        assert counts.tolist() == [[2, 0, 0, 1], [0, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [1, 0, 0, 0]]

    def test_a_verdict_is_right_given_and_due(self) -> None:
        counts = points.confusion(self.judged)
        assert points.hits(counts, "covered").tolist() == [2, 3, 3]
        assert points.hits(counts, "contradicted").tolist() == [1, 1, 2]
        assert points.f1(points.hits(counts, "covered")) == pytest.approx(2 / 3)

    def test_probabilities_that_come_true_have_no_error(self) -> None:
        fair = [(result("covered", 0.75), label) for label in (1, 1, 1, 0)]
        assert points.calibration_error(points.bins(fair)) == pytest.approx(0)

    def test_the_error_is_how_far_they_are_from_it_by_share_of_points(self) -> None:
        judged = [(result("covered", 1.0), -1), (result("missed", 0.0), 0)]
        assert points.calibration_error(points.bins(judged)) == pytest.approx(0.5)

    def test_a_point_made_in_part_is_worth_a_half(self) -> None:
        assert points.calibration_error(points.bins([(result("partly", 0.5), 0.5)])) == pytest.approx(0)

    def test_the_tables_say_how_many_are_unsure_and_how_many_of_the_rest_are_right(self) -> None:
        written = [
            Written("a", "half", 0.5, task(str(at)), (label,)) for at, (_, label) in enumerate(self.judged)
        ]
        grades = {task(str(at)): grade(0.5, each) for at, (each, _) in enumerate(self.judged)}
        report = points.Points(written).report(grades)
        assert line(report, "share unsure")[0].startswith("0.167")
        assert line(report, "accuracy where sure")[0].startswith("0.800")


class TestAdversarial:
    def report(self, accused: PointResult) -> str:
        """Right answers have 0.9, of which one is accused; half 0.5; bad ones 0.1, but "wrong" 0.9."""
        written, grades = [], {}
        for question, kind in product(("a", "b"), KINDS):
            right, one = kind in RIGHT, task(f"{question} {kind}")
            written.append(Written(question, kind, float(right), one))
            score = 0.9 if right or kind == "wrong" else 0.5 if kind == "half" else 0.1
            grades[one] = grade(score, accused if kind == "terse" else result("covered"))
        return Adversarial("Answers", written).report(grades)

    def test_mean_scores_stand_beside_their_goals(self) -> None:
        report = self.report(result("covered"))
        assert line(report, "spoken")[:3] == ["≥ 80", "100", "90 (90 to 90)"]
        assert line(report, "half")[0] == "40 to 60"

    def test_kinds_that_nobody_wrote_have_no_line(self) -> None:
        written = [Written("a", kind, 0.5, task(kind)) for kind in ("terse", "wrong")]
        report = Adversarial("Answers", written).report({each.task: grade(0.5) for each in written})
        assert line(report, "right over wrong")[1] == "0.50 (0.50 to 0.50)"
        assert "right over swapped" not in report
        assert "half" not in report.replace("right or half over bad", "")

    def test_pairs_are_ranked_within_a_question(self) -> None:
        report = self.report(result("covered"))
        assert line(report, "right over wrong")[1].startswith("0.50")
        assert line(report, "right over echo")[1].startswith("1.00")
        assert line(report, "half over bad")[1].startswith(f"{7 / 8:.2f}")
        assert line(report, "right or half over bad")[1].startswith(f"{(4 * 7.5 + 7) / 40:.2f}")

    def test_accusations_of_right_answers_are_counted(self) -> None:
        report = self.report(result("contradicted"))
        assert [each[:5] for each in line(report, "answers")[1:]] == ["0.250", "0.000", "0.250"]
        report = self.report(result("contradicted", misconception="It falls."))
        assert [each[:5] for each in line(report, "points")[1:]] == ["0.250"] * 3


def test_swaps_are_told_apart_by_score_and_by_verdict() -> None:
    right, wrong = task("It rises and falls."), task("It falls and rises.")
    pair = Pair("a", right, wrong, 0)
    grades = {right: grade(0.7, result("covered")), wrong: grade(0.7, result("contradicted"))}
    report = Swaps([pair]).report(grades)
    assert line(report, "right one higher, as the whole answer")[0].startswith("0.50")
    assert line(report, "wrong one not said to make that point, against it alone")[0].startswith("1.00")
    assert line(report, "right one said to make it, against it alone")[0].startswith("1.00")


def test_agreement_with_people_is_that_of_each_method() -> None:
    graded = [
        Graded(question, task(f"{question} {at}"), at / 9) for question in ("a", "b", "c") for at in range(10)
    ]
    grades = {
        each.task: grade(each.grade / 2, result("contradicted" if each.grade == 1 else "covered"))
        for each in graded
    }
    report = People("Exam", 5, graded).report(grades)
    assert line(report, "r of the score")[0].startswith("1.000")
    assert line(report, "RMSE of 5, isotonic")[0].startswith("0.000")
    assert line(report, "good answers accused")[0].startswith("1.000")


def test_the_sentences_of_a_reference_are_its_key_points() -> None:
    found = sentences("It rises; Then it falls. Really.")
    assert [point.point for point in found] == ["It rises;", "Then it falls."]
    assert [point.point for point in sentences("Recursion")] == ["Recursion"]


def test_a_longer_answer_is_longer() -> None:
    assert (
        length("", "", (), "") == 0 < length("", "", (), "one two") < length("", "", (), "one two three") < 1
    )


def test_a_sample_has_two_questions_at_least() -> None:
    graded = [Graded(question, task(question), 1.0) for question in "aabbccdd"]
    assert [each.question for each in sample(iter(graded), 2)] == ["a", "a", "c", "c"]
    assert {each.question for each in sample(iter(graded), 100)} == {"a", "d"}
