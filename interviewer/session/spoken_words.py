"""The words of a transcript as they are written, each with the time at which it is heard."""

from __future__ import annotations

import re
from dataclasses import dataclass

from interviewer.speech.stt.transcript import Transcript, Word

_WRITTEN = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"[.?!]\W*$")
_PAUSE_SECONDS = 2.0
_PARAGRAPH_SECONDS = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenWord:
    """One word as it is written, with its punctuation."""

    text: str
    start: float | None = None
    """When it begins, in seconds of the recording; None where the transcription does not tell."""
    end: float | None = None
    is_doubtful: bool = False
    """Whether the transcription was unsure of it."""
    opens: bool = False
    """Whether a paragraph begins here: after a pause, or after a sentence where the last one is long."""


def spoken_words(transcript: Transcript) -> tuple[SpokenWord, ...]:
    """The words of what was heard, in paragraphs."""
    words: list[SpokenWord] = []
    opened = 0.0
    for text, heard in _written(transcript):
        start = heard[0].start if heard else None
        last = words[-1] if words else None
        opens = last is None or (start is not None and _parts(last, start, opened))
        if opens and start is not None:
            opened = start
        words.append(
            SpokenWord(
                text=text,
                start=start,
                end=heard[-1].end if heard else None,
                is_doubtful=any(word.is_doubtful for word in heard),
                opens=opens,
            )
        )
    return tuple(words)


def _parts(last: SpokenWord, start: float, opened: float) -> bool:
    paused = last.end is not None and start - last.end >= _PAUSE_SECONDS
    return paused or bool(start - opened >= _PARAGRAPH_SECONDS and _SENTENCE_END.search(last.text))


def _written(transcript: Transcript) -> list[tuple[str, list[Word]]]:
    """The text between spaces, each piece with the heard words in it: `well-known` may be two."""
    spans = [found.span() for found in _WRITTEN.finditer(transcript.text)]
    heard: list[list[Word]] = [[] for _ in spans]
    at = place = 0
    for word in transcript.words:
        found = transcript.text.find(word.text, at)
        if found < 0:
            continue
        at = found + len(word.text)
        while spans[place][1] <= found:
            place += 1
        heard[place].append(word)
    return [(transcript.text[start:end], words) for (start, end), words in zip(spans, heard, strict=True)]
