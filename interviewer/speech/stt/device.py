"""A model on the GPU if there is one that works, else on the CPU."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from pickle import PickleError
from typing import Generic, TypeVar

from interviewer.errors import EngineError, ModelError

M = TypeVar("M")
R = TypeVar("R")

_LOG = logging.getLogger(__name__)

# What CTranslate2 and PyTorch raise for a missing CUDA library, too little memory, an old card, bad weights.
_FAILURES = (RuntimeError, ValueError, OSError)
_BAD_WEIGHTS = (*_FAILURES, KeyError, TypeError, EOFError, PickleError)


class OnDevice(Generic[M]):
    """Loads a model at once and moves it to the CPU when the GPU fails, then or later.

    Args:
        wanted: `auto` takes a GPU if there is one; `cuda` accepts nothing else; or `cpu`.
        has_gpu: Whether a GPU can be seen.
        load: Makes the model on `cpu` or `cuda`.
        weights: What it is made from, for messages.

    Raises:
        EngineError: `cuda` was asked for and does not work.
        ModelError: The weights cannot be loaded.
    """

    def __init__(
        self, wanted: str, *, has_gpu: Callable[[], bool], load: Callable[[str], M], weights: Path
    ) -> None:
        if wanted == "cuda" and not has_gpu():
            raise EngineError("No CUDA GPU can be seen: set stt_device to 'auto' or 'cpu'.")
        self.device = "cuda" if wanted == "cuda" or (wanted == "auto" and has_gpu()) else "cpu"
        self.gpu_failure = ""
        self._only_gpu = wanted == "cuda"
        self._load = load
        self._weights = weights
        self._model = self._loaded()

    def run(self, use: Callable[[M], R]) -> R:
        """Use the model; once more on the CPU when that fails on the GPU.

        Raises:
            EngineError: It fails on the CPU too, or nothing but the GPU was to be used.
        """
        try:
            return use(self._model)
        except _FAILURES as error:
            if self.device == "cpu":
                raise EngineError(
                    f"Transcription failed ({error}): run `interviewer doctor`, or choose another stt_model."
                ) from error
            self._leave_gpu(error)
            self._model = self._loaded()
            return self.run(use)

    def _loaded(self) -> M:
        try:
            return self._load(self.device)
        except _BAD_WEIGHTS as error:
            if self.device == "cpu":
                raise ModelError(
                    f"The model weights {self._weights} cannot be loaded ({error}): "
                    "delete them and fetch them again, or choose another stt_model."
                ) from error
            self._leave_gpu(error)
            return self._loaded()

    def _leave_gpu(self, error: Exception) -> None:
        if self._only_gpu:
            raise EngineError(
                f"The GPU cannot transcribe ({error}): set stt_device to 'auto' or 'cpu'."
            ) from error
        self.device, self.gpu_failure = "cpu", str(error)
        _LOG.warning("The GPU cannot transcribe, the CPU takes over: %s", error)

    def __str__(self) -> str:
        """Where it runs, and why not on the GPU: "on the CPU (the GPU failed: out of memory)"."""
        if self.gpu_failure:
            return f"on the CPU (the GPU failed: {self.gpu_failure})"
        return "on the GPU" if self.device == "cuda" else "on the CPU"
