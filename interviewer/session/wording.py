"""Signs and words in which both faces tell the same things."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from math import ceil
from typing import TYPE_CHECKING

from interviewer.coding.score import CODE_SHARE
from interviewer.percent import percent
from interviewer.scoring.assessment import Assessment, PointResult, Verdict
from interviewer.session.hints import Hint, cost
from interviewer.store import AttemptStatus, SessionStatus

if TYPE_CHECKING:
    from interviewer.coding.result import CodeResult
    from interviewer.scheduling import Readiness
    from interviewer.scheduling.plan import Plan
    from interviewer.session.fitting import Fitted
    from interviewer.session.habit import Habit
    from interviewer.session.history import Attempt
    from interviewer.session.live_answer import LiveAnswer
    from interviewer.session.target import Target
    from interviewer.session.turn import Turn
    from interviewer.speech.delivery import Delivery

SIGNS: dict[Verdict, str] = {
    "covered": "✔",
    "partly": "◐",
    "missed": "○",
    "contradicted": "✘",
    "unsure": "?",
}

SESSION_ENDS: dict[SessionStatus, str] = {
    "finished": "finished",
    "ended": "ended early",
    "running": "not ended",
}

OUTCOMES: dict[AttemptStatus, str] = {
    "asked": "not answered",
    "answered": "answered",
    "graded": "graded",
    "skipped": "skipped",
    "silent": "no speech heard",
}


def clock(seconds: float) -> str:
    """Whole seconds as minutes and seconds: `2:05`."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def when(moment: datetime) -> str:
    """A moment in the user's time: `2025-11-23 14:10`."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def plural(count: int, noun: str) -> str:
    """`1 question`, `2 questions`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def day(moment: date) -> str:
    """A day without its year: `30 Nov`."""
    return f"{moment.day} {moment:%b}"


def readiness(plan: Plan, target: Target, minutes: int) -> str:
    """How ready the candidate will be, without more practice and with the plan.

    `Ready for LLM engineer on 30 Nov: 41 % (33–49), 63 % (55–71) if you keep to 30 minutes a day.`

    Args:
        plan: The days until then.
        target: What is practised for.
        minutes: Time of a day.
    """
    role = f" for {target.role.title}" if target.role else ""
    if not plan.days:
        return f"Ready{role} today: {interval(plan.unpractised)}."
    time = f"on {day(plan.at.astimezone())}" if target.interview else f"in {len(plan.days)} days"
    kept = f"{interval(plan.practised)} if you keep to {minutes} minutes a day"
    return f"Ready{role} {time}: {interval(plan.unpractised)}, {kept}."


def streak(habit: Habit) -> str:
    """How regularly one practises, and what keeps it up: `5 days in a row, 3 answers today.`"""
    length = plural(habit.streak, "day")
    if habit.answers_today:
        return f"{length} in a row, {plural(habit.answers_today, 'answer')} today."
    if habit.streak:
        return f"{length} in a row; one answer today makes it {habit.streak + 1}."
    if habit.last:
        year = "" if habit.last.year == habit.today.year else f" {habit.last.year}"
        return f"Last practised on {day(habit.last)}{year}; one answer today begins a new row of days."
    return "No day of practice yet: one answer makes today the first."


def interval(readiness: Readiness) -> str:
    """A chance in percent with its interval: `41 % (33–49)`."""
    return f"{percent(readiness.mean)} ({100 * readiness.low:.0f}–{100 * readiness.high:.0f})"


def fitted(found: Fitted) -> str:
    """What came of fitting the schedule to the candidate's memory.

    `The schedule follows your own memory now: log loss 0.551 → 0.512 on the last 60 of your 412 repeated
    answers.`
    """
    fit = found.fit
    if fit is None:
        needed = f"{found.needed} repeated answers; there are {found.answers}"
        return f"To be fitted to your memory the schedule needs {needed}."
    judged = f"on the last {fit.judged} of your {found.answers} repeated answers"
    if found.kept:
        losses = f"{fit.loss_before:.3f} → {fit.loss_after:.3f}"
        return f"The schedule follows your own memory now: log loss {losses} {judged}."
    return (
        f"The schedule stays as it is: {judged} its log loss is {fit.loss_before:.3f}, and that of a model "
        f"fitted to the earlier ones {fit.loss_after:.3f}."
    )


