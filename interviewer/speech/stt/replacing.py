"""Writing a large file so that nobody ever sees half of it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from interviewer.errors import ModelError


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """A file to write to, which takes the place of `target` when the block ends without an error.

    Two processes may do so at once: each writes its own file, and the last one stays.

    Raises:
        ModelError: The disk is full or the folder cannot be written to.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
            Path(name).replace(target)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise ModelError(
            f"{target} cannot be written ({error.strerror or error}): free some space, "
            "or move the cache with INTERVIEWER_CACHE."
        ) from error
