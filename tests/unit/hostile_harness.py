"""What runs in the sandbox in these tests: the job is a program; `report(...)` sends a line."""

from __future__ import annotations

import os
import sys

from interviewer.coding.sandbox import REPORT


def report(thing: object) -> None:
    os.write(REPORT, f"{thing}\n".encode())


if __name__ == "__main__":
    exec(compile(sys.stdin.buffer.read(), "candidate.py", "exec"), {"__name__": "__main__", "report": report})
