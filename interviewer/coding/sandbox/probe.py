"""Runs in the sandbox and tries to do harm: the job says where, the report says what it could do.

Only harmless harm: a file that was made for this, a port that was opened for this, a signal that is none.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from interviewer.coding.sandbox.channels import REPORT


def main() -> None:
    """Report as JSON which of the doors are open, then run on for ever."""
    job = json.loads(sys.stdin.buffer.read())
    file, parent = Path(job["file"]), job["parent"]
    doors: dict[str, Callable[[], object]] = {
        "network": lambda: _connect(job["port"]),
        "reading": file.read_bytes,
        "writing": lambda: file.with_suffix(".new").write_bytes(b"1"),
        "processes": lambda: _start_process(parent),
        "memory": lambda: bytearray(job["too_much"]),
    }
    line = json.dumps({name: _opens(door) for name, door in doors.items()})
    os.write(REPORT, line.encode() + b"\n")
    while True:
        pass


def _opens(door: Callable[[], object]) -> bool:
    with contextlib.suppress(OSError, MemoryError):
        door()
        return True
    return False


def _connect(port: int) -> None:
    socket.create_connection(("127.0.0.1", port), timeout=1).close()


def _start_process(parent: int) -> None:
    """Signal the one outside, or start a process: either is harm enough."""
    with contextlib.suppress(OSError):
        os.kill(parent, 0)
        return
    subprocess.run([sys.executable, "-c", ""], check=False)


if __name__ == "__main__":
    main()
