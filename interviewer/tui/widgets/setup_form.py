"""What is left to choose of an interview once its kind is known."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Label, Select

from interviewer.errors import SessionError
from interviewer.session import choice_wording as wording
from interviewer.session.choosing import Choices
from interviewer.session.setup import DIFFICULTIES, Means, SessionKind, Setup
from interviewer.tui.text import local_time
from interviewer.tui.widgets.ticked_list import TickedList, TopicList
from interviewer.tui.widgets.toggles import Checkbox, RadioButton, RadioSet, SelectionList, Toggle

_OPEN: Final[dict[SessionKind, frozenset[str]]] = {
    "mock": frozenset({"role", "length", "level", "strict", "means", "topics"}),
    "practice": frozenset({"length", "level", "means", "topics"}),
    "drill": frozenset({"length", "level", "means", "topics"}),
    "retry": frozenset({"past", "means", "missed"}),
    "custom": frozenset({"role", "length", "level", "feedback", "clock", "strict", "means", "topics"}),
}
"""What is left to choose of each kind: ids of rows and of lists."""
_ALL: Final = frozenset[str]().union(*_OPEN.values())
_SWITCHES: Final = (
    ("feedback", "Tell", "after each answer"),
    ("clock", "Clock", "limits each answer"),
    ("strict", "Strict", "as on the day"),
)
_NO_ROLE: Final[dict[SessionKind, str]] = {"mock": "all topics alike", "custom": "none: what adds most"}


class SetupForm(Horizontal):
    """Shows a setup, and gives it back as changed."""

    DEFAULT_CSS = """
    SetupForm {
        #how {
            width: 42;
            height: 100%;
            overflow-y: auto;
        }
        .row {
            height: 1;
            width: 100%;
        }
        Label {
            width: 7;
            color: $text-muted;
        }
        Select {
            width: 1fr;
        }
        RadioSet {
            layout: horizontal;
            width: 1fr;
            height: 1;
            border: none;
            padding: 0;
            background: transparent;
        }
        Checkbox, RadioSet > RadioButton {
            width: auto;
            padding: 0;
            margin: 0;
        }
        #amount {
            width: 5;
            background: $surface-lighten-1;
        }
        &.-long {
            layout: vertical;
            #how {
                width: 100%;
                height: auto;
            }
        }
    }
    """

    class Changed(Message):
        """Something was chosen of an interview of this kind."""

        def __init__(self, kind: SessionKind) -> None:
            super().__init__()
            self.kind = kind

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._choices: Choices | None = None
        self._kind: SessionKind = "mock"

    def compose(self) -> ComposeResult:
        """Rows of choices, and beside them the topics or the questions."""
        with Vertical(id="how", classes="panel") as how:
            how.border_title = "How"
            with _row("role"):
                yield Label("Role")
                yield Select[str]([("", "")], allow_blank=False, id="role-select", compact=True)
            with _row("past"):
                yield Label("Of")
                yield Select[int]([("", 0)], allow_blank=False, id="past-select", compact=True)
            with _row("length"):
                yield Label("Length")
                yield Input("5", type="integer", max_length=3, id="amount", compact=True)
                with RadioSet(compact=True):
                    yield RadioButton("questions", value=True, id="questions")
                    yield RadioButton("minutes", id="minutes")
            with _row("level"):
                yield Label("Level")
                for level in DIFFICULTIES:
                    yield Checkbox(level, value=True, id=level, compact=True)
            with _row("means"):
                yield Label("Answer")
                with RadioSet(compact=True):
                    yield RadioButton("by voice", value=True, id="voice")
                    yield RadioButton("typing", id="typing")
            for id, title, text in _SWITCHES:
                with _row(id):
                    yield Label(title)
                    yield Checkbox(text, id=f"{id}-switch", compact=True)
        yield TopicList(id="topics")
        yield TickedList("Questions to answer again", id="missed")

    def offer(self, choices: Choices, now: datetime) -> None:
        """Take in what there is to choose from at the present."""
        self._choices = choices
        with self._unheard():
            if choices.past:
                self._select("past-select").set_options(
                    (f"{local_time(session.started_at, now=now)} {session.kind}", session.id)
                    for session in (past.summary.session for past in choices.past)
                )
            self._topics.offer_topics(choices.bank)

    def show(self, setup: Setup) -> None:
        """Show what is chosen, and what can be for its kind."""
        if self._choices is None:
            return
        self._kind = setup.kind
        self.set_class(bool(setup.chosen), "-long")
        for id in _ALL:
            self.query_one(f"#{id}").display = id in _OPEN[setup.kind]
        with self._unheard():
            self._show_role(setup, self._choices)
            self.query_one("#amount", Input).value = f"{setup.questions or setup.minutes or 5:.0f}"
            self.query_one("#length RadioSet", RadioSet).choose("minutes" if setup.minutes else "questions")
            self.query_one("#means RadioSet", RadioSet).choose(setup.means)
            for level in DIFFICULTIES:
                self._tick(level, not setup.difficulties or level in setup.difficulties)
            self._tick("feedback-switch", setup.feedback_at_once)
            self._tick("clock-switch", setup.timed)
            self._tick("strict-switch", setup.strict)
            self._topics.tick(setup.topics, self._role_id)
            if setup.chosen:
                self._show_missed(setup.chosen)

    def read(self) -> Setup:
        """The choices as they stand.

        Raises:
            SessionError: Something is missing; says what.
        """
        kind, means = self._kind, self._means
        if kind == "retry":
            chosen = tuple(self._missed.selected)
            if not chosen:
                raise SessionError(wording.NO_QUESTION)
            return Setup(kind=kind, questions=None, chosen=chosen, means=means)
        amount, by_time = self.query_one("#amount", Input).value, self._on("minutes")
        if not amount.isdigit() or not int(amount):
            raise SessionError(wording.NO_LENGTH)
        if not self._topics.selected:
            raise SessionError(wording.NO_TOPIC)
        levels = tuple(level for level in DIFFICULTIES if self._on(level))
        if not levels:
            raise SessionError(wording.NO_LEVEL)
        setup = Setup(
            kind=kind,
            questions=None if by_time else int(amount),
            minutes=float(amount) if by_time else None,
            topics=self._topics.chosen(self._role_id),
            difficulties=() if levels == DIFFICULTIES else levels,
            role=self._role_id,
            means=means,
            strict=self._open("strict") and self._on("strict-switch"),
        )
        if kind != "custom":
            return setup
        return replace(
            setup,
            feedback="at once" if self._on("feedback-switch") else "last",
            clock=self._on("clock-switch"),
            source="blueprint" if setup.role else "schedule",
        )

    @on(Select.Changed, "#role-select")
    def _take_role(self) -> None:
        """A role brings its topics; each can still be left out."""
        if self._choices:
            with self._unheard():
                self._topics.tick((), self._role_id)

    @on(Select.Changed, "#past-select")
    def _take_past(self, event: Select.Changed) -> None:
        if self._choices:
            chosen = next(
                past.setup.chosen for past in self._choices.past if past.summary.session.id == event.value
            )
            with self._unheard():
                self._list_missed(chosen, chosen)

    @on(Select.Changed)
    @on(Input.Changed)
    @on(Checkbox.Changed)
    @on(RadioSet.Changed)
    @on(SelectionList.SelectedChanged)
    def _tell(self) -> None:
        self.post_message(self.Changed(self._kind))

    def _show_role(self, setup: Setup, choices: Choices) -> None:
        nobody, select = _NO_ROLE.get(setup.kind, ""), self._select("role-select")
        roles = [(role.title, role.id) for role in choices.bank.roles]
        if not (setup.kind == "mock" and choices.target):
            roles.insert(0, (nobody, nobody))
        select.set_options(roles)
        select.value = setup.role or nobody

    def _show_missed(self, chosen: Sequence[str]) -> None:
        """Show the past interview whose retry they are of."""
        assert self._choices
        past = next(past for past in self._choices.past if set(chosen) <= set(past.setup.chosen))
        self._select("past-select").value = past.summary.session.id
        self._list_missed(past.setup.chosen, chosen)

    def _list_missed(self, questions: Sequence[str], chosen: Sequence[str]) -> None:
        assert self._choices
        bank = self._choices.bank
        self._missed.offer({id: bank[id].question for id in questions}, chosen)

    @property
    def _role_id(self) -> str:
        id = str(self._select("role-select").value)
        return "" if not self._open("role") or id in _NO_ROLE.values() else id

    @property
    def _means(self) -> Means:
        return "voice" if self._on("voice") else "typing"

    def _open(self, id: str) -> bool:
        return id in _OPEN[self._kind]

    def _on(self, id: str) -> bool:
        return bool(self.query_one(f"#{id}", Toggle).value)

    def _tick(self, id: str, on: bool) -> None:
        self.query_one(f"#{id}", Toggle).value = on

    def _select(self, id: str) -> Select[Any]:
        return self.query_one(f"#{id}", Select)

    @property
    def _topics(self) -> TopicList:
        return self.query_one(TopicList)

    @property
    def _missed(self) -> TickedList:
        return self.query_one("#missed", TickedList)

    def _unheard(self) -> AbstractContextManager[None]:
        """What is changed inside is no choice of the user."""
        return self.prevent(Select.Changed, Input.Changed, Checkbox.Changed, SelectionList.SelectedChanged)


def _row(id: str) -> Horizontal:
    return Horizontal(id=id, classes="row")
