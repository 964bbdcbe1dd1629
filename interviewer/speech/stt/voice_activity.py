"""How probably a voice is heard, frame by frame, while the sound comes in (Silero VAD, streamed)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from interviewer.errors import EngineError
from interviewer.packages import folder

FRAME = 512
"""Samples that one probability is about: 32 ms at 16 kHz."""

_CONTEXT = 64
"""Samples before a frame that the network looks at as well."""

_STATE = (1, 1, 128)

Samples = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Frames:
    """A stretch of sound with what was found in it.

    Attributes:
        sound: Shape (n, 512): mono, 16 kHz, -1 to 1.
        probabilities: Shape (n,): of a voice in each frame, 0-1.
    """

    sound: Samples
    probabilities: Samples


class VoiceActivity:
    """Follows one stream of sound; costs a tenth of a millisecond a frame.

    The probabilities are those that `faster_whisper.vad` finds in the whole recording, however it is cut
    into blocks: what the network remembers is carried on from one to the next.

    Raises:
        EngineError: The network does not come with this installation.
    """

    def __init__(self) -> None:
        self._network = _network()
        self._h = self._c = np.zeros(_STATE, np.float32)
        self._rest = np.zeros(_CONTEXT, np.float32)
        """The context of the next frame, and what there is of that frame."""

    def feed(self, samples: Samples) -> Frames:
        """The frames that these samples complete; what is left of one waits for the next call.

        Args:
            samples: Mono, 16 kHz, -1 to 1; any number of them.
        """
        sound = np.concatenate([self._rest, samples])
        count = (len(sound) - _CONTEXT) // FRAME
        if not count:
            self._rest = sound
            return Frames(np.zeros((0, FRAME), np.float32), np.zeros(0, np.float32))
        self._rest = sound[count * FRAME :].copy()
        seen = np.lib.stride_tricks.sliding_window_view(sound, _CONTEXT + FRAME)[::FRAME]
        found, self._h, self._c = self._network.run(
            None, {"input": np.ascontiguousarray(seen), "h": self._h, "c": self._c}
        )
        return Frames(seen[:, _CONTEXT:].copy(), found.reshape(-1))

    def end(self) -> Frames:
        """The last frame, filled up with silence; none where nothing waits."""
        waiting = len(self._rest) - _CONTEXT
        return self.feed(np.zeros(-waiting % FRAME, np.float32))


@cache
def _network() -> Any:
    # Past `faster_whisper` itself, which would import all of Whisper first: the voice must not wait for it.
    import onnxruntime

    package = folder("faster_whisper")
    files = sorted((package / "assets").glob("silero_vad*.onnx")) if package else []
    if not files:
        raise EngineError("The voice detector is not installed: run `pip install faster-whisper`.")
    options = onnxruntime.SessionOptions()
    options.inter_op_num_threads = options.intra_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # it would only grow
    return onnxruntime.InferenceSession(str(files[-1]), options, providers=["CPUExecutionProvider"])
