"""The review: interviews and answers page by page, sorted, filtered, searched; notes and flags."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import ContentSwitcher, Input, Select, Static, TextArea

from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.answer import AnswerScreen
from interviewer.tui.screens.note import NoteScreen
from interviewer.tui.screens.report import ReportScreen
from interviewer.tui.screens.review import ReviewScreen
from interviewer.tui.widgets.attempt_table import AttemptTable
from interviewer.tui.widgets.filter_panel import FilterPanel
from interviewer.tui.widgets.session_table import SessionTable
from tests.app.conftest import until
from tests.benchmarks.make_log import EVERYWHERE, fill

ATTEMPTS = 1800
SESSIONS = 225


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of years."""
    file = tmp_path_factory.mktemp("years") / "interviewer.db"
    fill(file, ATTEMPTS)
    return file


@pytest.fixture
def app(pretended: Runtime, years: Path) -> InterviewerApp:
    """The app over that log."""
    pretended.locations.data.mkdir(mode=0o700, exist_ok=True)
    shutil.copy(years, pretended.locations.database)
    return InterviewerApp(pretended)


async def review(pilot: Pilot[None]) -> ReviewScreen:
    app = pilot.app
    assert isinstance(app, InterviewerApp)
    await app.switch_mode("review")
    screen = app.screen
    assert isinstance(screen, ReviewScreen)
    await until(pilot, lambda: screen.query_one(SessionTable).read)
    return screen


async def answers(pilot: Pilot[None], screen: ReviewScreen, *keys: str) -> AttemptTable:
    """The table of answers after some keys."""
    await pilot.press(*(keys or "a"))
    table = screen.query_one(AttemptTable)
    await until(pilot, lambda: screen.query_one(ContentSwitcher).current == "attempts" and table.read)
    return table


def count(screen: ReviewScreen) -> str:
    return str(screen.query_one("#count", Static).render())


def header(table: SessionTable | AttemptTable) -> list[str]:
    return [str(column.label) for column in table.ordered_columns]


async def test_sessions_are_read_page_by_page(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await review(pilot)
        table = screen.query_one(SessionTable)
        assert count(screen) == f"{SESSIONS} interviews"
        for rows in (50, 100, 150, 200, SESSIONS):
            await until(pilot, lambda rows=rows: table.row_count == rows)  # type: ignore[misc]
            await pilot.press("ctrl+end")
        assert len(set(table.rows)) == SESSIONS
        newest = next(iter(table.rows)).value
        await pilot.press("ctrl+end", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        await pilot.pause(0.3)
        assert table.row_count == SESSIONS and table.cursor_row == SESSIONS - 1, "coming back keeps the place"
        assert next(iter(table.rows)).value == newest == str(SESSIONS)


async def test_what_comes_into_the_log_meanwhile_shifts_a_page_but_no_row_twice(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await review(pilot)
        table = screen.query_one(SessionTable)
        read = table.read
        app.runtime.history.start_session("mock", Setup())
        await pilot.press("ctrl+end")
        await until(pilot, lambda: table.read > read)
        assert table.read == table.row_count == 2 * read - 1


async def test_what_is_typed_is_searched_for_and_highlighted(app: InterviewerApp) -> None:
    async with app.run_test(size=(140, 45)) as pilot:
        screen = await review(pilot)
        table = await answers(pilot, screen, "slash", *EVERYWHERE[:5])
        await until(pilot, lambda: table.chosen and table.chosen.snippet.hits)
        content = table.get_cell_at((0, 3))  # type: ignore[arg-type]
        assert any(
            content.plain[span.start : span.end] == EVERYWHERE and "underline" in str(span.style)
            for span in content.spans
        )
        await pilot.press("enter", "down")
        chosen = table.chosen
        assert chosen
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AnswerScreen) and app.screen._attempt)
        assert isinstance(app.screen, AnswerScreen) and app.screen._attempt
        assert app.screen._attempt.id == chosen.attempt_id
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        await pilot.pause(0.3)
        assert table.chosen == chosen, "coming back keeps the place"
        await pilot.press("escape")
        await until(pilot, lambda: count(screen) == f"{ATTEMPTS} answers")
        assert not screen.query_one("#words", Input).value
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is not screen)


