"""The words that are expected in an answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewer import bank, locations
from interviewer.bank import Bank
from interviewer.scheduling import Pick
from interviewer.session.history import History
from interviewer.session.vocabulary import MOST, Vocabulary, glossary, learnt, terms
from interviewer.speech.stt.corrections import is_name
from interviewer.speech.stt.transcript import Transcript
from interviewer.store import Log
from interviewer.store.corrected import CorrectedAnswer, CorrectedAnswers

LORA, ROC = "llm-finetuning-lora", "classification-metrics-roc-curve"


@pytest.fixture(scope="module")
def questions() -> Bank:
    return bank.load(locations.content())


@pytest.fixture
def history(tmp_path: Path) -> History:
    with Log.open(tmp_path / "log.db") as log:
        yield History(log, tmp_path)


def vocabulary(questions: Bank, history: History) -> Vocabulary:
    return Vocabulary(questions, CorrectedAnswers(history._log.connection))


def answered(history: History, questions: Bank, id: str, heard: str, answer: str) -> None:
    session = history.start_session("practice")
    attempt = history.ask(session, Pick(question=questions[id], reason=""))
    transcript = Transcript(text=heard, words=(), engine="whisper", model="base", seconds=1.0)
    history.answer(attempt, means="voice", seconds=1.0, transcript=transcript, answer=answer)


def corrected(heard: str, answer: str, topic: str = "metrics") -> CorrectedAnswer:
    return CorrectedAnswer(topic=topic, heard=heard, answer=answer)


def test_every_question_has_its_own_terms_and_few_others(questions: Bank) -> None:
    for question in questions.questions:
        given = terms(question, glossary(question, questions), ())
        assert set(question.terms) <= set(given)
        assert len(question.terms) <= len(given) <= MOST
        assert len({term.casefold() for term in given}) == len(given)


def test_a_glossary_begins_with_what_follows_up_on_the_question(questions: Bank) -> None:
    question = questions[LORA]
    near = glossary(question, questions)
    names = [term for term in questions[question.follow_ups[0]].terms if is_name(term)]
    assert list(near[: len(names)]) == names
    topic = {term for other in questions.topic(question.topic).questions for term in other.terms}
    assert {"QLoRA", "NormalFloat", "PiSSA"} <= set(filter(is_name, topic)) <= set(near)
    assert "rank" in topic - set(near)  # Whisper knows such words itself


def test_what_the_candidate_puts_right_is_expected_from_then_on(questions: Bank, history: History) -> None:
    expected = vocabulary(questions, history)
    assert "YaRN" not in expected(questions[LORA])
    answered(history, questions, LORA, "It is yearn, I think.", "It is YaRN, I think.")
    assert "YaRN" in expected(questions[LORA])
    assert "YaRN" in expected(questions[ROC])


def test_what_was_not_changed_or_not_spoken_teaches_nothing(questions: Bank, history: History) -> None:
    before = vocabulary(questions, history)(questions[LORA])
    answered(history, questions, LORA, "It is YaRN.", "It is YaRN.")
    session = history.start_session("practice")
    attempt = history.ask(session, Pick(question=questions[LORA], reason=""))
    history.answer(attempt, means="typing", seconds=1.0, answer="It is YaRN, I think.")
    assert vocabulary(questions, history)(questions[LORA]) == before


def test_a_word_is_learnt_for_its_spelling_for_being_known_or_when_put_right_twice() -> None:
    name = corrected("we use yearn here", "we use YaRN here")
    known = corrected("the soft macs of it", "the softmax of it")
    common = corrected("a wide chanel is", "a wide channel is")
    assert learnt((name,), (), "metrics") == ("YaRN",)
    assert learnt((known,), {"softmax"}, "metrics") == ("softmax",)
    assert learnt((common,), (), "metrics") == ()
    assert learnt((common, common), (), "metrics") == ("channel",)


def test_those_of_the_topic_come_first_then_those_put_right_most_often() -> None:
    answers = (
        corrected("uses yearn here", "uses YaRN here"),
        corrected("uses hay here", "uses He here", topic="training"),
        corrected("uses laura here", "uses LoRA here"),
        corrected("uses laura here", "uses LoRA here"),
    )
    assert learnt(answers, (), "metrics") == ("LoRA", "YaRN", "He")
    answers = (*answers, corrected("a grew unit", "a GRU unit", topic="training"))
    assert learnt(answers, (), "training") == ("He", "GRU", "LoRA", "YaRN")


def test_only_a_few_are_learnt() -> None:
    answers = [corrected(f"it is sum{n} here", f"it is SUM-{n} here") for n in range(30)]
    assert len(learnt(answers, (), "metrics")) == 8
