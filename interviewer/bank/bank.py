"""The question bank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from interviewer.bank.folder import read_folders
from interviewer.bank.problem import nearest
from interviewer.bank.question import Question, Topic
from interviewer.bank.reading import questions_of
from interviewer.bank.role import Role
from interviewer.errors import BankError

_Entry = TypeVar("_Entry", Topic, Role)


@dataclass(frozen=True)
class Bank:
    """All topics with their questions, and the roles."""

    topics: tuple[Topic, ...]
    roles: tuple[Role, ...] = ()
    files: Mapping[str, Path] = field(default_factory=dict, compare=False, repr=False)
    """The file that each question stands in, by its id."""

    @classmethod
    def load(cls, *folders: Path) -> Bank:
        """Read the bank from folders of YAML files, one a topic; see `read_folders` for several.

        Raises:
            BankError: The files have faults. Each is a line `FILE:LINE: what is wrong; how to mend it`.
        """
        contents = read_folders(*folders)
        if contents.problems:
            raise BankError("\n".join(map(str, contents.problems)))
        files = {
            question["id"]: Path(document.file)
            for document in contents.documents
            for _, question in questions_of(document)
        }
        return cls(contents.topics, contents.roles, files)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in the order of the files."""
        return tuple(question for topic in self.topics for question in topic.questions)

    def __getitem__(self, id: str) -> Question:
        """The question of that id.

        Raises:
            BankError: There is none; names the nearest id.
        """
        try:
            return self._by_id[id]
        except KeyError:
            mend = nearest(id, self._by_id, "'interviewer questions list' shows all ids.")
            raise BankError(f"There is no question '{id}' in the bank; {mend}") from None

    def __contains__(self, id: object) -> bool:
        """Whether there is a question of that id."""
        return id in self._by_id

    def topic(self, id: str) -> Topic:
        """The topic of that id.

        Raises:
            BankError: There is none; names the nearest one, or all.
        """
        return _named(id, "topic", self.topics)

    def role(self, id: str) -> Role:
        """The role of that id.

        Raises:
            BankError: There is no such role; names the nearest one, or all.
        """
        return _named(id, "role", self.roles)

    @cached_property
    def _by_id(self) -> dict[str, Question]:
        return {question.id: question for question in self.questions}


def _named(id: str, noun: str, entries: tuple[_Entry, ...]) -> _Entry:
    known = {entry.id: entry for entry in entries}
    if id not in known:
        mend = nearest(id, known, f"the {noun}s are {', '.join(known)}.")
        raise BankError(f"There is no {noun} '{id}' in the bank; {mend}")
    return known[id]
