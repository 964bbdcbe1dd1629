"""A file that takes its place when it is complete, so that nobody ever sees half of one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SUFFIX = ".partial"
"""Of what is left over where the whole process was killed meanwhile."""


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """A new, empty file for the user alone, which becomes `target` when the block ends without an error.

    Two processes may do so at once: each writes its own file, and the last one stays.

    Args:
        target: What is there is replaced. Its folder must exist.

    Raises:
        OSError: The file cannot be made or moved.
    """
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-", suffix=SUFFIX)
    os.close(handle)
    partial = Path(name)
    try:
        yield partial
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
