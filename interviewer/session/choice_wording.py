"""Words for what can be chosen before an interview."""

from __future__ import annotations

from interviewer.bank import Bank
from interviewer.session.choosing import Choices, Scope
from interviewer.session.setup import SessionKind, Setup
from interviewer.session.wording import plural

NOTHING: dict[SessionKind, str] = {
    "drill": "Nothing was graded yet, so no topic is known to be weak. Practise first.",
    "retry": "Nothing was missed in your last interviews, or there was none yet. Practise first.",
}
"""Why there is nothing to ask, for the kinds that need a past."""
NOTHING_FITS = "No question is of these topics and this difficulty. Choose more of them."
NO_LENGTH = "Say how many questions or minutes: a number from 1."
NO_TOPIC = "Choose at least one topic."
NO_LEVEL = "Choose at least one level."
NO_QUESTION = "Choose at least one question."

_STRICT = "Each question is said once, each answer given once; no pause, and only you end an answer."


def facts(scope: Scope | None) -> str:
    """What a choice comes to, in a few signs: `5 of 493 · 24 min`."""
    if scope is None:
        return "nothing yet"
    return f"{scope.questions} of {scope.within} · {_minutes(scope.minutes)} min"


def summary(setup: Setup, scope: Scope, choices: Choices) -> str:
    """What a choice comes to, in sentences."""
    about = plural(_minutes(scope.minutes), "minute")
    if setup.chosen:
        length = f"{plural(scope.questions, 'question')}, about {about}."
    elif setup.minutes:
        count = f"{scope.questions} of {plural(scope.within, 'question')}"
        length = f"{plural(round(setup.minutes), 'minute')}: about {count}."
    else:
        length = f"{scope.questions} of {plural(scope.within, 'question')}, about {about}."
        if scope.questions < (setup.questions or 0):
            length = f"All {plural(scope.within, 'question')} there are, about {about}."
    weak = f"Weakest: {', '.join(_weak(choices))}." if setup.kind == "drill" else ""
    return " ".join(filter(None, [length, weak, _STRICT if setup.strict else ""]))


def topic_titles(bank: Bank) -> dict[str, str]:
    """The titles of the topics, by id."""
    return {topic.id: topic.title for topic in bank.topics}


def _weak(choices: Choices) -> list[str]:
    titles = topic_titles(choices.bank)
    return [f"{titles[each.topic]} ({each.strength:.0f})" for each in choices.weakest]


def _minutes(minutes: float) -> int:
    return max(1, round(minutes))
