"""When a spoken answer ends by itself, and what is told of it meanwhile."""

from __future__ import annotations

import pytest

from interviewer.session.live_answer import COUNTED_FROM, PATIENCE, LiveAnswer
from interviewer.session.wording import ending, lag
from interviewer.speech.stt.heard import Heard


def after(seconds: float, silence: float, *, voiced: bool = True, behind: float = 0.0) -> Heard:
    return Heard(
        seconds=seconds, silence=silence, speaking=not silence and voiced, voiced=voiced, behind=behind
    )


def live(*heard: Heard, pause: float = 3.0) -> LiveAnswer:
    answer = LiveAnswer(pause)
    for each in heard:
        answer.take(each)
    return answer


def test_an_answer_ends_after_the_pause_and_is_counted_down_before() -> None:
    answer = live(after(10, 0))
    assert answer.left is None
    answer.take(after(10 + COUNTED_FROM - 0.1, COUNTED_FROM - 0.1))
    assert answer.left is None, "every speaker pauses so long"
    answer.take(after(11.2, 1.2))
    assert answer.left == pytest.approx(1.8) and not answer.over
    assert ending(1.8) == "Ends in 2 … speak on, or press enter."
    answer.take(after(13.1, 3.1))
    assert answer.over and answer.silence == pytest.approx(3.1)


def test_speaking_on_cancels_the_countdown() -> None:
    answer = live(after(12, 2.5), after(12.2, 0))
    assert answer.left is None and not answer.over


def test_who_has_said_nothing_is_never_cut_off_but_told_calmly() -> None:
    answer = live(after(PATIENCE - 1, PATIENCE - 1, voiced=False))
    assert not answer.unheard
    answer.take(after(600, 600, voiced=False))
    assert answer.unheard and not answer.over and answer.left is None
    answer.take(after(601, 0))
    assert not answer.unheard


def test_without_a_pause_that_ends_it_nothing_ends_it() -> None:
    answer = live(after(100, 60), pause=0.0)
    assert answer.left is None and not answer.over


def test_before_the_first_news_nothing_is_counted() -> None:
    answer = live()
    assert answer.left is None and not answer.over and not answer.unheard and not answer.behind


def test_after_a_repeated_question_one_may_think_as_long_as_before_the_first_word() -> None:
    answer = live(after(20, 2.9))
    answer.restart()
    answer.take(after(20.2, 3.1))
    assert not answer.over and answer.left is None
    answer.take(after(60, 42.9))
    assert not answer.over
    answer.take(after(61, 0))
    answer.take(after(64.1, 3.0))
    assert answer.over


def test_only_a_transcription_that_does_not_keep_up_is_told() -> None:
    answer = live(after(28, 0), after(30, 0, behind=12))
    assert lag(answer) == "", "an utterance that has just ended"
    answer = live(after(30, 0, behind=2), after(33, 0, behind=12), after(36, 0, behind=15))
    assert lag(answer) == "15 s behind"
    answer.take(after(36.2, 0, behind=1))
    assert lag(answer) == ""


def test_while_the_model_is_loaded_that_is_why_there_are_no_words() -> None:
    assert lag(live(Heard(loading=True, behind=20, voiced=True, seconds=30))) == (
        "the words come when Whisper is loaded"
    )
