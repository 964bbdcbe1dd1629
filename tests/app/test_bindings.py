"""Every key of ours can be looked up, explained and given to something else."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from textual.binding import Binding
from textual.dom import DOMNode

import interviewer.tui


def test_every_binding_has_an_id_of_its_own_and_a_tooltip() -> None:
    owners: dict[str, set[str]] = {}
    for module in pkgutil.walk_packages(interviewer.tui.__path__, "interviewer.tui."):
        for owner in vars(import_module(module.name)).values():
            if not (
                isinstance(owner, type) and issubclass(owner, DOMNode) and owner.__module__ == module.name
            ):
                continue
            for binding in Binding.make_bindings(vars(owner).get("BINDINGS", ())):
                assert binding.id and binding.tooltip, f"{owner.__name__}: {binding.key} {binding.action}"
                owners.setdefault(binding.id, set()).add(owner.__name__)
    assert owners
    shared = {id: names for id, names in owners.items() if len(names) > 1}
    assert not shared
