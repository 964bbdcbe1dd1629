"""An error that nobody expected costs a sentence, not the interview."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from contextlib import AbstractContextManager, suppress
from datetime import datetime, timezone
from types import TracebackType
from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual._context import active_message_pump
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import WorkerFailed

from interviewer.errors import InterviewerError
from interviewer.session import crash_log

if TYPE_CHECKING:
    from interviewer.session.runtime import Runtime

_MOST, _WITHIN_SECONDS = 3, 10.0
"""So many errors within this time, and the app gives up: something goes wrong over and over."""
_LEAVING_SECONDS = 10.0
_SETTLING_SECONDS = 0.1


class Unexpected(AbstractContextManager[None]):
    """Hands what goes wrong in the block to the app, and goes on behind it."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Take an error; a cancellation passes."""
        if not isinstance(error, Exception):
            return False
        self._app._handle_exception(error)
        return True


class SurvivesCrashes(App[None]):
    """For the app: what nobody expected is told in a sentence, and is written to a log with its traceback.

    The app goes on without the screen that is broken. Where there is none to go back to, or errors come one
    after another, it ends; the interview in hand is kept first.
    """

    runtime: Runtime

    def __init__(self) -> None:
        super().__init__()
        self._crashes: deque[float] = deque(maxlen=_MOST)
        self._giving_up = False

    def tell_crash(self, error: BaseException, doing: str = "") -> str:
        """Write an error to the log of crashes, and tell of it; gives the sentence."""
        sentence = self._log_crash(error, doing)
        if self._running:
            self.notify(sentence, title="Something went wrong", severity="error", timeout=20, markup=False)
        return sentence

    async def leave_screens(self) -> bool:
        """Have each screen keep what is in hand; gives whether all of them could."""
        for screen in reversed(self.screen_stack):
            leave = getattr(screen, "leave", None)
            if leave and not await leave():
                return False
        return True

    def _handle_exception(self, error: Exception) -> None:
        if self._exception is None:  # a test that runs the app is to fail of it
            self._exception = error
            self._exception_event.set()
        cause = error.error if isinstance(error, WorkerFailed) else error
        sentence = self.tell_crash(cause)
        now = time.monotonic()
        often = len(self._crashes) == _MOST and now - self._crashes[0] < _WITHIN_SECONDS
        self._crashes.append(now)
        if often or not self._running:
            self._give_up(sentence)
        else:
            broken = active_message_pump.get(None)
            self.set_timer(_SETTLING_SECONDS, lambda: self._go_on_without(broken, sentence))

    async def _go_on_without(self, broken: MessagePump | None, sentence: str) -> None:
        """Leave the screen whose widget takes no messages any more, or that has nothing on it."""
        if not isinstance(broken, Widget) or not (broken.is_attached or broken is self.screen):
            return
        if broken.is_running and not (isinstance(broken, Screen) and not broken.children):
            return
        if broken.screen is self.screen and len(self.screen_stack) > 1:
            await self.leave_screens()
            self.pop_screen()
        else:
            self._give_up(sentence)

    def _give_up(self, sentence: str) -> None:
        if self._giving_up:
            return
        self._giving_up, self._return_code = True, 1
        self._exit_renderables.append(Text(f"interviewer: {sentence}"))
        if self._running:
            self.run_worker(self._keep_and_close(), exit_on_error=False)
        else:
            self._close_messages_no_wait()

    async def _keep_and_close(self) -> None:
        with suppress(asyncio.TimeoutError), Unexpected(self):
            await asyncio.wait_for(self.leave_screens(), _LEAVING_SECONDS)
        self._close_messages_no_wait()

    def _log_crash(self, error: BaseException, doing: str) -> str:
        if isinstance(error, InterviewerError):
            return str(error)
        file = self.runtime.locations.crash_log
        try:
            crash_log.write(file, error, datetime.now(timezone.utc), doing)
        except OSError as failure:
            where = f"the log of it cannot be written: {failure}."
        else:
            where = f"{file} tells developers what happened."
        what = f"{doing[:1].upper()}{doing[1:]}: " if doing else ""
        return f"{what}{type(error).__name__}. What you answered is kept; {where}"
