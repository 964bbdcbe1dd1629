"""What a question is: the typed objects that the bank's files are read into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Literal

from msgspec import Meta

Difficulty = Literal["easy", "medium", "hard"]
Kind = Literal["concept", "formula", "derivation", "code", "numeric", "list"]
Imported = Literal["proposed", "accepted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPoint:
    """One statement of a full answer, as it would stand in a grading rubric."""

    point: str
    """The statement, able to stand alone."""
    weight: Annotated[float, Meta(gt=0)] = 1.0
    """Its share of the score, relative to the question's other points."""
    misconception: str | None = None
    """The well-known wrong belief that stands against it, if there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeTest:
    """One check of a code question: an expression over the candidate's names and what it must equal."""

    call: str
    expected: str
    weight: Annotated[float, Meta(gt=0)] = 1.0
    """Its share of the tests, relative to the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RandomTest:
    """A check on inputs that are drawn at random: the candidate must agree with an oracle on each."""

    inputs: str
    """What `x` is drawn from: a strategy of Hypothesis, whose module is `st`."""
    call: str
    """An expression over `x` and the candidate's names."""
    expected: str
    """What it must equal: an expression over `x`, the setup's names and `reference`, a module with the
    reference solution."""


Complexity = Literal["1", "log n", "n", "n log n", "n^2", "n^3", "2^n"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """How the run time may grow with the size of the input."""

    at_most: Complexity
    sizes: tuple[int, ...]
    """Values of `n`, the smallest first; the largest takes the reference solution some tenths of a second."""
    inputs: str
    """An expression over `n` and a seeded `random`, for the input `x`; made before the clock runs."""
    call: str
    """What is timed: an expression over `x` and the candidate's names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """What a code question has beside its spoken explanation; every text is Python."""

    starter: str
    """What the candidate begins with: a signature with its types, and a docstring."""
    solution: str
    """A reference solution, which passes every test."""
    tests: tuple[CodeTest, ...]
    """At least one."""
    setup: str | None = None
    """Run before the candidate's code: what the tests need, and classes that the candidate may use."""
    examples: Annotated[int, Meta(ge=1)] = 3
    """How many of the tests, from the first on, the candidate sees and can run at any time."""
    random: tuple[RandomTest, ...] = ()
    """Checks on random inputs."""
    growth: Growth | None = None
    """The cost that the question asks for, where it asks for one."""
    forbidden: tuple[str, ...] = ()
    """Shortcuts that the question rules out: a name (`sorted`, `heapq`), an attribute (`.sort`), or
    `recursion`."""
    wrong: tuple[str, ...] = ()
    """Plausible wrong solutions; each fails one of the checks."""


CODING_MINUTES: Mapping[Difficulty, float] = MappingProxyType({"easy": 10, "medium": 15, "hard": 25})
"""Time to write the code of a question, before it is explained."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of the bank. `id` is stable for good: the log refers to it."""

    id: str
    topic: str
    difficulty: Difficulty
    kind: Kind
    question: str
    """As shown on the screen; formulas in plain text or Unicode."""
    answer: str
    """The reference answer: 2-6 sentences that a strong candidate could say."""
    key_points: tuple[KeyPoint, ...]
    """2-6 points that together are the answer."""
    minutes: Annotated[float, Meta(gt=0)]
    """Time that a good spoken answer takes."""
    spoken: str | None = None
    """How the question is said, where that differs from how it is shown."""
    terms: tuple[str, ...] = ()
    """Vocabulary that speech recognition must expect."""
    follow_ups: tuple[str, ...] = ()
    """Ids of questions that lead deeper."""
    source: tuple[int, ...] = ()
    """Numbers of the deck's cards that this question covers."""
    references: tuple[str, ...] = ()
    """Where facts come from that age or belong to a paper: authors, title, year, arXiv number."""
    code: Code | None = None
    """Signature, solution and tests of a code question; None for every other kind."""
    imported: Imported | None = None
    """Of a question made from a card of a deck: whether its key points were only proposed from the answer, or
    accepted by its owner. None where somebody wrote it."""

    @property
    def coding_minutes(self) -> float:
        """Time to write its code; 0 where it asks for none."""
        return CODING_MINUTES[self.difficulty] if self.code else 0.0

    @property
    def all_minutes(self) -> float:
        """Time of an interview that it takes: to write its code, and to answer or explain."""
        return self.coding_minutes + self.minutes

    @property
    def said(self) -> str:
        """The text to speak: `spoken` where it differs, else the question as shown."""
        return self.spoken or self.question


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One file of the bank."""

    id: str
    title: str
    questions: tuple[Question, ...]
