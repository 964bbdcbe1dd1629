"""The last interviews, one line each."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from interviewer.session import wording
from interviewer.store import SessionSummary
from interviewer.tui.text import MUTED, local_time, score_text


class SessionList(OptionList):
    """When it was, of which kind, its mean score, and how many questions were asked.

    The id of an option is that of its session.
    """

    def show(self, sessions: Sequence[SessionSummary]) -> None:
        """Show sessions, in this order."""
        self.set_options(Option(_line(each), id=str(each.session.id)) for each in sessions)
        if not sessions:
            self.add_option(Option("None yet: your interviews will stand here.", disabled=True))


def _line(summary: SessionSummary) -> Content:
    session = summary.session
    return Content.assemble(
        f"{local_time(session.started_at):<13} {session.kind:<9}",
        score_text(summary.mean_score),
        (f"  {wording.plural(summary.asked, 'question')}", MUTED),
    )
