"""What an interview for a role asks about: the blueprint by which a mock interview samples its questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

from interviewer.bank.question import Difficulty, Question

Weight = Annotated[float, Meta(ge=0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicShare:
    """One topic of a role."""

    topic: str
    weight: Annotated[float, Meta(gt=0)] = 1.0
    """How often it is asked about, relative to the role's other topics."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DifficultyMix:
    """How often each difficulty is asked, relative to the others."""

    easy: Weight = 0.0
    medium: Weight = 0.0
    hard: Weight = 0.0

    def weight(self, difficulty: Difficulty) -> float:
        """The weight of a difficulty."""
        return {"easy": self.easy, "medium": self.medium, "hard": self.hard}[difficulty]


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """One file of the folder `roles`."""

    id: str
    title: str
    description: str
    """Who is asked this, in a sentence."""
    minutes: Annotated[float, Meta(gt=0)]
    """Usual length of the technical part."""
    difficulty: DifficultyMix
    topics: tuple[TopicShare, ...]

    def asks(self, question: Question) -> bool:
        """Whether a question may come: it is about one of the topics, and of a difficulty that is asked."""
        return bool(self.share(question.topic) and self.difficulty.weight(question.difficulty))

    def share(self, topic: str) -> float:
        """The fraction of its questions that are about a topic, 0-1; 0 for one that it does not ask about."""
        total = sum(entry.weight for entry in self.topics)
        return sum(entry.weight for entry in self.topics if entry.topic == topic) / total
