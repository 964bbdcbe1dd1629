"""Pairs for the model: words of an answer, a statement, and what the ones are to the other."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

from interviewer.bank.question import Question
from tests.benchmarks.grading.training.flips import flipped, turned_alike
from tests.benchmarks.grading.training.statements import Statements


class Label(IntEnum):
    """In the order of the model's outputs."""

    COVERED = 0
    PARTLY = 1
    MISSED = 2
    CONTRADICTED = 3


COVERED, PARTLY, MISSED, CONTRADICTED = Label


class Pair(NamedTuple):
    """One example."""

    said: str
    statement: str
    label: Label


def sentence(text: str) -> str:
    """`text` with a mark at its end."""
    text = text.strip()
    return text if text[-1] in ".!?;" else f"{text}."


class Written:
    """Pairs from what was written for the purpose, other ones each time.

    An answer makes several points in a row, so half of the statements stand among others of their question.
    """

    def __init__(self, statements: Sequence[Statements], seed: int) -> None:
        self._all, self._rng = statements, random.Random(seed)
        self._of_question: dict[str, list[Statements]] = defaultdict(list)
        self._of_topic: dict[str, list[Statements]] = defaultdict(list)
        for each in statements:
            self._of_question[each.question.id].append(each)
            self._of_topic[each.question.topic].append(each)

    def pairs(self) -> list[Pair]:
        """Some fifteen for each key point."""
        found = [pair for each in self._all for pair in self._about(each)]
        self._rng.shuffle(found)
        return [pair._replace(said=self._heard(pair.said)) for pair in found]

    def _about(self, each: Statements) -> Iterator[Pair]:
        rng, point = self._rng, each.key_point
        for text in rng.sample(each.right, 3):
            yield Pair(self._among(each, text), point, COVERED)
        yield Pair(self._among(each, each.partly), point, PARTLY)
        one = rng.randrange(2)
        others = [each.denied, each.wrong, each.believed]
        for text in (each.flipped[one], each.flipped_again[1 - one], *rng.choices(others, k=2)):
            yield Pair(self._among(each, text), point, CONTRADICTED)
        yield from self._not_said(each)
        yield from self._of_other_statements(each)
        yield from self._turned(each)

    def _not_said(self, each: Statements) -> Iterator[Pair]:
        rng = self._rng
        yield Pair(each.near if rng.random() < 0.5 else self._among(each, each.near), each.key_point, MISSED)
        siblings = self._siblings(each)
        if siblings:
            chosen = rng.sample(siblings, min(len(siblings), rng.choice((1, 1, 2, 3))))
            texts = (sentence(rng.choice(one.right if rng.random() < 0.7 else one.false)) for one in chosen)
            yield Pair(" ".join(texts), each.key_point, MISSED)
        for pool, share in ((self._of_topic[each.question.topic], 0.5), (self._all, 0.3)):
            other = rng.choice(pool)
            if rng.random() < share and other.question.id != each.question.id:
                yield Pair(rng.choice(other.right + other.false), each.key_point, MISSED)

    def _of_other_statements(self, each: Statements) -> Iterator[Pair]:
        """With statements that are no key points, so that not what is true counts but what is said."""
        rng = self._rng
        if each.misconception:
            believes = rng.random() < 0.5
            text = each.believed if believes else rng.choice(each.right)
            label = COVERED if believes else CONTRADICTED
            yield Pair(self._among(each, text), each.misconception, label)
        said, other = rng.sample(each.said, 2)
        one = rng.randrange(2)
        yield rng.choices(
            (
                Pair(self._among(each, said), other, COVERED),
                Pair(each.flipped_again[one], each.flipped[one], COVERED),
                Pair(each.flipped[one], each.flipped_again[one], COVERED),
                Pair(self._among(each, said), each.flipped[one], CONTRADICTED),
                Pair(self._among(each, each.flipped_again[one]), said, CONTRADICTED),
            ),
            (6, 4, 4, 3, 3),
        )[0]

    def _turned(self, each: Statements) -> Iterator[Pair]:
        """By rule, from what was written."""
        rng, point = self._rng, each.key_point
        false = flipped(rng.choice(each.said), rng)
        if false and rng.random() < 0.5:
            yield Pair(false, point, CONTRADICTED)
        for text, label in (
            (rng.choice(each.said), COVERED),
            (rng.choice(each.flipped + each.flipped_again), CONTRADICTED),
        ):
            alike = turned_alike(text, point, rng)
            if alike:
                yield Pair(*alike, label)

    def _siblings(self, each: Statements) -> list[Statements]:
        return [one for one in self._of_question[each.question.id] if one is not each]

    def _among(self, each: Statements, text: str) -> str:
        """The statement, every other time beside one or two on other points of the question."""
        rng, siblings = self._rng, self._siblings(each)
        others = rng.choices((0, 1, 2), (5, 3, 2))[0] if siblings else 0
        texts = [text]
        for _ in range(others):
            beside = rng.choice(siblings)
            kind = rng.choices(
                (beside.right, beside.false, (beside.near,), (beside.partly,)), (60, 25, 10, 5)
            )[0]
            texts.insert(rng.randrange(len(texts) + 1), rng.choice(kind))
        if len(texts) == 1:
            return text
        if rng.random() < 0.2:
            return ", ".join(each.strip().rstrip(".") for each in texts)
        return " ".join(map(sentence, texts))

    def _heard(self, text: str) -> str:
        """Some of them as speech recognition without punctuation writes."""
        return re.sub(r"[.,;:]", "", text).lower() if self._rng.random() < 0.12 else text


