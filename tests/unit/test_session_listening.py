"""An answer is transcribed by the worker process while its recording grows, and whole whatever happens."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from interviewer import locations, settings
from interviewer.errors import AudioError
from interviewer.session.models import Models
from interviewer.speech.audio import files
from interviewer.speech.audio.wav import WavWriter
from interviewer.speech.stt.heard import Heard

RATE = 16_000
_LONGEST_SECONDS = 120
"""So that what never comes is told, rather than waited for."""


@pytest.fixture
async def models(home: Path) -> AsyncIterator[Models]:
    models = Models(settings.load(flags={"stt_model": "tiny.en"}), locations.find())
    yield models
    await models.close()


@pytest.fixture(scope="module")
def answer(fixtures: Path) -> npt.NDArray[np.int16]:
    """11 s of speech and a second of silence."""
    return np.concatenate([files.decode(fixtures / "audio/jfk.flac", RATE), np.zeros(RATE, np.int16)])


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    return tmp_path / "answer.wav"


class Ears:
    """What `on_heard` was told."""

    def __init__(self, models: Models) -> None:
        self.heard: list[Heard] = []
        self._more = asyncio.Event()
        models.on_heard = self._take

    def _take(self, heard: Heard) -> None:
        self.heard.append(heard)
        self._more.set()

    async def until(self, sign: Callable[[Heard], object]) -> Heard:
        async def wait() -> None:
            while not (self.heard and sign(self.heard[-1])):
                self._more.clear()
                await self._more.wait()

        try:
            await asyncio.wait_for(wait(), _LONGEST_SECONDS)
        except asyncio.TimeoutError:
            pytest.fail(f"The last of {len(self.heard)} events was {self.heard[-1:]}.")
        return self.heard[-1]


async def record(file: Path, sound: npt.NDArray[np.int16], speed: float = 10) -> WavWriter:
    """Write a recording block by block."""
    writer = WavWriter(file, RATE)
    await go_on(writer, sound, speed)
    return writer


async def go_on(writer: WavWriter, sound: npt.NDArray[np.int16], speed: float = 10) -> None:
    for first in range(0, len(sound), 320):
        writer.append(sound[first : first + 320].tobytes())
        await asyncio.sleep(0.02 / speed)


async def test_an_answer_is_heard_while_it_is_given(
    models: Models, recording: Path, answer: npt.NDArray[np.int16]
) -> None:
    ears = Ears(models)
    writer = await record(recording, answer[: 2 * RATE])
    await models.listen(recording)
    await ears.until(lambda heard: heard.seconds == 2)
    assert ears.heard[-1].voiced
    await go_on(writer, answer[2 * RATE :])
    early = await ears.until(lambda heard: "fellow americans" in heard.text.lower())
    await ears.until(lambda heard: heard.silence > 1 and heard.provisional)
    writer.close()
    transcript = await models.heard(recording)
    assert transcript.text.startswith(early.text) and "do for your country" in transcript.text
    assert transcript.model == "tiny.en" and transcript.seconds == pytest.approx(12, abs=0.1)


async def test_a_pause_stands_still(models: Models, recording: Path, answer: npt.NDArray[np.int16]) -> None:
    ears = Ears(models)
    writer = await record(recording, answer)
    await models.listen(recording)
    before = await ears.until(lambda heard: heard.seconds == len(answer) / RATE)
    count = len(ears.heard)
    after = await ears.until(lambda _: len(ears.heard) >= count + 5)
    assert after.silence == before.silence
    writer.close()


async def test_a_killed_worker_listens_again_from_the_beginning(
    models: Models, recording: Path, answer: npt.NDArray[np.int16]
) -> None:
    ears = Ears(models)
    writer = await record(recording, answer[: 8 * RATE])
    await models.listen(recording)
    await ears.until(lambda heard: heard.seconds == 8)
    pid = models._worker.pid
    assert pid
    os.kill(pid, signal.SIGKILL)
    ears.heard.clear()
    await go_on(writer, answer[8 * RATE :])
    await ears.until(lambda heard: heard.seconds == len(answer) / RATE)
    writer.close()
    transcript = await models.heard(recording)
    assert "fellow Americans" in transcript.text and "do for your country" in transcript.text


async def test_a_worker_that_is_killed_at_the_end_costs_nothing(
    models: Models, recording: Path, answer: npt.NDArray[np.int16]
) -> None:
    (await record(recording, answer)).close()
    await models.listen(recording)
    hearing = asyncio.create_task(models.heard(recording))
    await asyncio.sleep(0.05)
    pid = models._worker.pid
    assert pid
    os.kill(pid, signal.SIGKILL)
    transcript = await hearing
    assert "fellow Americans" in transcript.text and "do for your country" in transcript.text


async def test_what_was_not_listened_to_is_transcribed_whole(
    models: Models, recording: Path, answer: npt.NDArray[np.int16], tmp_path: Path
) -> None:
    other = tmp_path / "other.wav"
    (await record(other, np.zeros(RATE, np.int16), 100)).close()
    (await record(recording, answer, 100)).close()
    await models.listen(other)
    assert "fellow Americans" in (await models.heard(recording)).text


async def test_what_is_given_up_is_told_of_no_more(
    models: Models, recording: Path, answer: npt.NDArray[np.int16]
) -> None:
    ears = Ears(models)
    await models.stop_listening()  # nobody does
    (await record(recording, answer, 100)).close()
    await models.listen(recording)
    await ears.until(lambda heard: heard.seconds)
    await models.stop_listening()
    await asyncio.sleep(0.1)
    count = len(ears.heard)
    await asyncio.sleep(0.5)
    assert len(ears.heard) == count
    assert "fellow Americans" in (await models.heard(recording)).text


async def test_a_recording_that_is_gone_is_said_so(models: Models, recording: Path) -> None:
    await models.listen(recording)
    with pytest.raises(AudioError, match="There is no file"):
        await models.heard(recording)
