"""Checks in one go that the candidate hears the voice and is heard, and says what to do where not."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from interviewer.errors import InterviewerError
from interviewer.session.commands import cancel
from interviewer.session.live_answer import LiveAnswer
from interviewer.session.models import Models
from interviewer.session.reading import Reading, compare
from interviewer.session.sound import Level, Sound
from interviewer.speech.stt.heard import Heard

GREETING = "Hello. This is the voice that will ask you questions."
"""What is spoken."""

PAUSE = 2.5
"""Seconds of silence after which the sentence is taken as read."""
_CHECK_SECONDS = 20.0

_UNHEARD = "Turn the volume up, or choose another speaker in the settings."
_MISHEARD = "Speak closer to the microphone, or choose another one in the settings, and read it again."
_NOTHING = "Is the microphone muted? Choose another one in the settings, or type your answers."


class SoundCheck:
    """Uses the real speaker, microphone and transcription; nothing of it is kept.

    Args:
        sound: The speaker and the microphone.
        models: The transcription.
    """

    def __init__(self, sound: Sound, models: Models) -> None:
        self._sound, self._models = sound, models
        self._transcribing: asyncio.Task[Reading] | None = None

    async def speak(self) -> None:
        """Greet. Cancelling the task falls silent.

        Raises:
            InterviewerError: There is no voice, or no speaker.
        """
        await self._sound.say(GREETING)

    async def why_silent(self) -> str:
        """What to do for one who heard nothing."""
        try:
            voice = await asyncio.wait_for(self._sound.check("voice"), _CHECK_SECONDS)
            speaker = await asyncio.wait_for(self._sound.check("speaker"), _CHECK_SECONDS)
        except InterviewerError as error:
            return str(error)
        except asyncio.TimeoutError:
            return f"The speaker did not answer within {_CHECK_SECONDS:.0f} seconds. {_UNHEARD}"
        return f"{voice.text} {speaker.text} {speaker.remedy or _UNHEARD}"

    async def read_back(
        self,
        done: asyncio.Event,
        on_level: Callable[[Level], None],
        on_words: Callable[[Reading], object],
        on_recorded: Callable[[], object],
    ) -> Reading:
        """Record the sentence into a file that is gone afterwards, whatever happens, and tell what was heard.

        It ends when every word was heard, when the reader pauses, or says that it is read. Cancelling closes
        the microphone.

        Args:
            done: Is set when the sentence is read.
            on_level: Called while the microphone is open.
            on_words: Called with the words heard so far.
            on_recorded: Called when the microphone is closed, and the rest is transcribed.

        Raises:
            InterviewerError: There is no microphone, or no transcription.
        """
        live = LiveAnswer(PAUSE)

        def take(heard: Heard) -> None:
            live.take(heard)
            reading = compare(f"{heard.text} {heard.provisional}")
            on_words(reading)
            if reading.whole or live.over:
                done.set()

        folder = tempfile.TemporaryDirectory(prefix="interviewer-reading-", ignore_cleanup_errors=True)
        before = self._sound.on_level, self._models.on_heard
        self._sound.on_level, self._models.on_heard = on_level, take
        try:
            file = Path(folder.name, "reading.wav")
            await self._record(file, done)
            on_recorded()
            return await self._read(file)
        finally:
            self._sound.on_level, self._models.on_heard = before
            folder.cleanup()

    async def _record(self, file: Path, done: asyncio.Event) -> None:
        try:
            await self._sound.open_microphone(file)
            following = asyncio.create_task(self._follow(file))
            try:
                await done.wait()
            finally:
                await cancel(following)
        except asyncio.CancelledError:
            with suppress(InterviewerError):  # where opening was cut short, it may yet come to its end
                await self._sound.close_microphone()
            with suppress(InterviewerError):
                await self._models.stop_listening()
            raise
        await self._sound.close_microphone()

    async def _follow(self, file: Path) -> None:
        with suppress(InterviewerError):  # then the recording is transcribed when it is complete
            await self._models.listen(file, ())

    async def _read(self, file: Path) -> Reading:
        # Cancelling the call itself would end the process, in which the models may still be loading.
        self._transcribing = asyncio.create_task(self._transcribe(file), name="what was read")
        self._transcribing.add_done_callback(lambda task: task.cancelled() or task.exception())
        return await asyncio.shield(self._transcribing)

    async def _transcribe(self, file: Path) -> Reading:
        return compare((await self._models.heard(file, ())).text)


def advice(reading: Reading) -> str:
    """How well the sentence was heard, and what to do about it."""
    if not reading.heard:
        return f"No speech was heard. {_NOTHING}"
    count = f"{reading.matched} of {len(reading.words)} words were heard"
    if reading.whole:
        return "Every word was heard. You are ready to practise aloud."
    return f"{count}: good enough to practise aloud." if reading.well else f"Only {count}. {_MISHEARD}"
