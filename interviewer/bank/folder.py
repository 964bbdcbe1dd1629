"""All files of the bank together, and what is wrong between and within them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from interviewer.bank.document import Document, Place
from interviewer.bank.problem import Problem, nearest
from interviewer.bank.question import Question, Topic
from interviewer.bank.reading import questions_of, read_role, read_topic
from interviewer.bank.role import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What the files of some folders hold."""

    documents: tuple[Document, ...]
    """The files with questions, those of later folders last."""
    topics: tuple[Topic, ...]
    """In the order of their ids, without the files in which a question has a fault."""
    roles: tuple[Role, ...]
    """In the order of their ids."""
    problems: tuple[Problem, ...]
    """Those of every file, sorted. The bank is fit for use only where there is none."""


def read_folders(*folders: Path, known: Collection[str] = ()) -> Contents:
    """Read every `*.yaml` and `roles/*.yaml` of the folders, each laid over those before.

    A question with an id that an earlier folder has too takes its place; other questions of a topic that
    is there already stand behind the topic's own. The title is that of the last file, and a role's file
    replaces an earlier one of its name.

    Args:
        folders: Each lies over those before.
        known: Ids of questions that are elsewhere, for follow-ups to lead to.
    """
    layers = [[Document(path) for path in sorted(folder.glob("*.yaml"))] for folder in folders]
    documents = tuple(document for layer in layers for document in layer)
    topics: dict[str, Topic] = {}
    for document in documents:
        if topic := read_topic(document):
            topics[topic.id] = _over(topics[topic.id], topic) if topic.id in topics else topic
    _check_ids(layers, known)
    blueprints = [Document(path) for folder in folders for path in sorted(folder.glob("roles/*.yaml"))]
    roles = {role.id: role for document in blueprints if (role := read_role(document))}
    _check_shares(blueprints, [document.name for document in documents])
    problems = [problem for document in (*documents, *blueprints) for problem in document.problems]
    for folder in folders:
        problems += _misnamed(folder)
    if not documents:
        mend = "name a folder with *.yaml files"
        problems.append(Problem(str(folders[-1]), 1, f"there is no question file here; {mend}"))
    return Contents(
        documents=documents,
        topics=tuple(topics[id] for id in sorted(topics)),
        roles=tuple(roles[id] for id in sorted(roles)),
        problems=tuple(sorted(problems)),
    )


def _over(below: Topic, above: Topic) -> Topic:
    """A topic with the questions of another one of the same id laid over it."""
    questions: dict[str, Question] = {question.id: question for question in below.questions}
    questions.update((question.id, question) for question in above.questions)
    return replace(above, questions=tuple(questions.values()))


def _check_ids(layers: Sequence[Sequence[Document]], elsewhere: Collection[str]) -> None:
    """Ids are unique in each folder, and follow-ups lead to one. Questions that failed otherwise count."""
    known = set(elsewhere)
    for documents in layers:
        first: dict[str, tuple[Document, int]] = {}
        for document, place, question in _everything(documents):
            name = question.get("id")
            if not isinstance(name, str):
                continue
            line = document.line((*place, "id"))
            other, other_line = first.setdefault(name, (document, line))
            if (other, other_line) != (document, line):
                mend = "give one of them another id"
                message = f"the id '{name}' is taken at {other.file}:{other_line}; {mend}"
                document.report((*place, "id"), message)
        known |= first.keys()
    everything = [document for documents in layers for document in documents]
    # What a file that cannot be read would hold is not known to be missing.
    unread = tuple(f"{document.name}-" for document in everything if document.data is None)
    for document, place, question in _everything(everything):
        names = question.get("follow_ups")
        for number, name in enumerate(names if isinstance(names, list) else []):
            where: Place = (*place, "follow_ups", number)
            if isinstance(name, str) and name not in known and not name.startswith(unread):
                mend = nearest(name, known, "write the id of a question that is there, or take it out")
                document.report(where, f"the follow-up '{name}' is not a question of the bank; {mend}")
            elif name == question.get("id"):
                document.report(where, "a question does not follow itself; take this follow-up out")


def _check_shares(blueprints: Sequence[Document], topics: Sequence[str]) -> None:
    """Roles ask about topics that there are."""
    for document in blueprints:
        shares = document.data.get("topics") if isinstance(document.data, dict) else None
        for number, share in enumerate(shares if isinstance(shares, list) else []):
            name = share.get("topic") if isinstance(share, dict) else None
            if isinstance(name, str) and name not in topics:
                mend = nearest(name, topics, "write the id of a topic that is there, or take it out")
                message = f"the topic '{name}' is not in the bank; {mend}"
                document.report(("topics", number, "topic"), message)


def _everything(documents: Sequence[Document]) -> Iterator[tuple[Document, Place, dict[str, object]]]:
    for document in documents:
        for place, question in questions_of(document):
            yield document, place, question


def _misnamed(folder: Path) -> list[Problem]:
    return [
        Problem(str(path), 1, f"a file of the bank ends in .yaml; rename it to {path.stem}.yaml")
        for path in (*folder.glob("*.yml"), *folder.glob("roles/*.yml"))
    ]
