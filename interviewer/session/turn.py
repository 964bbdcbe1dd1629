"""One question of an interview, from asking to feedback."""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.bank.question import Question
from interviewer.scheduling import Pick
from interviewer.scoring.assessment import Assessment
from interviewer.session.hints import Hint, less
from interviewer.session.history import Override, counting
from interviewer.session.setup import Means
from interviewer.session.solution import CodeInHand, points
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
    """The machine's."""
    overrides: tuple[Override, ...] = ()
    """Where the candidate disagrees with it."""
    notice: str = ""
    """A sentence for the candidate about something that went wrong."""
    draft: str = ""
    """The text in the editor: the typed answer, or the transcript being corrected. The face keeps it up
    to date, so that it can be taken when the time is up."""
    skipped: bool = False
    """Whether it was left without an answer, or its code without an explanation."""
    code: CodeInHand | None = None
    """The code, where the question asks for some."""
    hints: tuple[Hint, ...] = ()
    """Those that were taken, in their order."""
    extra: bool = False
    """Whether it follows an answer, as another try or to go deeper, and is not one of the interview's own."""
    flagged: bool = False
    """Whether the candidate has marked it."""
    then: Pick | None = None
    """What the candidate wants to be asked after it, instead of the interview's next question."""

    @property
    def answer(self) -> str:
        """The text of the answer, as far as it is one."""
        return "" if self.skipped else self.draft

    @property
    def counting(self) -> Assessment | None:
        """The assessment that counts: the machine's, with the candidate's verdicts in place of its own."""
        return counting(self.assessment, self.overrides)

    @property
    def score(self) -> float | None:
        """What code and explanation come to less what hints cost, 0-100, where that is told at once."""
        explanation = self.counting.score if self.counting else None
        return less(points(self.code.result if self.code else None, explanation, mock=False), self.hints)

    @property
    def question(self) -> Question:
        """The question in hand."""
        return self.pick.question
