"""What goes wrong is never silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.worker import Worker, WorkerState

from interviewer.errors import InterviewerError
from interviewer.tui.crashes import SurvivesCrashes, Unexpected

if TYPE_CHECKING:
    from textual.dom import DOMNode as _Base
else:
    _Base = object


class TellsFailures(_Base):
    """For whatever has workers: tells what could be expected to go wrong, and what could not."""

    def complain(self, error: InterviewerError) -> None:
        """Tell what could be expected to go wrong; any thread may call this."""
        self.app.notify(str(error), severity="error", timeout=15, markup=False)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Tell which worker failed of something else, and why."""
        if event.state is WorkerState.ERROR and isinstance(self.app, SurvivesCrashes):
            assert event.worker.error
            self.app.tell_crash(event.worker.error, event.worker.description)

    async def _dispatch_message(self, message: Message) -> None:
        # Textual would take no more messages here after an error.
        with Unexpected(self.app):
            await super()._dispatch_message(message)
