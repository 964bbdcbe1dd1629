"""Landlock: this process may read these files, write in that folder, and reach nothing else.

Source: https://docs.kernel.org/userspace-api/landlock.html
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def confine(readable: Iterable[str], folder: str) -> bool:
    """Confine this process for good: its files, and on newer kernels TCP, signals and abstract sockets.

    Args:
        readable: Files and folders; one that is not there is passed over.
        folder: What may be written to.

    Returns:
        Whether the kernel has Landlock.
    """
    import landlockpy
    from landlockpy import AccessFS, Scope

    if not landlockpy.supported():
        return False
    of_file = AccessFS.READ_FILE | AccessFS.EXECUTE
    with landlockpy.Ruleset(scoped=Scope.SIGNAL | Scope.ABSTRACT_UNIX_SOCKET) as rules:
        for path in map(Path, readable):
            if path.exists():
                rules.allow_path(path, of_file | AccessFS.READ_DIR if path.is_dir() else of_file)
        rules.allow_path("/dev/null", of_file | AccessFS.WRITE_FILE)
        rules.allow_path(folder, rules.handled_fs)
        rules.restrict()
    return True
