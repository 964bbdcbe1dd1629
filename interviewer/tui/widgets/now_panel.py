"""The question to practise now, with its reason and the buttons that begin."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from interviewer.scheduling import Pick


class NowPanel(Vertical):
    """Hidden while there is no question. Its buttons have the ids `practise` and `start`."""

    DEFAULT_CSS = """
    NowPanel {
        display: none;
        height: auto;

        &.-shown { display: block; }
        #question, #reason { height: auto; }
        #question { max-height: 4; }
        #actions { height: auto; margin-top: 1; }
        #actions Button { height: 1; border: none; min-width: 18; margin-right: 2; }
        #actions Button:focus { text-style: bold underline; }
    }
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, classes="panel")
        self.border_title = "To practise now"

    def compose(self) -> ComposeResult:
        """Question and reason above the buttons, which do nothing yet."""
        yield Static(id="question", markup=False)
        yield Static(id="reason", classes="dim", markup=False)
        with Horizontal(id="actions"):
            yield Button("Practise now", variant="primary", id="practise", disabled=True)
            yield Button("Set up an interview", id="start", disabled=True)

    @property
    def can_practise(self) -> bool:
        """Whether there is a question to begin with."""
        return not self.query_one("#practise", Button).disabled

    @property
    def can_start(self) -> bool:
        """Whether an interview can be set up."""
        return not self.query_one("#start", Button).disabled

    def show(self, pick: Pick | None) -> None:
        """Show a question; None where the bank has none that could be asked."""
        self.set_class(pick is not None, "-shown")
        if pick:
            self.query_one("#question", Static).update(pick.question.question)
            self.query_one("#reason", Static).update(pick.reason)
        practise = self.query_one("#practise", Button)
        practise.disabled = pick is None
        self.query_one("#start", Button).disabled = False
        if self.screen.focused is None:
            practise.focus()

    def disable(self) -> None:
        """Nothing can be begun."""
        for button in self.query(Button):
            button.disabled = True
