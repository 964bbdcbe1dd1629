"""Where the user disagrees with the verdicts on the key points of an answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, get_args

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, OptionList, RadioSet
from textual.widgets.option_list import Option

from interviewer.errors import InterviewerError
from interviewer.scoring.assessment import PointResult, Ruling
from interviewer.session.history import Attempt, History
from interviewer.session.wording import SIGNS, disagreements
from interviewer.tui.failures import TellsFailures
from interviewer.tui.screens.confirm import ConfirmScreen
from interviewer.tui.text import verdict_text
from interviewer.tui.widgets.toggles import RadioButton

_RULINGS: tuple[Ruling, ...] = get_args(Ruling)


class _Choice(RadioButton):
    """A radio button whose mark is there or not, and not only of another colour."""

    BUTTON_INNER = " "

    def watch_value(self) -> None:
        self.BUTTON_INNER = "●" if self.value else " "
        super().watch_value()


@dataclass(frozen=True, slots=True)
class _Said:
    """What the user says of a key point; without a verdict nothing yet."""

    verdict: Ruling | None = None
    reason: str = ""


class VerdictScreen(TellsFailures, ModalScreen[Attempt]):
    """The key points of an answer, and what the user says of the highlighted one.

    Gives the attempt as it is then.

    Args:
        history: Where verdicts are kept.
        attempt: A graded one.
    """

    HELP = (
        "Where you disagree with how an answer was graded: choose a point, then your verdict, and say "
        "why. Your verdicts count from then on; the machine's are kept beside them."
    )
    CSS_PATH = "verdict.tcss"
    AUTO_FOCUS = "#points"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                str(key),
                f"choose('{ruling}')",
                ruling.capitalize(),
                show=False,
                id=f"verdict.{ruling}",
                tooltip=f"Say that the point is {ruling}",
            )
            for key, ruling in enumerate(_RULINGS, start=1)
        ),
        Binding(
            "enter",
            "keep",
            "Keep",
            key_display="enter",
            priority=True,  # the radio set would take it
            id="verdict.keep",
            tooltip="Have your verdict on this point count",
        ),
        Binding("r", "reason", "Reason", id="verdict.reason", tooltip="Say why, if you like"),
        Binding("u", "withdraw", "Withdraw", id="verdict.withdraw", tooltip="Take your verdict back"),
        Binding("escape", "back", "Back", id="verdict.back", tooltip="Leave; your verdicts count"),
    ]

    def __init__(self, history: History, attempt: Attempt) -> None:
        super().__init__()
        self._history, self._attempt = history, attempt
        self._in_hand: dict[str, _Said] = {}
        self._point = ""
        self._verdict: Ruling | None = None

    def compose(self) -> ComposeResult:
        """The points above the verdict and the reason of the user."""
        with Vertical(id="dialog"):
            points = OptionList(*map(Option, self._lines()), id="points", classes="panel")
            points.border_title = "Do you disagree? Choose the key point"
            yield points
            with RadioSet(id="yours", classes="panel") as yours:
                yours.border_title = "Your verdict"
                for key, ruling in enumerate(_RULINGS, start=1):
                    yield _Choice(f"{key} {SIGNS[ruling]} {ruling}", id=ruling)
            with Vertical(id="why", classes="panel") as why:
                why.border_title = "Why, if you like to say"
                yield Input(id="reason", compact=True)
        yield Footer()

    def on_mount(self) -> None:
        """Begin with the first point that the machine is not sure of."""
        unsure = (number for number, point in enumerate(self._points) if point.verdict == "unsure")
        self.query_one("#points", OptionList).highlighted = next(unsure, 0)

    @on(OptionList.OptionHighlighted)
    def _turn_to(self, event: OptionList.OptionHighlighted) -> None:
        self._take_in_hand()
        self._point = self._points[event.option_index].point
        self._show_yours()

    @on(RadioSet.Changed)
    def _choose(self, event: RadioSet.Changed) -> None:
        self._show_choice(next(ruling for ruling in _RULINGS if ruling == event.pressed.id))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a verdict that there is can be withdrawn."""
        return self._kept(self._point).verdict is not None if action == "withdraw" else True

    def action_choose(self, ruling: Ruling) -> None:
        """Choose a verdict on the highlighted point."""
        self._show_choice(ruling)

    def action_reason(self) -> None:
        """Go and say why."""
        self.query_one("#reason").focus()

    async def action_keep(self) -> None:
        """Have the verdict that is chosen count."""
        self._take_in_hand()
        if self._point and await self._keep(self._point):
            self.query_one("#points").focus()

    async def action_withdraw(self) -> None:
        """Let the machine's verdict count again; a reason that is not kept yet stays in hand."""
        self._take_in_hand()
        id, point = self._attempt.id, self._point
        reason = self._in_hand[point].reason if point in self._unkept else ""
        if await self._write(point, lambda: self._history.withdraw_override(id, point)) and reason:
            self._in_hand[point] = _Said(reason=reason)
            self._show_yours()

    @work(group="back", exclusive=True)
    async def action_back(self) -> None:
        """Leave, if a reason that was typed and not kept may go."""
        self._take_in_hand()
        question = "Leave without keeping the reason that you typed?"
        if not self._unkept or await self.app.push_screen_wait(ConfirmScreen(question, "Leave", "Stay")):
            self.dismiss(self._attempt)

    async def leave(self) -> bool:
        """Keep the reasons in hand with their verdicts; gives whether all could be kept."""
        self._take_in_hand()
        return all([await self._keep(point) for point in self._unkept])

    async def _keep(self, point: str) -> bool:
        said = self._in_hand[point]
        verdict = said.verdict
        if verdict is None:
            self.query_one("#points", OptionList).highlighted = [p.point for p in self._points].index(point)
            self.notify("Choose your verdict first: 1, 2, 3 or 4.", severity="warning", markup=False)
            return False
        id = self._attempt.id
        return await self._write(point, lambda: self._history.override(id, point, verdict, said.reason))

    async def _write(self, point: str, step: Callable[[], object]) -> bool:
        def write() -> Attempt:
            step()
            return self._history.attempt(self._attempt.id)

        try:
            self._attempt = await asyncio.to_thread(write)
        except InterviewerError as error:
            self.complain(error)
            return False
        self._in_hand.pop(point, None)
        points = self.query_one("#points", OptionList)
        for number, line in enumerate(self._lines()):
            points.replace_option_prompt_at_index(number, line)
        self.call_after_refresh(points.scroll_to_highlight)  # which may be longer now
        self._show_yours()
        return True

    def _take_in_hand(self) -> None:
        """Hold what is chosen and typed, which stays with its point."""
        if self._point:
            reason = self.query_one("#reason", Input).value.strip()
            self._in_hand[self._point] = _Said(self._verdict, reason)

    def _show_yours(self) -> None:
        said = self._in_hand.get(self._point) or self._kept(self._point)
        self._show_choice(said.verdict)
        self.query_one("#reason", Input).value = said.reason
        self.refresh_bindings()

    def _show_choice(self, verdict: Ruling | None) -> None:
        self._verdict = verdict
        with self.prevent(RadioButton.Changed):
            for choice in self.query(_Choice):
                choice.value = choice.id == verdict

    def _lines(self) -> list[Content]:
        remarks = disagreements(self._attempt)
        return [_line(point, remarks.get(point.point, "")) for point in self._points]

    def _kept(self, point: str) -> _Said:
        kept = {each.point: _Said(each.verdict, each.reason) for each in self._attempt.overrides}
        return kept.get(point, _Said())

    @property
    def _points(self) -> tuple[PointResult, ...]:
        counting = self._attempt.counting
        return counting.points if counting else ()

    @property
    def _unkept(self) -> list[str]:
        """Points with a reason that is in hand alone."""
        in_hand = self._in_hand.items()
        return [point for point, said in in_hand if said.reason not in ("", self._kept(point).reason)]


def _line(point: PointResult, remark: str) -> Content:
    return Content.assemble(verdict_text(point.verdict), point.point, f"\n  {remark}" if remark else "")
