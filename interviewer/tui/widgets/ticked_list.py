"""Lists of what an interview is to be about, each line ticked or not."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from rich.cells import cell_len
from textual import on
from textual.content import Content
from textual.widgets.selection_list import Selection

from interviewer.bank import Bank
from interviewer.tui.text import MUTED
from interviewer.tui.widgets.toggles import SelectionList

_BOX = 4
"""Cells before each line."""


class TickedList(SelectionList[str]):
    """A line for each id; the highlighted one stands whole in the border where the list is too narrow.

    Args:
        title: Of the list.
        id: Of the widget.
    """

    DEFAULT_CSS = """
    TickedList {
        width: 1fr;
        height: 1fr;
        padding: 0;
        scrollbar-size-vertical: 1;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        border-subtitle-color: $text-muted;
    }
    """

    def __init__(self, title: str, *, id: str) -> None:
        super().__init__(id=id, classes="panel", compact=True)
        self.border_title = title
        self._titles: dict[str, str] = {}

    def offer(
        self,
        titles: Mapping[str, str],
        ticked: Collection[str],
        before: Callable[[str], Content] = lambda id: Content(),
    ) -> None:
        """Offer other lines.

        Args:
            titles: By id.
            ticked: Ids of those that are chosen at first.
            before: Gives what stands before the title of an id.
        """
        self._titles = dict(titles)
        self.clear_options()
        self.border_subtitle = None
        self.add_options(
            Selection(Content.assemble(before(id), title), id, id in ticked, id=id)
            for id, title in titles.items()
        )

    @on(SelectionList.SelectionHighlighted)
    def _show_whole(self, event: SelectionList.SelectionHighlighted[str]) -> None:
        cut = 0 < self.size.width < cell_len(str(event.selection.prompt)) + _BOX
        self.border_subtitle = Content(self._titles[event.selection.value]) if cut else None


class TopicList(TickedList):
    """The topics of a bank, with how many questions each has. None chosen means all that a role asks about.

    Args:
        id: Of the widget.
    """

    def __init__(self, *, id: str) -> None:
        super().__init__("Topics", id=id)
        self._bank: Bank | None = None

    def offer_topics(self, bank: Bank) -> None:
        """Offer the topics of a bank."""
        self._bank = bank
        topics = {topic.id: topic for topic in sorted(bank.topics, key=lambda topic: topic.title)}
        self.offer(
            {id: topic.title for id, topic in topics.items()},
            (),
            lambda id: Content.styled(f"{len(topics[id].questions):>2} ", MUTED),
        )

    def tick(self, topics: Sequence[str], role_id: str) -> None:
        """Tick these topics, or without any all that the role asks about."""
        ticked = topics or self._asked(role_id)
        self.deselect_all()
        for topic in ticked:
            self.select(topic)
        self.highlighted = self.get_option_index(ticked[0]) if topics else 0

    def chosen(self, role_id: str) -> tuple[str, ...]:
        """The topics that are ticked; empty where they are all that the role asks about."""
        return () if set(self.selected) == set(self._asked(role_id)) else tuple(self.selected)

    def _asked(self, role_id: str) -> list[str]:
        if self._bank is None:
            return []
        role = self._bank.role(role_id) if role_id else None
        return [topic.id for topic in self._bank.topics if role is None or role.share(topic.id)]
