"""An import from file to folder: what would come, what is there already, and the writing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path

from interviewer.bank import Bank, KeyPoint, Question
from interviewer.bank.importing import imports
from interviewer.bank.importing.card import LeftOut
from interviewer.bank.importing.cleaning import on_a_line
from interviewer.bank.importing.drafting import Draft, draft
from interviewer.bank.importing.imports import Import, Undone
from interviewer.bank.importing.reading import read_deck
from interviewer.bank.importing.topics import TopicMap
from interviewer.errors import BankError, InterviewerError
from interviewer.locations import Locations
from interviewer.progress import OnProgress, silent
from interviewer.session.models import Models
from interviewer.speech.tts.formula import say_formula
from interviewer.speech.tts.span import spans, without_punctuation

SAME = 0.80
"""Cosine of two questions, each with its answer, from which they count as the same. Of cards reworded as
questions of the bank, all that came so near were the same; of the bank's own questions 3 in 100 have another
so near."""
NEAR = 0.70
"""Cosine from which a question is worth naming as one that is much like another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """A card whose question is there already."""

    draft: Draft
    of: str
    """Id of the question that it repeats."""
    similarity: float
    """0-1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an import would bring. Nothing is written yet."""

    file: Path
    format: str
    drafts: tuple[Draft, ...]
    left_out: tuple[LeftOut, ...]
    """Cards that cannot come, and why."""
    duplicates: tuple[Duplicate, ...] = ()
    """Cards that do not come because their question is there."""
    notes: tuple[str, ...] = ()
    """What concerns the file as a whole."""


def plan(
    file: Path,
    bank: Bank,
    *,
    topic: str | None = None,
    mapped: Mapping[str, str] | None = None,
    on_progress: OnProgress = silent,
) -> Plan:
    """What a file of cards would bring.

    Args:
        file: A deck, see `read_deck` for the formats.
        bank: All questions that there are.
        topic: Id of the topic for every card that is not mapped; None for by deck and tag.
        mapped: Ids of topics by the name of a deck or a tag.
        on_progress: Called with the cards read and those in all.

    Raises:
        BankError: The file cannot be read, or an id cannot be one of a topic.
    """
    topics = TopicMap(bank.topics, topic, mapped or {}, on_a_line(file.stem) or "Cards")
    deck = read_deck(file, on_progress)
    drafts, left_out = draft(deck, topics, {question.id for question in bank.questions})
    return Plan(
        file=file,
        format=deck.format,
        drafts=tuple(replace(each, question=_said(each.question)) for each in drafts),
        left_out=left_out,
        notes=deck.notes,
    )


async def without_duplicates(
    plan: Plan,
    models: Models,
    on_progress: OnProgress = silent,
    on_problem: Callable[[InterviewerError], None] = lambda error: None,
) -> Plan:
    """The plan without the questions that are there already, by their meaning.

    Args:
        plan: What would come.
        models: Measures meaning.
        on_progress: Called with the questions compared and those in all.
        on_problem: Called when meaning cannot be measured; the plan stays as it is then.
    """
    try:
        found = await models.nearest_questions([each.question for each in plan.drafts], on_progress)
    except InterviewerError as error:
        on_problem(error)
        return plan
    drafts: list[Draft] = []
    duplicates: list[Duplicate] = []
    for each, (id, similarity) in zip(plan.drafts, found, strict=True):
        if similarity >= SAME:
            duplicates.append(Duplicate(draft=each, of=id, similarity=similarity))
        elif similarity >= NEAR:
            drafts.append(replace(each, notes=(*each.notes, f"it is much like '{id}' ({similarity:.2f})")))
        else:
            drafts.append(each)
    return replace(plan, drafts=tuple(drafts), duplicates=tuple(duplicates))


def carry_out(plan: Plan, places: Locations) -> Import:
    """Write the questions of a plan to the user's own.

    Raises:
        BankError: There is none, or one cannot be read back as it was meant.
    """
    if not plan.drafts:
        raise BankError(f"No card of {plan.file} can be imported, so that nothing was written.")
    now = datetime.now(timezone.utc)
    return imports.write(plan.drafts, on_a_line(plan.file.name), now, places.imports, places.question_folders)


def undo(id: str, places: Locations) -> Undone:
    """Take an import back; files of it that were changed by hand are kept outside the questions.

    Raises:
        BankError: There is no such import.
    """
    return imports.undo(id, places.imports, places.questions / "undone")


def _said(question: Question) -> Question:
    """The question with its key points in words, since an answer is spoken; so too the question itself."""
    spoken = question.spoken or question.question
    said = _in_words(spoken)
    points = tuple(KeyPoint(point=_in_words(point.point)) for point in question.key_points)
    return replace(question, spoken=said if said != question.question else None, key_points=points)


def _in_words(text: str) -> str:
    """The text with its formulas in words."""
    return "\n".join(" ".join(_pieces(line)) for line in text.split("\n"))


def _pieces(line: str) -> Sequence[str]:
    said = []
    for piece, is_formula in spans(line):
        before, formula, after = without_punctuation(piece) if is_formula else (piece, "", "")
        said.append(before + (say_formula(formula, lambda word: word) or formula) + after)
    return said
