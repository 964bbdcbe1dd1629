"""From a score to what FSRS learns from."""

from __future__ import annotations

from typing import Final

from fsrs import Rating

ANSWERED_WELL: Final = 60.0
"""A score from which an answer counts as recalled."""

_LOWEST_SCORE: Final = ((90.0, Rating.Easy), (75.0, Rating.Good), (ANSWERED_WELL, Rating.Hard))


def rating(score: float) -> Rating:
    """Easy from 90, Good from 75, Hard from 60, else Again.

    Args:
        score: 0-100.
    """
    return next((rating for lowest, rating in _LOWEST_SCORE if score >= lowest), Rating.Again)
