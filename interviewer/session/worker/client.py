"""The near end of a worker: starts the process, sends requests, hands out answers and events."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec

from interviewer import errors
from interviewer.locations import Locations
from interviewer.session.worker.messages import (
    MEND_MEMORY,
    Answer,
    Configuration,
    Event,
    Failure,
    Reply,
    Request,
    from_plain,
    line,
)
from interviewer.settings import Settings

T = TypeVar("T")

ENDED = "ended"
"""Event of the client itself: the process is gone."""

_LONGEST_LINE = 64 * 1024 * 1024
_LARGEST_LOG = 1024 * 1024
_CLOSING_SECONDS = 3.0
_KILL = 9


class Worker:
    """One worker process, started by the first call and started anew after it ended.

    All methods belong to one event loop.

    Args:
        service: `sound` or `models`.
        settings: What the engines in it are made from.
        locations: Where it keeps files and writes its log.
        on_event: Called with name and data of each event, and with `ENDED` when the process is gone.
    """

    def __init__(
        self,
        service: str,
        settings: Settings,
        locations: Locations,
        on_event: Callable[[str, dict[str, Any]], None] = lambda name, data: None,
    ) -> None:
        self.on_event = on_event
        self._service = service
        self._configuration = Configuration(settings=settings, data=locations.data, cache=locations.cache)
        self._log_file = locations.log_file
        self._process: asyncio.subprocess.Process | None = None
        self._killed = False
        self._reader: asyncio.Task[None] | None = None
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._ids = itertools.count(1)
        self._starting = asyncio.Lock()

    @property
    def pid(self) -> int | None:
        """Process id while it runs."""
        if self._process is None or self._process.returncode is not None or self._killed:
            return None
        return self._process.pid

    async def call(self, method: str, returns: type[T] | Any, **params: Any) -> T:
        """Have the service carry out a method.

        Args:
            method: Its name.
            returns: The type that the result is converted to.
            params: Its arguments, anything that msgspec can turn into JSON.

        Raises:
            InterviewerError: What the method raised, as the same class; WorkerEndedError when the
                process ended before it answered.
        """
        process = await self.start()
        request = Request(id=next(self._ids), method=method, params=params)
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting[request.id] = future
        try:
            assert process.stdin
            with contextlib.suppress(ConnectionError):  # the reader tells of a process that ended
                process.stdin.write(line(request))
                await process.stdin.drain()
            return cast(T, msgspec.convert(await future, returns, dec_hook=from_plain))
        finally:
            self._waiting.pop(request.id, None)

    async def work(self, method: str, returns: type[T] | Any, **params: Any) -> T:
        """As `call`, for what takes long: cancelling it ends the process, and so the work."""
        try:
            return await self.call(method, returns, **params)
        except asyncio.CancelledError:
            self.kill()
            raise

    async def start(self) -> asyncio.subprocess.Process:
        """Start the process unless it runs."""
        async with self._starting:
            if self._process is None or self.pid is None:
                await self._reap()
                self._process, self._killed = await self._spawn(), False
                self._reader = asyncio.create_task(self._read(self._process), name=f"{self._service} answers")
            return self._process

    async def configure(self, settings: Settings) -> None:
        """Let the process end, as `close` does; the next call starts one that is made from these settings."""
        async with self._starting:
            self._configuration = msgspec.structs.replace(self._configuration, settings=settings)
            await self.close()

    async def close(self) -> None:
        """Let the process finish what is open and end; kill it if it takes too long."""
        if self._process is None:
            return
        if self._process.stdin:
            self._process.stdin.close()
        try:
            await asyncio.wait_for(self._process.wait(), _CLOSING_SECONDS)
        except asyncio.TimeoutError:
            self.kill()
        await self._reap()

    def kill(self) -> None:
        """End the process at once; the next call starts another."""
        if self._process and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            self._killed = True  # its end is not yet known here, but no call may go to it

    async def _spawn(self) -> asyncio.subprocess.Process:
        log = await asyncio.to_thread(_open_log, self._log_file)
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "interviewer.session.worker",
                self._service,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
                limit=_LONGEST_LINE,
            )
        finally:
            os.close(log)
        assert process.stdin
        process.stdin.write(line(self._configuration))
        return process

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        decoder = msgspec.json.Decoder(Answer)
        assert process.stdout
        async for text in process.stdout:
            self._take(decoder.decode(text))
        code = await process.wait()
        for future in self._waiting.values():
            if not future.done():
                future.set_exception(self._ended(code))
        self.on_event(ENDED, {})

    def _take(self, answer: Answer) -> None:
        if isinstance(answer, Event):
            self.on_event(answer.name, answer.data)
            return
        future = self._waiting.get(answer.id)
        if future is None or future.done():
            return  # whoever asked has given up
        if isinstance(answer, Reply):
            future.set_result(answer.result)
        else:
            future.set_exception(_as_error(answer))

    def _ended(self, code: int) -> errors.WorkerEndedError:
        # The system takes the largest process where memory runs out, and tells it nothing.
        memory = f" It was killed, as the system does where memory is short: {MEND_MEMORY}"
        killed = memory if code == -_KILL else ""
        return errors.WorkerEndedError(
            f"The {self._service} process ended unexpectedly (exit code {code}).{killed} Try again: it is"
            f" started anew, and what was recorded is kept. Details are in {self._log_file}."
        )

    async def _reap(self) -> None:
        if self._process is None:
            return
        await self._process.wait()
        if self._reader:
            await self._reader
        if self._process.stdin:
            self._process.stdin.close()
            with contextlib.suppress(ConnectionError):
                await self._process.stdin.wait_closed()
        self._process = self._reader = None


def _open_log(file: Path) -> int:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size > _LARGEST_LOG:
            file.replace(file.with_suffix(".old.log"))
        return os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    except OSError as error:
        raise errors.StoreError(
            f"{file} cannot be written: {error.strerror}. Free space there, or set INTERVIEWER_HOME to a"
            " folder that you may write to."
        ) from error


def _as_error(failure: Failure) -> errors.InterviewerError:
    kind = getattr(errors, failure.error, errors.WorkerError)
    error = kind(failure.message)
    assert isinstance(error, errors.InterviewerError)
    return error
