"""The bank as one browses it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from textual.worker import WorkerCancelled

from interviewer.bank.search import WordIndex, by_words
from interviewer.session import catalogue, question_history
from interviewer.session.catalogue import Catalogue, Wanted
from interviewer.session.runtime import Runtime
from interviewer.settings import Settings
from tests.benchmarks.make_log import make_questions
from tests.practised import BADLY, NOW, WELL, practised


@pytest.fixture
def runtime(home: Path) -> Runtime:
    return practised(Settings())


@pytest.fixture
def found(runtime: Runtime) -> Catalogue:
    return catalogue.read(runtime)


def ids(found: Catalogue, wanted: Wanted) -> list[str]:
    return [entry.question.id for entry in found.find(wanted)]


def test_without_wishes_everything_is_found_as_the_bank_has_it(found: Catalogue, runtime: Runtime) -> None:
    assert ids(found, Wanted()) == [question.id for question in runtime.bank.questions]
    assert len(found) == len(runtime.bank.questions)


def test_what_the_log_says_is_there(found: Catalogue) -> None:
    (well,) = (entry for entry in found.find(Wanted()) if entry.question.id == WELL)
    assert (well.score, well.origin) == (100, "bank")
    assert well.asked_at and well.asked_at < NOW
    assert well.today and 0.5 < well.today < 1


def test_practice_and_choices_narrow(found: Catalogue, runtime: Runtime) -> None:
    assert ids(found, Wanted(practice="weak")) == [BADLY]
    assert WELL not in ids(found, Wanted(practice="never asked"))
    assert len(ids(found, Wanted(practice="never asked"))) == len(found) - 2
    hard = found.find(Wanted(topic="optimisation", difficulty="hard"))
    assert {(e.question.topic, e.question.difficulty) for e in hard} == {("optimisation", "hard")}
    role = runtime.bank.role("llm-engineer")
    asked = found.find(Wanted(role="llm-engineer", kind="code"))
    assert asked and all(role.asks(entry.question) and entry.question.code for entry in asked)
    assert ids(found, Wanted(origin="own")) == ids(found, Wanted(origin="draft")) == []


def test_due_is_when_the_chance_to_recall_falls_to_nine_in_ten(runtime: Runtime, found: Catalogue) -> None:
    at = {entry.question.id: entry.due_at for entry in found.find(Wanted())}[WELL]
    assert at
    standing = runtime.standing
    assert standing.model.recall(standing.states()[WELL], at) == pytest.approx(0.9, abs=0.01)
    for days, due in ((-1, False), (1, True)):
        then = at + timedelta(days=days)
        later = Catalogue(found.bank, runtime.words, found.find(Wanted()), then)
        assert (WELL in ids(later, Wanted(practice="due"))) is due


def test_sorting_keeps_what_has_no_value_last(found: Catalogue) -> None:
    assert ids(found, Wanted(order="score"))[:2] == [BADLY, WELL]
    assert ids(found, Wanted(order="score", backwards=True))[:2] == [WELL, BADLY]
    assert ids(found, Wanted(order="asked"))[:2] == [WELL, BADLY]
    levels = [entry.question.difficulty for entry in found.find(Wanted(order="difficulty"))]
    assert levels == sorted(levels, key=("easy", "medium", "hard").index)


def test_sorting_in_runs_is_sorting(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    found = catalogue.read(runtime)
    whole = ids(found, Wanted(order="question", backwards=True))
    monkeypatch.setattr(catalogue, "_RUN", 7)
    assert ids(found, Wanted(order="question", backwards=True)) == whole


def test_words_are_found_while_they_are_typed(found: Catalogue) -> None:
    for typed in ("prec", "precis", "precision", "precisions", "precision alar"):
        assert WELL in ids(found, Wanted(words=typed))
    assert ids(found, Wanted(words="zzz")) == []
    assert ids(found, Wanted(words="?!")) == []
    assert len(ids(found, Wanted(words="gradient descent"))) < len(ids(found, Wanted(words="gradient")))


def test_where_not_all_words_occur_together_any_does(found: Catalogue) -> None:
    assert ids(found, Wanted(words="perplexity pooling precision xylophone"))


def test_what_is_near_in_meaning_is_found_too(found: Catalogue) -> None:
    near = found.find(Wanted(words="precision"), (BADLY, "gone"))
    assert BADLY in [entry.question.id for entry in near]


def test_an_index_tells_how_far_it_is_and_goes_on_where_it_was_broken_off() -> None:
    questions = make_questions(500)
    index = WordIndex(questions)
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        raise WorkerCancelled

    with pytest.raises(WorkerCancelled):
        index.read(stop)
    index.read(lambda done, total: told.append((done, total)))
    assert told == [(400, 500), (500, 500)]
    for query in ("gradient", "the loss"):
        assert index.with_any(query) == by_words(questions, query)
    assert index.with_all('"; drop table found --') == []
    assert index.with_any("") == index.with_all("") == []


def test_a_question_with_its_history(runtime: Runtime) -> None:
    history = question_history.read(runtime, WELL)
    assert [attempt.score for attempt in history.attempts] == [100]
    assert history.attempts[0].kind == "practice"
    assert question_history.practised(history) == "Asked once, graded once, well."
    assert question_history.due(history).startswith("Due on ")
    assert "Scored 100 on 20 Nov" in history.reason
    assert "without practice" in question_history.numbers(history)


def test_a_question_that_was_never_asked(runtime: Runtime) -> None:
    history = question_history.read(runtime, "optimisation-smallest-eigenvector")
    assert (history.attempts, history.state, question_history.due(history)) == ((), None, "")
    assert question_history.practised(history) == ""
    assert "not been asked" in history.reason
    assert [each.id for each in history.follow_ups] == ["optimisation-smallest-eigenvector-code"]
    after = question_history.read(runtime, "optimisation-smallest-eigenvector-code")
    assert "optimisation-smallest-eigenvector" in [each.id for each in after.leads_here]
