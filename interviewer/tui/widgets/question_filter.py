"""Which questions are shown."""

from __future__ import annotations

from typing import Any, get_args

from interviewer.bank import Bank, Difficulty, Kind
from interviewer.session.catalogue import Practice
from interviewer.tui.widgets.choice_panel import ChoicePanel, Choices
from interviewer.tui.widgets.question_table import SIGNS

_CHOICES: Choices = {
    "topic": ("Topic", "every topic", {}),
    "difficulty": ("Level", "every level", {each: each for each in get_args(Difficulty)}),
    "kind": ("Kind", "every kind", {each: each for each in get_args(Kind)}),
    "role": ("Role", "every role", {}),
    "practice": ("Answer", "asked or not", {each: each for each in get_args(Practice)}),
    "origin": (
        "From",
        "anywhere",
        {
            "bank": "the bank",
            "own": f"{SIGNS['own']} my own",
            "imported": f"{SIGNS['imported']} imported",
            "proposed": f"{SIGNS['proposed']} points to accept",
            "draft": f"{SIGNS['draft']} drafts",
        },
    ),
}


class QuestionFilter(ChoicePanel, can_focus=False):
    """Topic, level, kind, role, how the last answer was, and whose question it is."""

    CHOICES = _CHOICES

    def offer(self, bank: Bank) -> None:
        """Offer the topics and roles of a bank to choose from."""
        topics = {topic.id: topic.title for topic in sorted(bank.topics, key=lambda topic: topic.title)}
        self.offer_names("topic", topics)
        self.offer_names("role", {role.id: role.title for role in bank.roles})

    @property
    def choices(self) -> dict[str, Any]:
        """What is chosen, by the name of the choice; None where nothing is."""
        return {id: self.chosen(id) for id in self.CHOICES}
