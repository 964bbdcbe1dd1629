"""Kinds of interview: what each is like, what old logs say, what is asked again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from interviewer import locations
from interviewer.coding.score import combined
from interviewer.scheduling import Pick, TopicStrength
from interviewer.scoring.assessment import Assessment, PointResult, Verdict
from interviewer.session.choosing import MOST_WEAK, Choices, weakest
from interviewer.session.conductor import QuestionSource
from interviewer.session.history import History
from interviewer.session.interview import Phase
from interviewer.session.resume import cut_off
from interviewer.session.runtime import Runtime
from interviewer.session.setup import KINDS, SessionKind, Setup, as_logged, retry
from interviewer.settings import Settings
from interviewer.store import Log
from tests.coding import DOUBLE, RIGHT
from tests.full_log import RUN
from tests.play import Play
from tests.practised import BADLY, NOW, WELL, practised


@pytest.fixture
def log(home: Path) -> Iterator[Log]:
    with Log.open(home / "interviewer.db") as log:
        yield log


@pytest.fixture
def history(log: Log, home: Path) -> History:
    return History(log, home)


def drawn(source: QuestionSource, number: int) -> list[Pick]:
    picks: list[Pick] = []
    for _ in range(number):
        if pick := source.next([each.question.id for each in picks]):
            picks.append(pick)
    return picks


def answer(history: History, session: int, pick: Pick, *verdicts: Verdict) -> int:
    """An answer with verdicts on its key points, the last one for all that are left."""
    attempt = history.ask(session, pick)
    history.answer(attempt, means="typing", seconds=9.0, answer="An answer.")
    keys = pick.question.key_points
    given = [*verdicts, *[verdicts[-1]] * len(keys)]
    points = tuple(
        PointResult(point=key.point, weight=1, verdict=verdict, probability=0.5, evidence="")
        for key, verdict in zip(keys, given, strict=False)
    )
    history.grade(attempt, Assessment(score=50.0, points=points, notes=(), grader="test"))
    return attempt


@pytest.mark.parametrize(
    ("document", "at_once", "timed", "by_blueprint"),
    [
        ({"kind": "mock", "questions": 5, "minutes": None, "topics": [], "role": ""}, False, True, True),
        (
            {"kind": "mock", "questions": 5, "chosen": [], "means": "typing", "strict": True},
            False,
            True,
            True,
        ),
        ({"kind": "practice", "questions": None, "minutes": 30.0, "means": "voice"}, True, False, False),
    ],
)
def test_what_older_versions_logged_means_what_it_meant(
    document: dict[str, object], at_once: bool, timed: bool, by_blueprint: bool
) -> None:
    setup = msgspec.convert(as_logged(str(document["kind"]), document), Setup)
    assert (setup.feedback_at_once, setup.timed, setup.by_blueprint) == (at_once, timed, by_blueprint)


@pytest.mark.parametrize(("kind", "asked_at_once"), [("mock", False), ("practice", True), ("ask", True)])
def test_a_session_without_a_setup_is_as_its_kind_has_it(kind: str, asked_at_once: bool) -> None:
    setup = msgspec.convert(as_logged(kind, {}), Setup)
    assert setup.feedback_at_once is asked_at_once
    assert setup.questions == 1


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_logged_and_read_again(history: History, kind: SessionKind) -> None:
    setup = Setup(
        kind=kind, difficulties=("hard",), feedback="last", clock=True, source="blueprint", chosen=("a",)
    )
    session = history.start_session(kind, setup)
    history.running.release(session)  # as the system does when the process ends
    (found,) = cut_off(history)
    assert found.setup == setup


@pytest.mark.parametrize("kind", KINDS)
def test_each_choice_outranks_its_kind(kind: SessionKind) -> None:
    other = Setup(kind=kind)
    chosen = replace(
        other,
        feedback="last" if other.feedback_at_once else "at once",
        clock=not other.timed,
        source="schedule" if other.by_blueprint else "blueprint",
    )
    assert chosen.feedback_at_once is not other.feedback_at_once
    assert chosen.timed is not other.timed
    assert chosen.by_blueprint is not other.by_blueprint
    assert (chosen.limit(DOUBLE) is None) is (other.limit(DOUBLE) is not None)


async def test_feedback_comes_when_it_was_chosen_to_come(history: History) -> None:
    last = Play(history, Setup(kind="custom", feedback="last", questions=2, means="typing"))
    await last.answer("red", 1)
    await last.answer("blue", 2)
    await last.end()
    at_once = Play(history, Setup(kind="mock", feedback="at once", questions=1, means="typing"))
    await at_once.answer("red")
    await at_once.phase(Phase.FEEDBACK)
    assert at_once.conductor.interview.question_limit is not None, "its clock stays"
    at_once.task.cancel()


@pytest.mark.parametrize(
    ("setup", "score"),
    [
        (Setup(kind="custom", feedback="last"), combined(RUN.score, 0)),
        (Setup(kind="custom", feedback="at once"), RUN.score),
        (Setup(kind="mock", feedback="at once"), RUN.score),
        (Setup(kind="drill"), RUN.score),
    ],
)
def test_code_without_its_explanation_loses_points_where_feedback_comes_last(
    history: History, setup: Setup, score: float
) -> None:
    attempt = history.ask(history.start_session(setup.kind, setup), Pick(question=DOUBLE, reason=""))
    history.submit(attempt, RIGHT, RUN)
    history.skip(attempt, seconds=1.0)
    assert history.attempt(attempt).score == pytest.approx(score)


@pytest.mark.parametrize("source", ["blueprint", "schedule"])
def test_questions_are_as_hard_as_chosen(source: str) -> None:
    runtime = Runtime(Settings(role="data-scientist"), locations.find())
    setup = Setup(kind="custom", source=source, difficulties=("easy", "hard"))  # type: ignore[arg-type]
    levels = {pick.question.difficulty for pick in drawn(runtime.conductor(setup)._questions, 30)}
    assert levels == {"easy", "hard"}
    runtime.log.close()


def test_a_level_that_the_role_never_asks_is_asked_all_the_same() -> None:
    runtime = Runtime(Settings(), locations.find())
    role = runtime.bank.role("data-scientist")
    hardless = replace(role, difficulty=replace(role.difficulty, hard=0.0))
    runtime.target = replace(runtime.target, role=hardless)
    (pick,) = drawn(runtime.conductor(Setup(kind="mock", difficulties=("hard",)))._questions, 1)
    assert pick.question.difficulty == "hard"
    runtime.log.close()


def test_a_retry_asks_what_was_missed_and_nothing_else() -> None:
    runtime = Runtime(Settings(), locations.find())
    history, bank = runtime.history, runtime.bank
    full, half, wrong, skipped, silent, gone, better = bank.questions[:7]
    session = history.start_session("mock", Setup())
    for question, verdicts in (
        (full, ["covered", "partly"]),
        (half, ["covered", "missed"]),
        (wrong, ["contradicted"]),
    ):
        answer(history, session, Pick(question=question, reason=""), *verdicts)  # type: ignore[arg-type]
    history.skip(history.ask(session, Pick(question=skipped, reason="")), seconds=1.0)
    history.silent(history.ask(session, Pick(question=silent, reason="")), seconds=1.0)
    answer(history, session, Pick(question=replace(gone, id="in-no-bank"), reason=""), "missed")
    for verdict in ("missed", "covered"):
        answer(history, session, Pick(question=better, reason=""), verdict)  # type: ignore[arg-type]
    setup = retry(history.attempts(session), bank)
    assert setup is not None
    assert setup.chosen == (half.id, wrong.id, skipped.id, silent.id)
    assert setup.feedback_at_once and not setup.timed
    picks = drawn(runtime.conductor(setup)._questions, 9)
    assert [pick.question.id for pick in picks] == list(setup.chosen)
    assert {pick.reason for pick in picks} == {"Your answer to it missed something."}
    runtime.log.close()


def test_a_retry_goes_by_the_verdicts_that_count() -> None:
    runtime = Runtime(Settings(), locations.find())
    history, question = runtime.history, runtime.bank[WELL]
    session = history.start_session("practice")
    attempt = answer(history, session, Pick(question=question, reason=""), "missed", "covered")
    assert retry(history.attempts(session), runtime.bank)
    history.override(attempt, question.key_points[0].point, "covered", "I said it.")
    assert retry(history.attempts(session), runtime.bank) is None
    runtime.log.close()


def test_code_that_fails_a_test_is_asked_again(history: History) -> None:
    session = history.start_session("practice", Setup(kind="practice"))
    attempt = history.ask(session, Pick(question=DOUBLE, reason=""))
    history.submit(attempt, RIGHT, RUN)
    history.answer(attempt, means="typing", seconds=1.0, answer="times two")
    setup = retry(history.attempts(session), {DOUBLE.id})
    assert setup and setup.chosen == (DOUBLE.id,)


def test_the_weakest_topics_are_few_and_no_more_than_half() -> None:
    def strength(topic: str, score: float | None) -> TopicStrength:
        return TopicStrength(topic=topic, strength=score, attempts=1, last=None)

    many = [strength(f"topic-{n}", float(90 - n)) for n in range(20)]
    found = weakest([*many, strength("never", None)], None)
    assert [each.topic for each in found] == ["topic-19", "topic-18", "topic-17"] and len(found) == MOST_WEAK
    assert [each.topic for each in weakest([strength("well", 90.0), strength("badly", 10.0)], None)] == [
        "badly"
    ]
    assert weakest([strength("never", None)], None) == ()


def test_a_drill_is_about_the_weakest_topics_of_the_role() -> None:
    runtime = practised(Settings())
    choices = Choices.read(runtime)
    setup = choices.begin("drill")
    assert setup and setup.topics == (runtime.bank[BADLY].topic,)
    assert {pick.question.topic for pick in drawn(runtime.conductor(setup)._questions, 4)} == set(
        setup.topics
    )
    role = next(role for role in runtime.bank.roles if not role.share(runtime.bank[BADLY].topic))
    if role.share(runtime.bank[WELL].topic):
        found = weakest(runtime.strengths(), role)
        assert [each.topic for each in found] == [runtime.bank[WELL].topic]
    runtime.log.close()


def test_without_a_past_there_is_nothing_to_drill_or_to_retry() -> None:
    runtime = Runtime(Settings(), locations.find())
    choices = Choices.read(runtime)
    assert choices.begin("drill") is None and choices.begin("retry") is None
    assert choices.kind == "mock"
    assert choices.begin("mock") == Setup() and choices.begin("custom") == Setup(kind="custom")
    runtime.log.close()


def test_the_choices_of_last_time_are_there_for_each_kind() -> None:
    runtime = Runtime(Settings(), locations.find(), now=lambda: NOW)
    topic = runtime.bank.topics[3].id
    mock = Setup(kind="mock", questions=None, minutes=25.0, role="llm-engineer", means="typing")
    for setup in (
        Setup(kind="custom", clock=True, feedback="last", topics=(topic, "gone"), difficulties=("hard",)),
        Setup(kind="mock", questions=3),
        mock,
        Setup(kind="practice", chosen=(WELL,), questions=1),
    ):
        runtime.history.end_session(runtime.history.start_session(setup.kind, setup))
    runtime.history.start_session("ask")
    choices = Choices.read(runtime)
    assert choices.kind == "mock"
    assert choices.begin("mock") == mock
    assert choices.begin("practice") == Setup(kind="practice"), "questions that were given are no choice"
    custom = choices.begin("custom")
    assert custom == Setup(
        kind="custom", clock=True, feedback="last", topics=(topic,), difficulties=("hard",)
    )
    runtime.log.close()


def test_a_mock_interview_is_for_the_role_of_the_settings() -> None:
    runtime = Runtime(Settings(role="llm-engineer"), locations.find())
    setup = Choices.read(runtime).begin("mock")
    assert setup and setup.role == "llm-engineer"
    runtime.log.close()


def test_the_past_interviews_that_missed_something_are_told_newest_first() -> None:
    runtime = Runtime(Settings(), locations.find(), now=lambda: now)
    now = NOW - timedelta(days=3)
    questions = runtime.bank.questions
    for question, verdict in ((questions[0], "missed"), (questions[1], "covered"), (questions[2], "missed")):
        now += timedelta(hours=1)
        session = runtime.history.start_session("mock", Setup())
        answer(runtime.history, session, Pick(question=question, reason=""), verdict)  # type: ignore[arg-type]
        runtime.history.end_session(session)
    choices = Choices.read(runtime)
    assert [past.setup.chosen for past in choices.past] == [(questions[2].id,), (questions[0].id,)]
    setup = choices.begin("retry")
    assert setup and setup.chosen == (questions[2].id,)
    runtime.log.close()


def test_what_an_interview_comes_to() -> None:
    runtime = Runtime(Settings(), locations.find())
    choices, bank = Choices.read(runtime), runtime.bank
    topic = bank.topics[0]
    inside = [question for question in topic.questions if question.difficulty == "easy"]
    few = choices.scope(Setup(kind="practice", questions=99, topics=(topic.id,), difficulties=("easy",)))
    assert few and (few.within, few.questions) == (len(inside), len(inside))
    assert few.minutes == pytest.approx(sum(question.all_minutes for question in inside))
    timed = choices.scope(Setup(kind="practice", questions=None, minutes=30.0))
    assert timed and timed.within == len(bank.questions) and 1 < timed.questions < 30
    assert timed.minutes <= 30
    role = bank.role("llm-engineer")
    asked = choices.scope(Setup(kind="mock", role=role.id))
    assert asked and asked.within == sum(map(role.asks, bank.questions)) < len(bank.questions)
    foreign = next(topic.id for topic in bank.topics if not role.share(topic.id))
    assert choices.scope(Setup(kind="mock", role=role.id, topics=(foreign,))) is None
    chosen = choices.scope(Setup(kind="retry", questions=None, chosen=(WELL, BADLY)))
    assert chosen and (chosen.within, chosen.questions) == (2, 2)
    runtime.log.close()
