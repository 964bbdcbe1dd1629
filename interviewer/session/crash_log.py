"""The file that tells developers of errors that nobody expected."""

from __future__ import annotations

import platform
import traceback
from datetime import datetime
from pathlib import Path

from interviewer import __version__

_LARGEST = 256 * 1024
"""Bytes; a file that is larger begins anew."""


def write(file: Path, error: BaseException, now: datetime, doing: str = "") -> None:
    """Append an error with its traceback.

    Args:
        file: Made if it is not there.
        error: What went wrong.
        now: When.
        doing: What was being done; empty where nobody knows.

    Raises:
        OSError: The file cannot be written.
    """
    from interviewer.store.private import (
        make_folder,
    )  # late: the app shows something before it knows the store

    make_folder(file.parent)
    file.touch(mode=0o600)
    large = file.stat().st_size > _LARGEST
    with file.open("w" if large else "a", encoding="utf-8") as log:
        log.write(f"{now:%Y-%m-%d %H:%M:%S%z}  interviewer {__version__}, Python {platform.python_version()}")
        log.write(f", {platform.platform()}\n{doing}\n" if doing else f", {platform.platform()}\n")
        # Without the values of variables: an answer may be among them.
        log.writelines(traceback.format_exception(error))
        log.write("\n")
