"""How well each topic goes, as bars with their intervals, and where it is going."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from interviewer.scheduling import TopicStrength
from interviewer.tui.text import MUTED, score_style, score_text

_LEAST_BAR, _MOST_BAR = 8, 20
_STRENGTH, _INTERVAL, _CHANGE = 4, 9, 5
"""Columns of the numbers behind a bar."""
_LEAST_TITLE = 12


@dataclass(frozen=True, slots=True)
class TopicBar:
    """What is shown of a topic."""

    title: str
    now: TopicStrength
    """Of a topic that was graded."""
    before: TopicStrength | None = None
    """What it was compared with; None while that is not known."""


class TopicBars(Widget):
    """One line a topic: its title, a bar, the strength of 0-100, its interval, and its change.

    A bar is filled to the low end of the interval and dashed from there to the high end. The numbers of the
    interval are left out where a title would be cut for them. Topics of which nothing was graded have none.
    """

    DEFAULT_CSS = """
    TopicBars {
        height: auto;
        text-wrap: nowrap;
        text-overflow: clip;
    }
    """

    bars: reactive[tuple[TopicBar, ...]] = reactive((), layout=True)

    def show(
        self,
        strengths: Sequence[TopicStrength],
        titles: Mapping[str, str],
        before: Sequence[TopicStrength] = (),
    ) -> None:
        """Show topics, the weakest first.

        Args:
            strengths: As they are now.
            titles: By the id of the topic.
            before: As they were at an earlier time; empty while that is not known.
        """
        then = {strength.topic: strength for strength in before}
        graded = [strength for strength in strengths if strength.strength is not None]
        graded.sort(key=lambda each: (each.strength, titles[each.topic]))
        self.display = bool(graded)
        self.bars = tuple(TopicBar(titles[each.topic], each, then.get(each.topic)) for each in graded)

    def render(self) -> Content:
        """The lines, at the width that there is."""
        longest = max((len(bar.title) for bar in self.bars), default=0)
        room = self.size.width - 1 - _STRENGTH - _INTERVAL - _CHANGE
        with_interval = room - _LEAST_BAR >= longest
        if not with_interval:
            room += _INTERVAL
        title = max(_LEAST_TITLE, min(longest, room - _LEAST_BAR))
        width = max(_LEAST_BAR, min(_MOST_BAR, room - title))
        return Content("\n").join(_line(bar, title, width, with_interval) for bar in self.bars)


def _line(row: TopicBar, title: int, width: int, with_interval: bool) -> Content:
    strength, low, high = row.now.strength or 0.0, row.now.low or 0.0, row.now.high or 0.0
    name = row.title if len(row.title) <= title else f"{row.title[: title - 1]}…"
    interval = f" ({low:.0f}–{high:.0f})" if with_interval else ""
    return Content.assemble(
        f"{name:<{title}} ",
        _bar(low, high, width, score_style(strength)),
        score_text(strength, _STRENGTH),
        (f"{interval:<{_INTERVAL if with_interval else 0}}", MUTED),
        _change(row),
    )


def _bar(low: float, high: float, width: int, style: str) -> Content:
    sure, maybe = (round(end / 100 * width) for end in (low, high))
    return Content.assemble(
        ("━" * sure, style), ("╍" * (maybe - sure), style), ("─" * (width - maybe), "$surface-lighten-2")
    )


def _change(row: TopicBar) -> Content:
    """An arrow and by how much the strength has changed."""
    if row.before is None or row.now.strength is None:
        return Content(" " * _CHANGE)
    if row.before.strength is None:
        return Content.styled("  new", MUTED)
    change = round(row.now.strength) - round(row.before.strength)
    if not change:
        return Content.styled("  =  ", MUTED)
    sign, style = ("↑", "$text-success") if change > 0 else ("↓", "$text-error")
    return Content.styled(f"{sign:>2}{abs(change):>3}", style)
