"""How many points code is worth, by itself and together with what was said about it."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.coding.result import Forbidden, GrowthResult, RandomResult, TestResult

RANDOM_WEIGHT = 2.0
"""Weight of a check on random inputs, where a test has 1: it stands for a hundred inputs."""
TOO_SLOW = 0.7
"""Factor for code that is right but grows faster than asked."""
SHORTCUT_CAP = 25.0
"""Most points of code that takes a shortcut that the question rules out."""
CODE_SHARE = 0.7
"""Share of the code in the points of an answer; the rest is the explanation's."""


def score(
    tests: Sequence[TestResult],
    random: Sequence[RandomResult] = (),
    growth: GrowthResult | None = None,
    forbidden: Sequence[Forbidden] = (),
) -> float:
    """Points of code, 0-100.

    With W the weight of all checks, P that of the passed ones, and B that of the trivial ones, which the
    starter passes as it stands:

        100 · max(0, (P - B) / (W - B)), times 0.7 where it is too slow, at most 25 with a shortcut.

    So code that passes everything has 100, and the untouched starter 0. This is akin to the correction for
    guessing of multiple-choice tests (Frary, "Formula scoring of multiple-choice tests", 1988).

    Args:
        tests: Of the question.
        random: Checks on random inputs.
        growth: None where no cost was asked for or measured.
        forbidden: Shortcuts that were taken.
    """
    weighed = [(test.weight, test.passed, test.trivial) for test in tests]
    weighed += [(RANDOM_WEIGHT, check.passed, False) for check in random]
    free = sum(weight for weight, _, trivial in weighed if trivial)
    most = sum(weight for weight, _, _ in weighed) - free
    gained = sum(weight for weight, passed, _ in weighed if passed) - free
    points = 100 * max(0.0, gained / most) if most else 100.0 * all(passed for _, passed, _ in weighed)
    if growth and growth.at_least_as_good is False:
        points *= TOO_SLOW
    return min(points, SHORTCUT_CAP) if forbidden else points


def combined(code: float, explanation: float | None) -> float:
    """Points of an answer of code and explanation, 0-100.

    Interviewers weigh both, and code that does not run is not saved by its explanation: 70 to 30.

    Args:
        code: Points of the code, 0-100.
        explanation: Points of what was said about it, 0-100; None where nothing was asked, so that the code
            alone counts.
    """
    if explanation is None:
        return code
    return CODE_SHARE * code + (1 - CODE_SHARE) * explanation
