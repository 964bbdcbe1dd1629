"""What goes wrong is never silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.worker import Worker, WorkerState

from interviewer.errors import InterviewerError

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
        if event.state is WorkerState.ERROR:
            error = event.worker.error
            self.app.notify(
                f"{type(error).__name__}: {error}",
                title=f"Failed: {event.worker.description}",
                severity="error",
                timeout=20,
                markup=False,
            )
