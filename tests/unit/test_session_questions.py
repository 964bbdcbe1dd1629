"""Where an interview's questions come from, in a mock interview and in practice."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import pytest

from interviewer import locations
from interviewer.percent import percent
from interviewer.scheduling import Pick
from interviewer.session.conductor import QuestionSource
from interviewer.session.questions import ChosenQuestions, PickedQuestions, RoleQuestions, blueprint
from interviewer.session.resume import cut_off
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup
from interviewer.settings import Settings
from tests.play import questions

Make = Callable[..., Runtime]


@pytest.fixture
def runtime() -> Iterator[Make]:
    """Makes a runtime for a role."""
    made: list[Runtime] = []

    def make(role: str = "") -> Runtime:
        made.append(Runtime(Settings(role=role), locations.find(), random.Random(0)))
        return made[-1]

    yield make
    for each in made:
        each.log.close()


def drawn(source: QuestionSource, number: int, asked: Sequence[str] = ()) -> list[Pick]:
    picks: list[Pick] = []
    for _ in range(number):
        if pick := source.next([*asked, *(each.question.id for each in picks)]):
            picks.append(pick)
    return picks


def mock(own: Runtime, setup: Setup, **more: object) -> RoleQuestions:
    role = own.bank.role(setup.role) if setup.role else blueprint(setup, own.bank.questions, own.target.role)
    return RoleQuestions(role, own.bank.questions, setup, random.Random(0), **more)  # type: ignore[arg-type]


def test_a_mock_interview_without_a_role_asks_about_all_topics_alike(runtime: Make) -> None:
    own = runtime()
    picks = drawn(mock(own, Setup()), len(own.bank.topics))
    had = Counter(pick.question.topic for pick in picks)
    assert len(had) > 0.6 * len(own.bank.topics)
    share = f"{percent(1 / len(own.bank.topics))} of the questions"
    assert all(pick.reason.startswith(f"A mock interview over all topics: {share}") for pick in picks)


def test_a_mock_interview_without_a_role_follows_that_of_the_settings(runtime: Make) -> None:
    own = runtime("llm-engineer")
    role = own.bank.role("llm-engineer")
    picks = drawn(mock(own, Setup()), 20)
    assert all(role.share(pick.question.topic) for pick in picks)
    assert all(pick.reason.startswith(role.title) for pick in picks)


def test_chosen_topics_that_the_role_does_not_ask_about_are_asked_all_the_same(runtime: Make) -> None:
    own = runtime("llm-engineer")
    role = own.bank.role("llm-engineer")
    foreign = next(topic.id for topic in own.bank.topics if not role.share(topic.id))
    (pick,) = drawn(mock(own, Setup(topics=(foreign,))), 1)
    assert pick.question.topic == foreign
    assert "the chosen topics: 100\N{NO-BREAK SPACE}%" in pick.reason


def test_what_an_interview_is_made_of(runtime: Make) -> None:
    own = runtime()
    kinds = {"mock": RoleQuestions, "practice": PickedQuestions}
    for kind, source in kinds.items():
        conductor = own.conductor(Setup(kind=kind))  # type: ignore[arg-type]
        assert isinstance(conductor._questions, source)


@pytest.mark.parametrize("kind", ["mock", "practice"])
def test_a_question_that_does_not_fit_the_minutes_left_is_not_asked(runtime: Make, kind: str) -> None:
    own, left = runtime(), [3.0, 1.5, 0.1]
    setup, given = Setup(), iter(left)
    source = (
        mock(own, setup, minutes_left=lambda: next(given))
        if kind == "mock"
        else PickedQuestions(own.standing, setup, random.Random(0), lambda: next(given))
    )
    picks = drawn(source, 3)
    assert len(picks) == 2
    assert all(pick.question.minutes <= most for pick, most in zip(picks, left, strict=False))


@pytest.mark.parametrize("kind", ["mock", "practice"])
def test_an_interview_too_short_for_any_question_still_has_one(runtime: Make, kind: str) -> None:
    own, setup = runtime(), Setup()
    source = (
        mock(own, setup, minutes_left=lambda: 0.1)
        if kind == "mock"
        else PickedQuestions(own.standing, setup, random.Random(0), lambda: 0.1)
    )
    assert len(drawn(source, 3)) == 1


@pytest.mark.parametrize("kind", ["mock", "practice"])
def test_what_was_asked_in_the_interview_is_not_asked_again(runtime: Make, kind: str) -> None:
    own = runtime()
    topic = min(own.bank.topics, key=lambda topic: len(topic.questions))
    setup = Setup(topics=(topic.id,))
    *asked, last = (question.id for question in topic.questions)
    source = mock(own, setup) if kind == "mock" else PickedQuestions(own.standing, setup, random.Random(0))
    made = f"{asked[0]}+1"  # of a key point; no bank has it
    assert [pick.question.id for pick in drawn(source, 3, [*asked, made])] == [last]


def test_a_chosen_question_that_followed_an_answer_is_not_asked_again() -> None:
    source = ChosenQuestions(questions(3))
    assert [pick.question.id for pick in drawn(source, 3, ["colours-2"])] == ["colours-1", "colours-3"]


def test_chosen_questions_are_asked_and_after_a_cut_those_that_are_left(runtime: Make) -> None:
    own = runtime()
    chosen = tuple(question.id for question in own.bank.questions[:3])
    setup = Setup(kind="practice", questions=None, chosen=chosen)
    picks = drawn(own.conductor(setup)._questions, 9)
    assert [pick.question.id for pick in picks] == list(chosen)
    session = own.history.start_session(setup.kind, setup)
    own.history.ask(session, picks[0])
    own.history.running.release(session)  # as the system does when the process ends
    (interview,) = cut_off(own.history)
    left = drawn(own.conductor(interview.setup, resumed=interview)._questions, 9)
    assert [pick.question.id for pick in left] == list(chosen[1:])


def test_the_minutes_left_are_those_of_the_interview(runtime: Make) -> None:
    own = runtime()
    conductor = own.conductor(Setup(minutes=5))
    assert conductor.interview.minutes_left == 5
    assert own.conductor(Setup()).interview.minutes_left is None
