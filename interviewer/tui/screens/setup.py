"""Choose what to practise and how."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Button, Footer, Input, RadioButton, RadioSet, Select, SelectionList, Static
from textual.widgets.selection_list import Selection

from interviewer.bank import Role, Topic
from interviewer.session.runtime import Runtime
from interviewer.session.setup import SessionKind, Setup
from interviewer.session.wording import plural

_STRICT = " Each question is said once, each answer given once; no pause, and only you end an answer."


class SetupScreen(Screen[None]):
    """Mock or practice, how long, which topics, by voice or by typing."""

    CSS_PATH = "setup.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "start", "Start", id="setup.start", tooltip="Begin the interview"),
        Binding("escape", "app.pop_screen", "Back", id="setup.back"),
    ]

    def __init__(self, runtime: Runtime) -> None:
        super().__init__()
        self._runtime = runtime

    def compose(self) -> ComposeResult:
        """The choices, a line that says what they come to, and start."""
        wanted = self._runtime.target.role
        yield Static("Set up an interview", classes="title")
        with Horizontal(id="choices"):
            with Vertical(id="how"):
                with RadioSet(id="kind", classes="panel") as kind:
                    kind.border_title = "Interview"
                    yield RadioButton("Mock: timed, feedback last", value=True, id="mock")
                    yield RadioButton("Strict mock: as on the day", id="strict")
                    yield RadioButton("Practice: feedback at once", id="practice")
                with Vertical(id="for", classes="panel") as role:
                    role.border_title = "Role"
                    yield Select[str](
                        [(each.title, each.id) for each in self._runtime.bank.roles],
                        prompt="None: all topics alike",
                        value=wanted.id if wanted else Select.NULL,
                        allow_blank=wanted is None,  # a mock interview without a role is for the target
                        id="role",
                        compact=True,
                    )
                with Horizontal(id="length", classes="panel") as length:
                    length.border_title = "Length"
                    yield Input("5", type="integer", max_length=3, id="amount", compact=True)
                    with RadioSet(id="unit", compact=True):
                        yield RadioButton("questions", value=True, id="questions")
                        yield RadioButton("minutes", id="minutes")
                with RadioSet(id="means", classes="panel") as means:
                    means.border_title = "Answers"
                    yield RadioButton("By voice", value=True, id="voice")
                    yield RadioButton("Typed", id="typing")
            topics = SelectionList[str](
                *(
                    Selection(f"{topic.title} ({len(topic.questions)})", topic.id, _asks(wanted, topic))
                    for topic in sorted(self._runtime.bank.topics, key=lambda topic: topic.title)
                ),
                id="topics",
                classes="panel",
            )
            topics.border_title = "Topics"
            yield topics
        with Horizontal(id="actions"):
            yield Button("Start", variant="primary", id="start")
            yield Static(id="summary", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Say what the choices come to."""
        self._summarise()
        self.query_one("#kind").focus()

    @on(Select.Changed, "#role")
    def _take_role(self) -> None:
        """A role brings its topics; each can still be left out."""
        topics = self.query_one("#topics", SelectionList)
        role = self._role()
        with self.prevent(SelectionList.SelectedChanged):
            topics.deselect_all()
            for topic in self._runtime.bank.topics:
                if _asks(role, topic):
                    topics.select(topic.id)
        self._summarise()

    @on(RadioSet.Changed)
    @on(Input.Changed)
    @on(SelectionList.SelectedChanged)
    def _summarise(self) -> None:
        setup, problem = self._setup()
        summary = self.query_one("#summary", Static)
        summary.update(problem if setup is None else f"{self._describe(setup)}{_STRICT * setup.strict}")
        summary.set_class(setup is None, "-problem")
        self.query_one("#start", Button).disabled = setup is None
        self.query_one("#for").display = self._kind == "mock" and bool(self._runtime.bank.roles)

    @on(Button.Pressed, "#start")
    @on(Input.Submitted)
    def action_start(self) -> None:
        """Begin."""
        setup, _ = self._setup()
        if setup is None:
            return
        from interviewer.tui.screens.interview import InterviewScreen

        self.app.switch_screen(InterviewScreen(self._runtime, self._runtime.conductor(setup)))

    def _setup(self) -> tuple[Setup | None, str]:
        """The choices, or None and what is missing."""
        amount = self.query_one("#amount", Input).value
        if not amount.isdigit() or not int(amount):
            return None, "Say how many questions or minutes: a number from 1."
        topics = self.query_one("#topics", SelectionList).selected
        if not topics:
            return None, "Choose at least one topic."
        role = self._role()
        count, by_questions = int(amount), self._chosen("unit") == "questions"
        return (
            Setup(
                kind=self._kind,
                strict=self._chosen("kind") == "strict",
                questions=count if by_questions else None,
                minutes=None if by_questions else float(count),
                topics=tuple(topics),
                role=role.id if role and self._kind == "mock" else "",
                means="voice" if self._chosen("means") == "voice" else "typing",
            ),
            "",
        )

    def _role(self) -> Role | None:
        id = self.query_one("#role", Select).selection
        return None if id is None else self._runtime.bank.role(id)

    @property
    def _kind(self) -> SessionKind:
        return "practice" if self._chosen("kind") == "practice" else "mock"

    def _chosen(self, group: str) -> str:
        button = self.query_one(f"#{group}", RadioSet).pressed_button
        return (button.id or "") if button else ""

    def _describe(self, setup: Setup) -> str:
        within = [question for question in self._runtime.bank.questions if setup.covers(question)]
        mean = sum(question.all_minutes for question in within) / len(within)
        if setup.minutes:
            fit = min(len(within), max(1, round(setup.minutes / mean)))
            return f"{plural(int(setup.minutes), 'minute')}: about {plural(fit, 'question')}."
        count = min(setup.questions or 0, len(within))
        few = f" (there are no more than {count})" if count < (setup.questions or 0) else ""
        return f"{plural(count, 'question')}{few}: about {plural(max(1, round(count * mean)), 'minute')}."


def _asks(role: Role | None, topic: Topic) -> bool:
    return role is None or role.share(topic.id) > 0
