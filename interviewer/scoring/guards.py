"""Answers that are none: nothing said, "I don't know", the question again, a list of keywords."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from interviewer.scoring.normalise import normalise
from interviewer.scoring.words import FUNCTION_WORDS, content_stems, stem, words


@dataclass(frozen=True)
class Case:
    """What a guard looks at.

    Attributes:
        question: The question as asked.
        expected: Reference answer and key points in one text.
        answer: The words of the candidate.
    """

    question: str
    expected: str
    answer: str

    @cached_property
    def said(self) -> list[str]:
        """Words of the answer, fillers left out."""
        return words(normalise(self.answer))

    @cached_property
    def content(self) -> set[str]:
        """Stems of the answer's words that carry meaning, words of courtesy left out."""
        return set(content_stems(normalise(self.answer))) - _COURTESY

    @cached_property
    def asked(self) -> set[str]:
        """Stems of the question's words that carry meaning, also of the parts of its compounds."""
        question = normalise(self.question)
        return set(content_stems(f"{question} {question.replace('-', ' ')}"))


_COURTEOUS = """
    good great nice interesting question questions answer answers ask asked asking thanks thank
    please yes sure let think know repeat say saying tell talk explain so right sorry
"""
_COURTESY = {stem(word) for word in _COURTEOUS.split()}
_DONT_KNOW = re.compile(
    r"""\b(?:
      (?:do\ not|don'?t|did\ not|didn'?t)\ (?:really\ |actually\ |even\ )?
      (?:know|remember|recall|have\ (?:a\ clue|any\ idea|an\ idea))
    | no\ (?:idea|clue)
    | not\ (?:really\ |quite\ |entirely\ )?sure
    | (?:can'?t|cannot|can\ not)\ (?:remember|recall|answer|say)
    | have(?:n'?t|\ not|\ never)\ (?:heard|learn\w*|seen|studied)
    | forgot(?:ten)?
    | skip\ (?:this|that|it) | pass\ on\ (?:this|that|it)
    )\b
    | \A\W*(?:pass|skip|next)\W*\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_ASKS_FOR_A_LIST = re.compile(
    r"\b(?:list|name|enumerate|give (?:\w+ )?examples?|which|what are)\b", re.IGNORECASE
)
_RELATION = re.compile(r"[=<>≤≥≈→∝]|\biff?\b")

DONT_KNOW_WORDS = 3
"""Most content words beside "I don't know" in an answer that says no more than that."""
OFF_TOPIC = 0.25
"""Nearness below which an answer with at most one expected word is about something else."""
OFF_TOPIC_WORDS = 5
"""Fewest content words of an answer about something else; a shorter one may be a word we do not know."""
MISHEARD = 0.25
"""Share of an echo's content words that may differ from the question's, as where speech was misheard."""
LIST_WORDS = 8
"""Fewest words of a list of keywords; a shorter answer may be a short answer."""
SENTENCE_GLUE = 0.08
"""Share of function words below which words make no sentences; in prose it is about one half."""


def _empty(case: Case) -> bool:
    return not case.said


def _dont_know(case: Case) -> bool:
    rest, admissions = _DONT_KNOW.subn(" ", case.answer.replace("’", "'"))
    news = set(content_stems(normalise(rest))) - _COURTESY - case.asked
    return admissions > 0 and len(news) <= DONT_KNOW_WORDS and not news & _new_in_expected(case)


def _echo(case: Case) -> bool:
    news = case.content - case.asked
    misheard_at_most = len(news) <= MISHEARD * len(case.content) and not news & _new_in_expected(case)
    return len(case.content) > 1 and misheard_at_most


def _keyword_list(case: Case) -> bool:
    if len(case.said) < LIST_WORDS or _RELATION.search(case.answer) or _ASKS_FOR_A_LIST.search(case.question):
        return False
    return sum(word in FUNCTION_WORDS for word in case.said) < SENTENCE_GLUE * len(case.said)


def _new_in_expected(case: Case) -> set[str]:
    return set(content_stems(normalise(case.expected))) - case.asked


_GUARDS: tuple[tuple[Callable[[Case], bool], str], ...] = (
    (_empty, "Nothing was said, so there is nothing to grade."),
    (_dont_know, "The answer says only that it is not known."),
    (_echo, "The answer repeats the question and adds nothing to it."),
    (_keyword_list, "The answer is a list of keywords; say in sentences how they belong together."),
)


def off_topic(question: str, expected: str, answer: str, nearness: float) -> str | None:
    """Why `answer` is about something else, as a sentence; None where it is not.

    Args:
        question: The question as asked.
        expected: Reference answer and key points in one text.
        answer: The words of the candidate.
        nearness: Cosine of its best stretch to the nearest key point.
    """
    case = Case(question, expected, answer)
    known = case.asked | set(content_stems(normalise(case.expected)))
    if nearness >= OFF_TOPIC or len(case.content) < OFF_TOPIC_WORDS or len(case.content & known) > 1:
        return None
    return "The answer is about something else than the question."


def no_answer(question: str, expected: str, answer: str) -> str | None:
    """Why `answer` counts as none, as a sentence for the candidate; None where it is one.

    Args:
        question: The question as asked.
        expected: Reference answer and key points in one text.
        answer: The words of the candidate.
    """
    case = Case(question, expected, answer)
    return next((note for guard, note in _GUARDS if guard(case)), None)
