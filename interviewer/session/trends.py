"""How practice went over time: scores, delivery, readiness, and the questions that are hardest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

import msgspec

from interviewer.errors import StoreError
from interviewer.progress import OnProgress, silent
from interviewer.scheduling import Readiness
from interviewer.scheduling.plan import Plan
from interviewer.session.delivered import measured
from interviewer.session.planning import Planning
from interviewer.session.schedule import Standing
from interviewer.session.smoothing import Line, Point, smoothed
from interviewer.speech.stt.transcript import Transcript
from interviewer.store.trends import HardQuestion, ScoredDay, SpokenAnswer, TrendQueries

MOST_POINTS: Final = 500
"""More single answers cannot be told apart in a plot: from there on each day is one point."""
MOST_SPOKEN: Final = 240
"""Spoken answers that are measured: to measure one takes some milliseconds."""
LATELY: Final = timedelta(days=30)
"""The time that is compared with the one before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """One quantity over time."""

    points: tuple[Point, ...] = ()
    """The answers, or the means of days where there are too many to be told apart; oldest first."""
    line: tuple[Line, ...] = ()
    """A smooth line through them, in pieces."""
    count: int = 0
    """Answers in all."""
    mean: float | None = None
    """Over all answers; None without any."""
    lately: float | None = None
    """Over those of the last 30 days."""
    before: float | None = None
    """Over those of the 30 days before these; None also where not all of these days are asked about."""

    @property
    def by_day(self) -> bool:
        """Whether the points are means of days."""
        return self.count > len(self.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """How one answer was spoken."""

    attempt_id: int
    at: datetime
    words_per_minute: float | None
    """None where the answer is too short for a pace."""
    fillers: float
    """In 100 words, at least: fillers are not always heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryTrend:
    """How the latest answers were spoken."""

    answers: tuple[Spoken, ...] = ()
    """Oldest first."""
    pace: Trend
    """Words a minute."""
    fillers: Trend
    """In 100 words, at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """How ready the candidate is, and will be."""

    today: Readiness
    plan: Plan


class Trends:
    """Reads how practice went. What it has measured it keeps, so that it is had at once the next time.

    The arguments are everywhere the same: `topic`, the id of the one that is asked about, or None for all;
    and `since`, the time from which on answers count, or None for ever. Every method raises `StoreError`
    where the log cannot be used.

    Args:
        queries: Of the log.
        now: Gives the time of day, timezone-aware.
        askable: Gives the ids of the questions that can be asked.
    """

    def __init__(
        self, queries: TrendQueries, now: Callable[[], datetime], askable: Callable[[], Iterable[str]]
    ) -> None:
        self._queries, self._now, self._askable = queries, now, askable
        self._measured: dict[tuple[int, int], Spoken | None] = {}
        self._decode = msgspec.json.Decoder(Transcript).decode

    def days(self, topic: str | None = None, since: datetime | None = None) -> tuple[ScoredDay, ...]:
        """The days on which answers were graded, oldest first."""
        return self._queries.days(topic, since)

    def scores(self, topic: str | None = None, since: datetime | None = None) -> Trend:
        """The scores of graded answers, 0-100."""
        days = self._queries.days(topic, since)
        if sum(day.answers for day in days) > MOST_POINTS:
            return self._trend([_at_noon(day) for day in days], since)
        return self._trend([Point(at, score) for at, score in self._queries.scores(topic, since)], since)

    def delivery(
        self, topic: str | None = None, since: datetime | None = None, on_progress: OnProgress = silent
    ) -> DeliveryTrend:
        """How the latest spoken answers were spoken.

        Args:
            topic: See the class.
            since: See the class.
            on_progress: Is told how many are measured, newest first.
        """
        found = self._queries.spoken(topic, since, MOST_SPOKEN)
        answers = []
        for number, answer in enumerate(found, start=1):
            if spoken := self._measure(answer):
                answers.append(spoken)
            on_progress(number, len(found))
        answers.reverse()
        return DeliveryTrend(
            answers=tuple(answers),
            pace=self._trend(
                [Point(each.at, each.words_per_minute) for each in answers if each.words_per_minute], since
            ),
            fillers=self._trend([Point(each.at, each.fillers) for each in answers], since),
        )

    def hardest(
        self, topic: str | None = None, since: datetime | None = None, most: int = 30
    ) -> tuple[HardQuestion, ...]:
        """The questions that were answered worst, `most` of them at most, the hardest first.

        They can all be practised: one that is gone from the bank is left out, and one that was made of a
        single answer.
        """
        return self._queries.hardest(topic, since, most, self._askable())

    def _trend(self, points: Sequence[Point], since: datetime | None) -> Trend:
        lately = self._now() - LATELY
        before = lately - LATELY
        compared = since is None or since <= before
        return Trend(
            points=tuple(points),
            line=smoothed(points),
            count=sum(point.count for point in points),
            mean=_mean(points),
            lately=_mean(point for point in points if point.at >= lately),
            before=_mean(point for point in points if compared and before <= point.at < lately),
        )

    def _measure(self, answer: SpokenAnswer) -> Spoken | None:
        key = answer.attempt_id, hash(answer.transcript)
        if key not in self._measured:
            self._measured[key] = self._spoken(answer)
        return self._measured[key]

    def _spoken(self, answer: SpokenAnswer) -> Spoken | None:
        try:
            delivery = measured(self._decode(answer.transcript), "voice")
        except msgspec.ValidationError as error:
            raise StoreError(
                f"The transcript of attempt {answer.attempt_id} in the log is not as interviewer writes it "
                f"({error}). `interviewer restore` puts back an earlier copy of the log."
            ) from error
        if delivery is None:
            return None
        return Spoken(
            attempt_id=answer.attempt_id,
            at=answer.asked_at,
            words_per_minute=delivery.pace.words_per_minute if delivery.pace else None,
            fillers=100 * len(delivery.fillers) / delivery.words,
        )


def since(now: datetime, days: int | None) -> datetime | None:
    """The midnight that lies so many days before today, in the time zone of this machine; None for ever."""
    return None if days is None else _at((now.astimezone() - timedelta(days=days)).date(), time())


def forecast(standing: Standing, planning: Planning, on_day: OnProgress = silent) -> Forecast:
    """Readiness now and at the interview.

    Args:
        standing: Where the candidate stands.
        planning: Plans the days until the interview.
        on_day: Called with the days planned and their number.

    Raises:
        StoreError: The log cannot be used.
    """
    with standing.schedule() as schedule:
        today = schedule.readiness(standing.now())
    return Forecast(today=today, plan=planning.plan(on_day))


def _at_noon(day: ScoredDay) -> Point:
    return Point(_at(day.day, time(12)), day.score, day.answers)


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour).astimezone()


def _mean(points: Iterable[Point]) -> float | None:
    points = list(points)
    count = sum(point.count for point in points)
    return sum(point.count * point.value for point in points) / count if count else None
