"""What can be switched, chosen and ticked, by the user and by the program."""

from __future__ import annotations

from textual import on
from textual.app import App, ComposeResult
from textual.content import Content

from interviewer.tui.widgets.ticked_list import TickedList
from interviewer.tui.widgets.toggles import Checkbox, RadioButton, RadioSet

TITLES = {
    "cls": "What is the [CLS] token, and what does x[/a] mean?",
    "loss": "Why does the loss rise in GPT-4?",
}


class Choosing(App[None]):
    """Two radio buttons, a checkbox and a list."""

    def __init__(self) -> None:
        super().__init__()
        self.told = 0

    def compose(self) -> ComposeResult:
        with RadioSet():
            yield RadioButton("one", value=True, id="one")
            yield RadioButton("two", id="two")
        yield Checkbox("sometimes", id="box")
        yield TickedList("Questions", id="ticked")

    @on(RadioSet.Changed)
    def _count(self) -> None:
        self.told += 1

    def shown(self, id: str) -> str:
        """The first line of a widget, with its signs."""
        return "".join(segment.text for segment in self.query_one(f"#{id}").render_line(0))


async def test_what_is_chosen_shows_without_colour() -> None:
    async with (app := Choosing()).run_test() as pilot:
        assert "●" in app.shown("one") and "●" not in app.shown("two")
        assert "X" not in app.shown("box")
        app.query_one("#box", Checkbox).value = True
        await pilot.pause()
        assert "X" in app.shown("box")


async def test_the_program_chooses_one_alone_however_quickly() -> None:
    async with (app := Choosing()).run_test() as pilot:
        radio = app.query_one(RadioSet)
        for id in ("two", "one", "two"):
            radio.choose(id)
            assert [button.id for button in app.query(RadioButton) if button.value] == [id]
            assert radio.pressed_button and radio.pressed_button.id == id
        await pilot.pause()
        assert "●" in app.shown("two") and "●" not in app.shown("one")
        assert not app.told
        await pilot.click("#one")
        assert app.told == 1 and not app.query_one("#two", RadioButton).value


async def test_what_is_cut_stands_whole_below_the_list() -> None:
    async with (app := Choosing()).run_test(size=(30, 30)) as pilot:
        ticked = app.query_one(TickedList)
        ticked.offer(TITLES, {"loss"}, lambda id: Content("12 "))
        await pilot.pause()
        assert ticked.selected == ["loss"]
        for place, (id, title) in enumerate(TITLES.items()):
            ticked.highlighted = place
            await pilot.pause()
            assert str(ticked.get_option(id).prompt) == f"12 {title}"
            assert (ticked.border_subtitle or "").replace("\\[", "[") == title
        ticked.offer({"short": "Short"}, ())
        await pilot.pause()
        assert not ticked.border_subtitle and not ticked.selected
