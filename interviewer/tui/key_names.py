"""What sentences on the screen call its keys, also those of the user's own."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from textual.binding import Binding
from textual.keys import key_to_character
from textual.screen import Screen

from interviewer.tui import keymap


class KeyNames:
    """For `str.format`: `{key[done]}` is the first key of the binding `interview.done`.

    Args:
        screen: Whose own keys are meant.
        writing: Whether one writes, so that letters, space and enter are text.
    """

    def __init__(self, screen: Screen[Any], *, writing: bool = False) -> None:
        own = keymap.read(_user_keys(screen)).keymap
        keys: defaultdict[str, list[str]] = defaultdict(list)
        for binding in Binding.make_bindings(type(screen).BINDINGS):
            keys[binding.id or ""].append(binding.key)
        self._keys = {id.rpartition(".")[2]: own[id].split() if id in own else keys[id] for id in keys}
        self._writing = writing

    def __getitem__(self, name: str) -> str:
        """The key of a binding; its name is what its id has after the dot."""
        keys = self._keys[name]
        works = (key for key in keys if not (self._writing and _is_text(key)))
        return _said(next(works, keys[0]))


def _user_keys(screen: Screen[Any]) -> str:
    keys: str = screen.app.runtime.settings.keymap  # type: ignore[attr-defined]
    return keys


def _is_text(key: str) -> bool:
    return key == "enter" or bool(_character(key))


def _said(key: str) -> str:
    *modifiers, name = key.split("+")
    return "+".join((*modifiers, _character(name).strip() or name))


def _character(key: str) -> str:
    """What a key writes; empty where that cannot be seen."""
    character = key_to_character(key) or ""
    return character if character.isprintable() else ""
