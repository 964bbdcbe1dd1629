"""Facts about interviews and attempts in a few words, the same in every format that is read."""

from __future__ import annotations

from interviewer.session.delivered import remarks
from interviewer.session.export.extract import Interview
from interviewer.session.history import Attempt
from interviewer.session.wording import OUTCOMES, SESSION_ENDS, clock, plural
from interviewer.store import AttemptStatus

_WITHOUT_SCORE: dict[AttemptStatus, str] = {**OUTCOMES, "answered": "answered, not graded"}
_MEANS = {"voice": "spoken", "typing": "typed"}


def interview_facts(interview: Interview) -> tuple[str, ...]:
    """Kind, length and end of an interview, and its mean score where it has one."""
    asked, mean = len(interview.attempts), interview.mean_score
    return (
        interview.session.kind,
        plural(asked, "question"),
        *(() if mean is None else (f"mean score {mean:.0f}",)),
        clock(interview.seconds),
        SESSION_ENDS[interview.session.status],
    )


def attempt_facts(attempt: Attempt) -> tuple[str, ...]:
    """What an attempt was about, and what came of it."""
    return (
        attempt.question.topic,
        attempt.question.difficulty,
        _WITHOUT_SCORE[attempt.status] if attempt.score is None else f"score {attempt.score:.0f} of 100",
        *(() if attempt.means is None else (_MEANS[attempt.means],)),
        *(() if attempt.seconds is None else (clock(attempt.seconds),)),
        *((plural(len(attempt.hints), "hint"),) if attempt.hints else ()),
        *(("flagged",) if attempt.flagged else ()),
    )


def delivery(attempt: Attempt) -> str:
    """How a spoken answer was said, a sentence a line; empty for any other."""
    return "\n".join(remarks(attempt.transcript, attempt.means, attempt.question.terms))


def heard_otherwise(attempt: Attempt) -> str | None:
    """What was heard, where something else was graded."""
    heard = attempt.transcript.text if attempt.transcript else None
    return heard if heard and heard.strip() != (attempt.answer or "").strip() else None
