"""Which question next in a mock interview for a role: as an interviewer would ask, not by what is weak."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random

from interviewer.bank.question import Question
from interviewer.bank.role import Role
from interviewer.percent import percent
from interviewer.scheduling.pick import Pick


def sample(role: Role, bank: Sequence[Question], asked: Sequence[str], rng: Random) -> Pick | None:
    """A question by the blueprint of a role.

    The topic is drawn by its weight divided by one more than the questions that it had in this interview, so
    that a short interview covers many topics; then the difficulty by the role's mix among what the topic
    has left; then any question of both.

    Args:
        role: The blueprint.
        bank: The questions that may be asked; those of topics that are not the role's are left out.
        asked: Ids of the questions of this interview.
        rng: Source of chance.

    Returns:
        A question that was not asked in this interview, with the reason; None when there is none left.
    """
    topic_of = {question.id: question.topic for question in bank}
    had = Counter(topic_of.get(id) for id in asked)
    left = [
        question
        for question in bank
        if question.id not in set(asked)
        and role.share(question.topic)
        and role.difficulty.weight(question.difficulty)
    ]
    if not left:
        return None
    topics = list(dict.fromkeys(question.topic for question in left))
    (topic,) = rng.choices(topics, [role.share(each) / (1 + had[each]) for each in topics])
    within = [question for question in left if question.topic == topic]
    levels = list(dict.fromkeys(question.difficulty for question in within))
    (level,) = rng.choices(levels, [role.difficulty.weight(each) for each in levels])
    question = rng.choice([question for question in within if question.difficulty == level])
    name, share = topic.replace("-", " "), role.share(topic)
    return Pick(
        question=question, reason=f"{role.title}: {percent(share)} of the questions are about {name}."
    )