class OfBank:
    """Pairs from the bank's own words, and from these turned by rule."""

    def __init__(self, questions: Sequence[Question], seed: int) -> None:
        self._questions, self._rng = questions, random.Random(seed)
        self._of_topic: dict[str, list[Question]] = defaultdict(list)
        for question in questions:
            self._of_topic[question.topic].append(question)

    def pairs(self, share: float) -> list[Pair]:
        """Some nine for each key point, of a share of the key points."""
        found = [
            pair
            for question in self._questions
            for number in range(len(question.key_points))
            if self._rng.random() < share
            for pair in self._about(question, number)
        ]
        self._rng.shuffle(found)
        return found

    def _about(self, question: Question, number: int) -> Iterator[Pair]:
        rng = self._rng
        key_point = question.key_points[number]
        point, misconception = key_point.point, key_point.misconception
        yield Pair(self._among(question, number, point), point, COVERED)
        false = flipped(point, rng)
        if false:
            yield Pair(self._among(question, number, false), point, CONTRADICTED)
            chance = rng.random()
            if chance < 0.7:
                said, label = (point, CONTRADICTED) if chance < 0.4 else (false, COVERED)
                yield Pair(self._among(question, number, said), false, label)
        if misconception:
            yield Pair(self._among(question, number, misconception), point, CONTRADICTED)
            yield Pair(self._among(question, number, point), misconception, CONTRADICTED)
            yield Pair(self._among(question, number, misconception), misconception, COVERED)
        alike = turned_alike(point, misconception or point, rng)
        if alike and misconception:
            yield Pair(*alike, CONTRADICTED)
        yield from self._not_said(question, number)

    def _not_said(self, question: Question, number: int) -> Iterator[Pair]:
        rng, point = self._rng, question.key_points[number].point
        others = [each for at, each in enumerate(question.key_points) if at != number]
        elsewhere = rng.choice(self._of_topic[question.topic] if rng.random() < 0.6 else self._questions)
        if elsewhere is not question:
            others.append(rng.choice(elsewhere.key_points))
        for other in rng.sample(others, min(2, len(others))):
            yield Pair(rng.choice((other.point, other.misconception or other.point)), point, MISSED)
        if rng.random() < 0.1:
            yield Pair(question.question, point, MISSED)

    def _among(self, question: Question, number: int, text: str) -> str:
        others = [each for at, each in enumerate(question.key_points) if at != number]
        if not others or self._rng.random() < 0.5:
            return text
        other = self._rng.choice(others)
        texts = [text, self._rng.choice((other.point, other.point, other.misconception or other.point))]
        self._rng.shuffle(texts)
        return " ".join(map(sentence, texts))
