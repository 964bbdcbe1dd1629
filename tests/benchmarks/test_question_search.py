"""Looking for words again costs little of what reading them costs."""

from __future__ import annotations

from interviewer import bank, locations
from interviewer.bank.search import WordIndex, by_words
from tests.benchmarks.ratio import times_faster


def test_words_that_are_read_are_found_much_faster_than_read_anew() -> None:
    questions = bank.load(locations.content()).questions
    index = WordIndex(questions)
    assert index.with_any("gradient descent") == by_words(questions, "gradient descent")

    ratio = times_faster(
        lambda: by_words(questions, "gradient descent"), lambda: index.with_all("gradient desc")
    )
    print(f"a kept index finds words {ratio:.0f} times faster")
    assert ratio > 10
