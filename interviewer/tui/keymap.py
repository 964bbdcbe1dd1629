"""The keys of the user's own: written as text, read with what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.binding import Binding
from textual.keys import Keys, key_to_character

Keymap = Mapping[str, str]
"""Keys by the id of a binding; several are parted by spaces."""

_MODIFIERS = frozenset({"ctrl", "alt", "shift", "super", "hyper", "meta"})
_NAMED = frozenset(key.value for key in Keys)
_ALSO = {
    "ctrl+h": "backspace",
    "ctrl+i": "tab",
    "ctrl+j": "enter",
    "ctrl+m": "enter",
    "ctrl+left_square_bracket": "escape",
}
"""What a terminal sends for these."""
_KEPT = {
    "ctrl+c": "it copies, and ends programs",
    "ctrl+q": "it leaves the app",
    "ctrl+p": "it opens the command palette",
    "tab": "it goes to the next part of a screen",
    "shift+tab": "it goes to the part before",
}
_PAIR = re.compile(r"\s*([\w.-]+)\s*=\s*(\S(?:.*\S)?)\s*")


@dataclass(frozen=True, slots=True)
class Read:
    """A keymap as it was read.

    Attributes:
        keymap: What can be used.
        problems: A sentence on each entry that cannot.
    """

    keymap: Keymap
    problems: tuple[str, ...]


def read(text: str, known: Sequence[str] | None = None) -> Read:
    """Read the setting `keymap`.

    Args:
        text: `review.search=ctrl+f, home.start=f5 s`.
        known: Ids of all bindings; None where they are not known yet.
    """
    keymap: dict[str, str] = {}
    problems = []
    for entry in filter(str.strip, text.split(",")):
        pair = _PAIR.fullmatch(entry)
        if not pair:
            problems.append(f"'{entry.strip()}' is not written as id=key.")
            continue
        id, keys = pair[1], _full_names(pair[2].split())
        wrong = next(filter(None, map(unusable, keys.split())), "")
        if known is not None and id not in known:
            problems.append(f"There is no binding '{id}'; Settings, Keys lists them.")
        elif wrong:
            problems.append(f"{id}: {wrong}")
        else:
            keymap[id] = keys
    return Read(keymap, tuple(problems))


def written(keymap: Keymap) -> str:
    """A keymap as the setting holds it."""
    return ", ".join(f"{id}={keys}" for id, keys in sorted(keymap.items()))


def _full_names(keys: Sequence[str]) -> str:
    """Keys as Textual names them: `question_mark` for `?`."""
    return " ".join(binding.key for binding in Binding.make_bindings([(",".join(keys), "")]))


def unusable(key: str) -> str:
    """Why a key cannot be given to anything, in a sentence; empty where it can."""
    *modifiers, name = key.split("+")
    if key in _KEPT:
        return f"'{key}' is taken: {_KEPT[key]}."
    if key in _ALSO:
        return f"'{key}' cannot be told from {_ALSO[key]} in a terminal."
    exists = len(name) == 1 or name in _NAMED or key_to_character(name) is not None
    if not exists or not _MODIFIERS.issuperset(modifiers):
        return f"There is no key '{key}'; they are written as f5, ctrl+f or a single character."
    return ""
