"""One question with all that is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from interviewer.bank import Question
from interviewer.percent import percent
from interviewer.scheduling import HORIZON, Candidate, QuestionState
from interviewer.session.catalogue import Origin, due_at, origin
from interviewer.session.wording import day, plural
from interviewer.store.asked import Asked, AskedRecord

if TYPE_CHECKING:
    from interviewer.session.runtime import Runtime


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionHistory:
    """A question, the attempts at it and what the schedule makes of them."""

    question: Question
    topic: str
    """Title of its topic."""
    origin: Origin
    draft: bool
    """Whether it was edited and not kept."""
    attempts: tuple[AskedRecord, ...]
    """The last first."""
    state: QuestionState | None
    """None where it was never asked."""
    candidate: Candidate
    """What practising it now is worth."""
    reason: str
    """Why it would be asked now."""
    share: float
    """Of the interview's questions, those about its topic, 0-1."""
    on_the_day: str
    """The day that practice looks to, such as `on 30 Nov`."""
    follow_ups: tuple[Question, ...]
    leads_here: tuple[Question, ...]
    """Questions that have it as a follow-up."""
    now: datetime


def read(runtime: Runtime, question_id: str) -> QuestionHistory:
    """Read all that there is to a question.

    Raises:
        BankError: There is no such question.
        StoreError: The log cannot be used.
    """
    bank = runtime.bank
    question, now = bank[question_id], runtime.standing.now()
    with runtime.standing.schedule() as schedule:
        candidate, reason = schedule.candidate(question_id), schedule.reason(question_id)
    interview = runtime.target.interview
    return QuestionHistory(
        question=question,
        topic=bank.topic(question.topic).title,
        origin=origin(bank.files.get(question_id), runtime.locations),
        draft=question_id in runtime.own_questions.drafts(),
        attempts=Asked(runtime.log.connection).times(question_id),
        state=runtime.standing.states().get(question_id),
        candidate=candidate,
        reason=reason,
        share=runtime.planning.share(question.topic),
        on_the_day=f"on {day(interview)}" if interview else f"in {HORIZON.days} days",
        follow_ups=runtime.deeper(question),
        leads_here=tuple(each for each in bank.questions if question_id in each.follow_ups),
        now=now,
    )


def practised(history: QuestionHistory) -> str:
    """How often it was asked and how that went; empty where it never was.

    `Asked 3 times, graded 2 times, 1 of them well.`
    """
    state = history.state
    if state is None:
        return ""
    asked = f"Asked {_times(state.asked)}"
    if not state.graded:
        return f"{asked}."
    once = "well" if state.well else "not well"
    how = once if state.graded == 1 else f"{state.well:.0f} of them well"
    return f"{asked}, graded {_times(state.graded)}, {how}."


def due(history: QuestionHistory) -> str:
    """When it is due: `Due since 3 Nov.`; empty where none of its answers was graded."""
    at = due_at(history.state)
    if at is None:
        return ""
    here, today = at.astimezone(), history.now.astimezone().date()
    if here.date() == today:
        return "Due today: the chance to remember it falls to 90 %."
    on = day(here) if here.year == today.year else f"{day(here)} {here.year}"
    if here.date() < today:
        return f"Due since {on}: the chance to remember it fell to 90 % then."
    return f"Due on {on}: the chance to remember it falls to 90 % then."


def numbers(history: QuestionHistory) -> str:
    """What the schedule reckons: chances without practice, and what practice adds."""
    candidate = history.candidate
    return (
        f"Chance of a good answer: {percent(candidate.recall_now)} now, {percent(candidate.recall_then)} "
        f"{history.on_the_day} without practice; practising it now adds {100 * candidate.gain:.0f} points. "
        f"{percent(history.share)} of the interview's questions are about its topic."
    )


def _times(count: int) -> str:
    return "once" if count == 1 else plural(count, "time")
