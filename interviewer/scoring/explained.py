"""An assessment together with what its verdicts were made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from interviewer.scoring.assessment import Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a key point has its verdict.

    Attributes:
        findings: What its probability was made from, by name.
    """

    findings: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A graded answer and its explanations.

    Attributes:
        assessment: The result.
        explanations: One for each of its points; none where nothing was measured, such as when a note says
            why an answer counts as none.
    """

    assessment: Assessment
    explanations: tuple[Explanation, ...] = ()
