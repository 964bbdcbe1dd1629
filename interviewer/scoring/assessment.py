"""The result of grading one answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["covered", "partly", "missed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PointResult:
    """The verdict on one key point."""

    point: str
    weight: float
    verdict: Verdict
    probability: float
    """Probability, 0-1, that the answer makes this point."""
    evidence: str
    """The answer's own words that show it; empty where nothing comes near."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A graded answer: `score` 0-100, one result for each key point in the bank's order, remarks."""

    score: float
    points: tuple[PointResult, ...]
    notes: tuple[str, ...]
    """Plain sentences, such as why an answer counts as none."""
    grader: str
    """Name and version of what graded, kept with the verdicts so that they can be told apart later."""
