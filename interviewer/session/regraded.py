"""What grading old answers anew has changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from statistics import fmean
from typing import Literal

from interviewer.scoring.assessment import Verdict
from interviewer.session.history import Attempt

Wording = Literal["kept", "replaced", "corrected", "unrecorded", "unheard"]
"""Where the text that was graded comes from: `kept`: as before; `replaced`: the recording, heard anew;
`corrected`: as before, since it was corrected or typed, beside a new transcript; `unrecorded`: as before,
since the recording is gone; `unheard`: as before, since nothing was heard this time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A key point on which the grader thinks otherwise now."""

    point: str
    before: Verdict
    after: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Regraded:
    """One answer that was graded anew."""

    attempt_id: int
    session_id: int
    question_id: str
    before: float
    """The score that counted, 0-100."""
    after: float
    """The score that counts now."""
    flips: tuple[Flip, ...]
    wording: Wording
    overridden: int
    """Verdicts of the user, which stay in force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionChange:
    """The answers to one question, before and after."""

    question_id: str
    answers: int
    before: float
    """Mean score, 0-100."""
    after: float
    flips: int


def compare(before: Attempt, after: Attempt, wording: Wording) -> Regraded:
    """What has changed between two gradings of an attempt."""
    points = before.assessment.points if before.assessment else ()
    verdicts = {point.point: point.verdict for point in points}
    return Regraded(
        attempt_id=after.id,
        session_id=after.session_id,
        question_id=after.question.id,
        before=before.score or 0.0,
        after=after.score or 0.0,
        flips=tuple(
            Flip(point=point.point, before=verdicts[point.point], after=point.verdict)
            for point in (after.assessment.points if after.assessment else ())
            if verdicts.get(point.point, point.verdict) != point.verdict
        ),
        wording=wording,
        overridden=len(after.overrides),
    )


def by_question(regraded: Iterable[Regraded]) -> tuple[QuestionChange, ...]:
    """The changes question by question, the largest change of the mean score first."""

    def question_id(answer: Regraded) -> str:
        return answer.question_id

    changes = (
        QuestionChange(
            question_id=id,
            answers=len(answers),
            before=fmean(answer.before for answer in answers),
            after=fmean(answer.after for answer in answers),
            flips=sum(len(answer.flips) for answer in answers),
        )
        for id, group in groupby(sorted(regraded, key=question_id), question_id)
        for answers in [list(group)]
    )
    return tuple(sorted(changes, key=lambda change: -abs(change.after - change.before)))
