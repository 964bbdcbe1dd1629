"""What holds for every question that is shipped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from interviewer import bank
from interviewer.bank import Question
from interviewer.bank.rules import sentences
from interviewer.coding.quality import judge
from interviewer.locations import content

DECK = set(range(1, 168))
"""Numbers of the cards of the deck that the bank grew from."""

BANK = bank.load(content())

each_question = pytest.mark.parametrize("question", BANK.questions, ids=lambda question: question.id)


def test_every_card_of_the_deck_is_covered() -> None:
    assert {card for question in BANK.questions for card in question.source} == DECK


@pytest.mark.parametrize("topic", BANK.topics, ids=lambda topic: topic.id)
def test_a_topic_has_six_questions_or_more(topic: bank.Topic) -> None:
    assert len(topic.questions) >= 6


@pytest.mark.parametrize("role", BANK.roles, ids=lambda role: role.id)
def test_a_role_has_a_title_and_questions_for_an_interview(role: bank.Role) -> None:
    fitting = [
        question
        for question in BANK.questions
        if role.share(question.topic) and role.difficulty.weight(question.difficulty)
    ]
    assert sum(question.minutes for question in fitting) > 2 * role.minutes
    assert role.description.endswith(".")


def test_cards_that_ask_the_same_are_one_question() -> None:
    for cards in ({87, 91}, {44, 45}):
        (only,) = [question for question in BANK.questions if cards & set(question.source)]
        assert set(only.source) == cards


def test_check_finds_nothing_and_counts_the_cards() -> None:
    report = bank.check(content())
    assert report.problems == ()
    assert (report.topics, report.questions) == (len(BANK.topics), len(BANK.questions))
    assert set(report.cards) == DECK


def test_the_ids_that_are_published_are_listed() -> None:
    published = (content() / "ids.txt").read_text(encoding="utf-8").splitlines()
    assert published == sorted(question.id for question in BANK.questions)


@each_question
def test_an_answer_is_2_to_6_sentences_that_fit_the_minutes(question: Question) -> None:
    assert 2 <= sentences(question.answer) <= 6
    assert 0.5 <= question.minutes <= 3


@each_question
def test_a_question_ends_as_a_sentence(question: Question) -> None:
    assert question.said[-1] in "?."


@each_question
def test_key_points_are_two_to_six_statements_that_differ(question: Question) -> None:
    points = [point.point for point in question.key_points]
    assert 2 <= len(points) <= 6
    assert len(set(points)) == len(points)
    assert all(point[0].isupper() and point.endswith(".") and len(point.split()) >= 6 for point in points)


@each_question
def test_misconceptions_are_sentences_unlike_their_points(question: Question) -> None:
    beliefs = [point.misconception for point in question.key_points if point.misconception]
    assert all(belief.endswith(".") and len(belief.split()) >= 5 for belief in beliefs)
    assert not set(beliefs) & {point.point for point in question.key_points}


@each_question
def test_speech_recognition_is_told_5_to_12_terms(question: Question) -> None:
    assert 5 <= len(question.terms) <= 12
    assert all(len(term) <= 40 for term in question.terms)
    spelled = [term.replace("A/B", "") for term in question.terms]  # the one slash that is part of a name
    assert not [term for term in spelled if re.search(r"[\^_\\=/²σμ]", term)]


@pytest.mark.parametrize("topic", BANK.topics, ids=lambda topic: topic.id)
def test_four_of_five_key_points_have_a_misconception(topic: bank.Topic) -> None:
    points = [point for question in topic.questions for point in question.key_points]
    assert sum(point.misconception is not None for point in points) >= 0.8 * len(points)


def test_half_of_the_questions_lead_to_another() -> None:
    assert sum(bool(question.follow_ups) for question in BANK.questions) >= len(BANK.questions) / 2
    assert all(BANK[name] for question in BANK.questions for name in question.follow_ups)


def test_the_documented_format_is_the_one_that_is_read(tmp_path: Path) -> None:
    readme = (content() / "README.md").read_text(encoding="utf-8")
    example, code, checks, role = re.findall(r"```yaml\n(.*?)```", readme, flags=re.DOTALL)
    file = tmp_path / "classification-metrics.yaml"
    file.write_text(example, encoding="utf-8")
    (only,) = bank.check(tmp_path).problems
    assert "follow-up 'classification-metrics-recall' is not a question of the bank" in only.message
    follow_up = (
        example[example.index("  - id: ") :]
        .replace("-precision ", "-recall ")
        .replace("-recall]", "-precision]")
    )
    file.write_text(
        example + follow_up.replace("kind: formula", "kind: code") + code + checks, encoding="utf-8"
    )
    (tmp_path / "roles").mkdir()
    (tmp_path / "roles" / "data-scientist.yaml").write_text(role, encoding="utf-8")
    loaded = bank.load(tmp_path)
    documented = loaded["classification-metrics-recall"]
    assert documented.terms == ("precision", "true positives")
    assert documented.code
    assert list(judge([documented])) == []
    assert loaded.role("data-scientist").share("classification-metrics") == 1
