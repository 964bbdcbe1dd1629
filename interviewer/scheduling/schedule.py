"""Which question next: the one whose practice adds most to the chance of a good answer on the day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Final

from interviewer.bank.question import Difficulty, Question
from interviewer.bank.role import Role
from interviewer.scheduling.candidates import Candidate, TopicQueue
from interviewer.scheduling.chances import chance
from interviewer.scheduling.importance import importance
from interviewer.scheduling.interval import Readiness, Weighted, readiness
from interviewer.scheduling.memory import MemoryModel
from interviewer.scheduling.missed import Missed
from interviewer.scheduling.pick import Pick, TopicStrength
from interviewer.scheduling.reason import reason
from interviewer.scheduling.state import QuestionState
from interviewer.scheduling.topics import Evidence, Level, levels
from interviewer.scheduling.value import Valuer

HORIZON: Final = timedelta(days=21)
"""How far ahead practice looks where there is no date."""

REST: Final = timedelta(hours=20)
"""Rest of a question: what was asked today waits, and is there again at the same hour tomorrow."""

MOST_IN_A_ROW: Final = 2
"""Questions of one topic on end, while other topics have questions left to ask."""

EVERY: Final = 3
"""Of so many questions of a session one takes up what was missed of late, from the second on."""

NEARLY: Final = 0.7
"""Part of the best question's value from which what takes up a miss goes before it."""

FLOOR: Final = 0.25
"""Every topic is asked about at least this often, as a part of its share of the interview's questions."""

_TURN: Final = timedelta(hours=6)
"""Values are made anew when they are so old."""

_MOVED: Final = 0.05
"""Log odds by which a topic's level must have moved for its questions to be valued anew."""


