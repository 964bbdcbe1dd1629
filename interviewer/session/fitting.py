"""Has the schedule follow the candidate's own memory, as far as the log tells of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from interviewer.scheduling import MemoryModel
from interviewer.scheduling.fitting import ENOUGH, Fit, fit
from interviewer.session.fitted_model import read, written
from interviewer.session.schedule import Standing
from interviewer.store import ModelRecord, States

NEW: Final = 200
"""Answers more, or fewer since some were deleted, from which a fit is due again."""

_MOST: Final = 5_000
"""Attempts that a fit is made on, which takes some seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """What came of a fit."""

    answers: int
    """Graded answers in the log to questions that were graded before, which is what a fit learns from."""
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

    def fit(self, on_step: Callable[[], object] = lambda: None) -> Fitted:
        """Fit the model to the log, and have the schedule follow it if it helps; takes some seconds.

        Others may use the schedule meanwhile.

        Args:
            on_step: Called every now and then; what it raises ends the work, and nothing is changed.

        Raises:
            StoreError: The log cannot be used.
        """
        default, current = self._standing.default, self._standing.model
        result = Fitted(
            answers=self._answers(), fit=fit(self._standing.outcomes(_MOST), default, current, on_step)
        )
        if result.fit:
            self._keep(result.fit.model if result.kept else current, result.answers)
        return result

    def forget(self) -> None:
        """Go back to the model that is nobody's own.

        Raises:
            StoreError: The log cannot be used.
        """
        self._keep(self._standing.default, self._answers())

    def _keep(self, model: MemoryModel, answers: int) -> None:
        document = written(model, self._standing.default)
        self._log.keep_model(ModelRecord(document=document, answers=answers))

    def _answers(self) -> int:
        return sum(max(state.graded - 1, 0) for state in self._standing.states().values())
