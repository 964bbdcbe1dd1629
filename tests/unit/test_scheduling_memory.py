"""Memory in continuous time, and grades that are not believed fully."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import msgspec
import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from interviewer.scheduling import MemoryModel, Outcome, QuestionState, advance, replay
from interviewer.scheduling.memory import Memory
from interviewer.scheduling.rating import rating

AT = datetime(2026, 11, 20, 9, tzinfo=timezone.utc)
DAY = timedelta(days=1)
CERTAIN = MemoryModel(noise=0.0)


def outcome(days: float, score: float | None) -> Outcome:
    return Outcome(question_id="q", topic="t", at=AT + days * DAY, score=score, missed=1, points=4)


@pytest.mark.parametrize(
    ("score", "expected"),
    [(0, Rating.Again), (59.9, Rating.Again), (60, Rating.Hard), (75, Rating.Good), (90, Rating.Easy)],
)
def test_scores_become_ratings(score: float, expected: Rating) -> None:
    assert rating(score) is expected


def test_without_noise_and_at_whole_days_good_answers_are_the_librarys() -> None:
    library = Scheduler(CERTAIN.parameters, enable_fuzzing=False, learning_steps=(), relearning_steps=())
    card = Card(card_id=1, due=AT)
    state: QuestionState | None = None
    for days, score in ((0, 80), (3, 95), (9, 65), (30, 80)):
        card, _ = library.review_card(card, rating(score), AT + days * DAY)
        state = advance(state, outcome(days, score), MemoryModel(noise=1e-12))
    assert state
    assert state.stability == pytest.approx(card.stability, rel=1e-6)
    assert state.difficulty == pytest.approx(card.difficulty, rel=1e-6)
    assert CERTAIN.recall(state, AT + 41 * DAY) == pytest.approx(
        library.get_card_retrievability(card, AT + 41 * DAY), rel=1e-6
    )


@given(st.floats(0.1, 300), st.floats(0, 400), st.floats(0.01, 0.9))
def test_recall_falls_all_the_time(stability: float, days: float, later: float) -> None:
    assert CERTAIN.retrievability(stability, days + later) < CERTAIN.retrievability(stability, days)


def test_stability_is_the_days_until_nine_in_ten() -> None:
    assert CERTAIN.retrievability(5.5, 5.5) == pytest.approx(0.9)


def test_what_was_never_graded_is_not_what_is_forgotten() -> None:
    state = advance(None, outcome(0, None), MemoryModel(prior=0.4))
    assert state.stability is None
    assert MemoryModel(prior=0.4).recall(state, AT + DAY) == 0.4


@given(st.floats(0.01, 0.99), st.floats(0, 100), st.floats(0.01, 0.49))
def test_a_grade_moves_belief_its_way_but_not_all_the_way(chance: float, score: float, noise: float) -> None:
    believed = MemoryModel(noise=noise).believed(chance, score)
    assert 0 < believed < 1
    assert (believed > chance) == (score >= 60)


def test_the_noisier_the_grader_the_less_a_failure_costs() -> None:
    before = Memory(20.0, 5.0)
    after = [MemoryModel(noise=noise).graded(before, 10, 0).stability for noise in (0.01, 0.1, 0.3)]
    assert after == sorted(after)


@given(st.floats(0.1, 60), st.floats(0, 90))
def test_after_the_reference_answer_nobody_is_left_with_less_than_at_first(
    stability: float, days: float
) -> None:
    first = CERTAIN.reviewed(None, 0, Rating.Again)
    assert CERTAIN.reviewed(Memory(stability, 9.0), days, Rating.Again).stability >= first.stability


def test_the_version_follows_what_states_depend_on() -> None:
    assert MemoryModel().version == MemoryModel().version
    others = (MemoryModel(noise=0.2), MemoryModel(prior=0.4), MemoryModel((*CERTAIN.parameters[:20], 0.3)))
    assert len({MemoryModel().version, *(other.version for other in others)}) == 4


def test_states_are_kept_as_json() -> None:
    states = replay([outcome(0, 30), outcome(2.5, None), outcome(4.25, 90)], MemoryModel())
    state = states["q"]
    assert (state.asked, state.graded, state.well, state.first_well) == (3, 2, 1, False)
    assert msgspec.json.decode(msgspec.json.encode(state), type=QuestionState) == state
    assert len(msgspec.json.encode(state)) < 500
