"""How parent and child reach each other: three pipes, which a child can inherit on every platform.

The job comes in on standard input, the report goes out on standard output, what the code prints on standard
error. The guard moves the report away from where a `print` would end in it.
"""

from __future__ import annotations

REPORT = 3
"""File descriptor that the module writes its report lines to; the job is read from standard input."""
READY = b"ready"
"""The first line of every report, from the guard: from here on, what happens is the module's doing."""
OUT_OF_MEMORY = 77
"""Exit code of a module that let a MemoryError through."""
