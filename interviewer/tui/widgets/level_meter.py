"""How loud the microphone is."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

_GREEN, _YELLOW = 0.7, 0.9


class LevelMeter(Widget):
    """A horizontal meter of one line; set `level` to a value of 0-1, or None while it is closed."""

    DEFAULT_CSS = """
    LevelMeter {
        height: 1;
        width: 1fr;
    }
    """

    level: reactive[float | None] = reactive(None)

    def render(self) -> Content:
        """The meter over the whole width."""
        width = self.size.width
        if self.level is None:
            return Content.styled("─" * width, "$surface-lighten-2")
        lit = round(self.level * width)
        green, yellow = round(width * _GREEN), round(width * _YELLOW)
        return Content.assemble(
            ("▮" * min(lit, green), "$success"),
            ("▮" * max(0, min(lit, yellow) - green), "$warning"),
            ("▮" * max(0, lit - yellow), "$error"),
            ("▯" * (width - lit), "$surface-lighten-2"),
        )
