"""Runs a module in a process that can do no harm, and hands on what it reports."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from interviewer.coding.sandbox import command
from interviewer.coding.sandbox.channels import OUT_OF_MEMORY, READY
from interviewer.coding.sandbox.limits import KIB, MIB, Limits
from interviewer.coding.sandbox.outcome import Ending, Outcome
from interviewer.coding.sandbox.pipes import Pipes
from interviewer.coding.sandbox.workspace import is_larger, workspace
from interviewer.errors import SandboxError

_TICK = 0.05
"""Seconds within which a cancelled run is stopped."""
_MEASURING = 0.25
"""Seconds after which the folder is measured again."""
_GRACE = 2.0
"""Seconds for the pipes to end after everything was killed."""
# By number, which Windows has no names for: SIGXCPU of Linux and macOS; SIGKILL.
_TOO_LONG, _KILLED = 24, 9


def run(
    module: str,
    job: bytes,
    *,
    limits: Limits | None = None,
    on_line: Callable[[bytes], None],
    cancelled: threading.Event | None = None,
) -> Outcome:
    """Run a module as `python -m` does, confined; blocks until nothing of it is left.

    The module reads the job from standard input and writes report lines to the file descriptor
    `channels.REPORT`. Code that runs in the same process can write there too: a report is a claim.

    Args:
        module: To be found by this Python.
        job: What it is to do.
        limits: What it may use; `Limits()` by default.
        on_line: Gets each line of the report as it comes, without its end, in the calling thread.
        cancelled: Stops the run when it is set, from any thread.

    Returns:
        How it ended; whatever the code does is an outcome, not an error.

    Raises:
        SandboxError: The process could not be started.
    """
    limits = limits or Limits()
    with workspace() as folder:
        arguments, environment = command.to_run(module, limits, folder)
        try:
            child = subprocess.Popen(
                arguments,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=folder,
                env=environment,
                start_new_session=True,
            )
        except OSError as error:
            raise SandboxError(f"{sys.executable} cannot be started: {error}.") from error
        return _Run(child, job, limits, folder, on_line).until_its_end(cancelled or threading.Event())


class _Run:
    """One child from its start to its end."""

    def __init__(
        self,
        child: subprocess.Popen[bytes],
        job: bytes,
        limits: Limits,
        folder: Path,
        on_line: Callable[[bytes], None],
    ) -> None:
        self._child, self._limits, self._folder, self._on_line = child, limits, folder, on_line
        self._begun = time.monotonic()
        self._pipes = Pipes(child, job)
        self._output = bytearray()
        self._reported = 0
        self._line = b""
        self._ready = False

    def until_its_end(self, cancelled: threading.Event) -> Outcome:
        try:
            stopped = self._watch(cancelled)
        finally:
            self._kill()
        output = self._output.decode("utf-8", errors="replace")
        if not (self._ready or stopped):
            reason = output.strip().rpartition("\n")[2] or f"exit code {self._child.returncode}"
            raise SandboxError(f"Code cannot be run on this machine: {reason}")
        seconds = time.monotonic() - self._begun
        code = self._exit_code()
        ending = stopped or self._ending(code, seconds)
        return Outcome(
            ending=ending,
            exit_code=None if stopped else code,
            output=output,
            seconds=seconds,
            detail=_detail(ending, code, self._limits),
        )

    def _watch(self, cancelled: threading.Event) -> Ending | None:
        """Take what comes until the child has ended; what it has to be stopped for, if anything."""
        deadline = self._begun + self._limits.seconds
        measured = self._begun
        while self._pipes.open or self._child.poll() is None:
            now = time.monotonic()
            if cancelled.is_set():
                return "cancelled"
            if now > deadline:
                return "timed out"
            if now > measured + _MEASURING:
                if is_larger(self._folder, self._limits.file_bytes):
                    return "too much output"
                measured = now
            if not self._pipes.open:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._child.wait(_TICK)
                continue
            arrived = self._pipes.next(_TICK)
            if arrived and not self._take(*arrived):
                return "too much output"
            if not arrived and self._child.poll() is not None:
                break  # what it has left behind holds the pipes, and is killed with it
        return None

    def _take(self, pipe: str, piece: bytes) -> bool:
        """Keep output, hand on lines; whether it is within the limits."""
        if pipe == "output":
            room = self._limits.output - len(self._output)
            self._output += piece[:room]
            return len(piece) <= room
        self._reported += len(piece)
        if self._reported > self._limits.report:
            return False
        *lines, self._line = (self._line + piece).split(b"\n")
        for line in lines:
            if self._ready:
                self._on_line(line)
            self._ready = self._ready or line == READY
        return True

    def _kill(self) -> None:
        """Kill all that is left, and wait for its pipes to end: then it has."""
        # macOS refuses to signal a group of which nothing but a zombie is left.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if sys.platform == "win32":
                self._child.kill()
            else:
                os.killpg(self._child.pid, signal.SIGKILL)
        self._child.wait()
        deadline = time.monotonic() + _GRACE
        while self._pipes.open and time.monotonic() < deadline:
            self._pipes.next(_TICK)

    def _exit_code(self) -> int:
        code = self._child.returncode
        # Bubblewrap tells of its child's signal as a shell does.
        return 128 - code if 0 < code - 128 < signal.NSIG else code

    def _ending(self, code: int, seconds: float) -> Ending:
        if code == OUT_OF_MEMORY:
            return "out of memory"
        if code >= 0:
            return "finished"
        if -code == _TOO_LONG or (-code == _KILLED and seconds > self._limits.processor):
            return "timed out"
        return "out of memory" if -code == _KILLED else "crashed"


def _detail(ending: Ending, code: int, limits: Limits) -> str:
    if ending == "timed out":
        return f"It was stopped after {limits.seconds:g} seconds."
    if ending == "out of memory":
        return f"It needed more memory than the {limits.memory / MIB:.0f} MiB it may have."
    if ending == "too much output":
        printed, written = limits.output / KIB, limits.file_bytes / MIB
        return f"It was stopped: it may print {printed:.0f} KiB and write {written:.0f} MiB."
    if ending == "crashed":
        return f"Python itself crashed ({signal.strsignal(-code)}): often a recursion without end."
    return ""
