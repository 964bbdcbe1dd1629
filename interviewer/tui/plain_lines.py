"""Keeps what the terminal would obey out of every line that is drawn."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from interviewer.session.plain_text import plain


class PlainLines(LineFilter):
    """Takes escape sequences and changes of writing direction out of texts, wherever they came from.

    Textual writes its own in segments of their own, which are left alone. What is taken out has no width.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments of a line with their texts made plain."""
        if all(segment.control or segment.text.isprintable() for segment in segments):
            return segments
        return [
            segment if segment.control else Segment(plain(segment.text), segment.style)
            for segment in segments
        ]
