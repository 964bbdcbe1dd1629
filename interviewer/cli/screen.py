"""From the command line to the app."""

from __future__ import annotations

import gc
import sys
import threading
from typing import TYPE_CHECKING, Any, NoReturn, cast

from interviewer.cli.failing import Failure

if TYPE_CHECKING:
    from interviewer.cli.invocation import Invocation
    from interviewer.locations import Locations
    from interviewer.session.conductor import Conductor
    from interviewer.session.runtime import Runtime
    from interviewer.settings import Settings


def open_app(runtime: Runtime | LaterRuntime, conductor: Conductor | None = None) -> NoReturn:
    """Open the app, and exit with its code.

    Args:
        runtime: What it works with.
        conductor: Of the interview that it opens at; None for its first screen.
    """
    if not sys.stdout.isatty():
        raise Failure("The app needs a terminal. `interviewer --help` lists the commands that need none.")
    # Nothing that is imported is garbage: the app turns it on again behind its first screen.
    gc.disable()
    from interviewer.tui.app import InterviewerApp

    later = isinstance(runtime, LaterRuntime)
    app = InterviewerApp(cast("Runtime", runtime), conductor, later=later)
    app.run()
    sys.exit(app.return_code)


class LaterRuntime:
    """A runtime that is imported and made when it is first needed; its settings and places are there before.

    So the app shows its first frame before it has read anything.

    Args:
        invocation: Makes it.
    """

    def __init__(self, invocation: Invocation) -> None:
        self._invocation, self._making = invocation, threading.Lock()
        self._made: Runtime | None = None

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self._made.settings if self._made else self._invocation.settings

    @property
    def locations(self) -> Locations:
        """Where files are kept."""
        return self._invocation.locations

    async def close(self) -> None:
        """Close what was made."""
        if self._made:
            await self._made.close()

    def __getattr__(self, name: str) -> Any:
        with self._making:
            self._made = self._made or self._invocation.runtime()
        return getattr(self._made, name)
