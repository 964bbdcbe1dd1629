"""macOS: the profile for `sandbox-exec`.

Apple calls the program deprecated and still builds its own and others' sandboxes on it. No network, no new
processes, no signals to others; reading is refused beneath the folders of users, but for what Python needs.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

_PROFILE = """(version 1)
(allow default)
(deny network*)
(deny process-fork)
(deny signal (target others))
(deny file-write*)
(allow file-write* (subpath {folder}) (literal "/dev/null"))
(deny file-read-data (subpath "/Users") (subpath "/Volumes"))
(deny file-read-data (subpath "/private/tmp") (subpath "/private/var/folders"))
(allow file-read* (subpath {folder}) {readable})
"""


def command(folder: Path, readable: Iterable[Path]) -> list[str]:
    """What to put before the program and its arguments; empty where there is no `sandbox-exec`.

    Args:
        folder: What may be written to.
        readable: Files and folders to read, wherever they lie.
    """
    program = shutil.which("sandbox-exec") if sys.platform == "darwin" else None
    if not program:
        return []
    paths = " ".join(f"(subpath {json.dumps(str(path.resolve()))})" for path in readable)
    return [program, "-p", _PROFILE.format(folder=json.dumps(str(folder.resolve())), readable=paths)]
