"""What an interviewer asks next about an answer: what it lacked, or what leads deeper."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from interviewer.bank.question import KeyPoint, Question
from interviewer.scheduling import Pick
from interviewer.scoring.assessment import LACKING, Assessment, PointResult
from interviewer.scoring.words import content_stems
from interviewer.session.hints import beginning

ONCE_MORE = "You try it once more."
DEEPER = "It leads deeper."

_MADE = "+"
"""Between the id of a question and the number of the key point that another one was made of. No id of a bank
has it: what is made for one answer is neither scheduled nor asked again, and makes no card."""

NEAR = 1 / 3
"""Share of the point's words, those of the question left out, that a follow-up of the bank must have."""

_MINUTES = 1.0
"""For the answer to a question about one key point."""


def follow_up(
    question: Question, assessment: Assessment | None, deeper: Sequence[Question], asked: Collection[str]
) -> Pick | None:
    """The question that follows an answer.

    It is about the weightiest key point that the answer lacks: the follow-up of the bank that is nearest to
    it by its words, else a question made of the point. An answer that lacks none leads to the next follow-up.

    Args:
        question: That was answered.
        assessment: The one that counts; None where the answer was not graded.
        deeper: The follow-ups that the bank has for the question.
        asked: Ids of the questions of this interview.

    Returns:
        A question that was not asked in it, with the reason; None where there is none.
    """
    left = [each for each in deeper if each.id not in asked]
    lacking = [point for point in assessment.points if point.verdict in LACKING] if assessment else []
    if not lacking:
        return Pick(question=left[0], reason=DEEPER) if left else None
    point = max(lacking, key=lambda each: each.weight)
    said = "said otherwise" if point.verdict == "contradicted" else "not said"
    reason = f"It takes up what was {said}: “{beginning(point.point)} …”"
    known = set(content_stems(question.question))
    wanted = set(content_stems(point.point)) - known

    def nearness(other: Question) -> float:
        return len(wanted & set(content_stems(other.question))) / max(1, len(wanted))

    nearest = max(left, key=nearness, default=None)
    if nearest and nearness(nearest) >= NEAR:
        return Pick(question=nearest, reason=reason)
    made = None if is_made(question) else _made_of(question, point)
    return Pick(question=made, reason=reason) if made and made.id not in asked else None


def is_made(question: Question) -> bool:
    """Whether a question is of no bank, but was made of an answer to another one."""
    return _MADE in question.id


def _made_of(question: Question, lacked: PointResult) -> Question | None:
    """A question about one key point of another; None where the question has no such point any more."""
    found = [(n, point) for n, point in enumerate(question.key_points, 1) if point.point == lacked.point]
    if not found:
        return None
    number, point = found[0]
    return replace(
        question,
        id=f"{question.id}{_MADE}{number}",
        kind="concept",
        question=_about(question, point, contradicted=lacked.verdict == "contradicted"),
        spoken=None,
        answer=point.point,
        key_points=(point,),
        minutes=_MINUTES,
        follow_ups=(),
        code=None,
    )


def _about(question: Question, point: KeyPoint, *, contradicted: bool) -> str:
    if contradicted and point.misconception:
        return f"You seemed to say: “{point.misconception}” What is wrong with that, and what holds instead?"
    return f"Back to “{question.question}” Complete this, and say why it holds: “{beginning(point.point)} …”"
