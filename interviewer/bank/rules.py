"""What topics and questions must hold to beyond the types of their fields."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interviewer.bank.document import Place
from interviewer.bank.question import Question, Topic
from interviewer.bank.role import Role

BrokenRule = tuple[Place, str]
"""The place within the topic or question; what is wrong and how to mend it."""

KEY_POINTS = range(2, 7)
"""How many key points a question may have."""

SENTENCES = range(2, 7)
"""How many sentences a reference answer may have."""

IMPORTED_KEY_POINTS = range(1, 7)
"""How many key points a question made from a card may have, whose answer may be of any length."""

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""Ids of topics, and of questions after that of their topic."""

SENTENCE_END = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)(?<!\bcf)(?<![.!?])[.!?]+[\"')\]]*(?=\s|$)")
"""Where a sentence ends, but for the dots of common abbreviations."""


def sentences(text: str) -> int:
    """How many sentences a text has; one that is left without a full stop counts."""
    ends = list(SENTENCE_END.finditer(text))
    rest = text[ends[-1].end() :] if ends else text
    return len(ends) + bool(rest.strip())


def topic_rules(topic: Topic) -> Iterator[BrokenRule]:
    """Each rule that a topic breaks, apart from its questions."""
    if not topic.questions:
        yield ("questions",), "the topic has no question; write one, or delete the file"


def question_rules(question: Question) -> Iterator[BrokenRule]:
    """Each rule that a question breaks."""
    prefix, _, name = question.id.partition(f"{question.topic}-")
    if prefix or not NAME.fullmatch(name):
        yield (
            ("id",),
            f"the id '{question.id}' must be '{question.topic}-' and a name in small letters, digits and "
            f"hyphens; write e.g. '{question.topic}-{_suggested_name(question)}'",
        )
    allowed = IMPORTED_KEY_POINTS if question.imported else KEY_POINTS
    if (count := len(question.key_points)) not in allowed:
        mend = "split the answer into its statements" if count < allowed.start else "join or drop some"
        yield ("key_points",), f"a question has {allowed.start} to 6 key points, here are {count}; {mend}"
    if not question.imported and (count := sentences(question.answer)) not in SENTENCES:
        mend = "say more" if count < SENTENCES.start else "shorten it to what can be said"
        yield ("answer",), f"an answer has 2 to 6 sentences, here are {count}; {mend}"
    if question.kind == "code" and not question.code:
        yield (), "a code question has code; add 'code:' with a 'starter', a 'solution' and 'tests'"
    if question.kind != "code" and question.code:
        yield ("code",), f"a question of kind {question.kind} has no code; drop it or make it kind: code"
    for field in ("terms", "follow_ups", "source", "references"):
        items = getattr(question, field)
        for item in sorted({item for item in items if items.count(item) > 1}):
            yield (field,), f"'{item}' stands twice in '{field}'; take one of them out"


def role_rules(role: Role) -> Iterator[BrokenRule]:
    """Each rule that a role breaks."""
    if not role.topics:
        yield ("topics",), "the role asks about no topic; add '- topic: …' for each"
    names = [share.topic for share in role.topics]
    for number, name in enumerate(names):
        if name in names[:number]:
            yield ("topics", number), f"the topic '{name}' stands here already; take one of them out"
    if not (role.difficulty.easy or role.difficulty.medium or role.difficulty.hard):
        yield ("difficulty",), "one of easy, medium and hard must be above 0; write e.g. 'medium: 1'"


def _suggested_name(question: Question) -> str:
    words = re.findall("[a-z0-9]+", question.id.removeprefix(question.topic).lower())
    return "-".join(words) or "name"
