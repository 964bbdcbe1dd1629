"""The days until the interview, filled as the scheduler would fill them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from random import Random

from fsrs import Rating

from interviewer.bank.question import Question
from interviewer.bank.role import Role
from interviewer.progress import OnProgress, silent
from interviewer.scheduling.interval import Readiness
from interviewer.scheduling.memory import MemoryModel, mixture
from interviewer.scheduling.schedule import HORIZON, Schedule
from interviewer.scheduling.state import QuestionState

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicTime:
    """What a day holds of one topic."""

    topic: str
    minutes: float
    questions: int
    new: int
    """How many of them were never asked before."""

    @property
    def again(self) -> int:
        """How many of them were asked before."""
        return self.questions - self.new


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of practice."""

    date: date
    topics: tuple[TopicTime, ...]
    """The most minutes first."""

    @property
    def minutes(self) -> float:
        """Time that all of the day's answers take."""
        return sum(entry.minutes for entry in self.topics)

    @property
    def questions(self) -> int:
        """How many are asked on the day."""
        return sum(entry.questions for entry in self.topics)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Every day from today until the day before the interview, and what keeping to it brings."""

    days: tuple[Day, ...]
    at: datetime
    """The interview, or the end of the rolling horizon where there is no date."""
    unpractised: Readiness
    """Readiness at that time with no more practice."""
    practised: Readiness
    """Readiness at that time if the plan is kept."""

    @property
    def topics(self) -> tuple[TopicTime, ...]:
        """What all days together hold of each topic, the most minutes first."""
        return _summed(topic for day in self.days for topic in day.topics)


def plan(
    questions: Sequence[Question],
    states: Mapping[str, QuestionState],
    *,
    now: datetime,
    interview: datetime | None,
    role: Role | None,
    model: MemoryModel,
    minutes: float,
    on_day: OnProgress = silent,
) -> Plan:
    """Run the scheduler forward, each question answered as well as is to be expected of it.

    What was asked today already is taken off today's minutes. A day takes more than its minutes only where
    no question is short enough for them: then it has that one.

    Args:
        questions: The bank.
        states: What the log says of them, by id.
        now: The present in the user's time zone, whose days are planned.
        interview: None for a plan over the rolling horizon.
        role: What the questions are weighted by.
        model: How memory moves.
        minutes: Time of a day.
        on_day: Called with the days planned and their number.
    """
    at = max(interview, now) if interview else now + HORIZON
    schedule_of = partial(Schedule, questions, now=now, interview=interview, role=role, model=model)
    schedule = schedule_of(states)
    unpractised = schedule.readiness(at)
    known = dict(states)
    rng = Random(0)  # the same log gives the same plan
    total = (at.astimezone(now.tzinfo).date() - now.date()).days
    days = []
    for number in range(total):
        moment = now + number * _DAY
        done = _asked_on(moment.date(), questions, known, now)
        asked = [question.id for question in done]
        left = minutes - sum(question.all_minutes for question in done)
        topics: list[TopicTime] = []
        while question := _next(schedule, asked, moment, rng, left):
            topics.append(_of_one(question, known.get(question.id)))
            asked.append(question.id)
            left -= question.all_minutes
            state = expected(
                known.get(question.id), question, schedule.recall(question.id, moment), moment, model
            )
            known[question.id] = state
            schedule.learn(state)
        days.append(Day(date=moment.date(), topics=_summed(topics)))
        on_day(number + 1, total)
    # As of the same moment as without practice: `schedule` has come to the last day by now.
    practised = schedule_of(known).readiness(at)
    return Plan(days=tuple(days), at=at, unpractised=unpractised, practised=practised)


def expected(
    state: QuestionState | None, question: Question, chance: float, at: datetime, model: MemoryModel
) -> QuestionState:
    """The state of a question after an answer that is yet to be given.

    Its memory is the mixture of what a good and a bad answer would leave. The answer is no evidence of how
    well the topic is known: nobody has given it.

    Args:
        state: Before it; None where the question was never asked.
        question: The one that is asked.
        chance: Of a good answer, 0-1.
        at: When it is asked.
        model: How memory moves.
    """
    state = state or QuestionState(question_id=question.id, topic=question.topic, asked=0, last_asked=at)
    days = (at - state.last_graded) / _DAY if state.last_graded else 0.0
    well, badly = (model.reviewed(state.memory, days, rating) for rating in (Rating.Good, Rating.Again))
    memory = mixture(well, badly, chance)
    return replace(
        state,
        asked=state.asked + 1,
        last_asked=at,
        last_graded=at,
        missed=0,
        stability=memory.stability,
        difficulty=memory.difficulty,
        graded=state.graded + 1,
        well=state.well + model.seems_well(chance),
    )


def _asked_on(
    day: date, questions: Sequence[Question], states: Mapping[str, QuestionState], now: datetime
) -> list[Question]:
    return [
        question
        for question in questions
        if question.id in states and states[question.id].last_asked.astimezone(now.tzinfo).date() == day
    ]


def _next(
    schedule: Schedule, asked: Sequence[str], at: datetime, rng: Random, left: float
) -> Question | None:
    pick = schedule.pick(asked, at, rng, minutes_left=left)
    if pick is None and not asked:
        pick = schedule.pick(asked, at, rng)
    return pick.question if pick else None


def _of_one(question: Question, state: QuestionState | None) -> TopicTime:
    return TopicTime(topic=question.topic, minutes=question.all_minutes, questions=1, new=state is None)


def _summed(entries: Iterable[TopicTime]) -> tuple[TopicTime, ...]:
    """One entry a topic, the most minutes first."""
    by_topic: dict[str, list[TopicTime]] = {}
    for entry in entries:
        by_topic.setdefault(entry.topic, []).append(entry)
    sums = (
        TopicTime(
            topic=topic,
            minutes=sum(entry.minutes for entry in own),
            questions=sum(entry.questions for entry in own),
            new=sum(entry.new for entry in own),
        )
        for topic, own in by_topic.items()
    )
    return tuple(sorted(sums, key=lambda entry: -entry.minutes))
