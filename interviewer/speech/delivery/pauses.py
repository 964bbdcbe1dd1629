"""Silences inside an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from interviewer.speech.stt.transcript import Word

SHORTEST, LONG = 1.0, 3.0
"""Seconds from which on a silence is a pause, and a long one."""

_BEFORE, _AFTER = 3, 5
"""Words that tell where a pause is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A silence between two sounds of an answer; `start` and `end` in seconds of the recording.

    Attributes:
        before: The last words before it.
        after: The first words after it.
    """

    start: float
    end: float
    before: str
    after: str

    @property
    def seconds(self) -> float:
        """Its length."""
        return self.end - self.start

    @property
    def is_long(self) -> bool:
        """Whether it is over 3 s."""
        return self.seconds > LONG


def pauses(words: Sequence[Word], fillers: Sequence[Word]) -> tuple[Pause, ...]:
    """The silences over 1 s between the first word and the last. A filler ends one as a word does.

    Args:
        words: In the order of time, at least one.
        fillers: In any order.
    """
    first, last = words[0].start, max(word.end for word in words)
    inside = (filler for filler in fillers if filler.end > first and filler.start < last)
    heard = sorted((*words, *inside), key=lambda each: each.start)
    found = []
    end = heard[0].end
    for before, after in pairwise(heard):
        end = max(end, before.end)
        if after.start - end > SHORTEST:
            earlier = [word.text for word in words if word.start <= before.start]
            later = [word.text for word in words if word.start >= after.start]
            found.append(
                Pause(
                    start=end,
                    end=after.start,
                    before=" ".join(earlier[-_BEFORE:]),
                    after=" ".join(later[:_AFTER]),
                )
            )
    return tuple(found)
