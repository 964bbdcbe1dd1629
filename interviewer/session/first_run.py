"""Whether somebody begins here, who is to be greeted once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from interviewer.errors import StoreError
from interviewer.store import Activity
from interviewer.store.private import make_folder


class FirstRun:
    """Remembers that the greeting was gone through or passed over, by an empty file.

    Args:
        marker: The file.
        activity: Gives what was done so far, by the log.
    """

    def __init__(self, marker: Path, activity: Callable[[], Activity]) -> None:
        self._marker, self._activity = marker, activity

    def due(self) -> bool:
        """Whether to greet: nobody was greeted here, and nothing was ever asked.

        Raises:
            StoreError: The log cannot be read.
        """
        return not self._marker.exists() and not self._activity().begun()

    def done(self) -> None:
        """Greet no more.

        Raises:
            StoreError: The file cannot be made.
        """
        try:
            make_folder(self._marker.parent)
            self._marker.touch(mode=0o600)
        except OSError as error:
            raise StoreError(
                f"{self._marker} cannot be made ({error.strerror}), so that you will be greeted again: free"
                " some space there, or set INTERVIEWER_HOME to a folder that you may write to."
            ) from error
