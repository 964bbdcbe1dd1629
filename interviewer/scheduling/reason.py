"""Says why a question was picked, in a sentence that the numbers bear out."""

from __future__ import annotations

from datetime import datetime

from interviewer.percent import percent
from interviewer.scheduling.state import QuestionState

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def reason(
    state: QuestionState | None,
    leads_here: QuestionState | None,
    chance: float,
    day: datetime,
    now: datetime,
) -> str:
    """What happened to the question last, and what would become of it without practice.

    Args:
        state: What the log says of it.
        leads_here: What it says of a question that missed points and has this one as a follow-up.
        chance: Of a good answer on the day, without practice, 0-1.
        day: The interview, or the end of the horizon.
        now: The present; dates of another year carry the year.
    """
    remembered = state is not None and state.memory is not None
    outlook = (
        f"{percent(chance)} likely to be {'remembered' if remembered else 'answered well'} "
        f"on {_date(day.astimezone(now.tzinfo), now)}"
    )
    return f"{_last(state, leads_here, now)}; {outlook}."


def _last(state: QuestionState | None, leads_here: QuestionState | None, now: datetime) -> str:
    if state is None and leads_here and leads_here.last_graded:
        on = _date(leads_here.last_graded, now)
        return f"Leads on from a question of which you missed {_missed(leads_here)} on {on}"
    if state is None:
        return "You have not been asked this yet"
    if state.last_score is None or state.last_graded is None:
        return f"Last asked on {_date(state.last_asked, now)}, without a score"
    on = _date(state.last_graded, now)
    return f"Missed {_missed(state)} on {on}" if state.missed else f"Scored {state.last_score:.0f} on {on}"


def _missed(state: QuestionState) -> str:
    return f"{state.missed} of {state.points} point{'s' if state.points > 1 else ''}"


def _date(at: datetime, now: datetime) -> str:
    # Not strftime: the names of months would follow the locale, the sentence around them does not.
    day = f"{at.day} {_MONTHS[at.month - 1]}"
    return day if at.year == now.year else f"{day} {at.year}"
