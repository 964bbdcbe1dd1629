"""What was said, with its times and the word that is heard now."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from interviewer.session.spoken_words import SpokenWord
from interviewer.session.wording import clock

_TIME_WIDTH = 7
_LINGER_SECONDS = 0.3
"""So long after its end a word stays marked, so that the mark does not flicker between words."""


@dataclass(frozen=True, slots=True)
class _Line:
    time: str
    words: tuple[tuple[int, int], ...]
    """Each word's number, and the column it begins in."""


class SpokenText(ScrollView, can_focus=False):
    """The words in paragraphs, each with the time it begins at; a click on a word chooses its time."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "spoken-text--time",
        "spoken-text--unsure",
        "spoken-text--heard",
    }
    DEFAULT_CSS = """
    SpokenText {
        height: 1fr;
        background: transparent;
        scrollbar-gutter: stable;

        & > .spoken-text--time { color: $text-muted; }
        & > .spoken-text--unsure { color: $text-warning; text-style: underline; }
        & > .spoken-text--heard { text-style: bold reverse; }
    }
    """

    heard: reactive[int | None] = reactive(None)
    """Number of the word that is heard now."""

    class Chosen(Message):
        """A word was clicked."""

        def __init__(self, seconds: float) -> None:
            super().__init__()
            self.seconds = seconds

    def __init__(self) -> None:
        super().__init__()
        self._words: Sequence[SpokenWord] = ()
        self._timed: list[int] = []
        self._starts: list[float] = []
        self._lines: list[_Line] = []
        self._line_of: list[int] = []

    def show(self, words: Sequence[SpokenWord]) -> None:
        """Show words in place of those of before."""
        self._words = words
        timed = [(word.start, number) for number, word in enumerate(words) if word.start is not None]
        self._starts, self._timed = [start for start, _ in timed], [number for _, number in timed]
        self.heard = None
        self._lay_out()
        self.scroll_home(animate=False)

    def follow(self, seconds: float) -> None:
        """Mark the word that is heard at this time, if one is."""
        place = bisect_right(self._starts, seconds) - 1
        number = self._timed[place] if place >= 0 else None
        end = self._words[number].end if number is not None else None
        self.heard = number if end is not None and seconds <= end + _LINGER_SECONDS else None

    def watch_heard(self, before: int | None, now: int | None) -> None:
        """Draw the lines of both words anew; the one that is heard is kept in sight."""
        for number in (before, now):
            if number is not None and number < len(self._line_of):
                line = self._line_of[number] - round(self.scroll_y)
                self.refresh(Region(0, line, self.size.width, 1))
        if now is not None:
            self.scroll_to_region(
                Region(0, self._line_of[now], 1, 2), animate=False, force=True, x_axis=False
            )

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """A line of words."""
        place = y + round(self.scroll_y)
        if place >= len(self._lines):
            return Strip.blank(self.size.width, self.rich_style)
        line = self._lines[place]
        time = self.get_component_rich_style("spoken-text--time")
        segments = [Segment(line.time, self.rich_style + time)]
        at = cell_len(line.time)
        for number, column in line.words:
            word = self._words[number]
            segments.append(Segment(" " * (column - at), self.rich_style))
            segments.append(Segment(word.text, self.rich_style + self._style(number)))
            at = column + cell_len(word.text)
        return Strip(segments, at).adjust_cell_length(self.size.width, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Choose the time of the word that was clicked."""
        place = event.y + round(self.scroll_y)
        for number, column in reversed(self._lines[place].words if place < len(self._lines) else ()):
            start = self._words[number].start
            if event.x >= column:
                if start is not None:
                    self.post_message(self.Chosen(start))
                return

    def _style(self, number: int) -> Style:
        style = Style.null()
        if self._words[number].is_doubtful:
            unsure = self.get_component_rich_style("spoken-text--unsure")
            style += Style(color=unsure.color, underline=unsure.underline)  # on the background there is
        if number == self.heard:
            heard = self.get_component_rich_style("spoken-text--heard")
            style += Style(bold=heard.bold, reverse=heard.reverse)
        return style

    def _lay_out(self) -> None:
        """Break the words into lines of the width there is."""
        width = self.scrollable_content_region.width
        margin = _TIME_WIDTH if self._timed else 0
        self._lines, self._line_of = [], []
        words: list[tuple[int, int]] = []
        time, at = " " * margin, margin
        for number, word in enumerate(self._words):
            size = cell_len(word.text)
            if words and (word.opens or at + size > width):
                self._lines.append(_Line(time, tuple(words)))
                time, at, words = " " * margin, margin, []
            if word.opens and word.start is not None:
                time = f"{clock(word.start):>{margin - 2}}  "
            self._line_of.append(len(self._lines))
            words.append((number, at))
            at += size + 1
        if words:
            self._lines.append(_Line(time, tuple(words)))
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()
