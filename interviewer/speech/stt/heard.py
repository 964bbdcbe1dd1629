"""What is heard of an answer while it is given."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """How far a recording is that is transcribed while it grows; all times in seconds of the recording.

    One that is paused does not grow, so none of them counts on then.
    """

    text: str = ""
    """What was said in the finished utterances; it only grows."""
    provisional: str = ""
    """What seems to have been said after them; it comes in pauses, and may still change."""
    speaking: bool = False
    """Whether a voice is heard now."""
    silence: float = 0.0
    """Since the last voice, before the first one since the beginning; 0 while somebody speaks."""
    voiced: bool = False
    """Whether a voice was heard at all."""
    behind: float = 0.0
    """Length of the finished speech that waits to be transcribed."""
    loading: bool = False
    """Whether the model is being loaded: until it is, all finished speech waits."""
    seconds: float = 0.0
    """How much of the recording this tells of."""
