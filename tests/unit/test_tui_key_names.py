"""What sentences call the keys of a screen."""

from __future__ import annotations

from typing import ClassVar

import pytest
from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from interviewer.settings import Settings
from interviewer.tui.key_names import KeyNames


class Speaking(Screen[None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "done", "Done", id="speaking.done"),
        Binding("s,ctrl+n", "skip", "Skip", id="speaking.skip"),
        Binding("question_mark", "ask", "Ask", id="speaking.ask"),
        Binding("escape", "stop", "Stop", id="speaking.stop"),
    ]


@pytest.mark.parametrize(
    ("writing", "keymap", "names"),
    [
        (False, "", "enter s ? escape"),
        (True, "", "enter ctrl+n ? escape"),
        (False, "speaking.done=f2 d, other.skip=f9", "f2 s ? escape"),
        (True, "speaking.skip=x f7", "enter f7 ? escape"),
    ],
)
async def test_the_key_that_does_it_now(writing: bool, keymap: str, names: str) -> None:
    class Small(App[None]):
        def __init__(self) -> None:
            super().__init__()
            self.runtime = type("Own", (), {"settings": Settings(keymap=keymap)})()

    app = Small()
    async with app.run_test():
        screen = Speaking()
        await app.push_screen(screen)
        key = KeyNames(screen, writing=writing)
        assert f"{key['done']} {key['skip']} {key['ask']} {key['stop']}" == names
