"""All files of the bank together, and what is wrong between and within them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from interviewer.bank.document import Document, Place
from interviewer.bank.problem import Problem, nearest
from interviewer.bank.question import Topic
from interviewer.bank.reading import questions_of, read_topic


def read_folder(folder: Path) -> tuple[tuple[Topic, ...], tuple[Problem, ...]]:
    """Read every `*.yaml` file of a folder.

    Returns:
        The topics in the order of their file names, without those in which a question has a fault, and
        every problem of every file. The bank is fit for use only where there is no problem.
    """
    documents = [Document(path) for path in sorted(folder.glob("*.yaml"))]
    topics = [read_topic(document) for document in documents]
    _check_ids(documents)
    problems = [problem for document in documents for problem in document.problems]
    problems += _misnamed(folder)
    if not documents:
        problems.append(
            Problem(str(folder), 1, "there is no question file here; name a folder with *.yaml files")
        )
    return tuple(topic for topic in topics if topic), tuple(sorted(problems))


def _check_ids(documents: Sequence[Document]) -> None:
    """Ids are unique in the whole bank, and follow-ups lead to one. Questions that failed otherwise count."""
    first: dict[str, tuple[Document, int]] = {}
    for document, place, question in _everything(documents):
        name = question.get("id")
        if not isinstance(name, str):
            continue
        line = document.line((*place, "id"))
        other, other_line = first.setdefault(name, (document, line))
        if (other, other_line) != (document, line):
            mend = "give one of them another id"
            document.report((*place, "id"), f"the id '{name}' is taken at {other.file}:{other_line}; {mend}")
    # What a file that cannot be read would hold is not known to be missing.
    unread = tuple(f"{document.name}-" for document in documents if document.data is None)
    for document, place, question in _everything(documents):
        names = question.get("follow_ups")
        for number, name in enumerate(names if isinstance(names, list) else []):
            where: Place = (*place, "follow_ups", number)
            if isinstance(name, str) and name not in first and not name.startswith(unread):
                mend = nearest(name, first, "write the id of a question that is there, or take it out")
                document.report(where, f"the follow-up '{name}' is not a question of the bank; {mend}")
            elif name == question.get("id"):
                document.report(where, "a question does not follow itself; take this follow-up out")


def _everything(documents: Sequence[Document]) -> Iterator[tuple[Document, Place, dict[str, object]]]:
    for document in documents:
        for place, question in questions_of(document):
            yield document, place, question


def _misnamed(folder: Path) -> list[Problem]:
    return [
        Problem(str(path), 1, f"a file of the bank ends in .yaml; rename it to {path.stem}.yaml")
        for path in folder.glob("*.yml")
    ]
