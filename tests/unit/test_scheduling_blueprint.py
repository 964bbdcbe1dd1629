"""Questions by the blueprint of a role."""

from __future__ import annotations

from collections import Counter
from random import Random

from interviewer.bank import Difficulty, KeyPoint, Question
from interviewer.bank.role import DifficultyMix, Role, TopicShare
from interviewer.scheduling import sample

LEVELS: tuple[Difficulty, ...] = ("easy", "medium", "hard")


def question(topic: str, number: int) -> Question:
    return Question(
        id=f"{topic}-{number}",
        topic=topic,
        difficulty=LEVELS[number % 3],
        kind="concept",
        question="Why?",
        answer="So. Yes.",
        key_points=(KeyPoint(point="So."), KeyPoint(point="Yes.")),
        minutes=1,
    )


BANK = [question(topic, number) for topic in ("trees", "nets", "sums") for number in range(30)]
ROLE = Role(
    id="engineer",
    title="Engineer",
    description="Builds.",
    minutes=30,
    difficulty=DifficultyMix(easy=1, medium=3),
    topics=(TopicShare(topic="trees", weight=1), TopicShare(topic="nets", weight=3)),
)


def first(rng: Random) -> Question:
    pick = sample(ROLE, BANK, [], rng)
    assert pick
    return pick.question


def test_topics_and_difficulties_come_as_often_as_the_role_says() -> None:
    rng = Random(1)
    drawn = [first(rng) for _ in range(4000)]
    topics = Counter(each.topic for each in drawn)
    levels = Counter(each.difficulty for each in drawn)
    assert set(topics) == {"trees", "nets"}
    assert set(levels) == {"easy", "medium"}
    # Four standard errors of a share of 0.75 in 4000 draws are 0.027.
    assert abs(topics["nets"] / 4000 - 0.75) < 0.027
    assert abs(levels["medium"] / 4000 - 0.75) < 0.027


def test_no_question_comes_twice_and_all_come() -> None:
    rng, asked = Random(2), list[str]()
    while pick := sample(ROLE, BANK, asked, rng):
        asked.append(pick.question.id)
    fit = [each.id for each in BANK if each.topic != "sums" and each.difficulty != "hard"]
    assert len(asked) == len(set(asked))
    assert set(asked) == set(fit)


def test_a_short_interview_covers_more_topics_than_chance() -> None:
    both = 0
    for seed in range(300):
        rng, asked = Random(seed), list[str]()
        for _ in range(3):
            pick = sample(ROLE, BANK, asked, rng)
            assert pick
            asked.append(pick.question.id)
        both += len({id.split("-")[0] for id in asked}) == 2
    by_chance = 1 - 0.75**3 - 0.25**3
    assert both / 300 > by_chance


def test_the_reason_tells_the_share() -> None:
    pick = sample(ROLE, [each for each in BANK if each.topic == "nets"], [], Random(3))
    assert pick
    assert pick.reason == "Engineer: 75\N{NO-BREAK SPACE}% of the questions are about nets."


def test_the_same_seed_gives_the_same_questions() -> None:
    assert [first(Random(seed)).id for seed in range(9)] == [first(Random(seed)).id for seed in range(9)]
