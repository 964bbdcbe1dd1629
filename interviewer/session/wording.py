"""Signs and words in which both faces tell the same things."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from interviewer.scoring.assessment import Verdict
from interviewer.store import AttemptStatus, SessionStatus

if TYPE_CHECKING:
    from interviewer.scheduling import Readiness
    from interviewer.scheduling.plan import Plan
    from interviewer.session.history import Attempt
    from interviewer.session.target import Target

SIGNS: dict[Verdict, str] = {"covered": "✔", "partly": "◐", "missed": "✘"}

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


def interval(readiness: Readiness) -> str:
    """A chance in percent with its interval: `41 % (33–49)`."""
    return f"{percent(readiness.mean)} ({100 * readiness.low:.0f}–{100 * readiness.high:.0f})"


def percent(share: float) -> str:
    """A share of 0-1 as `41 %`."""
    return f"{100 * share:.0f} %"


def disagreements(attempt: Attempt) -> dict[str, str]:
    """A sentence on each key point where the user's verdict counts, by the words of the point."""
    return {
        override.point: f"Your verdict; the machine's was {override.instead_of}. {override.reason}".rstrip()
        for override in attempt.overrides
        if override.instead_of
    }
