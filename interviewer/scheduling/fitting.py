"""Fits the memory model to one's own history, and tells whether the fit foretells what came later.

Three numbers are fitted, each a factor on FSRS's own: how long what is learned lasts at first, how much
practice lengthens that, and how fast the curve of forgetting falls. A person's log is too short for all 21.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

from interviewer.progress import OnProgress, silent
from interviewer.scheduling.memory import MemoryModel
from interviewer.scheduling.pick import Outcome
from interviewer.scheduling.rating import ANSWERED_WELL
from interviewer.scheduling.state import QuestionState, advance

ENOUGH: Final = 300
"""Graded answers to questions that were graded before, from which a fit is tried."""

_LEARNED_FROM: Final = 0.7
"""The first part of the history, which the fit is made on; the rest judges it."""

_STEPS: Final = (1.0, 0.5, 0.25)
"""Of the search, in logs of the factors."""

_PENALTY: Final = 0.5
"""Log loss that a factor of e costs in all: a normal prior around the default."""

_MARGIN: Final = 2.0
"""Log loss, summed over the last part, by which a fit must be better: chance alone does not do that often."""

_BOUNDS: Final = tuple(zip(LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True))
"""The least and the greatest that each parameter of FSRS may be."""


Factors = tuple[float, float, float]
"""Logs of the factors on first stability, on growth and on decay; all 0 for the default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A model that was fitted to the first part of a history, and how both it and another foretell the rest.

    Log loss is that of an answer, the mean over those of the last part that could be foretold.
    """

    model: MemoryModel
    """The one that was fitted."""
    judged: int
    """Answers of the last part that were foretold."""
    loss_before: float
    """Log loss of the model that it would take the place of."""
    loss_after: float
    """Log loss of the fitted model."""

    @property
    def helps(self) -> bool:
        """Whether the fitted model foretells better than chance alone would have it."""
        return (self.loss_before - self.loss_after) * self.judged > _MARGIN


def fit(
    outcomes: Sequence[Outcome],
    default: MemoryModel,
    current: MemoryModel | None = None,
    on_progress: OnProgress = silent,
) -> Fit | None:
    """Fit a model to the first part of a history.

    Args:
        outcomes: The history of some questions, each of it whole, oldest first.
        default: The model to start from, and to stay near to.
        current: The model in use, if it is not the default.
        on_progress: Called every now and then with the rounds of the search that are done and their number;
            what it raises ends the search.

    Returns:
        None where the history is too short.
    """
    if repeated(outcomes) < ENOUGH:
        return None
    cut = round(_LEARNED_FROM * len(outcomes))
    judged = repeated(outcomes) - repeated(outcomes[:cut])
    model = _with(default, _search(outcomes[:cut], default, on_progress))
    return Fit(
        model=model,
        judged=judged,
        loss_before=loss(outcomes, current or default, cut) / max(judged, 1),
        loss_after=loss(outcomes, model, cut) / max(judged, 1),
    )


def loss(outcomes: Sequence[Outcome], model: MemoryModel, judged_from: int = 0) -> float:
    """Log loss of the grades of repeated answers, summed, each foretold from what came before it.

    Args:
        outcomes: Oldest first.
        model: What foretells.
        judged_from: Outcomes before this one are learned from but not judged.
    """
    states: dict[str, QuestionState] = {}
    total = 0.0
    for number, outcome in enumerate(outcomes):
        state = states.get(outcome.question_id)
        if number >= judged_from and outcome.score is not None and state and state.memory:
            well = model.seems_well(model.recall(state, outcome.at))
            total -= math.log(max(well if outcome.score >= ANSWERED_WELL else 1 - well, 1e-9))
        states[outcome.question_id] = advance(state, outcome, model)
    return total


def possible(parameters: Sequence[float]) -> bool:
    """Whether FSRS takes these parameters."""
    return len(parameters) == len(_BOUNDS) and all(
        low <= value <= high for value, (low, high) in zip(parameters, _BOUNDS, strict=True)
    )


def repeated(outcomes: Sequence[Outcome]) -> int:
    """How many of the outcomes are graded answers to questions that were graded before."""
    graded = [outcome.question_id for outcome in outcomes if outcome.score is not None]
    return len(graded) - len(set(graded))


def _search(outcomes: Sequence[Outcome], default: MemoryModel, on_progress: OnProgress) -> Factors:
    """Coordinate descent: each factor up or down by a step, while that helps; then by a smaller one."""

    def cost(factors: Factors) -> float:
        penalty = _PENALTY * sum(factor**2 for factor in factors)
        return loss(outcomes, _with(default, factors)) + penalty

    best: Factors = (0.0, 0.0, 0.0)
    least = cost(best)
    for done, step in enumerate(_STEPS):
        moved = True
        while moved:
            moved = False
            for factors in _neighbours(best, step):
                on_progress(done, len(_STEPS))
                if (found := cost(factors)) < least:
                    best, least, moved = factors, found, True
    return best


def _neighbours(factors: Factors, step: float) -> list[Factors]:
    first, growth, decay = factors
    return [
        (first + step, growth, decay),
        (first - step, growth, decay),
        (first, growth + step, decay),
        (first, growth - step, decay),
        (first, growth, decay + step),
        (first, growth, decay - step),
    ]


def _with(model: MemoryModel, factors: Factors) -> MemoryModel:
    first, growth, decay = factors
    changed = list(model.parameters)
    for rating in range(4):
        changed[rating] *= math.exp(first)
    changed[8] += growth  # FSRS has the growth of stability as a log
    changed[20] *= math.exp(decay)
    within = tuple(min(max(value, low), high) for value, (low, high) in zip(changed, _BOUNDS, strict=True))
    return replace(model, parameters=within)
