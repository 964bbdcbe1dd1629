"""Writing one's own questions: a template to begin with, and a check before anything is kept."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from interviewer.bank.checking import check
from interviewer.bank.problem import Problem

_TOPIC = """\
id: {topic}
title: {title}
questions:
"""

_QUESTION = """
  # What stands here is an example: write your own over it, save the file, and close the editor.
  - id: {id}   # never changes once it was asked: your history refers to it
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


def with_template(text: str, topic: str, title: str) -> str:
    """A topic file with an example of a question at its end.

    Args:
        text: The file so far; empty for a new one.
        topic: The topic's id.
        title: The title of a new file.
    """
    number = 1
    while f"id: {topic}-my-question-{number}" in text:
        number += 1
    start = text.rstrip("\n") + "\n" if text.strip() else _TOPIC.format(topic=topic, title=title)
    return start + _QUESTION.format(id=f"{topic}-my-question-{number}")


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
