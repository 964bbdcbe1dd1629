"""Writing one's own questions: a template to begin with, and a check before anything is kept."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Collection
from itertools import count
from pathlib import Path

import yaml

from interviewer.bank import passage
from interviewer.bank.checking import Judge, check
from interviewer.bank.document import Document
from interviewer.bank.problem import Problem
from interviewer.bank.reading import questions_of

_EXAMPLE = """\
id: {id}   # an example: write over it
difficulty: medium   # easy, medium or hard
kind: concept        # concept, formula, derivation, numeric or list
minutes: 1           # what a good spoken answer takes
question: Why is the data split into a training set and a test set?
answer: >
  A model can memorise the examples that it is trained on, so its error there is too low. The error on
  a test set that it has never seen estimates how well it does on new data.
key_points:          # 2 to 6 statements that together are the answer
  - point: The training error is too low, because a model can memorise the training examples.
    misconception: The training error shows how well a model does on new data.
  - point: The error on a test set that was never seen estimates the error on new data.
    weight: 2
terms: [training set, test set]   # words that speech recognition must expect
"""


def example(topic: str, is_taken: Callable[[str], bool]) -> str:
    """The text of a question to begin with.

    Args:
        topic: Its topic's id.
        is_taken: Tells whether there is a question of an id.
    """
    ids = (f"{topic}-my-question-{number}" for number in count(1))
    return _EXAMPLE.format(id=next(id for id in ids if not is_taken(id)))


def new_file(topic: str, title: str) -> str:
    """A topic file before its first question."""
    head: str = yaml.safe_dump({"id": topic, "title": title}, sort_keys=False, allow_unicode=True, width=200)
    return head + "questions:\n"


def with_template(text: str, topic: str, title: str) -> str:
    """A topic file with an example of a question at its end.

    Args:
        text: The file so far; empty for a new one.
        topic: The topic's id.
        title: The title of a new file.
    """
    return passage.append(
        Path(f"{topic}.yaml"),
        text if text.strip() else new_file(topic, title),
        example(topic, lambda id: f"id: {id}" in text),
        comment="This is an example: write your own over it, save the file, and close the editor.",
    )


def faults(text: str, topic: str, *folders: Path) -> list[Problem]:
    """What is wrong with a topic file that is not written yet.

    Args:
        text: The file.
        topic: The topic's id.
        folders: Where the questions are, the last one being that in which the file is to be.
    """
    *below, own = folders
    with tempfile.TemporaryDirectory() as scratch:
        trial = Path(scratch, own.name)
        if own.is_dir():
            shutil.copytree(own, trial)
        else:
            trial.mkdir()
        file = trial / f"{topic}.yaml"
        file.write_text(text, encoding="utf-8")
        found = check(*below, trial).problems
    kept = str(own / f"{topic}.yaml")
    return [problem._replace(file=kept) for problem in found if problem.file == str(file)]


def faults_of_own(
    text: str, file: Path, known: Collection[str], judge: Judge = lambda questions: ()
) -> list[Problem]:
    """What is wrong with a file of the user's own that is not written yet, without reading the bank.

    Args:
        text: The file.
        file: Where it is to be.
        known: Ids of the questions of the bank.
        judge: More to find in the questions that stand with it, see `check`.
    """
    with tempfile.TemporaryDirectory() as scratch:
        trial = Path(scratch, file.parent.name)
        trial.mkdir()
        for other in file.parent.glob("*.yaml"):
            shutil.copyfile(other, trial / other.name)
        copy = trial / file.name
        copy.write_text(text, encoding="utf-8")
        found = check(trial, judge=judge, known=known).problems
    # A sentence may name the file too: where an id is taken.
    return [
        problem._replace(file=str(file), message=problem.message.replace(str(trial), str(file.parent)))
        for problem in found
        if problem.file == str(copy)
    ]


def has_questions(file: Path, text: str) -> bool:
    """Whether there is a question in the text of a topic file."""
    return any(True for _ in questions_of(Document(file, text)))
