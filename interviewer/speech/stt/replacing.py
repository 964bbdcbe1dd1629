"""Writing a large file so that nobody ever sees half of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from interviewer.errors import ModelError
from interviewer.whole_file import whole_file


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """A file to write to, which takes the place of `target` when the block ends without an error.

    Two processes may do so at once: each writes its own file, and the last one stays.

    Raises:
        ModelError: The disk is full or the folder cannot be written to.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(target) as partial, partial.open("wb") as file:
            yield file
    except OSError as error:
        raise ModelError(
            f"{target} cannot be written ({error.strerror or error}): free some space, "
            "or move the cache with INTERVIEWER_CACHE."
        ) from error
