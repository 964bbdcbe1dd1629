"""Ways to choose the next question: the scheduler, what it is held against, and an oracle above all."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection
from datetime import datetime, timedelta, timezone
from random import Random

import numpy as np
from fsrs import Card, Scheduler

from interviewer.bank.question import KeyPoint, Question
from interviewer.scheduling import MemoryModel, Outcome, QuestionState, Schedule, advance
from interviewer.scheduling.rating import rating
from tests.benchmarks.scheduling.learners import LEVELS, Learner, World

BEGIN = datetime(2026, 1, 5, 9, tzinfo=timezone.utc)


def at(day: float) -> datetime:
    return BEGIN + timedelta(days=day)


class Policy(ABC):
    """Chooses questions of a world by their number and hears how the answers were graded."""

    def __init__(self, world: World, learner: Learner, interview: float, rng: Random) -> None:
        self.world, self.learner, self.interview, self.rng = world, learner, interview, rng
        self.order = list(range(world.size))
        rng.shuffle(self.order)

    @abstractmethod
    def choose(self, day: float, today: Collection[int]) -> int:
        """A question that was not asked today."""

    def hear(self, question: int, day: float, score: float) -> None:
        """An answer's score, 0-100; whoever does not learn from it need not listen."""
        return


class Chance(Policy):
    def choose(self, day: float, today: Collection[int]) -> int:
        return self.rng.choice([each for each in self.order if each not in today])


class RoundRobin(Policy):
    def choose(self, day: float, today: Collection[int]) -> int:
        question = next(each for each in self.order if each not in today)
        self.order.remove(question)
        self.order.append(question)
        return question


class AlwaysWeakest(RoundRobin):
    """The topic with the lowest mean score; in it the question asked longest ago."""

    def __init__(self, world: World, learner: Learner, interview: float, rng: Random) -> None:
        super().__init__(world, learner, interview, rng)
        self.scores: list[list[float]] = [[] for _ in range(int(world.topic.max()) + 1)]

    def choose(self, day: float, today: Collection[int]) -> int:
        left = [each for each in self.order if each not in today]
        topics = {int(self.world.topic[each]) for each in left}
        worst = min(topics, key=self.value)
        question = next(each for each in left if self.world.topic[each] == worst)
        self.order.remove(question)
        self.order.append(question)
        return question

    def value(self, topic: int) -> float:
        return float(np.mean(self.scores[topic])) if self.scores[topic] else 50.0

    def hear(self, question: int, day: float, score: float) -> None:
        self.scores[int(self.world.topic[question])].append(score)


class Thompson(AlwaysWeakest):
    """The topic by Thompson sampling over discounted scores; in it the question asked longest ago."""

    HALF_LIFE = 14.0

    def __init__(self, world: World, learner: Learner, interview: float, rng: Random) -> None:
        super().__init__(world, learner, interview, rng)
        self.heard: list[list[tuple[float, float]]] = [[] for _ in self.scores]
        self.day = 0.0

    def choose(self, day: float, today: Collection[int]) -> int:
        self.day = day
        return super().choose(day, today)

    def value(self, topic: int) -> float:
        weights = [0.5 ** ((self.day - day) / self.HALF_LIFE) for day, _ in self.heard[topic]]
        good = sum(w * score / 100 for w, (_, score) in zip(weights, self.heard[topic], strict=True))
        return self.rng.betavariate(1 + good, 1 + sum(weights) - good)

    def hear(self, question: int, day: float, score: float) -> None:
        self.heard[int(self.world.topic[question])].append((day, score))


class DueDate(Policy):
    """Plain spaced repetition: the most overdue question, and a new one while none is due."""

    def __init__(self, world: World, learner: Learner, interview: float, rng: Random) -> None:
        super().__init__(world, learner, interview, rng)
        self.scheduler = Scheduler(enable_fuzzing=False, learning_steps=(), relearning_steps=())
        self.cards: dict[int, Card] = {}

    def choose(self, day: float, today: Collection[int]) -> int:
        seen = [each for each in self.cards if each not in today]
        due = [each for each in seen if self.cards[each].due <= at(day)]
        if due:
            return min(due, key=lambda each: self.cards[each].due)
        fresh = [each for each in self.order if each not in self.cards]
        return fresh[0] if fresh else min(seen, key=lambda each: self.cards[each].due)

    def hear(self, question: int, day: float, score: float) -> None:
        card = self.cards.get(question) or Card(card_id=question, due=at(day))
        self.cards[question], _ = self.scheduler.review_card(card, rating(score), at(day))


class Oracle(Policy):
    """Knows the true memory, and takes the greatest true expected gain."""

    def choose(self, day: float, today: Collection[int]) -> int:
        gain = self.learner.gain(day, self.interview)
        gain[list(today)] = -np.inf
        return int(gain.argmax())


class Scheduled(Policy):
    """The scheduler of the app."""

    model = MemoryModel()

    def __init__(self, world: World, learner: Learner, interview: float, rng: Random) -> None:
        super().__init__(world, learner, interview, rng)
        self.questions = questions(world)
        self.number = {question.id: number for number, question in enumerate(self.questions)}
        self.states: dict[str, QuestionState] = {}
        self.schedule = Schedule(self.questions, {}, now=at(0), interview=at(interview), model=self.model)

    def choose(self, day: float, today: Collection[int]) -> int:
        pick = self.schedule.pick([self.questions[each].id for each in today], at(day), self.rng)
        assert pick
        return self.number[pick.question.id]

    def hear(self, question: int, day: float, score: float) -> None:
        asked = self.questions[question]
        outcome = Outcome(
            question_id=asked.id,
            topic=asked.topic,
            at=at(day),
            score=score,
            missed=round(4 * (1 - score / 100)),
            points=4,
        )
        self.states[asked.id] = advance(self.states.get(asked.id), outcome, self.model)
        self.schedule.learn(self.states[asked.id])


POLICIES: dict[str, type[Policy]] = {
    "random": Chance,
    "round-robin": RoundRobin,
    "weakest": AlwaysWeakest,
    "due date": DueDate,
    "Thompson": Thompson,
    "scheduler": Scheduled,
    "oracle": Oracle,
}


def questions(world: World) -> list[Question]:
    """Questions of the world's topics and difficulties; each leads on to the next of its topic."""
    topics = int(world.topic.max()) + 1
    return [
        Question(
            id=f"q{number}",
            topic=f"topic-{topic}",
            difficulty=LEVELS[difficulty],
            kind="concept",
            question="Why?",
            answer="So.",
            key_points=(KeyPoint(point="So."),),
            minutes=1,
            follow_ups=(f"q{number + topics}",) if number + topics < world.size else (),
        )
        for number, (topic, difficulty) in enumerate(zip(world.topic, world.difficulty, strict=True))
    ]
