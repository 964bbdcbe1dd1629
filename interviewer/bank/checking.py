"""What an author wants to know of the bank: its size, its faults, and which cards of the deck it covers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from interviewer.bank.document import Place
from interviewer.bank.folder import read_folders
from interviewer.bank.lint import lint
from interviewer.bank.problem import Problem
from interviewer.bank.question import Question
from interviewer.bank.reading import questions_of

Finding = tuple[str, Place, str]
"""Id of a question, the place within it, what is wrong and how to mend it."""
Judge = Callable[[Sequence[Question]], Iterable[Finding]]
"""Looks at all questions together."""
PUBLISHED = "ids.txt"
"""File of a folder with the ids that people's histories may refer to, one a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The state of the question files. Topics with a fault in a field are not counted."""

    topics: int
    questions: int
    problems: tuple[Problem, ...]
    """Sorted by file and line; empty where there is nothing to mend."""
    cards: tuple[int, ...]
    """Numbers of the deck's cards that some question covers, ascending."""


def check(*folders: Path, judge: Judge = lambda questions: (), known: Collection[str] = ()) -> Report:
    """Read all files and report on them. Nothing is raised for what is wrong in them.

    Args:
        folders: Later ones extend and override earlier ones, see `read_folders`.
        judge: More to find in questions that can be read, such as what a model makes of them.
        known: Ids of questions that are elsewhere.
    """
    contents = read_folders(*folders, known=known)
    questions = [question for topic in contents.topics for question in topic.questions]
    where = {
        question["id"]: (document, place)
        for document in contents.documents
        for place, question in questions_of(document)
        if isinstance(question.get("id"), str)
    }
    found = [(question.id, place, message) for question in questions for place, message in lint(question)]
    problems = [*contents.problems, *_lost(folders, where.keys())]
    for id, inner, message in (*found, *judge(questions)):
        document, place = where[id]
        problems.append(Problem(document.file, document.line((*place, *inner)), message))
    return Report(
        topics=len(contents.topics),
        questions=len(questions),
        problems=tuple(sorted(problems)),
        cards=tuple(sorted({card for question in questions for card in question.source})),
    )


def _lost(folders: Sequence[Path], known: Collection[str]) -> Iterator[Problem]:
    """Ids that were published and are gone."""
    for file in (folder / PUBLISHED for folder in folders):
        lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
        for number, id in enumerate(lines, start=1):
            if id not in known:
                mend = "histories refer to it: put the question back under this id"
                yield Problem(str(file), number, f"the question '{id}' was published and is gone; {mend}")
