"""Screens that open at once, since all that they need is there before they are asked for."""

from __future__ import annotations

import gc
import pkgutil
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import App
from textual.message import Message
from textual.worker import get_current_worker

from interviewer.tui.stylesheet import KeptStylesheet

if TYPE_CHECKING:
    from collections.abc import Mapping

_QUIET_SECONDS = 1.0
"""How long after the first screen: it has much to read itself."""


class ReadiesScreens(App[None]):
    """For the app: behind the first screen, imports the others and parses their stylesheets."""

    ready = False
    """Whether every screen opens at once."""

    class Ready(Message):
        """The stylesheets were parsed."""

        def __init__(self, texts: Mapping[Path, str]) -> None:
            super().__init__()
            self.texts = texts

    def __init__(self) -> None:
        super().__init__()
        self.stylesheet: KeptStylesheet = KeptStylesheet(variables=self.get_css_variables())

    def on_mount(self) -> None:
        """Begin, a little later."""
        self.set_timer(_QUIET_SECONDS, self.ready_screens)

    @work(thread=True, exclusive=True, exit_on_error=False, group="screens", description="ready the screens")
    def ready_screens(self) -> None:
        """Import and parse."""
        try:
            texts = self._read_ahead()
        finally:
            # What is here now stays: to look through it for garbage would hold up the screen for a tenth of a
            # second again and again.
            gc.freeze()
            gc.enable()
        self.post_message(self.Ready(texts))

    def _read_ahead(self) -> Mapping[Path, str]:
        import interviewer.tui.screens as screens

        worker = get_current_worker()
        for module in pkgutil.iter_modules(screens.__path__, "interviewer.tui.screens."):
            if worker.is_cancelled:
                return {}
            import_module(module.name)
        folder = Path(screens.__path__[0]).resolve()
        return self.stylesheet.foresee(sorted(folder.glob("*.tcss")))

    @on(Ready)
    def _take_styles(self, message: Ready) -> None:
        for file, text in message.texts.items():
            if not self.stylesheet.has_source(str(file)):
                self.stylesheet.add_source(text, read_from=(str(file), ""))
        self.ready = True
