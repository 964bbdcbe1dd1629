"""Phrases of a kind, and where an answer has them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from interviewer.speech.delivery.spoken import Passage, Spoken, passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """What was found of one kind.

    Attributes:
        passages: Each of them, in the order of time.
        is_lower_bound: Whether there may be more: such as the engine does not write down, or such as cannot
            be told from an ordinary use of the same words.
    """

    passages: tuple[Passage, ...]
    is_lower_bound: bool

    def __len__(self) -> int:
        return len(self.passages)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A phrase where it stands: words `first` to `last` (exclusive) of what was said."""

    said: Sequence[Spoken]
    first: int
    last: int

    @property
    def before(self) -> str:
        """The word before it; empty where there is none."""
        return self.said[self.first - 1].key if self.first else ""

    @property
    def after(self) -> str:
        """The word after it; empty where there is none."""
        return self.said[self.last].key if self.last < len(self.said) else ""

    @property
    def set_off_before(self) -> bool:
        """Whether a mark, a silence, a filled pause or the beginning stands before it."""
        return self.said[self.first].set_off or self.said[self.first - 1].is_sound

    @property
    def set_off_after(self) -> bool:
        """Whether a mark, a silence, a filled pause or the end stands after it."""
        return self.last == len(self.said) or self.said[self.last].set_off or self.said[self.last].is_sound

    @property
    def set_off(self) -> bool:
        """Whether it is set off on both sides."""
        return self.set_off_before and self.set_off_after


Rule = Callable[[Surroundings], bool]
"""Whether a phrase, where it stands, surely is one of the kind."""


def always(_: Surroundings) -> bool:
    """Wherever the words stand."""
    return True


def find(said: Sequence[Spoken], phrases: Iterable[tuple[str, Rule]]) -> Mentions:
    """Where the phrases stand, the longer before the shorter, none over another.

    A use that its rule leaves out makes the count a lower bound.
    """
    passages: list[Passage] = []
    taken: set[int] = set()
    left_out = False
    for phrase, rule in sorted(phrases, key=lambda each: -len(each[0].split())):
        keys = phrase.split()
        for first in _places(said, keys):
            last = first + len(keys)
            if not taken.isdisjoint(range(first, last)):
                continue
            if rule(Surroundings(said, first, last)):
                taken.update(range(first, last))
                passages.append(passage(said[first:last]))
            else:
                left_out = True
    return Mentions(passages=tuple(sorted(passages, key=lambda each: each.start)), is_lower_bound=left_out)


def _places(said: Sequence[Spoken], keys: Sequence[str]) -> Iterable[int]:
    for first in range(len(said) - len(keys) + 1):
        if all(each.key == key for each, key in zip(said[first:], keys, strict=False)) and not any(
            each.opens for each in said[first + 1 : first + len(keys)]
        ):
            yield first
