"""Transcription of an answer while it is given, so that at its end only the last words are left."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from interviewer.speech.stt.engine import SAMPLE_RATE, SttEngine
from interviewer.speech.stt.heard import Heard
from interviewer.speech.stt.transcript import Transcript, Word
from interviewer.speech.stt.utterances import Utterance, Utterances
from interviewer.speech.stt.voice import Voice
from interviewer.speech.stt.voice_activity import FRAME, Frames, Samples, VoiceActivity

SPECULATING = 0.4
"""Seconds of silence after which the answer may be over, so that what is left is decoded ahead of time."""


class LiveTranscription:
    """Transcribes one recording as it comes in.

    What is fed is searched for a voice at once, which is quick, and decoded in a thread, utterance by
    utterance. A decoder that is slow, or loading still, falls behind; nothing is left out.

    Args:
        load: Gives the engine; called in the thread, once.
        terms: Technical words to expect.

    Raises:
        EngineError: The voice detector is not installed.
    """

    def __init__(self, load: Callable[[], SttEngine], terms: Sequence[str] = ()) -> None:
        self._load, self._terms = load, tuple(terms)
        self._activity, self._voice, self._utterances = VoiceActivity(), Voice(), Utterances()
        self._fed = 0
        self._loading = True
        self._done: list[_Decoded] = []
        self._finished: Utterance | None = None
        """What is finished and being decoded."""
        self._latest: _Decoded | None = None
        """What was decoded last and is not done: of an utterance that was not finished then."""
        self._dropped = False
        self._changed = threading.Condition()
        pool = ThreadPoolExecutor(1, thread_name_prefix="live transcription")
        self._transcript = pool.submit(self._decode)
        pool.shutdown(wait=False)

    def feed(self, samples: Samples) -> None:
        """Go on with the next samples: mono, 16 kHz, -1 to 1, any number of them."""
        self._fed += len(samples)
        self._follow(self._activity.feed(samples))

    def finish(self) -> Transcript:
        """The transcript of all that was fed; waits until the last of it is decoded.

        Raises:
            EngineError: Decoding failed.
            ModelError: The weights are not on this machine.
        """
        self._follow(self._activity.end())
        with self._changed:
            self._utterances.end()
            self._changed.notify()
        return self._transcript.result()

    def drop(self) -> None:
        """Decode nothing more; returns at once."""
        with self._changed:
            self._dropped = True
            self._changed.notify()

    def heard(self) -> Heard:
        """How far it is."""
        with self._changed:
            decoding = len(self._finished.samples) / SAMPLE_RATE if self._finished else 0.0
            return Heard(
                text=_text([decoded.transcript for decoded in self._done]),
                provisional=self._latest.transcript.text if self._latest else "",
                speaking=self._voice.speaking,
                silence=self._voice.silence,
                voiced=self._voice.voiced,
                behind=decoding + self._utterances.waiting,
                loading=self._loading,
                seconds=self._fed / SAMPLE_RATE,
            )

    def _follow(self, frames: Frames) -> None:
        with self._changed:
            self._voice.feed(frames.probabilities)
            self._utterances.feed(frames)
            self._changed.notify()

    def _decode(self) -> Transcript:
        engine = self._load()
        self._loading = False
        while utterance := self._next():
            transcript = engine.transcribe(utterance.samples, self._terms)
            with self._changed:
                self._latest = _Decoded(utterance.first, utterance.voice_end, transcript)
        if not self._done:
            nothing = engine.transcribe(np.zeros(FRAME, np.float32))  # signed by the engine like any other
            return replace(nothing, seconds=self._fed / SAMPLE_RATE)
        return _joined(self._done, self._fed / SAMPLE_RATE)

    def _next(self) -> Utterance | None:
        """Wait for what is to be decoded next; None when nothing more will come."""
        with self._changed:
            while not self._dropped:
                self._finished = self._finished or self._utterances.take()
                if self._finished:
                    if not (self._latest and self._latest.tells(self._finished)):
                        return self._finished
                    self._done.append(self._latest)
                    self._finished = self._latest = None
                    continue
                if self._utterances.ended:
                    break
                so_far = self._utterances.unfinished(SPECULATING)
                if so_far and not (self._latest and self._latest.tells(so_far)):
                    return so_far
                self._changed.wait()
        return None


@dataclass(frozen=True, slots=True)
class _Decoded:
    first: int
    voice_end: int
    transcript: Transcript

    def tells(self, utterance: Utterance) -> bool:
        """Whether it is what that utterance says."""
        return (self.first, self.voice_end) == (utterance.first, utterance.voice_end)


def _joined(parts: Sequence[_Decoded], seconds: float) -> Transcript:
    return replace(
        parts[0].transcript,
        text=_text([part.transcript for part in parts]),
        words=tuple(_later(word, part.first) for part in parts for word in part.transcript.words),
        fillers=tuple(_later(word, part.first) for part in parts for word in part.transcript.fillers),
        seconds=seconds,
    )


def _text(transcripts: Sequence[Transcript]) -> str:
    return " ".join(transcript.text for transcript in transcripts if transcript.text)


def _later(word: Word, samples: int) -> Word:
    shift = samples / SAMPLE_RATE
    return replace(word, start=round(word.start + shift, 3), end=round(word.end + shift, 3))
