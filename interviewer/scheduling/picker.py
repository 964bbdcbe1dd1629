"""Which question next: weak topics more often, recent questions later, no topic for long on end."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from interviewer.bank.question import Question
from interviewer.scheduling.pick import Outcome, Pick
from interviewer.scheduling.reason import reason
from interviewer.scheduling.strength import HALF_LIFE, evidence, strength

REST = timedelta(hours=20)
"""Rest of a question: what was asked today waits, and is there again at the same hour tomorrow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picker:
    """Picks questions by Thompson sampling over topics (Thompson 1933; Chapelle & Li 2011).

    Each topic's share of points has a Beta posterior from its discounted scores. One value is drawn for each
    topic and the lowest wins: a topic that goes badly wins often, and one that is hardly known wins now
    and then because its draws scatter. Inside the topic the question that was asked longest ago comes first.

    Attributes:
        half_life: Age at which an outcome counts half.
        rest: How long a question waits after it was asked, while there are others.
        most_in_a_row: Questions of one topic on end, while other topics have questions left to ask.
    """

    half_life: timedelta = HALF_LIFE
    rest: timedelta = REST
    most_in_a_row: int = 2

    def pick(
        self,
        bank: Sequence[Question],
        outcomes: Sequence[Outcome],
        asked: Sequence[str],
        now: datetime,
        rng: Random,
        topics: Collection[str] = (),
    ) -> Pick | None:
        """The question to ask next.

        A question that rests is taken only when no other is left, so resting goes before the limit on
        one topic in a row.

        Args:
            bank: The questions that may be asked; `asked` and `outcomes` may name others.
            outcomes: The whole history, in any order.
            asked: Ids of the questions of this session, in the order asked.
            now: The present, timezone-aware.
            rng: Source of chance; the same seed and history give the same picks.
            topics: Ids of the topics to pick from; none means all.

        Returns:
            A question that was not asked in this session, with the reason; None when there is none left.
        """
        wanted = [question for question in bank if not topics or question.topic in topics]
        left = [question for question in wanted if question.id not in set(asked)]
        if not left:
            return None
        last_asked = _last_asked(outcomes)
        rested = [q for q in left if q.id not in last_asked or now - last_asked[q.id] >= self.rest]
        fair = self._without_run(rested or left, bank, asked)
        topic = self._sample_topic(fair, outcomes, now, rng)
        question = _least_recent((q for q in fair if q.topic == topic), last_asked, rng)
        # "Your weakest topic" must hold against all topics of the history, even where `bank` is a part of it.
        topics_known = dict.fromkeys([*_topics(bank), *(outcome.topic for outcome in outcomes)])
        strengths = strength(tuple(topics_known), outcomes, now, self.half_life)
        return Pick(question=question, reason=reason(question, outcomes, strengths, now))

    def _without_run(
        self, questions: list[Question], bank: Sequence[Question], asked: Sequence[str]
    ) -> list[Question]:
        topic_of = {question.id: question.topic for question in bank}
        latest = [topic_of.get(id) for id in asked[-self.most_in_a_row :]]
        if len(latest) < self.most_in_a_row or len(set(latest)) > 1:
            return questions
        return [question for question in questions if question.topic != latest[0]] or questions

    def _sample_topic(
        self, questions: list[Question], outcomes: Sequence[Outcome], now: datetime, rng: Random
    ) -> str:
        def draw(topic: str) -> float:
            found = evidence((o for o in outcomes if o.topic == topic), now, self.half_life)
            return rng.betavariate(1 + found.points, 1 + found.weight - found.points)

        return min(_topics(questions), key=draw)


def _topics(questions: Iterable[Question]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(question.topic for question in questions))


def _last_asked(outcomes: Sequence[Outcome]) -> Mapping[str, datetime]:
    last: dict[str, datetime] = {}
    for outcome in outcomes:
        last[outcome.question_id] = max(outcome.at, last.get(outcome.question_id, outcome.at))
    return last


def _least_recent(questions: Iterable[Question], last: Mapping[str, datetime], rng: Random) -> Question:
    """The one asked longest ago; one never asked comes before all, and chance decides between equals."""
    shuffled = list(questions)
    rng.shuffle(shuffled)
    return min(shuffled, key=lambda question: last[question.id].timestamp() if question.id in last else 0.0)
