"""A sentence that was read aloud, and which of its words were heard."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from interviewer.scoring.words import words

SENTENCE = "Practice makes perfect, and every answer that I say aloud makes the next one better."
"""What is read, in common words that every model knows."""

WELL = 0.8
"""Share of the words from which on what is said is heard well enough to practise by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The sentence beside what was heard."""

    words: tuple[tuple[str, bool], ...]
    """The sentence's words as written, each with whether it was heard in its place."""
    heard: str
    """All that was heard."""

    @property
    def matched(self) -> int:
        """How many words were heard."""
        return sum(heard for _, heard in self.words)

    @property
    def well(self) -> bool:
        """Whether the sentence was heard well."""
        return self.matched >= WELL * len(self.words)

    @property
    def whole(self) -> bool:
        """Whether every word of it was heard."""
        return self.matched == len(self.words)


def compare(heard: str, sentence: str = SENTENCE) -> Reading:
    """Find the words of a sentence, in their order, in what was heard.

    Args:
        heard: A transcript, or the beginning of one.
        sentence: What was read.
    """
    written = sentence.split()
    wanted = [" ".join(words(word)) for word in written]
    matched: set[int] = set()
    for block in SequenceMatcher(None, wanted, words(heard), autojunk=False).get_matching_blocks():
        matched.update(range(block.a, block.a + block.size))
    return Reading(
        words=tuple((word, place in matched) for place, word in enumerate(written)), heard=heard.strip()
    )
