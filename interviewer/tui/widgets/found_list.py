"""Attempts that a search has found."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from interviewer.session.wording import OUTCOMES
from interviewer.store import Found, FoundAttempt, Snippet
from interviewer.tui.text import MUTED, local_time, score_text

_HIT = "bold underline $text-accent"


class FoundList(OptionList):
    """One entry an attempt: where it stands in the log, and below it the words that were looked for."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._attempts: dict[str, FoundAttempt] = {}

    def show(self, found: Found, *, again: bool) -> None:
        """Show what was found in place of what was before.

        Args:
            found: The attempts.
            again: Whether the same was looked for, so that the same entry stays highlighted.
        """
        at = self.highlighted_option if again else None
        self._attempts = {str(attempt.attempt_id): attempt for attempt in found.attempts}
        self.set_options(Option(_entry(attempt), id=id) for id, attempt in self._attempts.items())
        if self._attempts:
            self.highlighted = self.get_option_index(at.id) if at and at.id in self._attempts else 0

    @property
    def chosen(self) -> FoundAttempt | None:
        """The attempt that is highlighted."""
        option = self.highlighted_option
        return self._attempts.get(option.id or "") if option else None


def _entry(attempt: FoundAttempt) -> Content:
    outcome = "" if attempt.status == "graded" else f" {OUTCOMES[attempt.status]}"
    return Content.assemble(
        f"{local_time(attempt.asked_at):<13} ",
        score_text(attempt.score),
        ("⚑ " if attempt.flagged else "  ", "$text-warning"),
        attempt.question,
        (outcome, MUTED),
        "\n    ",
        _highlighted(attempt.snippet),
    )


def _highlighted(snippet: Snippet) -> Content:
    content = Content.styled(snippet.text, MUTED)
    for start, end in snippet.hits:
        content = content.stylize(_HIT, start, end)
    return content
