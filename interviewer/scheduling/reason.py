"""Says why a question was picked, in a sentence that the numbers bear out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from interviewer.bank.question import Question
from interviewer.scheduling.pick import Outcome, TopicStrength

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def reason(
    question: Question, outcomes: Sequence[Outcome], strengths: Sequence[TopicStrength], now: datetime
) -> str:
    """What the history says of the question and of its topic.

    Args:
        question: The question picked.
        outcomes: The whole history, in any order.
        strengths: Every topic; "weakest" means among those that were graded.
        now: The present; dates of another year carry the year.
    """
    return f"{_of_question(question, outcomes, now)}; {_of_topic(question.topic, strengths)}."


def _of_question(question: Question, outcomes: Sequence[Outcome], now: datetime) -> str:
    own = [outcome for outcome in outcomes if outcome.question_id == question.id]
    if not own:
        return "You have not been asked this yet"
    last = max(own, key=lambda outcome: outcome.at)
    if last.score is None:
        return f"Last asked on {_date(last.at, now)}, without a score"
    return f"Last scored {last.score:.0f} on {_date(last.at, now)}"


def _of_topic(topic: str, strengths: Sequence[TopicStrength]) -> str:
    name = topic.replace("-", " ")
    # Compared as shown: of two topics at 41 neither is the weakest.
    shown = {entry.topic: round(entry.strength) for entry in strengths if entry.strength is not None}
    if topic not in shown:
        return f"nothing of {name} has been graded yet"
    others = [value for other, value in shown.items() if other != topic]
    if others and shown[topic] < min(others):
        return f"{name} is your weakest topic at {shown[topic]} of 100"
    return f"{name} is at {shown[topic]} of 100"


def _date(at: datetime, now: datetime) -> str:
    # Not strftime: the names of months would follow the locale, the sentence around them does not.
    day = f"{at.day} {_MONTHS[at.month - 1]}"
    return day if at.year == now.year else f"{day} {at.year}"
