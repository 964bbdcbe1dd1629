"""Work in a thread for which nobody waits any more ends, and tells nothing."""

from __future__ import annotations

from textual.message import Message
from textual.message_pump import MessagePump
from textual.worker import WorkerCancelled, get_current_worker

from interviewer.progress import OnProgress, silent


def while_wanted(tell: OnProgress = silent) -> OnProgress:
    """For the thread worker that calls this: passes on how far its work is, until the worker is cancelled.

    Args:
        tell: Is called with what is done and what there is to do; for nobody to be told, left out.

    Returns:
        Raises `WorkerCancelled` out of the work once the worker is cancelled.
    """
    worker = get_current_worker()

    def go_on(done: int, total: int) -> None:
        if worker.is_cancelled:
            raise WorkerCancelled
        tell(done, total)

    return go_on


def post_while_wanted(to: MessagePump, message: Message) -> None:
    """For a thread worker: tell what came of its work, unless it was cancelled meanwhile."""
    if not get_current_worker().is_cancelled:
        to.post_message(message)
