"""Scores over time, by topic, as a plot draws them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

_STEPS = 60
"""Parts of the time that is shown; the answers of one part are one point of the plot."""


class Scored(NamedTuple):
    """An answer that was graded."""

    topic: str
    at: datetime
    score: float
    """0-100."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How a topic went."""

    topic: str
    answers: int
    mean: float
    """0-100, over all answers."""
    points: tuple[tuple[float, float], ...]
    """From the first to the last: time, 0-1 of what is shown, and mean score of the answers then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The time that is shown."""

    first: datetime
    last: datetime

    def share(self, at: datetime) -> float:
        """A moment as 0-1; in the middle where everything was answered at once."""
        length = self.last - self.first
        return (at - self.first) / length if length else 0.5


def span(scored: Iterable[Scored]) -> Span | None:
    """From the first answer to the last; None without any."""
    first = last = None
    for each in scored:
        first = each.at if first is None else min(first, each.at)
        last = each.at if last is None else max(last, each.at)
    return Span(first=first, last=last) if first and last else None


def by_topic(scored: Iterable[Scored], shown: Span) -> tuple[Progress, ...]:
    """Each topic's, the weakest first. Takes memory for the topics, not for the answers."""
    sums: dict[str, dict[int, tuple[int, float]]] = defaultdict(dict)
    for each in scored:
        step = round(shown.share(each.at) * _STEPS)
        count, total = sums[each.topic].get(step, (0, 0.0))
        sums[each.topic][step] = (count + 1, total + each.score)
    return tuple(sorted((_progress(topic, steps) for topic, steps in sums.items()), key=lambda it: it.mean))


def _progress(topic: str, steps: dict[int, tuple[int, float]]) -> Progress:
    answers = sum(count for count, _ in steps.values())
    return Progress(
        topic=topic,
        answers=answers,
        mean=sum(total for _, total in steps.values()) / answers,
        points=tuple((step / _STEPS, total / count) for step, (count, total) in sorted(steps.items())),
    )
