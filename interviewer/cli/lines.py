"""Reading lines that may be long in coming, such as those of a terminal."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import threading
from pathlib import Path
from typing import BinaryIO


class Lines:
    """Reads lines without holding up the event loop, nor the end of the program while one is awaited."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    @classmethod
    def of_file(cls, path: Path) -> Lines:
        """The lines of a file, such as a pipe with a name."""
        return cls(path.open("rb"))

    @classmethod
    def of_stdin(cls) -> Lines:
        """The lines of standard input."""
        # In a buffer of their own: the interpreter cannot end while a thread waits inside that of sys.stdin.
        return cls(os.fdopen(sys.stdin.fileno(), "rb", closefd=False))

    def next(self) -> asyncio.Future[bytes]:
        """The next line with its end; empty when there is none left."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[bytes] = loop.create_future()

        def deliver(line: bytes) -> None:
            if not future.done():
                future.set_result(line)

        def read() -> None:
            line = self._file.readline()
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
                loop.call_soon_threadsafe(deliver, line)

        # A daemon: threads of the loop's own pool are waited for when it closes.
        threading.Thread(target=read, daemon=True).start()
        return future
