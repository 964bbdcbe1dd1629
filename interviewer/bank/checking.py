"""What an author wants to know of the bank: its size, its faults, and which cards of the deck it covers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from interviewer.bank.folder import read_folder
from interviewer.bank.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The state of a folder of question files. Topics with a fault in a field are not counted."""

    topics: int
    questions: int
    problems: tuple[Problem, ...]
    """Sorted by file and line; empty where the bank is fit for use."""
    cards: tuple[int, ...]
    """Numbers of the deck's cards that some question covers, ascending."""


def check(folder: Path) -> Report:
    """Read all files of a folder and report on them. Nothing is raised for what is wrong in them."""
    topics, problems = read_folder(folder)
    questions = [question for topic in topics for question in topic.questions]
    return Report(
        topics=len(topics),
        questions=len(questions),
        problems=problems,
        cards=tuple(sorted({card for question in questions for card in question.source})),
    )
