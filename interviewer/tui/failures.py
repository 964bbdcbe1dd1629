"""Work in the background that fails is never silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.worker import Worker, WorkerState

if TYPE_CHECKING:
    from textual.dom import DOMNode as _Base
else:
    _Base = object


class TellsFailures(_Base):
    """For screens and the app: says which of their workers failed, and why.

    What can be expected to go wrong is an `InterviewerError` and told by the worker itself; this is for
    the rest.
    """

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Tell the user."""
        if event.state is WorkerState.ERROR:
            error = event.worker.error
            self.app.notify(
                f"{type(error).__name__}: {error}",
                title=f"Failed: {event.worker.description}",
                severity="error",
                timeout=20,
                markup=False,
            )
