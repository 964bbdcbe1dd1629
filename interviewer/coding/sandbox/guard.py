"""The first that runs in the child: it shuts the doors behind itself, then runs the module.

Its argument is the `Order` as JSON. What is shut here is shut for good: nothing that the module imports or
runs can open it again.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import runpy
import signal
import struct
import sys
from dataclasses import asdict, dataclass

from interviewer.coding.sandbox.channels import OUT_OF_MEMORY, READY, REPORT
from interviewer.coding.sandbox.limits import MIB

_OPEN_FILES = 256
_STACK = 8 * MIB
_PR_SET_PDEATHSIG = 1
_CAPABILITY_VERSION = 0x20080522


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the parent wants of the guard."""

    module: str
    """To run, as by `python -m`."""
    readable: list[str]
    """Files and folders that may be read; no others may."""
    folder: str
    """May be written to; nothing else may."""
    cpu_seconds: float
    memory: int
    """Bytes."""
    file_bytes: int

    def encoded(self) -> str:
        """As the argument of this program."""
        return json.dumps(asdict(self))


def main() -> None:
    """Carry out the order."""
    order = Order(**json.loads(sys.argv[1]))
    os.dup2(1, REPORT, inheritable=False)
    os.dup2(2, 1, inheritable=False)
    if sys.platform != "win32":
        _set_limits(order)
        if not (sys.platform == "linux" and _shut(order)):
            _refuse_processes()
    os.write(REPORT, READY + b"\n")
    sys.argv = [order.module]
    try:
        runpy.run_module(order.module, run_name="__main__", alter_sys=True)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _set_limits(order: Order) -> None:
    import resource

    cpu = math.ceil(order.cpu_seconds)
    # One second more, should the code ignore the signal that comes first.
    _limit(resource.RLIMIT_CPU, cpu, cpu + 1)
    # Not RLIMIT_AS: the libraries of a CUDA build of torch alone take gigabytes of addresses, not of memory.
    _limit(resource.RLIMIT_DATA, order.memory)
    _limit(resource.RLIMIT_STACK, _STACK)
    _limit(resource.RLIMIT_FSIZE, order.file_bytes)
    _limit(resource.RLIMIT_NOFILE, _OPEN_FILES)
    _limit(resource.RLIMIT_CORE, 0)


def _refuse_processes() -> None:
    """The second best: on Linux threads are counted too, and for root nothing is."""
    import resource

    _limit(resource.RLIMIT_NPROC, 0)


def _limit(kind: int, soft: int, hard: int | None = None) -> None:
    """Set a limit, or keep the one that is lower already."""
    import resource

    _, most = resource.getrlimit(kind)
    hard = soft if hard is None else hard
    if most != resource.RLIM_INFINITY:
        soft, hard = min(soft, most), min(hard, most)
    with contextlib.suppress(OSError, ValueError):  # macOS refuses some; `isolation` tells what holds
        resource.setrlimit(kind, (soft, hard))


def _shut(order: Order) -> bool:
    """Give up what Linux lets a process give up; whether that holds for new processes too."""
    import ctypes

    from interviewer.coding.sandbox import landlock, seccomp

    libc = ctypes.CDLL(None)
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    # What makes root root; anybody else has none.
    libc.capset(struct.pack("=II", _CAPABILITY_VERSION, 0), bytes(24))
    landlock.confine(order.readable, order.folder)
    return seccomp.refuse_dangerous_calls()
