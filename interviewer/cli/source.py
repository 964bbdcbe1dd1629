"""Code that is read from a file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from interviewer.errors import InterviewerError

STDIN = "-"

FILE = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
"""What a parameter for code takes: a file, or `-` for standard input."""


def read(file: Path) -> str:
    """The code in a file.

    Raises:
        InterviewerError: It is not UTF-8 text.
    """
    raw = sys.stdin.buffer.read() if str(file) == STDIN else file.read_bytes()
    try:
        return raw.decode("utf-8-sig")  # as Windows editors save it
    except UnicodeDecodeError as error:
        raise InterviewerError(f"{file} is not UTF-8 text ({error.reason}): save it as UTF-8.") from error
