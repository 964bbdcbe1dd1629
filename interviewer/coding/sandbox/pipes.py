"""The parent's ends of a child's three pipes, with a thread on each: this way they work on Windows too."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import threading
from collections.abc import Callable
from typing import IO, Literal

Pipe = Literal["report", "output"]

_CHUNK = 1 << 16
_WAITING = 16
"""Chunks that are read ahead; code that prints faster than it is read has to wait."""


class Pipes:
    """What a child writes, piece by piece as it comes.

    Args:
        child: Started with pipes for all three streams.
        job: Written to its standard input.
    """

    def __init__(self, child: subprocess.Popen[bytes], job: bytes) -> None:
        assert child.stdin and child.stdout and child.stderr
        self._pieces: queue.Queue[tuple[Pipe, bytes]] = queue.Queue(_WAITING)
        self._open: set[Pipe] = {"report", "output"}
        _start(_write, child.stdin, job)
        _start(self._read, child.stdout, "report")
        _start(self._read, child.stderr, "output")

    @property
    def open(self) -> bool:
        """Whether more may come."""
        return bool(self._open)

    def next(self, seconds: float) -> tuple[Pipe, bytes] | None:
        """The next piece; empty where that pipe has ended; None where nothing came in that time."""
        try:
            pipe, piece = self._pieces.get(timeout=seconds)
        except queue.Empty:
            return None
        if not piece:
            self._open.discard(pipe)
        return pipe, piece

    def _read(self, stream: IO[bytes], pipe: Pipe) -> None:
        with stream:
            while piece := os.read(stream.fileno(), _CHUNK):
                self._pieces.put((pipe, piece))
        self._pieces.put((pipe, b""))


def _write(stream: IO[bytes], job: bytes) -> None:
    # The child may end, or close its standard input, before it has read all.
    with contextlib.suppress(OSError), stream:
        stream.write(job)


def _start(work: Callable[..., None], *arguments: object) -> None:
    threading.Thread(target=work, args=arguments, name="sandbox", daemon=True).start()
