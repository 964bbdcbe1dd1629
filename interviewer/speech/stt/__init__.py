"""Speech to text: engines, their weights, and the transcript they give."""

from interviewer.speech.stt.engine import ENGINES, SttEngine, load
from interviewer.speech.stt.transcript import Transcript, Word

__all__ = ["ENGINES", "SttEngine", "Transcript", "Word", "load"]
