"""How an answer was spoken: pace, pauses, fillers, and what may be done about it; from word times alone."""

from interviewer.speech.delivery.advice import advice
from interviewer.speech.delivery.delivery import Delivery, measure

__all__ = ["Delivery", "advice", "measure"]
