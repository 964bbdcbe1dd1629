"""Every setting, explained, and written to the settings file at once."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import DataTable, Footer, OptionList, Static
from textual.widgets.option_list import Option

from interviewer.errors import InterviewerError
from interviewer.session import trying
from interviewer.session.runtime import Runtime
from interviewer.session.settings_text import GROUPS, meanings, outranking, shown
from interviewer.settings import Origin, Settings
from interviewer.tui.modes import ModeScreen
from interviewer.tui.screens.settings_asking import SAMPLE, ask, ask_text
from interviewer.tui.text import MUTED
from interviewer.tui.widgets.key_rows import KeyRows
from interviewer.tui.widgets.keys_pane import KeysPane
from interviewer.tui.widgets.microphone_check import MicrophoneCheck
from interviewer.tui.widgets.mode_bar import ModeBar
from interviewer.tui.widgets.setting_rows import SettingRow, SettingRows

_KEYS, _MICROPHONE, _VOICE = "Keys", "Microphone", "Voice"
_WITHIN = {"listen": _VOICE, "test_speaker": _VOICE, "microphone": _MICROPHONE}
"""Groups outside of which there is nothing for an action to do."""


class SettingsScreen(ModeScreen):
    """Groups of settings on the left; on the right those of one, and what the one under the cursor is."""

    HELP = (
        "Every setting, what it means and where it comes from. A change is written to the settings file "
        "at once; what the environment or the command line says outranks the file. Enter changes the one "
        "under the cursor."
    )
    MODE = "settings"
    CSS_PATH = "settings.tcss"
    AUTO_FOCUS = "#groups"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "change",
            "Change",
            priority=True,  # so that it stands on the footer: the tables have it too
            id="settings.change",
            tooltip="Choose or type another value",
        ),
        Binding("e", "type", "Type", id="settings.type", tooltip="Type the value, as in the settings file"),
        Binding("r", "reset", "Reset", id="settings.reset", tooltip="Have the default count again"),
        Binding("u", "undo", "Undo", id="settings.undo", tooltip="Take the last change back"),
        Binding("l", "listen", "Listen", id="settings.listen", tooltip="Hear the voice"),
        Binding("t", "test_speaker", "Test sound", id="settings.speaker", tooltip="Hear two notes"),
        Binding(
            "m", "microphone", "Try it", id="settings.microphone", tooltip="See what the microphone hears"
        ),
        Binding("escape", "leave_rows", "Groups", show=False, id="settings.leave", tooltip="To the groups"),
        Binding(
            "right", "enter_rows", "Settings", show=False, id="settings.enter", tooltip="To the settings"
        ),
    ]

    class Read(Message):
        """The sources of the settings were read."""

        def __init__(self, origins: Mapping[str, Origin], undoable: str | None) -> None:
            super().__init__()
            self.origins, self.undoable = origins, undoable

    def __init__(self, runtime: Runtime) -> None:
        super().__init__(runtime)
        self._group = next(iter(GROUPS))
        self._origins: Mapping[str, Origin] = {}
        self._undoable: str | None = None

    def compose(self) -> ComposeResult:
        """Groups, settings, explanation; and what belongs to one group alone."""
        yield ModeBar(self.MODE)
        with Horizontal(id="body"):
            yield OptionList(*(Option(group, id=group) for group in GROUPS), id="groups", compact=True)
            with Vertical(id="pane"):
                yield Static(id="heading", markup=False)
                yield SettingRows(id="rows")
                yield KeysPane(id="keys")
                yield Static(id="detail", markup=False)
                yield MicrophoneCheck(id="check")
                yield Static(id="said", markup=False)
        yield Footer()

    def on_screen_resume(self) -> None:
        """Settings may have been changed elsewhere."""
        self.read()

    def on_screen_suspend(self) -> None:
        """Nothing listens or speaks on where one does not see it."""
        self.query_one(MicrophoneCheck).stop()
        self.workers.cancel_group(self, "sound")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done with the group that is shown."""
        if action in _WITHIN:
            return self._group == _WITHIN[action]
        if action in ("type", "reset"):
            return self._group != _KEYS
        return None if action == "undo" and not self._undoable else True

    @work(thread=True, exclusive=True, exit_on_error=False, group="read", description="read the settings")
    def read(self) -> None:
        """Read where each setting is from."""
        file = self._runtime.settings_file
        meanings()  # read here once, for the screen to have them at hand
        try:
            self.post_message(self.Read(file.origins(), file.last_changed))
        except InterviewerError as error:
            self.complain(error)

    @on(Read)
    def _take_read(self, message: Read) -> None:
        self._origins, self._undoable = message.origins, message.undoable
        self._show()
        self.refresh_bindings()

    @on(OptionList.OptionHighlighted, "#groups")
    def _choose_group(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_id and event.option_id != self._group:
            self._group = event.option_id
            self.query_one(MicrophoneCheck).stop()
            self.query_one("#said", Static).update("")
            self._show()
            self.refresh_bindings()

    @on(OptionList.OptionSelected, "#groups")
    def action_enter_rows(self) -> None:
        """Go from the groups to the settings."""
        self.query_one(KeyRows if self._group == _KEYS else SettingRows).focus()

    def action_leave_rows(self) -> None:
        """Go back to the groups."""
        self.query_one("#groups").focus()

    @on(DataTable.RowHighlighted, "#rows")
    def _explain(self) -> None:
        name = self.query_one(SettingRows).chosen
        if not name or self._group == _KEYS:
            return
        meaning, origin = meanings()[name], self._origins.get(name, "default")
        default = shown(name, getattr(Settings(), name), self._runtime.today)
        self.query_one("#detail", Static).update(
            Content.assemble(
                meaning.explanation,
                (f"\nIt takes {meaning.fits}; the default is: {default}.", MUTED),
                (f"\n▲ {outranking(name, origin)}" if outranking(name, origin) else "", "$text-warning"),
            )
        )

    @on(DataTable.RowSelected, "#rows")
    def _change_clicked(self) -> None:
        self.change(self.query_one(SettingRows).chosen)

    def action_change(self) -> None:
        """Ask for another value of what is under the cursor; from the groups, go to it."""
        if self.query_one("#groups").has_focus:
            self.action_enter_rows()
        elif self._group == _KEYS:
            self.query_one(KeysPane).change()
        else:
            self.change(self.query_one(SettingRows).chosen)

    def action_type(self) -> None:
        """Have the value of the setting under the cursor typed."""
        if name := self.query_one(SettingRows).chosen:
            self.change(name, typed=True)

    def action_reset(self) -> None:
        """Have the default of the setting under the cursor count again."""
        if name := self.query_one(SettingRows).chosen:
            self.keep({name: None})

    @work(exclusive=True, exit_on_error=False, group="ask", description="ask for a setting")
    async def change(self, name: str, *, typed: bool = False) -> None:
        """Ask for a value, and keep it."""
        self.query_one(MicrophoneCheck).stop()
        try:
            changes = await (ask_text if typed else ask)(self.app, self._runtime, name)
        except InterviewerError as error:
            self.complain(error)
            return
        if changes:
            self.keep(changes)

    @on(KeysPane.Changed)
    def _change_keys(self, message: KeysPane.Changed) -> None:
        self.keep({"keymap": message.text or None})

    @work(exit_on_error=False, group="keep", description="keep a setting")
    async def keep(self, changes: Mapping[str, Any]) -> None:
        """Write settings to the file and have them take effect.

        Args:
            changes: New values; None resets.
        """
        file, said = self._runtime.settings_file, self.query_one("#said", Static)
        said.update("Saving …")
        text = ""
        try:
            for name, value in changes.items():
                write = (file.reset, name) if value is None else (file.change, name, value)
                await self.app.apply(await asyncio.to_thread(*write))
                text = f"✔ {meanings()[name].title}: saved to {file.file.name}."
        except InterviewerError as error:
            self.complain(error)
            self.app.follow(self._runtime.settings)  # a theme that was chosen is shown, and not kept
        finally:
            said.update(text)
            self.read()

    @work(exit_on_error=False, group="keep", description="undo a change")
    async def action_undo(self) -> None:
        """Take the last change back."""
        file, said = self._runtime.settings_file, self.query_one("#said", Static)
        name = file.last_changed
        try:
            await self.app.apply(await asyncio.to_thread(file.undo))
        except InterviewerError as error:
            self.complain(error)
        else:
            said.update(f"✔ {meanings()[name].title} is as it was before." if name else "")
        self.read()

    def action_microphone(self) -> None:
        """Open the microphone for its meter, or close it."""
        self.query_one(MicrophoneCheck).toggle(self._runtime.sound)

    @work(exclusive=True, exit_on_error=False, group="sound", description="speak a sample")
    async def action_listen(self) -> None:
        """Speak as the settings say."""
        try:
            await self._runtime.sound.say(SAMPLE)
        except InterviewerError as error:
            self.complain(error)

    @work(exclusive=True, exit_on_error=False, group="sound", description="test the speaker")
    async def action_test_speaker(self) -> None:
        """Play two notes."""
        try:
            await trying.play_notes(self._runtime.sound)
        except InterviewerError as error:
            self.complain(error)

    def _show(self) -> None:
        """The group that is chosen."""
        settings, keys = self._runtime.settings, self._group == _KEYS
        self.query_one("#heading", Static).update(self._group)
        self.query_one(KeysPane).display = keys
        self.query_one(SettingRows).display = not keys
        self.query_one("#detail").display = not keys
        self.query_one(MicrophoneCheck).display = self._group == _MICROPHONE
        if keys:
            self.query_one(KeysPane).show(settings.keymap)
            return
        self.query_one(SettingRows).show(
            [
                SettingRow(
                    name,
                    title,
                    shown(name, getattr(settings, name), self._runtime.today),
                    self._origins.get(name, "default"),
                )
                for name, title in GROUPS[self._group].items()
            ]
        )
        self._explain()
