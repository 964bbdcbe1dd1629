"""Unsure words stay marked until the candidate has corrected them."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from interviewer.session.doubts import unsure_spans
from interviewer.speech.stt.transcript import Transcript, Word

UNSURE, SURE = 0.05, 0.99


def transcript(*words: tuple[str, float], text: str = "") -> Transcript:
    return Transcript(
        text=text or " ".join(word for word, _ in words),
        words=tuple(
            Word(text=word, start=float(i), end=i + 0.5, probability=probability)
            for i, (word, probability) in enumerate(words)
        ),
        engine="fake",
        model="fake",
        seconds=float(len(words)),
    )


def marked(text: str, heard: Transcript) -> list[str]:
    return [text[start:end] for start, end in unsure_spans(text, heard)]


HEARD = transcript(("the", SURE), ("ROG", UNSURE), ("curve", SURE), ("plots", SURE), ("wreck", UNSURE))


def test_unsure_words_are_found() -> None:
    assert marked(HEARD.text, HEARD) == ["ROG", "wreck"]


def test_a_corrected_word_is_sure_and_the_others_stay_unsure() -> None:
    assert marked("the ROC curve plots wreck", HEARD) == ["wreck"]


def test_words_that_are_put_in_or_taken_out_move_the_marks() -> None:
    assert marked("so, as I said: the ROG curve, wreck", HEARD) == ["ROG", "wreck"]


def test_what_was_typed_before_speaking_is_sure() -> None:
    assert marked("typed wreck\nfirst. " + HEARD.text, HEARD)[-2:] == ["ROG", "wreck"]
    assert len(marked("typed first. " + HEARD.text, HEARD)) == 2


def test_a_word_of_several_parts_is_unsure_where_one_is() -> None:
    heard = transcript(("cross", SURE), ("-entropy", UNSURE), ("loss", SURE), text="cross-entropy loss")
    assert marked("cross-entropy loss", heard) == ["cross-entropy"]


def test_a_sure_transcript_has_no_marks() -> None:
    assert unsure_spans("all is well", transcript(("all", SURE), ("is", SURE), ("well", SURE))) == ()


@given(
    st.lists(st.tuples(st.sampled_from(["a", "b", "ab", "über", "x,"]), st.sampled_from([UNSURE, SURE]))),
    st.text(alphabet="ab x,\nü", max_size=40),
)
def test_marks_are_words_of_the_text_in_order(words: Sequence[tuple[str, float]], text: str) -> None:
    spans = unsure_spans(text, transcript(*words))
    assert list(spans) == sorted(set(spans))
    for start, end in spans:
        assert text[start:end] == text[start:end].strip() != ""
