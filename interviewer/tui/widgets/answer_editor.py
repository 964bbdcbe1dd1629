"""Where an answer is typed, or its transcript corrected."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.widgets import TextArea

from interviewer.session.doubts import Span, unsure_spans
from interviewer.speech.stt.transcript import Transcript

_UNSURE = "answer-editor--unsure"


class AnswerEditor(TextArea):
    """Underlines the words that the transcription was unsure of, until they are corrected."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {_UNSURE}
    DEFAULT_CSS = """
    AnswerEditor {
        background: $background;
        border: round $surface-lighten-2;
        border-title-color: $text-accent;
        border-title-style: bold;
        padding: 0 1;

        &:focus {
            border: round $accent;
        }

        border-subtitle-color: $text-warning;
        border-subtitle-style: underline;

        & > .answer-editor--unsure {
            color: $text-warning;
            text-style: underline;
        }
    }
    """

    def __init__(self, *, id: str) -> None:
        self._transcript: Transcript | None = None
        self._marked: tuple[tuple[str, ...], dict[int, list[Span]]] = ((), {})
        super().__init__(id=id, soft_wrap=True, tab_behavior="focus")

    def edit_answer(self, text: str, transcript: Transcript | None) -> None:
        """Put a text in, and the cursor at its end.

        Args:
            text: What there is of the answer.
            transcript: Where it comes from, if it was spoken.
        """
        self._transcript, self._marked = transcript, ((), {})
        self.text = text
        self.border_title = "What was heard" if transcript else "Your answer"
        self.move_cursor(self.document.end)
        self.border_subtitle = "underlined: unsure" if self._marks() else ""

    def get_line(self, line_index: int) -> Text:
        """A line with its marks."""
        line = super().get_line(line_index)
        marks = self._marks().get(line_index)
        if marks:
            mark = self.get_component_rich_style(_UNSURE)
            for start, end in marks:  # on whatever background the line has
                line.stylize(Style(color=mark.color, underline=mark.underline), start, end)
        return line

    def _marks(self) -> dict[int, list[Span]]:
        """Columns of the unsure words, by line."""
        if self._transcript is None:
            return {}
        lines = tuple(self.document.lines)
        if lines != self._marked[0]:
            self._marked = lines, _by_line(unsure_spans("\n".join(lines), self._transcript), lines)
        return self._marked[1]


def _by_line(spans: tuple[Span, ...], lines: tuple[str, ...]) -> dict[int, list[Span]]:
    marks: dict[int, list[Span]] = {}
    line = begin = 0
    for start, end in spans:
        while start > begin + len(lines[line]):
            begin += len(lines[line]) + 1
            line += 1
        marks.setdefault(line, []).append((start - begin, end - begin))
    return marks
