"""Has the schedule follow the candidate's own memory, as far as the log tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from interviewer.progress import OnProgress, silent
from interviewer.scheduling import MemoryModel
from interviewer.scheduling.fitting import ENOUGH, Fit, fit, repeated
from interviewer.session.fitted_model import read, written
from interviewer.session.schedule import Standing, outcome
from interviewer.store import ModelRecord, States

NEW: Final = 200
"""Answers more, or fewer since some were deleted, from which a fit is due again."""

_MOST: Final = 5_000
"""Attempts that a fit is made on, which takes some seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """What came of a fit."""

    answers: int
    """Graded answers to questions that were graded before, which is what a fit learns from."""
    needed: int
    """Of these, for a fit."""
    fit: Fit | None
    """None where there were too few of them."""

    @property
    def kept(self) -> bool:
        """Whether the schedule follows the fitted model from now on."""
        return self.fit is not None and self.fit.helps


class Fitting:
    """Fits the memory model to the log, and keeps it there where it foretells later answers better.

    Args:
        states: The states in the log, with the model that they were made by.
        standing: What follows the model.
    """

    def __init__(self, states: States, standing: Standing) -> None:
        self._log, self._standing = states, standing

    def due(self) -> bool:
        """Whether a fit may bring something: enough was answered, and much of that since the last fit.

        Raises:
            StoreError: The log cannot be used.
        """
        answers, kept = self._answers(), self._log.model()
        changed = abs(answers - kept.answers) >= NEW or read(kept.document, self._standing.default) is None
        return answers >= ENOUGH and changed

    def fit(self, on_progress: OnProgress = silent) -> Fitted:
        """Fit the model to the log, and have the schedule follow it if it helps; takes some seconds.

        Others may use the schedule meanwhile.

        Args:
            on_progress: Told how far the search is, and then how far the states are; what it raises ends
                the work.

        Raises:
            StoreError: The log cannot be used.
        """
        outcomes = tuple(map(outcome, self._log.outcomes(_MOST)))
        found = fit(outcomes, self._standing.default, self._standing.model, on_progress)
        result = Fitted(answers=repeated(outcomes), needed=ENOUGH, fit=found)
        if result.fit:
            self._keep(result.fit.model if result.kept else self._standing.model, on_progress)
        return result

    def forget(self, on_progress: OnProgress = silent) -> None:
        """Go back to the model that is nobody's own.

        Args:
            on_progress: Told how far the states are, which are made anew.

        Raises:
            StoreError: The log cannot be used.
        """
        self._keep(self._standing.default, on_progress)

    def _keep(self, model: MemoryModel, on_progress: OnProgress) -> None:
        document = written(model, self._standing.default)
        self._log.keep_model(ModelRecord(document=document, answers=self._answers()))
        self._standing.states(on_progress)  # are made anew here, where nobody waits for them

    def _answers(self) -> int:
        return sum(max(state.graded - 1, 0) for state in self._standing.states().values())
