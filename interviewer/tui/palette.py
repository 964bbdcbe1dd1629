"""What the command palette offers: that which applies where one is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.command import DiscoveryHit, Hit, Hits, Provider

from interviewer.errors import InterviewerError
from interviewer.session.setup import KINDS, SessionKind, Setup
from interviewer.tui.keys_here import possible
from interviewer.tui.modes import MODES, ModeScreen

if TYPE_CHECKING:
    from interviewer.tui.app import InterviewerApp


@dataclass(frozen=True, slots=True)
class Command:
    """Something that is offered.

    Attributes:
        title: What it is found by.
        help: A sentence on it.
        run: Does it, once the palette is gone.
        always: Whether it is shown before anything was typed.
    """

    title: str
    help: str
    run: Callable[[], Any]
    always: bool = True


class Commands(Provider):
    """Offers what can be done here, then interviews and places to go to, then what can be done anywhere."""

    async def startup(self) -> None:
        """The topics are read once for a palette."""
        self._topics: tuple[tuple[str, str], ...] = ()
        with suppress(InterviewerError):  # the first screen tells what is wrong with the bank
            bank = await asyncio.to_thread(lambda: self._app.runtime.bank)
            self._topics = tuple(sorted((topic.title, topic.id) for topic in bank.topics))

    async def discover(self) -> Hits:
        """What is shown before anything was typed."""
        for command in self._commands():
            if command.always:
                yield DiscoveryHit(command.title, command.run, help=command.help)

    async def search(self, query: str) -> Hits:
        """What is like the query."""
        matcher = self.matcher(query)
        for command in self._commands():
            if (score := matcher.match(command.title)) > 0:
                yield Hit(score, matcher.highlight(command.title), command.run, help=command.help)

    @property
    def _app(self) -> InterviewerApp:
        return self.app  # type: ignore[return-value]

    def _commands(self) -> Iterator[Command]:
        yield from self._here()
        if isinstance(self.screen, ModeScreen):  # not in the middle of an interview
            yield from self._interviews()
            yield from self._places(self.screen)
        yield from self._anywhere()

    def _here(self) -> Iterator[Command]:
        """What the user could set a key for; moving a cursor is none of it."""
        for deed in possible(self.screen):
            if deed.id and deed.action and not deed.action.startswith("app.") and deed.node is not self.app:
                run = partial(self._app.run_action, deed.action, deed.node)
                yield Command(f"{deed.title}  ({' '.join(deed.keys)})", deed.tooltip, run)

    def _interviews(self) -> Iterator[Command]:
        """Each kind of interview, and practice in each topic; none without a bank."""
        if not self._topics:
            return
        for kind in KINDS:
            set_up = partial(self._set_up, kind)
            yield Command(f"Start an interview: {kind}", "Set it up, and see how long it takes", set_up)
        for title, topic in self._topics:
            practise = partial(self._practise, topic)
            help = "Begin at once with a question of this topic"
            yield Command(f"Practise {title}", help, practise, always=False)

    def _places(self, here: ModeScreen) -> Iterator[Command]:
        for mode in MODES:
            if mode.id != here.MODE:
                go = partial(self._app.run_action, f"go_to('{mode.id}')")
                yield Command(f"Go to {mode.title}  ({mode.key})", mode.tooltip, go)

    def _anywhere(self) -> Iterator[Command]:
        """Help, looks, a picture, and the way out."""
        app = self._app
        yield Command("Help  (?)", "What this screen is for, and its keys", partial(app.run_action, "help"))
        yield Command("Choose a theme", "The colours of the app", partial(app.run_action, "change_theme"))
        for theme in sorted(app.available_themes):
            if theme != app.theme:
                paint = partial(setattr, app, "theme", theme)
                yield Command(f"Theme {theme}", "Take on these colours", paint, always=False)
        yield Command("Save a screenshot", "A picture of this screen, as SVG", self._take_picture)
        yield Command("Quit  (ctrl+q)", "Leave; an answer in hand is kept", partial(app.run_action, "quit"))

    def _set_up(self, kind: SessionKind) -> None:
        from interviewer.tui.screens.setup import SetupScreen

        self._app.push_screen(SetupScreen(self._app.runtime, kind))

    def _practise(self, topic: str) -> None:
        minutes = self._app.runtime.settings.daily_minutes
        self._app.begin(Setup(kind="practice", questions=None, minutes=minutes, topics=(topic,)))

    def _take_picture(self) -> None:
        # A moment later: the palette is then gone from the screen.
        self._app.set_timer(0.2, self._app.deliver_screenshot)
