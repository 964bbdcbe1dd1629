"""The words that speech recognition is told to expect in an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import chain, islice

from interviewer.bank import Bank
from interviewer.bank.question import Question
from interviewer.speech.stt.corrections import corrections, is_name
from interviewer.store.corrected import CorrectedAnswer, CorrectedAnswers

MOST = 32
"""Terms in all. Twice as many were measured to bring no more of them right."""

_MOST_LEARNT = 8
_OFTEN = 2
"""Corrections from which on a common word is learnt too."""


class Vocabulary:
    """Gives the terms for a question.

    Args:
        bank: Every question.
        corrected: What the user made of transcripts.
    """

    def __init__(self, bank: Bank, corrected: CorrectedAnswers) -> None:
        self._bank, self._corrected = bank, corrected
        self._known = {term.casefold() for question in bank.questions for term in question.terms}

    def __call__(self, question: Question) -> tuple[str, ...]:
        """The terms to expect in an answer to the question, the likeliest first.

        Raises:
            StoreError: The log cannot be read.
        """
        return terms(
            question,
            glossary(question, self._bank),
            learnt(self._corrected.latest(), self._known, question.topic),
        )


def terms(question: Question, glossary: Iterable[str], learnt: Sequence[str]) -> tuple[str, ...]:
    """The question's own terms, those learnt, and of the glossary as many as there is room for.

    Args:
        question: What is answered.
        glossary: Terms near the question, the nearest first.
        learnt: Terms that were heard wrongly before.
    """
    once: dict[str, str] = {}
    for term in chain(question.terms, learnt, glossary):
        once.setdefault(term.casefold(), term)
    return tuple(islice(once.values(), max(MOST, len(question.terms) + len(learnt))))


def glossary(question: Question, bank: Bank) -> tuple[str, ...]:
    """The names in what follows up on the question, and then in its topic, the most frequent first.

    Whisper knows the common words itself; names such as BM25 or all-gather are what it gets wrong.
    """
    deeper = (term for id in question.follow_ups if id in bank for term in bank[id].terms)
    topic = Counter(term for other in bank.questions if other.topic == question.topic for term in other.terms)
    return tuple(filter(is_name, chain(deeper, (term for term, _ in topic.most_common()))))


def learnt(answers: Iterable[CorrectedAnswer], known: Collection[str], topic: str) -> tuple[str, ...]:
    """What the user has put into transcripts for words that sound like it.

    A word enters when it is spelled as a term, when the bank knows it as one, or when it was put right twice.
    Nothing is ever replaced in a transcript by what was learnt: "laura" may be a person. The decoder is only
    told to expect LoRA, and has to hear it.

    Args:
        answers: Newest first.
        known: The bank's terms, in lower case.
        topic: What was learnt in answers on it comes first.

    Returns:
        A few terms, of each topic the most often corrected first.
    """
    often: Counter[str] = Counter()
    written: dict[str, str] = {}
    near: set[str] = set()
    for answer in answers:
        for correction in corrections(answer.heard, answer.answer):
            folded = correction.meant.casefold()
            often[folded] += 1
            if answer.topic == topic:
                near.add(folded)
            if correction.is_name or folded in known or often[folded] == _OFTEN:
                written.setdefault(folded, correction.meant)
    ordered = sorted(written, key=lambda folded: (folded not in near, -often[folded]))
    return tuple(written[folded] for folded in ordered[:_MOST_LEARNT])
