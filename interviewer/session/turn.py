"""One question of an interview, from asking to feedback."""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.bank.question import Question
from interviewer.scheduling import Pick
from interviewer.scoring.assessment import Assessment
from interviewer.session.setup import Means
from interviewer.speech.recording import Recording
from interviewer.speech.stt.transcript import Transcript


@dataclass(kw_only=True)
class Turn:
    """What is known so far about the question in hand."""

    pick: Pick
    attempt_id: int
    means: Means
    recording: Recording | None = None
    transcript: Transcript | None = None
    assessment: Assessment | None = None
    notice: str = ""
    """A sentence for the candidate about something that went wrong."""
    draft: str = ""
    """The text in the editor: the typed answer, or the transcript being corrected. The face keeps it up
    to date, so that it can be taken when the time is up."""

    @property
    def question(self) -> Question:
        """The question in hand."""
        return self.pick.question
