"""What is heard of a spoken answer while it is given, and when it ends by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interviewer.speech.stt.heard import Heard

_SLOW_SECONDS, _LAG = 5.0, 10.0
"""A decoder takes a few seconds for an utterance of ten; one that takes longer does not keep up."""

COUNTED_FROM = 1.0
"""Seconds of silence from which on the end is counted down: shorter pauses are part of any speech."""

PATIENCE = 15.0
"""Seconds without a voice after which the candidate is told, once and calmly, that nothing was heard."""


class LiveAnswer:
    """Follows one answer. Whoever has said nothing yet thinks, and is never cut off.

    Args:
        pause: Seconds of silence that end the answer; 0 for never.
    """

    def __init__(self, pause: float = 0.0) -> None:
        self.pause = pause
        self.heard: Heard | None = None
        """The latest; None before the first."""
        self._from = self._kept_up = 0.0

    def take(self, heard: Heard) -> None:
        """Follow what is heard."""
        self.heard = heard
        if heard.behind < _LAG:
            self._kept_up = heard.seconds

    def restart(self) -> None:
        """The microphone was closed for a while: before it ends by itself, a voice must be heard anew."""
        self._from = self.heard.seconds if self.heard else 0.0

    @property
    def silence(self) -> float:
        """Seconds since the last voice; 0 where there was none to fall silent."""
        heard = self.heard
        if heard is None or not heard.voiced or heard.seconds - heard.silence <= self._from:
            return 0.0
        return heard.silence

    @property
    def left(self) -> float | None:
        """Seconds until the answer ends by itself; None while nothing is counted down."""
        if not self.pause or self.silence < COUNTED_FROM:
            return None
        return max(0.0, self.pause - self.silence)

    @property
    def over(self) -> bool:
        """Whether the candidate has paused for so long that the answer is taken as complete."""
        return self.left == 0

    @property
    def behind(self) -> float:
        """Seconds that the words are behind the voice; 0 while the transcription keeps up."""
        heard = self.heard
        return heard.behind if heard and heard.seconds - self._kept_up >= _SLOW_SECONDS else 0.0

    @property
    def unheard(self) -> bool:
        """Whether nothing at all was heard for a long time."""
        heard = self.heard
        return heard is not None and not heard.voiced and heard.seconds >= PATIENCE
