"""History in, the next question and the reason for it out."""

from interviewer.scheduling.blueprint import sample
from interviewer.scheduling.pick import Outcome, Pick, TopicStrength
from interviewer.scheduling.picker import REST, Picker
from interviewer.scheduling.strength import HALF_LIFE, strength

__all__ = ["HALF_LIFE", "REST", "Outcome", "Pick", "Picker", "TopicStrength", "sample", "strength"]
