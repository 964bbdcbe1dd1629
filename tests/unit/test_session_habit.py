"""Days of practice in a row, in whatever time zone the user lives."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest

from interviewer import locations
from interviewer.scheduling import Pick
from interviewer.session import wording
from interviewer.session.habit import Habit, habit
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup
from interviewer.settings import Settings
from tests.practised import NOW

TODAY = date(2025, 11, 23)


def days_before(*days: int) -> Habit:
    return Habit(days={TODAY - timedelta(days=day): 2 for day in sorted(days, reverse=True)}, today=TODAY)


@pytest.mark.parametrize(
    ("days", "streak", "longest"),
    [
        ((), 0, 0),
        ((0,), 1, 1),
        ((1,), 1, 1),
        ((2,), 0, 1),
        ((0, 1, 2), 3, 3),
        ((1, 2, 3), 3, 3),
        ((0, 2, 3, 4), 1, 3),
        ((0, 1, 3, 10, 11, 12, 13), 2, 4),
    ],
)
def test_a_streak_runs_up_to_today_or_yesterday(days: tuple[int, ...], streak: int, longest: int) -> None:
    found = days_before(*days)
    assert (found.streak, found.longest) == (streak, longest)


def test_a_month_and_a_leap_day_do_not_break_a_row() -> None:
    first = date(2024, 2, 26)
    found = Habit(days={first + timedelta(days=day): 1 for day in range(6)}, today=date(2024, 3, 2))
    assert found.streak == 6


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        (ZoneInfo("UTC"), date(2025, 11, 23)),
        (ZoneInfo("Asia/Kathmandu"), date(2025, 11, 24)),  # 5:45 ahead of UTC
        (ZoneInfo("Pacific/Kiritimati"), date(2025, 11, 24)),
        (ZoneInfo("America/Los_Angeles"), date(2025, 11, 23)),
    ],
)
def test_a_day_is_that_of_the_users_time_zone(zone: tzinfo, day: date) -> None:
    late = datetime(2025, 11, 23, 18, 20, tzinfo=timezone.utc)
    assert habit([(late, 1)], late, zone) == Habit(days={day: 1}, today=day)


def test_days_are_right_on_either_side_of_a_change_of_clocks() -> None:
    zone = ZoneInfo("Europe/Berlin")  # clocks were put back on 26 October 2025
    evenings = [datetime(2025, 10, day, 23, 30, tzinfo=zone) for day in (25, 26, 27)]
    found = habit([(evening, 1) for evening in evenings], evenings[-1], zone)
    assert found.streak == 3


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (days_before(), "No day of practice yet: one answer makes today the first."),
        (days_before(4), "Last practised on 19 Nov; one answer today begins a new row of days."),
        (days_before(400), "Last practised on 19 Oct 2024; one answer today begins a new row of days."),
        (days_before(1, 2), "2 days in a row; one answer today makes it 3."),
        (days_before(0), "1 day in a row, 2 answers today."),
    ],
)
def test_a_streak_in_words(found: Habit, sentence: str) -> None:
    assert wording.streak(found) == sentence


def test_only_questions_that_were_answered_count() -> None:
    now = NOW
    runtime = Runtime(Settings(), locations.find(), now=lambda: now)
    history, question = runtime.history, runtime.bank.questions[0]
    assert not runtime.activity.begun()
    session = history.start_session("practice", Setup())
    assert not runtime.activity.begun(), "no question was asked yet"

    def ask(days: int) -> int:
        nonlocal now
        now = NOW - timedelta(days=days)
        return history.ask(session, Pick(question=question, reason="It is new."))

    ask(5)
    history.skip(ask(4), seconds=1)
    history.silent(ask(3), seconds=1)
    history.answer(ask(2), means="typing", seconds=1, answer="An answer.")
    for _ in range(3):
        history.answer(ask(1), means="typing", seconds=1, answer="An answer.")
    now = NOW
    assert runtime.activity.begun()
    assert runtime.habit() == Habit(
        days={TODAY - timedelta(days=2): 1, TODAY - timedelta(days=1): 3}, today=TODAY
    )


def test_answers_are_counted_by_quarters_of_an_hour() -> None:
    now = NOW
    runtime = Runtime(Settings(), locations.find(), now=lambda: now)
    session = runtime.history.start_session("practice", Setup())
    for minute in (0, 14, 15, 29, 59, 60):
        now = NOW + timedelta(minutes=minute)
        attempt = runtime.history.ask(session, Pick(question=runtime.bank.questions[0], reason="New."))
        runtime.history.answer(attempt, means="typing", seconds=1, answer="An answer.")
    found = [((at - NOW) // timedelta(minutes=1), answers) for at, answers in runtime.activity.answers()]
    assert found == [(0, 2), (15, 2), (59, 1), (60, 1)]