class Schedule:
    """Every question with what practising it now is worth, kept in order as answers come.

    Args:
        questions: The bank.
        states: What the log says of its questions, by id; others are left out.
        now: The present, timezone-aware.
        interview: The day to prepare for; without one, or when it is past, three weeks from the present.
        role: Whose interview it is; without one every question counts the same.
        model: How memory moves.
    """

    def __init__(
        self,
        questions: Sequence[Question],
        states: Mapping[str, QuestionState],
        *,
        now: datetime,
        interview: datetime | None = None,
        role: Role | None = None,
        model: MemoryModel | None = None,
    ) -> None:
        self._model = model or MemoryModel()
        self._interview = interview
        self._questions = {question.id: question for question in questions}
        self._states = {id: state for id, state in states.items() if id in self._questions}
        self._importance = importance(questions, role)
        by_topic: dict[str, list[Question]] = {}
        for question in questions:
            by_topic.setdefault(question.topic, []).append(question)
        self._queues = {topic: TopicQueue(own) for topic, own in by_topic.items()}
        self._share = {
            topic: sum(self._importance[question.id] for question in own) / max(len(questions), 1)
            for topic, own in by_topic.items()
        }
        self._asked = dict.fromkeys(by_topic, 0)
        for state in self._states.values():
            self._asked[self._questions[state.question_id].topic] += state.asked
        self._evidence: dict[str, Evidence] = {}
        self._levels: dict[str, Level] = {}
        self._valued: dict[str, Level] = {}
        self._start(now)

    def pick(
        self,
        asked: Sequence[str],
        now: datetime,
        rng: Random,
        topics: Collection[str] = (),
        minutes_left: float | None = None,
        difficulties: Collection[Difficulty] = (),
    ) -> Pick | None:
        """The question to ask next.

        Of the rules, rest goes before the limit on one topic in a row, and that before the least share of
        every topic. A rule that leaves no question is set aside. Every third question takes up an answer of
        the days before that missed most of its points, if there is one.

        Args:
            asked: Ids of the questions of this session, in the order asked.
            now: The present, timezone-aware.
            rng: Source of chance; the same seed and history give the same picks.
            topics: Ids of the topics to pick from; none means all.
            minutes_left: A question that takes longer is not picked; None for any time.
            difficulties: How hard it may be; none means any.

        Returns:
            A question that was not asked in this session, with the reason; None when none fits.
        """
        self.turn(now)
        before = set(asked)

        def fits(question: Question) -> bool:
            return (
                question.id not in before
                and (minutes_left is None or question.all_minutes <= minutes_left)
                and (not difficulties or question.difficulty in difficulties)
            )

        def rested(question: Question) -> bool:
            state = self._states.get(question.id)
            return fits(question) and (state is None or now - state.last_asked >= REST)

        wanted = [topic for topic in self._queues if not topics or topic in topics]
        fair = [topic for topic in wanted if topic != self._run(asked)]
        behind = self._behind(fair)
        if len(asked) % EVERY == 1 and (question := self._again(fair, rested, now, rng)):
            return Pick(question=question, reason=self._reason(question, now))
        for allowed in (rested, fits):
            for among in (behind, fair, wanted):
                if question := self._best(among, allowed, rng):
                    return Pick(question=question, reason=self._reason(question, now))
        return None

    def learn(self, state: QuestionState) -> None:
        """Take in the new state of a question: an answer came.

        Args:
            state: Of any question; one that is not in the bank is left out.
        """
        question = self._questions.get(state.question_id)
        if question is None:
            return
        before = self._states.get(question.id)
        self._asked[question.topic] += state.asked - (before.asked if before else 0)
        self._states[question.id] = state
        self._weigh(question.topic)
        self._levels = levels(self._evidence, self._model)
        self._missed.learn(state)
        if self._practised(question.id):
            self._queues[question.topic].rank(question.id, self._value(question))
        for topic, level in self._levels.items():
            if (
                abs(level.mean - self._valued[topic].mean) + abs(level.rate - self._valued[topic].rate)
                > _MOVED
            ):
                self._value_topic(topic)

    def turn(self, now: datetime) -> None:
        """Take in that time goes on: what is old is valued anew.

        Args:
            now: The present, timezone-aware.
        """
        if abs(now - self._now) >= _TURN:
            self._start(now)

    def recall(self, question_id: str, at: datetime) -> float:
        """Chance that a question is answered well at a time, without practice until then, 0-1."""
        question = self._questions[question_id]
        return chance(
            self._model,
            self._states.get(question_id),
            self._levels[question.topic],
            question.difficulty,
            now=self._now,
            at=at,
        )

    def candidate(self, question_id: str) -> Candidate:
        """What practising a question now is worth."""
        return self._candidate(self._questions[question_id])

    def reason(self, question_id: str) -> str:
        """Why a question would be asked now: what happened to it last, and its outlook without practice."""
        return self._reason(self._questions[question_id], self._now)

    def gains(self, limit: int = 10) -> tuple[Candidate, ...]:
        """The questions that are worth most now, best first.

        Args:
            limit: How many.
        """
        every = (self._candidate(question) for question in self._questions.values())
        return tuple(sorted(every, key=lambda candidate: -candidate.value)[:limit])

    def strengths(self) -> tuple[TopicStrength, ...]:
        """How well each topic goes, in the order of the bank."""
        return tuple(self._strength(topic, queue) for topic, queue in self._queues.items())

    def readiness(self, at: datetime) -> Readiness:
        """Chance of a good answer to a random question of the role at a time.

        Args:
            at: A time, such as that of the interview.
        """
        return self._mean(self._questions.values(), at, lambda question: self._importance[question.id])

    def _start(self, now: datetime) -> None:
        self._now = now
        day = self._interview if self._interview and self._interview > now else now + HORIZON
        self._valuer = Valuer(self._model, now, day, len(self._questions))
        for topic in self._queues:
            self._weigh(topic)
        self._levels = levels(self._evidence, self._model)
        self._missed = Missed(self._questions, self._states, now)
        for topic in self._queues:
            self._value_topic(topic)

    def _weigh(self, topic: str) -> None:
        own = self._queues[topic].questions
        entries = (
            (question.difficulty, self._states[id]) for id, question in own.items() if id in self._states
        )
        self._evidence[topic] = Evidence(entries, self._now)

    def _value_topic(self, topic: str) -> None:
        queue = self._queues[topic]
        self._valued[topic] = self._levels[topic]
        queue.rank_all(
            {id: self._value(question) for id, question in queue.questions.items() if self._practised(id)}
        )

    def _practised(self, id: str) -> bool:
        state = self._states.get(id)
        return state is not None and state.stability is not None

    def _candidate(self, question: Question) -> Candidate:
        return self._valuer.candidate(
            question,
            self._states.get(question.id),
            self._levels[question.topic],
            self._importance[question.id],
        )

    def _value(self, question: Question) -> float:
        return self._valuer.value(
            question,
            self._states.get(question.id),
            self._levels[question.topic],
            self._importance[question.id],
        )

    def _best(
        self, topics: Collection[str], fits: Callable[[Question], bool], rng: Random
    ) -> Question | None:
        found: list[tuple[float, float, Question]] = []
        for topic in topics:
            queue = self._queues[topic]
            if practised := queue.best_practised(fits):
                found.append((practised[0], rng.random(), practised[1]))
            for question in queue.new(fits, rng):
                found.append((self._value(question), rng.random(), question))
        return max(found, key=lambda entry: entry[:2])[2] if found else None

    def _again(
        self, topics: Collection[str], fits: Callable[[Question], bool], now: datetime, rng: Random
    ) -> Question | None:
        """What takes up a miss of the days before, if that is worth nearly as much as the best."""
        every = (each for each in self._missed.again(now - REST) if each.topic in topics and fits(each))
        found, best = max(every, key=self._value, default=None), self._best(topics, fits, rng)
        if found is None or best is None:
            return None
        return found if self._value(found) >= NEARLY * self._value(best) else None

    def _run(self, asked: Sequence[str]) -> str | None:
        """The topic that was asked about so often on end that it should wait."""
        latest = [self._questions[id].topic for id in asked[-MOST_IN_A_ROW:] if id in self._questions]
        return latest[0] if len(latest) == MOST_IN_A_ROW and len(set(latest)) == 1 else None

    def _behind(self, topics: Iterable[str]) -> list[str]:
        total = sum(self._asked.values())
        return [topic for topic in topics if FLOOR * self._share[topic] * total >= self._asked[topic] + 1]

    def _reason(self, question: Question, now: datetime) -> str:
        day = self._valuer.day
        state = self._states.get(question.id)
        before = self._missed.leading_to(question.id)
        return reason(state, before, self.recall(question.id, day), day, now)

    def _strength(self, topic: str, queue: TopicQueue) -> TopicStrength:
        states = [self._states[id] for id in queue.questions if id in self._states]
        found = self._mean(queue.questions.values(), self._now, lambda question: 1.0)
        graded = any(state.last_score is not None for state in states)
        return TopicStrength(
            topic=topic,
            strength=100 * found.mean if graded else None,
            low=100 * found.low if graded else None,
            high=100 * found.high if graded else None,
            attempts=sum(state.asked for state in states),
            last=max((state.last_asked for state in states), default=None),
        )

    def _mean(
        self, questions: Iterable[Question], at: datetime, weight: Callable[[Question], float]
    ) -> Readiness:
        return readiness(
            Weighted(
                weight(question),
                self.recall(question.id, at),
                self._levels[question.topic],
                self._practised(question.id),
            )
            for question in questions
        )
