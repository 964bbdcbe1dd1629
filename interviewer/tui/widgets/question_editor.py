"""Where the text of a question is written."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import ClassVar

from rich.text import Text
from textual.events import Key
from textual.widgets import TextArea

_WRONG = "question-editor--wrong"
_FIELD = "question-editor--field"
_NAME = re.compile(r"\s*(?:- )?[a-z_]+:(?= |$)")


class QuestionEditor(TextArea):
    """An editor that sets the names of fields off, keeps the indent, and marks lines that are wrong.

    Args:
        text: To begin with.
        id: Of the widget.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {_WRONG, _FIELD}
    DEFAULT_CSS = """
    QuestionEditor {
        padding: 0;

        & > .question-editor--wrong { color: $text-warning; text-style: underline; }
        & > .question-editor--field { color: $text-accent; }
    }
    """

    def __init__(self, text: str, *, id: str) -> None:
        self._wrong: Collection[int] = ()
        super().__init__(
            text,
            id=id,
            classes="panel",
            soft_wrap=True,
            tab_behavior="indent",
            show_line_numbers=True,
            highlight_cursor_line=False,
        )
        self.indent_width = 2

    def put(self, text: str) -> None:
        """Put another text in its place, which can be undone."""
        self.replace(text, self.document.start, self.document.end)

    def mark(self, lines: Collection[int]) -> None:
        """Mark lines, from 1, as wrong."""
        if lines != self._wrong:
            self._wrong = lines
            self.notify_style_update()  # lines that were drawn are kept
            self.refresh()

    def get_line(self, line_index: int) -> Text:
        """A line with its marks."""
        line = super().get_line(line_index)
        if name := _NAME.match(line.plain):
            line.stylize(self.get_component_rich_style(_FIELD, partial=True), 0, name.end())
        if line_index + 1 in self._wrong:
            line.stylize(self.get_component_rich_style(_WRONG, partial=True))
        return line

    async def _on_key(self, event: Key) -> None:
        """A new line begins where the one before does; escape is the screen's."""
        if event.key == "escape":
            event.prevent_default()
        elif event.key == "enter" and not self.read_only:
            row, column = min(self.selection)
            before = self.document.get_line(row)[:column]
            indent = len(before) - len(before.lstrip(" "))
            self._replace_via_keyboard(f"\n{' ' * indent}", *self.selection)
            event.stop()
            event.prevent_default()
