"""Hear a recording: what was said, on this machine."""

from interviewer.speech.stt.engine import SttEngine, load

__all__ = ["SttEngine", "load"]
