"""A program in a terminal of its own: what it writes there, and when."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import termios
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

SECONDS = 60.0


class Terminal:
    """Runs a program in a pseudo-terminal until the block ends.

    Args:
        command: The program and its arguments.
        environment: What is added to that of the tests.
        size: Columns and lines.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str] | None = None,
        size: tuple[int, int] = (80, 24),
    ) -> None:
        self._command, self._environment, self._size = command, environment or {}, size
        self.written = b""
        self._changed = threading.Condition()

    def __enter__(self) -> Terminal:
        self._own, theirs = pty.openpty()
        columns, lines = self._size
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        environment = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES", "NO_COLOR")}
        environment |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", **self._environment}
        self.begun = time.monotonic()
        self.process = subprocess.Popen(
            self._command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True
        )
        os.close(theirs)
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join()
        os.close(self._own)

    def wait_for(self, text: bytes) -> float:
        """Until the program has written this; gives the seconds since its start."""
        with self._changed:
            seen = self._changed.wait_for(lambda: text in self.written, SECONDS)
            seconds = time.monotonic() - self.begun
        assert seen, f"no {text!r} in:\n{self.written!r}"
        return seconds

    def cpu_seconds(self) -> float:
        """What the program has used of the processor, its threads together; Linux alone tells."""
        threads = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9

    def type(self, text: bytes) -> None:
        """Press keys."""
        os.write(self._own, text)

    def end(self) -> int:
        """Wait for the end; gives the exit code."""
        return self.process.wait(SECONDS)

    def _read(self) -> None:
        while True:
            try:
                written = os.read(self._own, 65536)
            except OSError:  # the program and whatever it started have ended
                return
            if not written:
                return
            with self._changed:
                self.written += written
                self._changed.notify_all()
