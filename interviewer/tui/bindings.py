"""All that has a key in the app, of screens that were not opened too."""

from __future__ import annotations

import pkgutil
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from textual.binding import Binding
from textual.dom import DOMNode

from interviewer.tui.keymap import Keymap

_SHARED = "app"
"""Where the app's own bindings are: on every screen."""


@dataclass(frozen=True, slots=True)
class Bound:
    """Something that a key does.

    Attributes:
        id: Unique in the app.
        keys: What it has by default, parted by spaces.
        title: What it is called on the footer.
        tooltip: A sentence on it.
        places: Names of the screens and widgets that have it.
    """

    id: str
    keys: str
    title: str
    tooltip: str
    places: frozenset[str]


@cache
def every() -> tuple[Bound, ...]:
    """All bindings that have an id, by id. It imports every screen: for a thread of its own."""
    found: dict[str, list[Binding]] = defaultdict(list)
    places: dict[str, set[str]] = defaultdict(set)
    for owner in _owners():
        name = _SHARED if owner.__module__ == "interviewer.tui.app" else owner.__name__
        for binding in _bindings(owner):
            if binding.id:
                found[binding.id].append(binding)
                places[binding.id].add(name)
    return tuple(
        Bound(
            id,
            " ".join(dict.fromkeys(binding.key for binding in bindings)),
            bindings[0].description,
            bindings[0].tooltip or bindings[0].description,
            frozenset(places[id]),
        )
        for id, bindings in sorted(found.items())
    )


def keys_of(bound: Bound, keymap: Keymap) -> str:
    """The keys that something has now, parted by spaces."""
    return keymap.get(bound.id, bound.keys)


def holder(bound: Bound, key: str, bindings: Mapping[str, Bound], keymap: Keymap) -> Bound | None:
    """What else has a key where `bound` is, so that they would be in each other's way; None if nothing."""
    for other in bindings.values():
        together = other.places & bound.places or _SHARED in other.places | bound.places
        if other.id != bound.id and together and key in keys_of(other, keymap).split():
            return other
    return None


def clashes(keymap: Keymap) -> Iterator[str]:
    """A sentence on each key of the user's own that something else has in the same place."""
    bindings = {bound.id: bound for bound in every()}
    for id, keys in keymap.items():
        for key in keys.split() if id in bindings else ():
            if other := holder(bindings[id], key, bindings, keymap):
                yield f"{key} is given to {id}, and {other.id} has it in the same place."


def for_textual(keymap: Keymap) -> dict[str, str]:
    """A keymap as Textual takes it.

    Textual frees a key of all that it does in a place when one of them gets another key, so the others are
    named with the keys that they have.
    """
    touched = frozenset().union(*(bound.places for bound in every() if bound.id in keymap))
    return {bound.id: keys_of(bound, keymap).replace(" ", ",") for bound in every() if bound.places & touched}


def _owners() -> Iterator[type[DOMNode]]:
    import interviewer.tui

    for module in pkgutil.walk_packages(interviewer.tui.__path__, "interviewer.tui."):
        for value in vars(import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, DOMNode) and value.__module__ == module.name:
                yield value


def _bindings(owner: type[DOMNode]) -> Iterator[Binding]:
    """Its own and those it inherits."""
    for base in owner.__mro__:
        yield from Binding.make_bindings(vars(base).get("BINDINGS", ()))
