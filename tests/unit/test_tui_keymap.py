"""Keys of the user's own: read, written, and judged."""

from __future__ import annotations

import pytest
from textual.binding import Binding, BindingsMap

from interviewer.tui import bindings, keymap
from interviewer.tui.bindings import Bound


def test_a_keymap_is_read_and_written() -> None:
    found = keymap.read("review.search=ctrl+f,  home.start = f5 ? ")
    assert found.keymap == {"review.search": "ctrl+f", "home.start": "f5 question_mark"}
    assert found.problems == ()
    assert keymap.written(found.keymap) == "home.start=f5 question_mark, review.search=ctrl+f"
    assert keymap.read(keymap.written(found.keymap)).keymap == found.keymap
    assert keymap.read("").keymap == {}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("nonsense", "'nonsense' is not written as id=key."),
        ("home.start=", "'home.start=' is not written as id=key."),
        ("home.start=ctrl+i", "home.start: 'ctrl+i' cannot be told from tab in a terminal."),
        ("home.start=ctrl+q", "home.start: 'ctrl+q' is taken: it leaves the app."),
        ("home.start=f5x", "home.start: There is no key 'f5x'; they are written as f5, ctrl+f or a single"),
        ("home.start=crtl+f", "home.start: There is no key 'crtl+f'"),
        ("home.begin=f5", "There is no binding 'home.begin'; Settings, Keys lists them."),
    ],
)
def test_what_cannot_be_used_is_told_and_left_out(text: str, problem: str) -> None:
    found = keymap.read(f"{text}, review.search=f7", known=["home.start", "review.search"])
    assert found.keymap == {"review.search": "f7"}
    assert len(found.problems) == 1
    assert found.problems[0].startswith(problem)


def test_bindings_of_screens_that_were_not_opened_are_there() -> None:
    found = {bound.id: bound for bound in bindings.every()}
    assert found["app.quit"].keys == "ctrl+q"
    assert found["note.done"].keys == "escape ctrl+s"
    assert {"ReviewScreen", "HomeScreen"} <= found["mode.settings"].places
    assert all(bound.tooltip for bound in found.values())


def test_a_key_is_held_only_where_both_can_be_met() -> None:
    def bound(id: str, keys: str, *places: str) -> Bound:
        return Bound(id, keys, id, id, frozenset(places))

    found = {
        each.id: each
        for each in (
            bound("a.one", "x", "A"),
            bound("a.two", "y z", "A"),
            bound("b.one", "y", "B"),
            bound("app.all", "f1", "app"),
        )
    }
    assert bindings.holder(found["a.one"], "z", found, {}) == found["a.two"]
    assert bindings.holder(found["b.one"], "x", found, {}) is None
    assert bindings.holder(found["b.one"], "f1", found, {}) == found["app.all"]
    assert bindings.holder(found["a.one"], "z", found, {"a.two": "y"}) is None


def test_clashes_are_told() -> None:
    [clash] = bindings.clashes({"settings.type": "r"})
    assert clash == "r is given to settings.type, and settings.reset has it in the same place."
    assert not list(bindings.clashes({"settings.type": "r", "settings.reset": "e"}))


def test_a_changed_key_leaves_what_shared_its_old_one() -> None:
    """Textual alone would take `b` away from both."""
    found = bindings.for_textual({"interview.done": "f9"})
    assert found["interview.done"] == "f9"
    assert "enter" in found["interview.next"].split(",")
    assert "settings.undo" not in found

    shared = BindingsMap([Binding("b", "one", id="one"), Binding("b", "two", id="two")])
    shared.apply_keymap({"one": "x", "two": "b"})
    assert {binding.id for binding in shared.key_to_bindings["b"]} == {"two"}
    assert {binding.id for binding in shared.key_to_bindings["x"]} == {"one"}
