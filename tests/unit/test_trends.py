"""How practice went, read from a real log."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from interviewer import locations
from interviewer.errors import StoreError
from interviewer.scheduling import Pick
from interviewer.scoring.assessment import Assessment
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup
from interviewer.session.trend_weeks import weeks
from interviewer.session.trends import MOST_POINTS, MOST_SPOKEN, Trend, forecast, since
from interviewer.settings import Settings
from interviewer.speech.stt.transcript import Transcript
from tests.benchmarks.make_log import NEWEST, fill
from tests.journey import DAYS, TOPICS, journey
from tests.practised import NOW

DAY = timedelta(days=1)


@pytest.fixture
def travelled() -> Runtime:
    """Weeks of practice."""
    return journey(Settings())


Answer = Callable[..., int]


@pytest.fixture
def practice() -> tuple[Runtime, Answer]:
    """An empty log, and what answers a question in it so many days ago."""
    moment = NOW
    runtime = Runtime(Settings(), locations.find(), now=lambda: moment)
    session = runtime.history.start_session("practice", Setup())

    def answer(id: str, score: float, days_ago: float = 0.0, transcript: Transcript | None = None) -> int:
        nonlocal moment
        moment = NOW - days_ago * DAY
        attempt = runtime.history.ask(session, Pick(question=runtime.bank[id], reason="It is new."))
        means = "voice" if transcript else "typing"
        runtime.history.answer(attempt, means=means, seconds=9, transcript=transcript, answer="An answer.")
        runtime.history.grade(attempt, Assessment(score=score, points=(), notes=(), grader="test"))
        moment = NOW
        return attempt

    return runtime, answer


def test_an_empty_log_has_trends_without_anything(home: Path) -> None:
    runtime = Runtime(Settings(), locations.find(), now=lambda: NOW)
    delivery = runtime.trends.delivery()
    assert runtime.trends.scores() == delivery.pace == delivery.fillers == Trend()
    assert runtime.trends.hardest() == runtime.trends.days() == ()


def test_few_answers_are_points_each(travelled: Runtime) -> None:
    trend = travelled.trends.scores()
    assert trend.count == len(trend.points) < MOST_POINTS
    assert not trend.by_day
    assert trend.mean == pytest.approx(statistics.fmean(point.value for point in trend.points))
    assert [point.at for point in trend.points] == sorted(point.at for point in trend.points)
    assert trend.line[-1][-1].value > trend.line[0][0].value + 20


def test_the_last_30_days_are_told_from_the_30_before(practice: tuple[Runtime, Answer]) -> None:
    runtime, answer = practice
    for days_ago, score in ((100, 0.0), (45, 40.0), (31, 60.0), (29, 70.0), (0, 90.0)):
        answer("optimisation-convexity", score, days_ago)
    trend = runtime.trends.scores()
    assert (trend.mean, trend.lately, trend.before) == pytest.approx((52, 80, 50))
    for days, before in ((61, 50), (45, None), (30, None)):
        assert runtime.trends.scores(None, since(NOW, days)).before == before, days


def test_one_topic_and_one_time_alone(travelled: Runtime) -> None:
    every = travelled.trends.scores()
    by_topic = [travelled.trends.scores(topic) for topic in TOPICS]
    assert sum(trend.count for trend in by_topic) == every.count
    assert all(trend.count for trend in by_topic)
    week = travelled.trends.scores(None, since(NOW, 7))
    assert 0 < week.count < every.count
    assert week.points == tuple(point for point in every.points if point.at.date() >= (NOW - 7 * DAY).date())
    assert travelled.trends.scores("calculus") == Trend()


def test_since_is_a_midnight_of_this_machine() -> None:
    found = since(NOW, 3)
    assert found is not None
    assert found.astimezone().isoformat()[:19] == "2025-11-20T00:00:00"
    assert since(NOW, None) is None


def test_many_answers_are_one_point_a_day(tmp_path: Path) -> None:
    places = locations.Locations(data=tmp_path, cache=tmp_path)
    fill(places.database, 2 * MOST_POINTS)
    runtime = Runtime(Settings(), places, now=lambda: NEWEST)
    trend, days = runtime.trends.scores(), runtime.trends.days()
    assert trend.by_day
    assert len(trend.points) == len(days) < trend.count
    every = runtime.log.connection
    with every.reading() as db:
        scores = [score for (score,) in db.execute("select score from attempts where score is not null")]
    assert trend.count == len(scores)
    assert trend.mean == pytest.approx(statistics.fmean(scores))


def test_delivery_is_of_the_spoken_answers_and_gets_calmer(travelled: Runtime) -> None:
    told: list[tuple[int, int]] = []
    found = travelled.trends.delivery(on_progress=lambda done, total: told.append((done, total)))
    assert [answer.at for answer in found.answers] == sorted(answer.at for answer in found.answers)
    assert len(found.answers) == len(told) == told[-1][0] == told[-1][1]
    assert travelled.trends.scores().count == pytest.approx(1.5 * len(found.answers))
    for trend in (found.pace, found.fillers):
        assert trend.line[-1][-1].value < trend.line[0][0].value
    assert found.pace.mean == pytest.approx(148, abs=15)


def test_an_answer_is_measured_once(travelled: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    before = travelled.trends.delivery()
    monkeypatch.setattr("interviewer.session.trends.measured", lambda *_: pytest.fail("measured again"))
    assert travelled.trends.delivery() == before


def test_no_more_spoken_answers_are_measured_than_a_plot_shows(tmp_path: Path) -> None:
    places = locations.Locations(data=tmp_path, cache=tmp_path)
    fill(places.database, 1000)
    runtime = Runtime(Settings(), places, now=lambda: NEWEST)
    found = runtime.trends.delivery()
    assert len(found.answers) == MOST_SPOKEN
    with runtime.log.connection.reading() as db:
        ((newest,),) = db.execute("select max(id) from attempts where means = 'voice'").fetchall()
    assert found.answers[-1].attempt_id == newest


def test_what_raises_ends_the_measuring(travelled: Runtime) -> None:
    def stop(done: int, total: int) -> None:
        if done == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        travelled.trends.delivery(on_progress=stop)


def test_a_transcript_without_times_has_no_delivery(practice: tuple[Runtime, Answer]) -> None:
    runtime, answer = practice
    plain = Transcript(text="an answer", words=(), engine="fake", model="fake", seconds=2.0)
    answer("optimisation-convexity", 50.0, transcript=plain)
    assert runtime.trends.delivery().answers == ()


def test_a_transcript_that_is_none_is_told(practice: tuple[Runtime, Answer]) -> None:
    runtime, answer = practice
    plain = Transcript(text="an answer", words=(), engine="fake", model="fake", seconds=2.0)
    attempt = answer("optimisation-convexity", 50.0, transcript=plain)
    with runtime.log.connection.writing() as db:
        db.execute("update transcripts set document = '{}'")
    with pytest.raises(StoreError, match=f"attempt {attempt} "):
        runtime.trends.delivery()


def test_the_hardest_question_is_the_one_that_is_surely_answered_badly(
    practice: tuple[Runtime, Answer],
) -> None:
    runtime, answer = practice
    for days_ago, score in ((5, 20.0), (4, 0.0), (3, 10.0)):
        answer("optimisation-convexity", score, days_ago)
    answer("optimisation-momentum", 5.0, 2)
    answer("classification-metrics-precision", 100.0, 1)
    hardest = runtime.trends.hardest()
    assert [question.question_id for question in hardest] == [
        "optimisation-convexity",
        "optimisation-momentum",
        "classification-metrics-precision",
    ]
    first = hardest[0]
    assert (first.answers, first.mean, first.last) == (3, 10.0, 10.0)
    assert first.asked_at == NOW - 3 * DAY
    assert first.question == runtime.bank["optimisation-convexity"].question
    assert runtime.trends.hardest(None, None, 1) == (first,)
    assert runtime.trends.hardest("classification-metrics") == hardest[2:]
    gone = replace(runtime.bank["optimisation-convexity"], id="optimisation-convexity+1")
    with runtime.log.connection.writing():
        asked = runtime.history.ask(1, Pick(question=gone, reason="It takes up what was not said."))
        runtime.history.answer(asked, means="typing", seconds=9, answer="An answer.")
        runtime.history.grade(asked, Assessment(score=0.0, points=(), notes=(), grader="test"))
    assert gone.id not in [each.question_id for each in runtime.trends.hardest()], "it cannot be practised"
    recent = runtime.trends.hardest(None, since(NOW, 2))
    assert [question.question_id for question in recent] == [
        "optimisation-momentum",
        "classification-metrics-precision",
    ]


def test_a_verdict_of_the_users_counts(practice: tuple[Runtime, Answer]) -> None:
    runtime, answer = practice
    attempt = answer("optimisation-convexity", 20.0)
    with runtime.log.connection.writing() as db:
        db.execute("update attempts set score = 80 where id = ?", (attempt,))
    assert runtime.trends.scores().mean == 80


def test_reading_is_done_in_the_index_by_time(travelled: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    from interviewer.store import trends

    values = {"topic": None, "since": "", "most": 30, "drawn": 2.0, "among": "[]"}
    with travelled.log.connection.reading() as db:
        for query in (trends._DAYS, trends._SCORES, trends._HARDEST):
            plan = [row[3] for row in db.execute(f"explain query plan {query}", values).fetchall()]
            assert "SCAN a USING COVERING INDEX attempts_by_time" in str(plan) or "SEARCH a" in str(plan)
            assert not any(step.startswith("SCAN a") and "COVERING" not in step for step in plan), plan


def test_a_forecast_is_of_today_and_of_the_interview() -> None:
    runtime = journey(Settings(interview_date=NOW.date() + timedelta(days=7), role="llm-engineer"))
    found = forecast(runtime.standing, runtime.planning)
    assert len(found.plan.days) == 7
    assert found.plan.practised.mean > found.today.mean >= found.plan.unpractised.mean


def test_weeks_hold_all_answers(travelled: Runtime) -> None:
    trends = travelled.trends
    found = weeks(trends.days(), trends.delivery().answers)
    assert sum(week.answers for week in found) == trends.scores().count
    assert all(week.monday.weekday() == 0 for week in found)
    assert found[0].monday <= (NOW - DAYS * DAY).date()
    assert found[-1].score > found[0].score
    assert found[-1].fillers is not None
    assert found[0].fillers is not None
    assert found[-1].fillers < found[0].fillers


def test_a_week_of_typed_answers_has_no_pace(practice: tuple[Runtime, Answer]) -> None:
    runtime, answer = practice
    answer("optimisation-convexity", 50.0)
    (week,) = weeks(runtime.trends.days(), runtime.trends.delivery().answers)
    assert (week.answers, week.score, week.words_per_minute, week.fillers) == (1, 50.0, None, None)


def test_a_day_is_one_of_this_machine(
    practice: tuple[Runtime, Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime, answer = practice
    answer("optimisation-convexity", 50.0)
    asked: list[datetime] = [at for at, _ in runtime.trends._queries.scores(None, None)]
    (day,) = runtime.trends.days()
    assert day.day == asked[0].astimezone().date() == NOW.date()
