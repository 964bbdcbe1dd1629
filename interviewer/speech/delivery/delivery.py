"""How an answer was spoken."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean

from interviewer.speech.delivery import wording
from interviewer.speech.delivery.mentions import Mentions
from interviewer.speech.delivery.pace import Pace, overlap, pace, runs
from interviewer.speech.delivery.pauses import Pause, pauses
from interviewer.speech.delivery.restarts import restarts
from interviewer.speech.delivery.spoken import spoken
from interviewer.speech.stt.transcript import Transcript

_ENGLISH = "en"
_UNCOUNTED = Mentions(passages=(), is_lower_bound=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How an answer was spoken; times in seconds of the recording.

    Attributes:
        words: How many were said, without filled pauses.
        confidence: Mean probability of the words, 0-1.
        first_word: Seconds until the first word.
        speaking: Seconds of speaking time: from the first word to the last, without silences of 0.5 s or
            more.
        speaking_share: Speaking time over the time from the first word to the last, 0-1.
        pace: None where the answer is too short for one.
        pauses: The silences over 1 s between the first word and the last.
        sounds: Filled pauses: "um", "uh".
        markers: Discourse markers without meaning where they stand: "you know", "basically".
        hedges: "I think", "maybe".
        restarts: False starts: words broken off or repeated.
        corrections: Self-corrections: "no, I mean", "or rather".
    """

    words: int
    confidence: float
    first_word: float
    speaking: float
    speaking_share: float
    pace: Pace | None
    pauses: tuple[Pause, ...]
    sounds: Mentions
    markers: Mentions
    hedges: Mentions
    restarts: Mentions
    corrections: Mentions

    @property
    def long_pauses(self) -> tuple[Pause, ...]:
        """The pauses over 3 s."""
        return tuple(pause for pause in self.pauses if pause.is_long)

    @property
    def fillers(self) -> Mentions:
        """Filled pauses and discourse markers together."""
        both = (*self.sounds.passages, *self.markers.passages)
        return Mentions(
            passages=tuple(sorted(both, key=lambda each: each.start)),
            is_lower_bound=self.sounds.is_lower_bound or self.markers.is_lower_bound,
        )


def measure(transcript: Transcript) -> Delivery | None:
    """How an answer was spoken, from the times of its words.

    Wording is told in English only; in another language only filled pauses are counted.

    Returns:
        None where the transcript has no words with times.
    """
    timed = [word for word in transcript.words if any(map(str.isalnum, word.text))]  # a dash alone is no word
    heard = sorted((*timed, *transcript.fillers), key=lambda each: each.start)
    said = spoken(heard)
    words = [each.word for each in said if not each.is_sound]
    end = max((word.end for word in words), default=0.0)
    if not words or end <= words[0].start:
        return None
    start = words[0].start
    stretches = runs(heard)
    speaking = overlap(stretches, start, end)
    english = transcript.language == _ENGLISH
    return Delivery(
        words=len(words),
        confidence=fmean(word.probability for word in words),
        first_word=start,
        speaking=speaking,
        speaking_share=speaking / (end - start),
        pace=pace(words, stretches),
        pauses=pauses(words, [each.word for each in said if each.is_sound]),
        sounds=wording.sounds(said),
        markers=wording.markers(said) if english else _UNCOUNTED,
        hedges=wording.hedges(said) if english else _UNCOUNTED,
        restarts=restarts(said) if english else _UNCOUNTED,
        corrections=wording.corrections(said) if english else _UNCOUNTED,
    )
