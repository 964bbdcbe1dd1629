"""The folder that the code may write to where the system gives it no file system of its own."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_BLOCK = 512


@contextmanager
def workspace() -> Iterator[Path]:
    """An empty folder for this run; deleted at the end with whatever is in it by then."""
    folder = tempfile.TemporaryDirectory(prefix="interviewer-code-", ignore_cleanup_errors=True)
    try:
        yield Path(folder.name)
    finally:
        try:
            folder.cleanup()
        except RecursionError:  # folders a thousand deep, before Python 3.13
            subprocess.run(["rm", "-rf", "--", folder.name], check=False)


def is_larger(folder: Path, limit: int) -> bool:
    """Whether all that is in the folder takes more bytes on the disk.

    What cannot be measured, by its name's length or its permissions, counts as too large: it was hidden.
    """
    size, folders = 0, [str(folder)]
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    status = entry.stat(follow_symlinks=False)
                    size += getattr(status, "st_blocks", 0) * _BLOCK or status.st_size
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
        except FileNotFoundError:  # gone since it was listed
            continue
        except OSError:
            return True
        if size > limit:
            return True
    return False