def delivery(spoken: Delivery) -> str:
    """How an answer was spoken: `132 words a minute, 2 pauses over 3 s (the longest 5 s), 4 fillers`.

    A short answer, which has no pace, gives the number of its words instead. What there was none of is left
    out.
    """
    pace, long = spoken.pace, spoken.long_pauses
    longest = max((pause.seconds for pause in long), default=0.0)
    counted = (("filler", spoken.fillers), ("false start", spoken.restarts), ("hedge", spoken.hedges))
    return ", ".join(
        (
            f"{pace.words_per_minute:.0f} words a minute" if pace else plural(spoken.words, "word"),
            *((f"{plural(len(long), 'pause')} over 3 s (the longest {longest:.0f} s)",) if long else ()),
            *(
                f"{'at least ' if found.is_lower_bound else ''}{plural(len(found), noun)}"
                for noun, found in counted
                if len(found)
            ),
        )
    )


NOTHING_HEARD = "Nothing heard yet. Take your time."


def ending(left: float, key: str = "enter") -> str:
    """How soon a spoken answer ends by itself, and what to do about it.

    Args:
        left: Seconds.
        key: What ends it.
    """
    return f"Ends in {max(1, ceil(left))} … speak on, or press {key}."


def lag(live: LiveAnswer) -> str:
    """Why the words are not there yet, where they should be."""
    if live.heard and live.heard.loading:
        return "the words come when Whisper is loaded"
    return f"{live.behind:.0f} s behind" if live.behind else ""


def answer_title(attempt: Attempt) -> str:
    """What to call the text of an answer."""
    return "Your answer" if attempt.answer else "Your answer, not handed in"


def sounds_like(point: PointResult) -> str:
    """The wrong belief that was said in place of a key point; empty where none was."""
    believed = point.misconception if point.verdict == "contradicted" else None
    return f"Sounds like: {believed}" if believed else ""


def unsure(point: PointResult, how: str) -> str:
    """The question that a key point leaves open; empty where the grader is sure of it.

    Args:
        point: With the verdict that counts.
        how: A sentence that says how to answer.
    """
    return f"Not sure. Did you say this? {how}" if point.verdict == "unsure" else ""


def disagreements(attempt: Attempt | Turn) -> dict[str, str]:
    """A sentence on each key point where the user's verdict counts, by the words of the point."""
    return {
        override.point: f"Your verdict; the machine's was {override.instead_of}. {override.reason}".rstrip()
        for override in attempt.overrides
        if override.instead_of
    }


def made_of(assessment: Assessment | None, code: CodeResult | None, hints: Sequence[Hint]) -> str:
    """What a score is made of: `68 by weight: 2 of 4 points covered, 1 partly; −10 for a hint`.

    Args:
        assessment: The one that counts, of what was said or typed; None where nothing was.
        code: What came of running the code, where the question asks for some.
        hints: Those that were taken.
    """
    points = "no explanation" if code else ""
    if assessment:
        verdicts = [point.verdict for point in assessment.points]
        partly = f", {verdicts.count('partly')} partly" if "partly" in verdicts else ""
        share = f"explanation {assessment.score:.0f} × {percent(1 - CODE_SHARE)}" if code else None
        worth = share or f"{assessment.score:.0f} by weight"
        points = f"{worth}: {verdicts.count('covered')} of {plural(len(verdicts), 'point')} covered{partly}"
    if code:
        points = f"code {code.score:.0f}{f' × {percent(CODE_SHARE)} + ' if assessment else ', '}{points}"
    parts = [points] if points else []
    if hints:
        parts.append(f"−{cost(hints):.0f} for {'a hint' if len(hints) == 1 else f'{len(hints)} hints'}")
    return "; ".join(parts)
