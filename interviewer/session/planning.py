"""What to practise: the question of now, and the plan of the days to come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from interviewer.bank.question import Question
from interviewer.progress import OnProgress, silent
from interviewer.scheduling import Candidate, Pick
from interviewer.scheduling.plan import Plan, plan
from interviewer.session.schedule import Standing
from interviewer.session.target import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """The question to practise now, and the numbers behind it."""

    pick: Pick
    candidate: Candidate
    runners_up: tuple[Candidate, ...]
    """The questions that are worth most besides it, best first."""


class Planning:
    """Runs the scheduler for what one practises for. Logs nothing.

    Args:
        standing: Where the candidate stands.
        questions: The bank.
        target: What one practises for.
        minutes: Time of a day.
        now: Gives the time of day, timezone-aware.
    """

    def __init__(
        self,
        standing: Standing,
        questions: Sequence[Question],
        target: Target,
        minutes: float,
        now: Callable[[], datetime],
    ) -> None:
        self._standing, self._questions, self._target = standing, questions, target
        self._minutes, self._now = minutes, now

    def suggest(
        self, topics: Sequence[str] = (), minutes: float | None = None, runners_up: int = 5
    ) -> Suggestion | None:
        """The question to practise now.

        Args:
            topics: Ids of the topics that it may be of; none means all.
            minutes: What it may take at most; None for any time.
            runners_up: How many more to give.

        Returns:
            None where no question fits.

        Raises:
            StoreError: The log cannot be used.
        """
        with self._standing.schedule() as schedule:
            pick = schedule.pick((), self._now(), Random(0), topics, minutes)
            if pick is None:
                return None
            candidates = [
                candidate
                for candidate in schedule.gains(len(self._questions))
                if _fits(candidate.question, topics, minutes)
            ]
        own = next(each for each in candidates if each.question.id == pick.question.id)
        others = tuple(each for each in candidates if each is not own)[:runners_up]
        return Suggestion(pick=pick, candidate=own, runners_up=others)

    def upcoming(self, count: int) -> tuple[Pick, ...]:
        """The questions to practise now, in the order in which practice would ask them.

        What is answered on the way may change those that follow.

        Args:
            count: How many, where so many fit.

        Raises:
            StoreError: The log cannot be used.
        """
        picks: list[Pick] = []
        rng = Random(0)  # the same log gives the same picks
        with self._standing.schedule() as schedule:
            while len(picks) < count:
                asked = [pick.question.id for pick in picks]
                pick = schedule.pick(asked, self._now(), rng)
                if pick is None:
                    break
                picks.append(pick)
        return tuple(picks)

    def share(self, topic: str) -> float:
        """Of the interview's questions, those about a topic, 0-1: by the role, or as the bank has them."""
        if self._target.role:
            return self._target.role.share(topic)
        return sum(question.topic == topic for question in self._questions) / len(self._questions)

    def plan(self, on_day: OnProgress = silent) -> Plan:
        """The days until the interview, and the readiness that they lead to.

        Args:
            on_day: Called with the days planned and their number.

        Raises:
            StoreError: The log cannot be used.
        """
        return plan(
            self._questions,
            self._standing.states(),
            now=self._now().astimezone(),
            interview=self._target.interview,
            role=self._target.role,
            model=self._standing.model,
            minutes=self._minutes,
            on_day=on_day,
        )


def _fits(question: Question, topics: Sequence[str], minutes: float | None) -> bool:
    return (not topics or question.topic in topics) and (minutes is None or question.all_minutes <= minutes)
