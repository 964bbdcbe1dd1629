"""The memory moves as the FSRS library moves a card."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from fsrs import Card, Rating, Scheduler, State
from hypothesis import given
from hypothesis import strategies as st

from interviewer.scheduling.memory import Memory, MemoryModel

START = datetime(2026, 1, 1, tzinfo=timezone.utc)
MODEL = MemoryModel()
LIBRARY = Scheduler(MODEL.parameters, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
LEAST = MODEL.parameters[0]
"""Stability that an answer leaves at least, which the library does not have."""
RATINGS = st.sampled_from(list(Rating))


@pytest.mark.parametrize("rating", list(Rating))
def test_a_first_answer(rating: Rating) -> None:
    card, _ = LIBRARY.review_card(Card(card_id=0, due=START), rating, START)
    assert MODEL.reviewed(None, 0.0, rating) == Memory(max(card.stability or 0, LEAST), card.difficulty or 0)


@given(st.floats(0.1, 1000), st.floats(1, 10), st.integers(0, 500), RATINGS)
def test_a_further_answer(stability: float, difficulty: float, days: int, rating: Rating) -> None:
    card = Card(
        card_id=0,
        state=State.Review,
        stability=stability,
        difficulty=difficulty,
        due=START,
        last_review=START,
    )
    card, _ = LIBRARY.review_card(card, rating, START + timedelta(days=days))
    moved = MODEL.reviewed(Memory(stability, difficulty), float(days), rating)
    assert moved.stability == pytest.approx(max(card.stability or 0, LEAST))
    assert moved.difficulty == pytest.approx(card.difficulty)


@given(st.floats(0.1, 1000), st.floats(1, 10), st.floats(0, 500))
def test_stabilities_are_those_of_both_answers(stability: float, difficulty: float, days: float) -> None:
    memory = Memory(stability, difficulty)
    both = [MODEL.reviewed(memory, days, rating).stability for rating in (Rating.Good, Rating.Again)]
    assert MODEL.stabilities(memory, days) == pytest.approx(both)
