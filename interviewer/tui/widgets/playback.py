"""Plays the recording of an answer, and marks the word that is heard."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.worker import Worker, get_current_worker

from interviewer.errors import InterviewerError
from interviewer.session.sound import Position, Sound
from interviewer.session.spoken_words import spoken_words
from interviewer.speech.stt.transcript import Transcript
from interviewer.tui.failures import TellsFailures
from interviewer.tui.widgets.position_bar import PositionBar
from interviewer.tui.widgets.spoken_text import SpokenText

STEP_SECONDS = 5.0
_TEMPI = (1.0, 1.5, 0.75)


_SEEKING = Binding.Group("5 s", compact=True)


class Playback(TellsFailures, Vertical, can_focus=True):
    """A transcript above the place in its recording. Falls silent when it is gone.

    Without words that have times the recording is played all the same.

    Args:
        sound: Plays.
        id: Of the widget.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "p,space",
            "play_or_pause",
            "Play",
            key_display="p",
            id="playback.toggle",
            tooltip="Play the recording, or pause it",
        ),
        Binding(
            "left",
            f"seek(-{STEP_SECONDS})",
            "−5 s",
            id="playback.back",
            tooltip="Hear the last 5 seconds again",
            group=_SEEKING,
        ),
        Binding(
            "right",
            f"seek({STEP_SECONDS})",
            "+5 s",
            id="playback.on",
            tooltip="Go 5 seconds on",
            group=_SEEKING,
        ),
        Binding("r", "tempo", "Speed", show=False, id="playback.speed", tooltip="Play it faster, or slower"),
        Binding("home", "from(0)", show=False, id="playback.begin", tooltip="Go to the beginning"),
        Binding("up", "scroll(-1)", show=False, id="playback.up", tooltip="Scroll the transcript up"),
        Binding("down", "scroll(1)", show=False, id="playback.down", tooltip="Scroll the transcript down"),
    ]
    DEFAULT_CSS = """
    Playback {
        border-subtitle-color: $text-warning;
        border-subtitle-style: underline;
    }
    """

    def __init__(self, sound: Sound, *, id: str | None = None) -> None:
        super().__init__(id=id, classes="panel")
        self._sound = sound
        self._recording: Path | None = None
        self._playing: Worker[Any] | None = None
        self._text, self._bar = SpokenText(), PositionBar()
        self.border_title = "Recording"

    def compose(self) -> ComposeResult:
        """The words above the bar."""
        yield self._text
        yield self._bar

    def show(self, recording: Path | None, transcript: Transcript | None) -> None:
        """Show a recording, which is not played yet.

        Args:
            recording: Its file; None where there is none, and nothing can be played.
            transcript: What was heard in it, if that is known.
        """
        self.pause()
        self._recording = recording
        words = spoken_words(transcript) if transcript else ()
        self.border_subtitle = "underlined: unsure" if any(word.is_doubtful for word in words) else ""
        self._text.show(words)
        self._bar.position, self._bar.total = 0.0, transcript.seconds if transcript else None
        self.refresh_bindings()

    @property
    def position(self) -> float:
        """Seconds of the recording that were heard."""
        return self._bar.position

    @property
    def playing(self) -> bool:
        """Whether it is played."""
        return self._playing is not None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a recording there is nothing to play."""
        return self._recording is not None or action not in ("play_or_pause", "seek", "tempo", "from")

    def action_play_or_pause(self) -> None:
        """Play, or pause."""
        if self._playing:
            self.pause()
        else:
            self.play_from(self.position)

    def action_seek(self, seconds: float) -> None:
        """Go back or on, playing or not."""
        self.action_from(self.position + seconds)

    def action_from(self, seconds: float) -> None:
        """Go to a time, playing or not."""
        seconds = max(0.0, min(seconds, self._bar.total or 0.0))
        if self._playing:
            self.play_from(seconds)
        else:
            self._go_to(seconds)

    def action_tempo(self) -> None:
        """Turn to the next tempo."""
        bar = self._bar
        bar.tempo = _TEMPI[(_TEMPI.index(bar.tempo) + 1) % len(_TEMPI)]
        if self._playing:
            self.play_from(self.position)

    def action_scroll(self, lines: int) -> None:
        """Scroll the transcript."""
        self._text.scroll_relative(y=lines, animate=False)

    def play_from(self, seconds: float) -> None:
        """Play from a time on, in seconds of the recording."""
        if self._recording:
            self._go_to(seconds)
            self._playing = self._play(self._recording, seconds)
            self._bar.playing = True

    def pause(self) -> None:
        """Fall silent, and stay where one is."""
        self.workers.cancel_group(self, "play")
        self._ended(self._playing)

    @on(SpokenText.Chosen)
    @on(PositionBar.Sought)
    def _hear(self, event: SpokenText.Chosen | PositionBar.Sought) -> None:
        event.stop()
        self.play_from(event.seconds)

    @work(group="play", exclusive=True, exit_on_error=False, description="play a recording")
    async def _play(self, recording: Path, seconds: float) -> None:
        worker = get_current_worker()
        try:
            if await self._sound.play(
                recording, start=seconds, tempo=self._bar.tempo, on_position=self._follow
            ):
                self._go_to(0.0)
        except InterviewerError as error:
            self.complain(error)
        finally:
            self._ended(worker)

    def _follow(self, position: Position) -> None:
        if self._playing:
            self._bar.total = position.total
            self._go_to(position.seconds)

    def _go_to(self, seconds: float) -> None:
        self._bar.position = seconds
        self._text.follow(seconds)

    def _ended(self, worker: Worker[Any] | None) -> None:
        """What began meanwhile goes on."""
        if worker is self._playing:
            self._playing = None
            self._bar.playing = False
