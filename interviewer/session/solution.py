"""The code of an answer: as it is logged, and as it is being written."""

from __future__ import annotations

from dataclasses import dataclass, replace

from interviewer.bank.question import Code
from interviewer.coding.result import CodeResult
from interviewer.coding.score import combined


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """The code of an answer as logged."""

    draft: str
    """What stood in the editor last."""
    code: str | None = None
    """What was submitted last, and counts; None until then."""
    result: CodeResult | None = None
    """What came of running that."""
    explained: bool = False
    """Whether the candidate went on to explain it."""

    @property
    def text(self) -> str:
        """The code as submitted, else as it stood in the editor."""
        return self.draft if self.code is None else self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """Code that is being run."""

    only_examples: bool
    total: int
    """Results that are to come."""
    done: int = 0

    @classmethod
    def of(cls, code: Code, *, only_examples: bool) -> Running:
        """A run that begins."""
        every = len(code.tests) + len(code.random) + (code.growth is not None)
        total = min(code.examples, len(code.tests)) if only_examples else every
        return cls(only_examples=only_examples, total=total)

    def one_more(self) -> Running:
        """The run after another result."""
        return replace(self, done=self.done + 1)


@dataclass(kw_only=True)
class CodeInHand:
    """The code of the question in hand."""

    text: str
    """What stands in the editor; the face keeps it up to date, so that it is in the log within a second."""
    submitted: str | None = None
    """The code that counts: what was submitted last."""
    result: CodeResult | None = None
    """What came of that."""
    shown: CodeResult | None = None
    """What came of the last run, of the examples or of all tests."""
    running: Running | None = None
    """The run under way."""
    unrunnable: bool = False
    """Whether this machine could not run it: then its explanation can count alone."""
    talking: bool = False
    """Whether the microphone is open."""

    @classmethod
    def of(cls, code: Code, logged: Solution | None = None) -> CodeInHand:
        """What a candidate begins with, or goes on with."""
        if logged is None:
            return cls(text=code.starter)
        return cls(text=logged.draft, submitted=logged.code, result=logged.result, shown=logged.result)

    @property
    def solution(self) -> Solution:
        """The same as it is logged."""
        return Solution(draft=self.text, code=self.submitted, result=self.result)

    @property
    def is_submitted(self) -> bool:
        """Whether the code in the editor is what counts."""
        return self.result is not None and self.text == self.submitted


def points(result: CodeResult | None, explanation: float | None, *, mock: bool) -> float | None:
    """The score of an answer, 0-100; None where nothing of it was judged.

    An explanation that was not given costs its share where feedback comes last, as it does on the day. Else
    the code then counts alone.

    Args:
        result: What came of running the code; None where there is none.
        explanation: The score of what was said or typed, 0-100; None where there is none.
        mock: Whether it is an interview as on the day, whose feedback comes last.
    """
    if result is None:
        return explanation
    return combined(result.score, 0.0 if explanation is None and mock else explanation)
