"""What can be done where one is, and by which keys: for the help and for the command palette."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from interviewer.tui import keymap

HERE = "Here"
LATER = "Here, at other moments"
EVERYWHERE = "Everywhere"


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that can be done.

    Attributes:
        title: What it is called on the footer.
        tooltip: A sentence on it; empty where there is no more to say.
        keys: What does it, as the footer writes them.
        group: What it belongs to.
        id: That of its bindings; empty where it comes with a widget of Textual's.
        action: What Textual runs; None where it cannot be done now.
        node: Where that is run.
    """

    title: str
    tooltip: str
    keys: tuple[str, ...]
    group: str
    id: str = ""
    action: str | None = None
    node: DOMNode | None = None


def possible(screen: Screen[Any]) -> tuple[Deed, ...]:
    """What can be done now, in the order in which keys are looked for: the widget in focus comes first."""
    found: dict[tuple[int, str], list[Binding]] = {}
    nodes: dict[tuple[int, str], DOMNode] = {}
    for node, binding, enabled, _ in screen.active_bindings.values():
        if enabled and binding.description and not binding.system:
            place = id(node), binding.action
            found.setdefault(place, []).append(binding)
            nodes[place] = node
    return tuple(
        Deed(
            bindings[0].description,
            bindings[0].tooltip,
            _keys(screen.app, bindings),
            _group(nodes[place], bindings[0], screen),
            bindings[0].id or "",
            bindings[0].action,
            nodes[place],
        )
        for place, bindings in found.items()
    )


def impossible(screen: Screen[Any]) -> tuple[Deed, ...]:
    """What the screen has keys for that mean nothing now."""
    now = {deed.action for deed in possible(screen)}
    found: dict[str, list[Binding]] = {}
    own = keymap.read(_user_keys(screen.app)).keymap
    for binding in _declared(type(screen)):
        if binding.action not in now and binding.description and not binding.system:
            found.setdefault(binding.id or binding.action, []).append(binding)
    return tuple(
        Deed(bindings[0].description, bindings[0].tooltip, _keys(screen.app, mapped), LATER, id)
        for id, bindings in found.items()
        for mapped in [_mapped(bindings, own.get(id, ""))]
    )


def title(node: DOMNode) -> str:
    """What a screen or a widget is called: `First run` for a `FirstRunScreen`."""
    words = re.findall("[A-Z][a-z]*", type(node).__name__.removesuffix("Screen"))
    return " ".join(words).capitalize()


def grouped(deeds: Iterable[Deed]) -> Iterator[tuple[str, Sequence[Deed]]]:
    """Deeds by their group, in the order of the first of each."""
    groups: dict[str, list[Deed]] = {}
    for deed in deeds:
        groups.setdefault(deed.group, []).append(deed)
    yield from groups.items()


def _group(node: DOMNode, binding: Binding, screen: Screen[Any]) -> str:
    if binding.group and binding.group.description:
        return binding.group.description
    if isinstance(node, App):
        return EVERYWHERE
    if node is screen:
        return HERE if binding.id else EVERYWHERE
    return node.BINDING_GROUP_TITLE or title(node)


def _keys(app: App[Any], bindings: Iterable[Binding]) -> tuple[str, ...]:
    # What a footer shows for several keys may name only one of them.
    return tuple(dict.fromkeys(app.get_key_display(each.with_key(each.key)) for each in bindings))


def _declared(owner: type) -> Iterator[Binding]:
    for base in owner.__mro__:
        if issubclass(base, Screen) and base.__module__.startswith("interviewer."):
            yield from Binding.make_bindings(vars(base).get("BINDINGS", ()))


def _mapped(bindings: Sequence[Binding], keys: str) -> Sequence[Binding]:
    """Bindings with the keys of the user's own in place of theirs."""
    return [bindings[0].with_key(key) for key in keys.split()] or bindings


def _user_keys(app: App[Any]) -> str:
    keys: str = app.runtime.settings.keymap  # type: ignore[attr-defined]
    return keys
