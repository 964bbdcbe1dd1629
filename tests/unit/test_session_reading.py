"""Which words of a sentence that was read aloud were heard."""

from __future__ import annotations

from interviewer.session.reading import SENTENCE, compare
from interviewer.session.sound_check import advice


def test_what_is_heard_as_written_is_whole_whatever_its_case_and_signs() -> None:
    reading = compare("practice makes perfect and every answer that i say aloud makes the next one better")
    assert reading.whole and reading.well
    assert " ".join(word for word, _ in reading.words) == SENTENCE


def test_words_are_found_in_their_order() -> None:
    reading = compare("aloud say I that answer every", "every answer that I say aloud")
    assert reading.matched == 1


def test_a_word_in_between_and_one_misheard_leave_the_others() -> None:
    reading = compare("every um answer that eye say aloud", "every answer that I say aloud")
    assert [word for word, heard in reading.words if not heard] == ["I"]
    assert reading.well and not reading.whole


def test_nothing_heard() -> None:
    reading = compare("  ")
    assert reading.heard == "" and reading.matched == 0 and not reading.well
    assert "No speech was heard" in advice(reading) and "type" in advice(reading)


def test_advice_says_what_to_do_only_where_something_is_to_be_done() -> None:
    assert advice(compare(SENTENCE)) == "Every word was heard. You are ready to practise aloud."
    assert "14 of 15 words" in advice(compare(SENTENCE.replace(" aloud", "")))
    assert "settings" not in advice(compare(SENTENCE.replace(" aloud", "")))
    assert advice(compare("practice makes")).startswith("Only 2 of 15 words were heard. Speak")
