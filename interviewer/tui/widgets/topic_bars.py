"""How well each topic goes, as bars with their intervals."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from interviewer.scheduling import TopicStrength
from interviewer.tui.text import MUTED, score_style, score_text

_BAR, _NUMBERS = 10, 15
"""Columns of a bar, and of what stands behind it."""
_LEAST_TITLE = 12

Row = tuple[str, TopicStrength]
"""A topic's title and its strength."""


class TopicBars(Widget):
    """One line a topic: its title, a bar, the strength of 0-100 and its interval.

    A bar is filled to the low end of the interval and dashed from there to the high end.
    """

    DEFAULT_CSS = """
    TopicBars {
        height: auto;
        text-wrap: nowrap;
        text-overflow: clip;
    }
    """

    rows: reactive[tuple[Row, ...]] = reactive((), layout=True)

    def show(self, strengths: Sequence[TopicStrength], titles: dict[str, str]) -> None:
        """Show topics, the weakest first; behind all that were graded the others by name."""
        rows = [(titles[strength.topic], strength) for strength in strengths]
        self.rows = tuple(sorted(rows, key=_order))

    def render(self) -> Content:
        """The lines, at the width that there is."""
        longest = max((len(title) for title, _ in self.rows), default=0)
        width = max(_LEAST_TITLE, min(longest, self.size.width - _BAR - _NUMBERS - 1))
        return Content("\n").join(_line(title, strength, width) for title, strength in self.rows)


def _order(row: Row) -> tuple[bool, float, str]:
    title, strength = row
    return strength.strength is None, strength.strength or 0.0, title


def _line(title: str, row: TopicStrength, width: int) -> Content:
    name = f"{title:<{width}.{width}} "
    if row.strength is None or row.low is None or row.high is None:
        return Content.assemble(name, _bar(0, 0, ""), ("  not yet asked", MUTED))
    return Content.assemble(
        name,
        _bar(row.low, row.high, score_style(row.strength)),
        score_text(row.strength, 4),
        (f" ({row.low:.0f}–{row.high:.0f})", MUTED),
    )


def _bar(low: float, high: float, style: str) -> Content:
    sure, maybe = (round(end / 100 * _BAR) for end in (low, high))
    return Content.assemble(
        ("━" * sure, style), ("╍" * (maybe - sure), style), ("─" * (_BAR - maybe), "$surface-lighten-2")
    )
