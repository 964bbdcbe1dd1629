"""What is told of a whole interview."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.session import report_wording as wording
from interviewer.session.report import Report
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup
from tests.interviewed import MOCK, asked, interviewed


def last(runtime: Runtime) -> Report:
    report = Report.read(runtime, runtime.history.sessions(1)[0].session.id)
    runtime.log.close()
    return report


def test_overall_by_topic_strongest_and_weakest() -> None:
    runtime = interviewed([1.0, 0.2, 0.6, None])
    first, second, third, _ = asked(runtime)[:4]
    report = last(runtime)
    assert report.score == pytest.approx(60)
    assert [attempt.question.id for attempt in report.graded] == [first, third, second]
    assert [(topic.title, topic.questions, round(topic.score)) for topic in report.topics] == [
        ("Retrieval", 1, 20),
        ("Classification metrics", 2, 80),
    ]
    assert wording.answers(report) == "4 questions, 3 graded, 1 skipped"


def test_it_is_compared_with_the_last_ones_of_its_kind_before_it() -> None:
    runtime = interviewed(*([0.1 * share] * 2 for share in (9, 2, 3, 4, 5, 6, 8)))
    runtime.history.end_session(runtime.history.start_session("mock", MOCK))  # nothing was graded in it
    other = Setup(kind="practice")
    runtime.history.end_session(runtime.history.start_session("practice", other))
    sessions = runtime.history.sessions()
    newest = Report.read(runtime, sessions[2].session.id)
    assert newest.earlier == pytest.approx((20, 30, 40, 50, 60)), "five, oldest first; 90 is too long ago"
    assert newest.before == pytest.approx(40)
    sign, text = wording.compared(newest)
    assert (sign, text) == ("▲", "40 better than your last 5 mock interviews (40 on average).")
    assert wording.course(newest) == "▂▃▄▅▅▇"
    before = Report.read(runtime, sessions[-2].session.id)
    assert wording.compared(before) == ("▼", "70 worse than your last mock interview (90).")
    first = Report.read(runtime, sessions[-1].session.id)
    assert wording.compared(first)[1].startswith("Your first mock interview")
    assert wording.course(first) == ""
    empty = last(runtime)
    assert empty.score is None and wording.compared(empty)[1].startswith("Nothing was graded")
    assert wording.answers(empty) == "0 questions, 0 graded"


def test_the_time_that_was_used_of_the_time_there_was() -> None:
    report = last(interviewed([1.0, 1.0]))
    assert wording.time_used(report) == "7:11 of 20:00 for the interview"
    by_answer = replace(report, setup=Setup(kind="mock"))
    limit = sum(attempt.question.minutes * 90 for attempt in report.attempts)
    assert (by_answer.seconds, by_answer.limit) == (140.0, pytest.approx(limit))
    free = replace(report, setup=Setup(kind="practice"))
    assert wording.time_used(free) == "2:20 of answering, without a limit"


def test_how_all_its_answers_were_spoken() -> None:
    report = last(interviewed([1.0, None, 1.0]))
    assert report.delivery.startswith("2 spoken answers: ")
    assert "words a minute" in report.delivery and "fillers" in report.delivery
    assert "2 pauses over 3 s" in report.delivery


def test_what_was_missed_is_what_to_practise_next() -> None:
    runtime = interviewed([1.0, 0.5, None])
    ids = asked(runtime)
    report = last(runtime)
    assert report.retry and report.retry.chosen == (ids[1], ids[2])
    assert report.suggestion is None
    assert wording.next_step(report) == "Answer again what you missed something in: 2 questions"


def test_where_nothing_was_missed_the_scheduler_says_what_is_next() -> None:
    runtime = interviewed([1.0, 1.0])
    suggested = runtime.planning.suggest()
    report = last(runtime)
    assert report.retry is None and suggested
    assert report.suggestion == suggested.pick
    assert wording.next_step(report) == f"Practise on: {suggested.pick.question.question}"


def test_an_interview_that_was_ended_early_says_so() -> None:
    runtime = interviewed([1.0])
    session = runtime.history.start_session("drill", Setup(kind="drill"))
    runtime.history.end_session(session, ended_early=True)
    report = last(runtime)
    assert wording.answers(report) == "0 questions, 0 graded, ended early"
    assert report.earlier == () and report.topics == () and report.delivery == ""
