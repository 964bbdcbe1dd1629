"""The questions that were answered worst."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from interviewer.store.trends import HardQuestion
from interviewer.tui.text import MUTED, score_text

HEADING = " mean  last  answers  question"
"""What stands above the columns of `HardQuestions`."""


class HardQuestions(OptionList):
    """One line a question: mean and last score, how often it was answered, and the question."""

    DEFAULT_CSS = """
    HardQuestions {
        height: 1fr;
        border: none;
        padding: 0;
        background: transparent;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    HardQuestions:focus {
        border: none;
    }
    HardQuestions > .option-list--option-highlighted {
        background: transparent;
        color: $foreground;
    }
    HardQuestions:focus > .option-list--option-highlighted {
        background: $foreground 10%;  /* on which the colours of scores can be read */
        color: $foreground;
        text-style: bold;
    }
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, markup=False)
        self._shown: tuple[HardQuestion, ...] = ()

    @property
    def chosen(self) -> HardQuestion | None:
        """The one that is highlighted."""
        return None if self.highlighted is None else self._shown[self.highlighted]

    def show(self, questions: Sequence[HardQuestion]) -> None:
        """Show questions, the highlight staying on the one that it is on."""
        before = self.chosen
        self._shown = tuple(questions)
        self.set_options(Option(_line(question)) for question in questions)
        if questions:
            ids = [question.question_id for question in questions]
            self.highlighted = ids.index(before.question_id) if before and before.question_id in ids else 0


def _line(question: HardQuestion) -> Content:
    return Content.assemble(
        score_text(question.mean, 5),
        score_text(question.last, 6),
        (f"{question.answers:>9}", MUTED),
        "  ",
        question.question,
    )
