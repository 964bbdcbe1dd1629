"""History in, the next question and the reason for it out."""

from interviewer.scheduling.blueprint import sample
from interviewer.scheduling.candidates import Candidate
from interviewer.scheduling.interval import Readiness
from interviewer.scheduling.memory import MemoryModel
from interviewer.scheduling.pick import Outcome, Pick, TopicStrength
from interviewer.scheduling.rating import ANSWERED_WELL
from interviewer.scheduling.schedule import HORIZON, REST, Schedule
from interviewer.scheduling.state import QuestionState, advance, replay

__all__ = [
    "ANSWERED_WELL",
    "HORIZON",
    "REST",
    "Candidate",
    "MemoryModel",
    "Outcome",
    "Pick",
    "QuestionState",
    "Readiness",
    "Schedule",
    "TopicStrength",
    "advance",
    "replay",
    "sample",
]
