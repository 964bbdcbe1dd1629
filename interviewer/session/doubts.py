"""Which words of an answer the transcription was unsure of, also after the candidate has corrected it."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from interviewer.speech.stt.transcript import Transcript

Span = tuple[int, int]
"""Where a word begins in a text, and where it ends."""

_WORD = re.compile(r"\S+")


def unsure_spans(text: str, transcript: Transcript) -> tuple[Span, ...]:
    """The words of a text that come from unsure words of the transcript.

    What the candidate has written in place of a word, or around it, is sure.

    Args:
        text: The transcript as it stands in the editor.
        transcript: As it was heard.
    """
    heard = _spans(transcript.text)
    unsure = _unsure(heard, transcript)
    if not any(unsure):
        return ()
    now = _spans(text)
    matcher = SequenceMatcher(
        None,
        [transcript.text[start:end] for start, end in heard],
        [text[start:end] for start, end in now],
        autojunk=False,
    )
    return tuple(
        now[there + i]
        for here, there, length in matcher.get_matching_blocks()
        for i in range(length)
        if unsure[here + i]
    )


def _spans(text: str) -> list[Span]:
    return [found.span() for found in _WORD.finditer(text)]


def _unsure(spans: list[Span], transcript: Transcript) -> list[bool]:
    """For each written word whether one of the heard words in it is unsure."""
    unsure, at, place = [False] * len(spans), 0, 0
    for word in transcript.words:
        found = transcript.text.find(word.text, at)
        if found < 0:
            continue
        at = found + len(word.text)
        while spans[place][1] <= found:
            place += 1
        unsure[place] |= word.is_doubtful
    return unsure
