"""The review: sessions page by page, search in what was said, notes and flags."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import ContentSwitcher, DataTable, Input, OptionList, Select, Static, TextArea

from interviewer.session.runtime import Runtime
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.note import NoteScreen
from interviewer.tui.screens.report import ReportScreen
from interviewer.tui.screens.review import ReviewScreen
from interviewer.tui.widgets.found_list import FoundList
from tests.app.conftest import until
from tests.benchmarks.make_log import EVERYWHERE, fill

ATTEMPTS = 1800


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of years."""
    file = tmp_path_factory.mktemp("years") / "interviewer.db"
    fill(file, ATTEMPTS)
    return file


@pytest.fixture
def app(pretended: Runtime, years: Path) -> InterviewerApp:
    """The app over that log."""
    pretended.locations.data.mkdir(mode=0o700)
    shutil.copy(years, pretended.locations.database)
    return InterviewerApp(pretended)


async def review(pilot: Pilot[None]) -> ReviewScreen:
    app = pilot.app
    assert isinstance(app, InterviewerApp)
    await app.switch_mode("review")
    screen = app.screen
    assert isinstance(screen, ReviewScreen)
    await until(pilot, lambda: screen.query_one(DataTable).row_count)
    return screen


async def look(pilot: Pilot[None], screen: ReviewScreen, words: str) -> FoundList:
    await pilot.press("slash", *words)
    await until(pilot, lambda: screen.query_one(ContentSwitcher).current == "found")
    return screen.query_one(FoundList)


def title(screen: ReviewScreen) -> str:
    return str(screen.query_one("#title", Static).render())


async def test_sessions_are_read_page_by_page(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        table = (await review(pilot)).query_one(DataTable)
        assert table.row_count == 100
        await pilot.press("ctrl+end")
        await until(pilot, lambda: table.row_count == 200)
        await pilot.press("ctrl+end")
        await until(pilot, lambda: table.row_count == 225)
        assert len(set(table.rows)) == 225
        newest = next(iter(table.rows)).value
        await pilot.press("ctrl+end", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.query(DataTable))
        await pilot.pause(0.3)
        assert table.row_count == 225, "coming back keeps the place"
        assert next(iter(table.rows)).value == newest == "225"


async def test_what_is_typed_is_searched_for_and_highlighted(app: InterviewerApp) -> None:
    async with app.run_test(size=(140, 45)) as pilot:
        screen = await review(pilot)
        found = await look(pilot, screen, EVERYWHERE[:5])
        await until(pilot, lambda: ", the first 100" in title(screen))
        content = found.get_option_at_index(0).prompt
        assert any(
            content.plain[span.start : span.end] == EVERYWHERE and "underline" in str(span.style)
            for span in content.spans
        )
        await pilot.press("enter", "down")
        chosen = found.chosen
        assert chosen
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen))
        questions = app.screen.query_one("#questions", OptionList)
        await until(pilot, lambda: questions.highlighted is not None)
        assert questions.highlighted_option
        assert questions.highlighted_option.id == str(chosen.attempt_id)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        assert found.chosen == chosen, "coming back keeps the place"
        await pilot.press("escape")
        await until(pilot, lambda: screen.query_one(ContentSwitcher).current == "sessions")
        assert not screen.query_one(Input).value
        assert title(screen) == "Past interviews"
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is not screen)


async def test_choices_narrow_and_order_what_is_found(app: InterviewerApp) -> None:
    async with app.run_test(size=(140, 45)) as pilot:
        screen = await review(pilot)
        screen.query_one("#status", Select).value = "graded"
        found = screen.query_one(FoundList)
        await until(pilot, lambda: found.chosen)
        screen.query_one("#order", Select).value = "weakest"
        await until(pilot, lambda: found.chosen and found.chosen.score is not None and found.chosen.score < 5)
        await pilot.press("slash", *"zzz")
        await until(pilot, lambda: title(screen) == "0 found")
        assert found.option_count == 0


@pytest.mark.parametrize("where", ["review", "report"])
async def test_a_note_and_a_flag_are_kept(app: InterviewerApp, where: str) -> None:
    async with app.run_test(size=(140, 45)) as pilot:
        screen = await review(pilot)
        found = await look(pilot, screen, EVERYWHERE)
        await pilot.press("enter")
        await until(pilot, lambda: found.chosen)
        assert found.chosen
        attempt_id = found.chosen.attempt_id
        if where == "report":
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, ReportScreen) and app.screen._highlighted)
        back = app.screen
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, NoteScreen) and app.screen.query(TextArea))
        await pilot.press(*"[b]once more", "escape")
        await until(pilot, lambda: app.screen is back)
        await pilot.press("f")

        def kept() -> bool:
            attempt = app.runtime.history.attempt(attempt_id)
            return attempt.note == "[b]once more" and attempt.flagged

        await until(pilot, kept)
        if where == "report":
            await until(pilot, lambda: "[b]once more" in str(back.query_one("#facts", Static).render()))
        else:
            await until(pilot, lambda: found.chosen and found.chosen.flagged)
            assert "⚑" in found.get_option_at_index(0).prompt.plain


async def test_quitting_keeps_the_note_in_its_editor(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(NoteScreen(app.runtime, ATTEMPTS, ""))
        await until(pilot, lambda: app.screen.query(TextArea))
        await pilot.press(*"kept", "ctrl+q")
        await until(pilot, lambda: app._exit)
    history = Runtime(app.runtime.settings, app.runtime.locations).history
    assert history.attempt(ATTEMPTS).note == "kept"


async def test_a_note_that_cannot_be_kept_stays_in_its_editor(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        note = NoteScreen(app.runtime, ATTEMPTS + 1, "")
        await app.push_screen(note)
        await until(pilot, lambda: note.query(TextArea))
        await pilot.press(*"kept", "ctrl+q", "escape")
        await until(pilot, lambda: any("There is no attempt" in told.message for told in app._notifications))
        assert app.screen is note
        assert note.query_one(TextArea).text == "kept"
