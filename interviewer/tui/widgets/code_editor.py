"""Where code is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.theme import Theme
from textual.widgets import TextArea
from textual.widgets.text_area import Location, Selection

_FAILED = "code-editor--failed"
_INDENT = 4
_LEAVES_BLOCK = re.compile(r"\s*(return|pass|break|continue|raise)\b")
_COMMENT = re.compile(r"(\s*)# ?")
_BEGINS_BLOCK = re.compile(r"[^#]*:\s*(#.*)?$")


class CodeEditor(TextArea):
    """An editor for Python that indents, comments, and shows the line on which the code failed."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {_FAILED}
    DEFAULT_CSS = """
    CodeEditor {
        padding: 0;

        & > .code-editor--failed {
            background: $error-muted;
            text-style: underline;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        # Terminals send ctrl+/ as ctrl+_.
        Binding(
            "ctrl+underscore,ctrl+slash",
            "comment",
            "Comment",
            show=False,
            id="code.comment",
            tooltip="Make the lines comments, or code again",
        ),
        Binding(
            "shift+tab",
            "dedent",
            "Dedent",
            show=False,
            id="code.dedent",
            tooltip="Move the lines to the left",
        ),
        Binding(
            "ctrl+home",
            "go_to_start",
            "Go to the first line",
            show=False,
            id="code.start",
            tooltip="To the beginning of the code",
        ),
        Binding(
            "ctrl+end",
            "go_to_end",
            "Go to the last line",
            show=False,
            id="code.end",
            tooltip="To the end of the code",
        ),
    ]

    def __init__(self, *, id: str) -> None:
        self._failed: int | None = None
        super().__init__(
            id=id,
            classes="panel",
            language="python",
            soft_wrap=False,
            tab_behavior="indent",
            show_line_numbers=True,
            highlight_cursor_line=True,
        )
        self.indent_width = _INDENT

    def on_mount(self) -> None:
        """Fit the colours to the app's, now and whenever they change."""
        self._fit_theme(self.app.current_theme)
        self.app.theme_changed_signal.subscribe(self, self._fit_theme)

    def edit_code(self, text: str) -> None:
        """Put code in, to be read and written from its first line."""
        self.text = text
        self.show_failed(None)
        self.move_cursor(self.document.start)

    def replace_code(self, text: str) -> None:
        """Put other code in its place, which can be undone."""
        self.replace(text, self.document.start, self.document.end)

    def show_failed(self, line: int | None) -> None:
        """Mark the line, from 1, on which the code failed, until something is changed; None marks none."""
        if line is not None and not 1 <= line <= self.document.line_count:
            line = None
        if line != self._failed:
            self._failed = line
            self.notify_style_update()  # lines that were drawn are kept
            self.refresh()
        if line is not None:
            self.scroll_to(y=max(0, line - self.size.height // 2), animate=False)

    def get_line(self, line_index: int) -> Text:
        """A line with its mark."""
        line = super().get_line(line_index)
        if self._failed == line_index + 1:
            line.stylize(self.get_component_rich_style(_FAILED, partial=True))
        return line

    @on(TextArea.Changed)
    def _forget_failed(self) -> None:
        self.show_failed(None)

    async def _on_key(self, event: Key) -> None:
        """Indent as one does in Python; escape is the screen's."""
        if event.key == "escape":
            event.prevent_default()
            return
        if event.key == "enter" and not self.read_only:
            self._replace_via_keyboard(f"\n{' ' * self._next_indent()}", *self.selection)
        elif event.key == "tab" and self.selection.start[0] != self.selection.end[0]:
            self.action_indent()
        elif event.key == "backspace" and self._is_in_indent():
            row, column = self.cursor_location
            self.delete((row, (column - 1) // _INDENT * _INDENT), (row, column))
        else:
            return
        event.stop()
        event.prevent_default()

    def action_go_to_start(self) -> None:
        """Move to the first line."""
        self.move_cursor(self.document.start)

    def action_go_to_end(self) -> None:
        """Move behind the last line."""
        self.move_cursor(self.document.end)

    def action_comment(self) -> None:
        """Make the selected lines comments, or code again."""
        lines = [line for line in self._lines() if line.strip()]
        if not lines:
            return
        if all(_COMMENT.match(line) for line in lines):
            self._rewrite(lambda line: _COMMENT.sub(r"\1", line, count=1))
        else:
            column = min(map(_indent, lines))
            self._rewrite(lambda line: f"{line[:column]}# {line[column:]}" if line.strip() else line)

    def action_indent(self) -> None:
        """Put one indent before the selected lines."""
        self._rewrite(lambda line: " " * _INDENT + line if line.strip() else line)

    def action_dedent(self) -> None:
        """Take one indent off the selected lines."""
        self._rewrite(lambda line: line[min(_INDENT, _indent(line)) :])

    def _rewrite(self, change: Callable[[str], str]) -> None:
        """Change each selected line, all in one step to undo; what was selected stays so."""
        if self.read_only:
            return
        rows, before = self._selected(), self._lines()
        after = [change(line) for line in before]
        if after == before:
            return

        def moved(place: Location) -> Location:
            row, column = place
            if row not in rows:
                return place
            old, new = before[row - rows[0]], after[row - rows[0]]
            # What stood behind the cursor still does.
            return row, max(0, len(new) - max(0, len(old) - column))

        selection = Selection(*map(moved, self.selection))
        self.replace("\n".join(after), (rows[0], 0), (rows[-1], len(before[-1])))
        self.selection = selection

    def _lines(self) -> list[str]:
        return [self.document.get_line(row) for row in self._selected()]

    def _selected(self) -> range:
        top, bottom = sorted(self.selection)
        # A selection that ends before a line does not hold that line.
        last = bottom[0] - (bottom[1] == 0 and bottom[0] > top[0])
        return range(top[0], last + 1)

    def _next_indent(self) -> int:
        row, column = min(self.selection)
        before = self.document.get_line(row)[:column]
        indent = _indent(before)
        if _BEGINS_BLOCK.match(before):
            return indent + _INDENT
        return max(0, indent - _INDENT) if _LEAVES_BLOCK.match(before) else indent

    def _is_in_indent(self) -> bool:
        row, column = self.cursor_location
        writing = self.selection.is_empty and not self.read_only
        return writing and 0 < column <= _indent(self.document.get_line(row))

    def _fit_theme(self, theme: Theme) -> None:
        self.theme = "vscode_dark" if theme.dark else "github_light"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
