"""Say a text: formulas into words, words into a sound file."""

from interviewer.speech.tts.speaker import Speaker

__all__ = ["Speaker"]
