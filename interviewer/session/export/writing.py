"""Writes an export to a file, which is there whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from interviewer.errors import StoreError
from interviewer.whole_file import whole_file


def write(pieces: Iterable[str] | Iterable[bytes], to: BinaryIO) -> None:
    """Write the pieces, texts as UTF-8."""
    for piece in pieces:
        to.write(piece.encode("utf-8") if isinstance(piece, str) else piece)


@contextmanager
def new_file(path: Path, *, overwrite: bool = False) -> Iterator[BinaryIO]:
    """A file for the user alone. It appears under its name when it is complete; if this raises, never.

    Args:
        path: The file.
        overwrite: Whether one that is there may be replaced.

    Raises:
        StoreError: The file is there already, or cannot be written.
    """
    _check_absent(path, overwrite)
    try:
        with whole_file(path) as partial:
            with partial.open("wb") as file:
                yield file
            _check_absent(path, overwrite)
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}. Name another file.") from error


def _check_absent(path: Path, overwrite: bool) -> None:
    if path.is_dir():
        raise StoreError(f"{path} is a folder. Name a file in it.")
    if path.exists() and not overwrite:
        raise StoreError(f"{path} is there already. Name another file, or replace it with --force.")
