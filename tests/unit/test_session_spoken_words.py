"""The heard words, put in their places in the text."""

from __future__ import annotations

from interviewer.session.spoken_words import spoken_words
from interviewer.speech.stt.transcript import Transcript, Word


def transcript(text: str, *words: tuple[str, float, float] | tuple[str, float, float, float]) -> Transcript:
    return Transcript(
        text=text,
        words=tuple(
            Word(text=word, start=start, end=end, probability=sure[0] if sure else 0.9)
            for word, start, end, *sure in words
        ),
        engine="test",
        model="test",
        seconds=60.0,
    )


def test_each_written_word_has_the_time_of_the_heard_words_in_it() -> None:
    heard = transcript(
        "The F1-score, then.",
        ("The", 0.2, 0.4),
        ("F", 0.5, 0.6),
        ("1-score", 0.6, 1.0, 0.3),
        ("then", 1.2, 1.4),
    )
    words = spoken_words(heard)
    assert [word.text for word in words] == ["The", "F1-score,", "then."]
    assert [(word.start, word.end) for word in words] == [(0.2, 0.4), (0.5, 1.0), (1.2, 1.4)]
    assert [word.is_doubtful for word in words] == [False, True, False]


def test_a_word_that_nobody_timed_has_no_time() -> None:
    words = spoken_words(transcript("one 2 three", ("one", 0.0, 0.3), ("two", 0.4, 0.6), ("three", 0.7, 0.9)))
    assert [word.start for word in words] == [0.0, None, 0.7]
    assert [word.start for word in spoken_words(transcript("only text"))] == [None, None]
    assert spoken_words(transcript("")) == ()


def test_paragraphs_begin_after_pauses_and_long_sentences() -> None:
    words = spoken_words(
        transcript(
            "One two. Three four. Five six",
            ("One", 0.0, 0.4),
            ("two", 4.0, 4.4),
            ("Three", 4.5, 13.9),
            ("four", 14.0, 14.5),
            ("Five", 14.6, 15.0),
            ("six", 15.1, 15.5),
        )
    )
    assert [word.text for word in words if word.opens] == ["One", "two.", "Five"]
