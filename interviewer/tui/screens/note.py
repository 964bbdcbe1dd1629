"""The user's note on an answer."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Footer, TextArea

from interviewer.errors import InterviewerError
from interviewer.session.runtime import Runtime
from interviewer.tui.failures import TellsFailures


class NoteScreen(TellsFailures, ModalScreen[None]):
    """An editor whose text is kept however it is left.

    Args:
        runtime: Where the note is kept.
        attempt_id: What it is on.
        note: What it says so far.
    """

    HELP = "Your note on an answer. It is kept however you leave; the search finds it."
    CSS_PATH = "note.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+s", "done", "Done", id="note.done", tooltip="Keep the note"),
    ]

    def __init__(self, runtime: Runtime, attempt_id: int, note: str) -> None:
        super().__init__()
        self._runtime, self._attempt_id, self._note = runtime, attempt_id, note

    def compose(self) -> ComposeResult:
        """The editor."""
        with Vertical(id="dialog", classes="panel") as dialog:
            dialog.border_title = "Your note"
            yield TextArea(self._note, id="note")
        yield Footer()

    def on_mount(self) -> None:
        """Go on where the note ends."""
        editor = self.query_one(TextArea)
        editor.move_cursor(editor.document.end)

    async def action_done(self) -> None:
        """Keep the note and go back."""
        if await self.leave():
            self.dismiss()

    async def leave(self) -> bool:
        """Keep the note; gives whether it could be kept. Where not, that is told and the text stays."""
        text = self.query_one(TextArea).text.strip()
        try:
            if text != self._note:
                await asyncio.to_thread(self._runtime.notes.write, self._attempt_id, text)
        except InterviewerError as error:
            self.complain(error)
            return False
        return True
