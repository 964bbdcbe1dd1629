"""Chances with their intervals, one below the other on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from interviewer.scheduling import Readiness
from interviewer.session.wording import interval
from interviewer.tui.text import MUTED

_LEAST_BAR = 12
_SCALE, _INTERVAL, _MEAN = "─", "━", "●"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One chance."""

    label: str
    chance: Readiness


class IntervalBars(Widget):
    """A line from 0 to 100 % for each chance, thick where its interval is, with a dot at its mean."""

    DEFAULT_CSS = """
    IntervalBars {
        height: auto;
        text-wrap: nowrap;
        text-overflow: clip;
    }
    """

    rows: reactive[Sequence[Row]] = reactive[Sequence[Row]]((), layout=True)

    def render(self) -> Content:
        """The lines, an empty one between each two, and the scale below."""
        if not self.rows:
            return Content()
        told = [interval(row.chance) for row in self.rows]
        names, figures = max(len(row.label) for row in self.rows), max(map(len, told))
        width = max(_LEAST_BAR, self.content_size.width - names - figures - 4)
        lines = [
            Content.assemble(f"{row.label:<{names}}  ", _bar(row.chance, width), f"  {figure}")
            for row, figure in zip(self.rows, told, strict=True)
        ]
        return Content("\n\n").join([*lines, Content.styled(" " * (names + 2) + _scale(width), MUTED)])


def _bar(chance: Readiness, width: int) -> Content:
    low, mean, high = (round(share * (width - 1)) for share in (chance.low, chance.mean, chance.high))
    return Content.assemble(
        (_SCALE * low, MUTED),
        (_INTERVAL * (mean - low), "$text-accent"),
        (_MEAN, "bold $text-accent"),
        (_INTERVAL * (high - mean), "$text-accent"),
        (_SCALE * (width - 1 - high), MUTED),
    )


def _scale(width: int) -> str:
    """The figures under the ends of a line and under its middle."""
    left, middle, right = "0 %", "50 %", "100 %"
    between = width - len(left) - len(middle) - len(right)
    return f"{left}{' ' * (between // 2)}{middle}{' ' * (between - between // 2)}{right}"
