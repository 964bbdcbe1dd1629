"""The command that starts the guard, inside whatever this system has to confine it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from interviewer import locations
from interviewer.coding.sandbox import bubblewrap, seatbelt, view
from interviewer.coding.sandbox.guard import Order
from interviewer.coding.sandbox.limits import Limits

# Not `-m`: an isolated Python may not find the package, or find another copy of it.
_START = "import sys; sys.path[:] = sys.argv[2:]; from interviewer.coding.sandbox.guard import main; main()"
_THREADS = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMEXPR_NUM_THREADS")


def to_run(module: str, limits: Limits, folder: Path) -> tuple[list[str], dict[str, str]]:
    """The program with its arguments, and its environment.

    Args:
        module: What the guard shall run.
        limits: What it may use.
        folder: An empty folder, for a system that gives the code none of its own.
    """
    bwrap = bubblewrap.program()
    seen = view.of(module)
    home = bubblewrap.FOLDER if bwrap else str(folder)
    places = locations.find()
    hidden = (places.data, places.cache)
    system = (*view.SYSTEM, *view.SYSTEM_FILES, *view.PROCESS, *view.RANDOM)
    readable = [*seen.readable, *map(Path, system)]
    if not bwrap:  # which would put an empty folder over the hidden one
        readable = [part for path in readable for part in view.without(hidden, path)]
    order = Order(
        module=module,
        readable=[str(path) for path in readable],
        folder=home,
        cpu_seconds=limits.processor,
        memory=limits.memory,
        file_bytes=limits.file_bytes,
    )
    python = [sys.executable, "-I", "-B", "-X", "utf8", "-X", "faulthandler", "-c", _START]
    python += [order.encoded(), *map(str, seen.search)]
    if bwrap:
        confined = bubblewrap.command(bwrap, seen.readable, hidden, limits.file_bytes)
    else:
        confined = seatbelt.command(folder, readable)
    return [*confined, *python], _environment(home)


def _environment(home: str) -> dict[str, str]:
    """Little, and nothing of the user's: a key in a variable is a secret too."""
    environment = {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "HOME": home,
        "TMPDIR": home,
        "USER": "candidate",
        "CUDA_VISIBLE_DEVICES": "",
        **dict.fromkeys(_THREADS, "1"),
    }
    if sys.platform == "win32":  # sockets, random numbers and temporary files need these
        environment |= {"SYSTEMROOT": os.environ["SYSTEMROOT"], "TEMP": home, "TMP": home}
    return environment
