"""The candidate's commands, on their way to the conductor."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from contextlib import suppress
from typing import Any

from interviewer.session.interview import Command, Interview


class SkippedError(Exception):
    """The candidate skipped the question."""


class EndedError(Exception):
    """The candidate ended the interview."""


class Commands:
    """A queue that takes only what the interview allows, when it comes and again when it is read.

    Args:
        interview: Says what is allowed.
    """

    def __init__(self, interview: Interview) -> None:
        self._interview = interview
        self._queue: asyncio.Queue[Command] = asyncio.Queue()

    def send(self, command: Command) -> bool:
        """Put a command in; False where it means nothing now."""
        possible = command in self._interview.allowed
        if possible:
            self._queue.put_nowait(command)
        return possible

    def forget(self) -> None:
        """Empty the queue: a key pressed twice in one phase must not act in the next."""
        while not self._queue.empty():
            self._queue.get_nowait()

    async def next(self) -> Command:
        """Wait for a command.

        Raises:
            SkippedError: It was to skip.
            EndedError: It was to end.
        """
        while True:
            command = await self._queue.get()
            if command not in self._interview.allowed:
                continue
            if command is Command.SKIP:
                raise SkippedError
            if command is Command.END:
                raise EndedError
            return command

    async def during(self, work: Awaitable[Any]) -> Command | None:
        """Wait for the work or for a command, whichever is first.

        The work is cancelled when a command comes first. Its error, if it has one, is left in it.

        Returns:
            The command; None when the work came to its end.

        Raises:
            SkippedError, EndedError: As `next`.
        """
        task = asyncio.ensure_future(work)
        command = asyncio.create_task(self.next())
        try:
            await asyncio.wait({task, command}, return_when=asyncio.FIRST_COMPLETED)
            return command.result() if command.done() else None
        finally:
            await cancel(command)
            await cancel(task)


async def cancel(task: asyncio.Future[Any]) -> None:
    """Cancel a task unless it is done, and wait until it is."""
    if not task.done():
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
