"""The result of grading one answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Ruling = Literal["covered", "partly", "missed", "contradicted"]
"""What a person may say of a key point: made, made in part or vaguely, not said, said wrongly."""
Verdict = Literal["covered", "partly", "missed", "contradicted", "unsure"]
"""What the grader says of it; `unsure` where it cannot tell and the candidate may."""
LACKING: frozenset[Verdict] = frozenset({"missed", "contradicted"})
"""Verdicts on a point that the answer does not make."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PointResult:
    """The verdict on one key point."""

    point: str
    weight: float
    verdict: Verdict
    probability: float
    """Probability, 0-1, that the answer makes this point."""
    evidence: str
    """The answer's own words that the verdict rests on; empty where nothing comes near."""
    misconception: str | None = None
    """The question's stored wrong belief that these words say, if they do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A graded answer: `score` 0-100, one result for each key point in the bank's order, remarks."""

    score: float
    points: tuple[PointResult, ...]
    notes: tuple[str, ...]
    """Plain sentences, such as why an answer counts as none."""
    grader: str
    """Name and version of what graded, kept with the verdicts so that they can be told apart later."""
