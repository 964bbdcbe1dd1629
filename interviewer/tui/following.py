"""The app follows the settings in its colours, movement and keys, and writes a chosen theme back."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from typing import TYPE_CHECKING

from textual import constants, events, on, work
from textual.app import App
from textual.message import Message
from textual.theme import Theme
from textual.worker import get_current_worker

from interviewer.errors import InterviewerError
from interviewer.settings import Settings

if TYPE_CHECKING:
    from interviewer.session.runtime import Runtime

_NO_THEME = "There is no theme '{}'; Settings, Looks lists them."


class FollowsSettings(App[None]):
    """For the app: looks and keys as the settings have them."""

    runtime: Runtime

    def __init__(self) -> None:
        super().__init__()
        self._applying = asyncio.Lock()

    class KeysRead(Message):
        """The keys of the user's own were read."""

        def __init__(self, keys: dict[str, str], problems: tuple[str, ...]) -> None:
            super().__init__()
            self.keys, self.problems = keys, problems

    previewed = ""
    """Theme that is shown while one chooses, and not kept."""

    def preview(self, theme: str) -> None:
        """Show a theme until `follow` is called."""
        self.previewed = self.theme = theme

    def follow(self, settings: Settings) -> None:
        """Take on looks and keys."""
        self.previewed = ""
        if settings.theme in self.available_themes:
            self.theme = settings.theme
        else:
            self.notify(_NO_THEME.format(settings.theme), severity="warning", timeout=15, markup=False)
        self.animation_level = constants.TEXTUAL_ANIMATIONS if settings.animation else "none"
        if settings.keymap:
            self.read_keys(settings.keymap)
        else:
            self.workers.cancel_group(self, "keys")
            self.set_keymap({})

    async def apply(self, settings: Settings) -> None:
        """Go on with other settings; worker processes that are made from them are started anew."""
        async with self._applying:
            self.workers.cancel_group(self, "warm-up")
            await self.runtime.apply(settings)
            self.follow(settings)
            self.warm_up()

    @abstractmethod
    def warm_up(self) -> object:
        """Start what is slow to start."""

    def on_mount(self) -> None:
        """Look as the settings say, and have what is wrong with them told."""
        self.follow(self.runtime.settings)
        self.theme_changed_signal.subscribe(self, self._theme_chosen)

    @work(thread=True, exclusive=True, exit_on_error=False, group="keys", description="read your keys")
    def read_keys(self, text: str) -> None:
        """Read the keys of the user's own; which there are to give takes a look at every screen."""
        from interviewer.tui import bindings, keymap

        found = keymap.read(text, [bound.id for bound in bindings.every()])
        problems = (*found.problems, *bindings.clashes(found.keymap))
        if not get_current_worker().is_cancelled:
            self.post_message(self.KeysRead(bindings.for_textual(found.keymap), problems))

    @on(KeysRead)
    def _take_keys(self, message: KeysRead) -> None:
        self.set_keymap(message.keys)
        if message.problems:
            text = "\n".join(message.problems)
            self.notify(text, title="Your keymap", severity="warning", timeout=20, markup=False)

    def _theme_chosen(self, theme: Theme) -> None:
        """By whatever means: the command palette does not know our settings."""
        if theme.name not in (self.runtime.settings.theme, self.previewed):
            self.keep_theme(theme.name)

    @work(exclusive=True, exit_on_error=False, group="theme", description="keep the theme")
    async def keep_theme(self, name: str) -> None:
        """Write the theme to the settings file."""
        try:
            settings = await asyncio.to_thread(self.runtime.settings_file.change, "theme", name)
        except InterviewerError as error:
            self.notify(str(error), severity="error", timeout=15, markup=False)
        else:
            await self.apply(settings)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A cursor blinks only where things may move."""
        from textual.widgets import Input, TextArea

        if isinstance(event.widget, Input | TextArea) and not self.runtime.settings.animation:
            event.widget.cursor_blink = False
