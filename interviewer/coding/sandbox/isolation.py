"""What this machine can hold against somebody's code, found out by trying."""

from __future__ import annotations

import json
import os
import socket
import sys
import tempfile
import threading
from dataclasses import dataclass, fields
from pathlib import Path

from interviewer.coding.sandbox.limits import MIB, Limits
from interviewer.coding.sandbox.running import run
from interviewer.errors import SandboxError

_LIMITS = Limits(seconds=20.0, memory=256 * MIB)


@dataclass(frozen=True, slots=True, kw_only=True)
class Isolation:
    """What somebody's code cannot do here."""

    network: bool
    """It reaches no network, this machine's own ports included."""
    reading: bool
    """It reads no file but Python's and the system's."""
    writing: bool
    """It changes, makes and deletes no file outside its own temporary folder."""
    processes: bool
    """It starts no program, and reaches none that runs."""
    memory: bool
    """It cannot take more memory than it may."""
    time: bool
    """It is stopped when its time is up, whatever it does."""

    @property
    def complete(self) -> bool:
        """Whether all of it is held."""
        return all(getattr(self, field.name) for field in fields(self))

    def sentence(self) -> str:
        """All of it in words."""
        held = [refused for name, (refused, _) in _WORDS.items() if getattr(self, name)]
        missing = [allowed for name, (_, allowed) in _WORDS.items() if not getattr(self, name)]
        sentences = [f"Code that is checked {_list(held)}."] if held else []
        return " ".join([*sentences, *([f"It can {_list(missing)}."] if missing else [])])

    def remedy(self) -> str:
        """What to do about what is not held; empty where all is."""
        if self.complete:
            return ""
        if sys.platform == "linux":
            return (
                "Install bubblewrap, or run a kernel with Landlock (5.13 or newer);"
                " until then check only code that you trust."
            )
        return (
            "Check only code that you trust, or run interviewer on Linux, also in WSL or a virtual machine."
        )


_WORDS = {
    "network": ("reaches no network", "use the network"),
    "reading": ("reads none of your files", "read your files"),
    "writing": ("changes none of them", "change your files"),
    "processes": ("starts no programs", "start programs"),
    "memory": ("is held to its memory", "take all memory"),
    "time": ("is stopped in time", "run on when it should stop"),
}


def isolation() -> Isolation:
    """Run a program that tries to do each thing, in the sandbox.

    Raises:
        SandboxError: Code cannot be run at all.
    """
    opened: dict[str, bool] = {}
    told = threading.Event()

    def note(line: bytes) -> None:
        opened.update(json.loads(line))
        told.set()

    with tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as server:
        file = Path(folder, "secret")
        file.write_text("secret", encoding="utf-8")
        job = {
            "file": str(file),
            "port": server.getsockname()[1],
            "parent": os.getpid(),
            "too_much": 2 * _LIMITS.memory,
        }
        encoded = json.dumps(job).encode()
        outcome = run(f"{__package__}.probe", encoded, limits=_LIMITS, on_line=note, cancelled=told)
    if not told.is_set():
        raise SandboxError(f"Code cannot be run here ({outcome.ending}): {outcome.output.strip()}")
    refused = {name: not could for name, could in opened.items()}
    return Isolation(**refused, time=outcome.ending == "cancelled")


def _list(parts: list[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last