async def test_columns_sort_by_key_and_by_click(app: InterviewerApp) -> None:
    async with app.run_test(size=(140, 45)) as pilot:
        screen = await review(pilot)
        table = await answers(pilot, screen)
        assert header(table)[:2] == ["When ▼", "Score"]
        await pilot.press("s")
        await until(pilot, lambda: header(table)[:2] == ["When", "Score ▼"])
        scores = [row.score for row in table._read]
        assert scores == sorted(scores, key=lambda score: score or 0) and scores[0] is not None
        await pilot.press("r")
        await until(pilot, lambda: header(table)[1] == "Score ▲")
        best = table.chosen
        assert best and best.score and best.score > 90
        await pilot.click(table, offset=(28, 0))
        await until(pilot, lambda: header(table)[2] == "Time ▼")
        longest = [row.seconds for row in table._read]
        assert longest == sorted(longest, reverse=True)
        await pilot.press("i")
        await until(pilot, lambda: screen.query_one(ContentSwitcher).current == "sessions")
        assert header(screen.query_one(SessionTable))[0] == "When ▼", "each list has an order of its own"
        await pilot.press("a")
        await pilot.pause(0.3)
        assert header(table)[2] == "Time ▼"


async def test_the_filter_narrows_both_lists(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await review(pilot)
        panel = screen.query_one(FilterPanel)
        assert not panel.display
        await pilot.press("l")
        await until(pilot, lambda: panel.has_focus_within)
        panel.query_one("#kind", Select).value = "mock"
        await until(pilot, lambda: count(screen) == "113 interviews · mock")
        panel.query_one("#score", Select).value = "under 40"
        panel.query_one("#from", Input).value = "2026-10-0"
        await until(pilot, lambda: panel.query("#from-label.-wrong"))
        assert "from" not in count(screen), "half a date is no date yet"
        panel.query_one("#to", Input).value = "9999-12-31"
        await until(pilot, lambda: panel.query("#to-label.-wrong"))
        panel.query_one("#to", Input).value = ""
        panel.query_one("#from", Input).value = "2026-10-01"
        await until(pilot, lambda: "from 2026-10-01" in count(screen))
        await pilot.press("escape")
        assert not panel.display and screen.query_one(SessionTable).has_focus
        table = await answers(pilot, screen)
        await until(pilot, lambda: "answers · mock, under 40, from 2026-10-01" in count(screen))
        assert all(
            row.kind == "mock" and row.score is not None and row.score < 40 and row.asked_at.month >= 10
            for row in table._read
        )
        await pilot.press("slash", *"zzzzz")
        await until(pilot, lambda: count(screen).startswith("0 answers"))
        assert "Nothing fits" in str(screen.query_one("#none", Static).render())
        await pilot.press("escape")
        await until(pilot, lambda: count(screen) == f"{ATTEMPTS} answers")


async def test_without_a_log_a_sentence_says_what_will_be_here(pretended: Runtime) -> None:
    app = InterviewerApp(pretended)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.switch_mode("review")
        await until(pilot, lambda: app.screen.query_one("#none").display)
        assert "No interviews yet" in str(app.screen.query_one("#none", Static).render())


@pytest.mark.parametrize("where", ["review", "answer", "report"])
async def test_a_note_and_a_flag_are_kept(app: InterviewerApp, where: str) -> None:
    async with app.run_test(size=(140, 45)) as pilot:
        screen = await review(pilot)
        table = await answers(pilot, screen, "slash", *EVERYWHERE, "enter")
        await until(pilot, lambda: table.chosen and table.chosen.snippet.hits)
        assert table.chosen
        attempt_id, session_id = table.chosen.attempt_id, table.chosen.session_id
        if where == "answer":
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, AnswerScreen) and app.screen._attempt)
        elif where == "report":
            report = ReportScreen(app.runtime, session_id, attempt_id)
            await app.push_screen(report)
            await until(pilot, lambda: report._highlighted)
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
        if where == "review":
            await until(pilot, lambda: table.chosen and table.chosen.flagged)
            assert "⚑" in table.get_cell_at((0, 1)).plain  # type: ignore[arg-type]
        else:
            await until(pilot, lambda: "[b]once more" in str(back.query_one("#facts", Static).render()))


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
