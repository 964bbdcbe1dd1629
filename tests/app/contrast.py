"""How well the texts of a screen can be told from what is behind them, by what is drawn."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.strip import Strip

from interviewer.tui.legible import ENOUGH, ENOUGH_FOR_BOLD, contrast

_SHAPES = (
    (0x2500, 0x25FF),  # borders, bars, shades and dots
    (0x2800, 0x28FF),  # braille, of which plots are made
    (0xE000, 0xF8FF),
    (0x1F300, 0x1FAFF),  # pictures, which have colours of their own
)


@dataclass(frozen=True, order=True)
class Faint:
    """A text that is hard to read."""

    contrast: float
    text: str
    style: str

    def __str__(self) -> str:
        return f"{self.contrast:.1f} {self.text!r} ({self.style})"


def faint(app: App[object]) -> list[Faint]:
    """The texts on the screen that have too little contrast; what cannot be used now may have less."""
    found = set()
    for text, style, disabled in _texts(app):
        if disabled or not style.color or not style.bgcolor:
            continue
        front = Color.from_rich_color(style.color)
        behind = Color.from_rich_color(style.bgcolor)
        if style.reverse:
            front, behind = behind, front
        if style.dim:
            front = behind.blend(front, 0.6)
        ratio = contrast(front, behind)
        if ratio < (ENOUGH_FOR_BOLD if style.bold else ENOUGH) - 0.05:
            found.add(Faint(round(ratio, 2), text, f"{front.hex} on {behind.hex}"))
    return sorted(found)


def _texts(app: App[object]) -> Iterator[tuple[str, Style, bool]]:
    """Each piece of text on the screen with its style, and whether it belongs to something disabled."""
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        for x, segment in zip(_starts(strip), strip, strict=True):
            text = "".join(char for char in segment.text if not _is_shape(char)).strip()
            if text and segment.style:
                widget, _ = app.screen.get_widget_at(min(x, app.size.width - 1), y)
                if widget is app.screen and app.screen.is_modal:  # what shines through from below
                    continue
                yield text, segment.style, widget.is_disabled or "-textual-loading" in widget.classes


def _starts(strip: Strip) -> Iterator[int]:
    """The column at which each segment begins."""
    return itertools.accumulate((segment.cell_length for segment in list(strip)[:-1]), initial=0)


def _is_shape(char: str) -> bool:
    return any(first <= ord(char) <= last for first, last in _SHAPES)
