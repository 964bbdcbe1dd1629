"""What the model learns from: statements about key points of the bank, with their truth."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from interviewer import bank, locations
from interviewer.bank.question import Question

FOLDER = Path(__file__).with_name("statements")
_HELD_OUT = ("adversarial-a.jsonl", "adversarial-b.jsonl", "swaps.jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """What was written about one key point; `README.md` says what each kind is."""

    question: Question
    point: int
    said: tuple[str, ...]
    partly: str
    flipped: tuple[str, ...]
    flipped_again: tuple[str, ...]
    denied: str
    wrong: str
    believed: str
    refuted: str
    near: str

    @property
    def key_point(self) -> str:
        return self.question.key_points[self.point].point

    @property
    def misconception(self) -> str | None:
        return self.question.key_points[self.point].misconception

    @property
    def right(self) -> tuple[str, ...]:
        return (*self.said, self.refuted)

    @property
    def false(self) -> tuple[str, ...]:
        return (*self.flipped, *self.flipped_again, self.denied, self.wrong, self.believed)


def questions() -> dict[str, Question]:
    """The bank's questions that nothing is measured on, by id."""
    held_out = {
        json.loads(line)["question_id"]
        for name in _HELD_OUT
        for line in (FOLDER.parents[1] / name).read_text(encoding="utf-8").splitlines()
    }
    return {each.id: each for each in bank.load(locations.content()).questions if each.id not in held_out}


def statements() -> Iterator[Statements]:
    """All that was written, file by file."""
    known = questions()
    for file in sorted(FOLDER.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            lists = {name: tuple(row.pop(name)) for name in ("said", "flipped", "flipped_again")}
            yield Statements(question=known[row.pop("id")], **lists, **row)
