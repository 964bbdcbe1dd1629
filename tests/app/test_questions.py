"""The bank in the app: browsed, searched, read, written, deleted, imported."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Select, Static

from interviewer import locations
from interviewer.bank.question import Question
from interviewer.errors import WorkerEndedError
from interviewer.session.runtime import Runtime
from interviewer.settings import Settings
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.answer import AnswerScreen
from interviewer.tui.screens.confirm import ConfirmScreen
from interviewer.tui.screens.import_deck import ImportDeckScreen
from interviewer.tui.screens.interview import InterviewScreen
from interviewer.tui.screens.question import QuestionScreen
from interviewer.tui.screens.questions import QuestionsScreen
from interviewer.tui.screens.write_question import WriteQuestionScreen
from interviewer.tui.widgets.question_editor import QuestionEditor
from interviewer.tui.widgets.question_table import QuestionTable
from tests.app.conftest import until
from tests.benchmarks.make_log import make_questions
from tests.fakes import FakeModels, FakeSound
from tests.practised import BADLY, WELL, practised

MINE = "my-questions-my-question-1"


@pytest.fixture
def app(home: Path) -> InterviewerApp:
    """The app over a log of two answers."""
    runtime = practised(Settings())
    runtime.sound, runtime.models = FakeSound(), FakeModels()  # type: ignore[assignment]
    return InterviewerApp(runtime)


async def questions(pilot: Pilot[None]) -> QuestionsScreen:
    app = pilot.app
    assert isinstance(app, InterviewerApp)
    await app.switch_mode("questions")
    screen = app.screen
    assert isinstance(screen, QuestionsScreen)
    await until(pilot, lambda: screen._shown, seconds=30)
    return screen


async def look(pilot: Pilot[None], screen: QuestionsScreen, words: str) -> list[str]:
    screen.query_one("#words", Input).value = words
    await until(pilot, lambda: screen._shown and screen._shown.words == words)
    await pilot.press("slash", "enter")  # to the words, and from there to the table
    return [entry.question.id for entry in screen._entries]


async def opened(pilot: Pilot[None], id: str) -> QuestionScreen:
    screen = await questions(pilot)
    await look(pilot, screen, id.replace("-", " "))
    table = screen.query_one(QuestionTable)
    table.cursor = [entry.question.id for entry in screen._entries].index(id)
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, QuestionScreen) and pilot.app.screen._history)
    assert isinstance(pilot.app.screen, QuestionScreen)
    return pilot.app.screen


async def writing(pilot: Pilot[None], key: str) -> tuple[WriteQuestionScreen, QuestionEditor]:
    await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, WriteQuestionScreen))
    screen = pilot.app.screen
    assert isinstance(screen, WriteQuestionScreen)
    await checked(pilot, screen)
    return screen, screen.query_one(QuestionEditor)


async def checked(pilot: Pilot[None], screen: WriteQuestionScreen) -> str:
    """What the check says of the text as it is now."""
    faults = screen.query_one("#faults", OptionList)
    faults.border_title = "Checking …"
    screen.check(screen.query_one(QuestionEditor).text)
    await until(pilot, lambda: faults.border_title != "Checking …")
    return str(faults.border_title)


def text(screen: QuestionScreen, id: str) -> str:
    return "\n".join(str(part.render()) for part in screen.query_one(id).query(Static))


async def test_every_question_is_listed_with_its_score(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await questions(pilot)
        assert len(screen._entries) == len(app.runtime.bank.questions)
        assert str(screen.query_one("#count", Static).render()) == f"{len(screen._entries)} questions"
        scored = {entry.question.id: entry.score for entry in screen._entries if entry.score is not None}
        assert scored == {WELL: 100, BADLY: 0}


async def test_the_cursor_goes_everywhere_and_stays_in_sight(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await questions(pilot)
        table = screen.query_one(QuestionTable)
        for keys, row in ((["down", "down"], 2), (["end"], len(screen._entries) - 1), (["home"], 0)):
            await pilot.press(*keys)
            await pilot.pause()
            assert table.cursor == row
            assert 0 <= row - table.scroll_offset.y < table.size.height - 1
        await pilot.press("up")
        assert table.cursor == 0
        await pilot.press("pagedown")
        assert table.cursor > 5


async def test_columns_sort_by_key_and_by_click(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await questions(pilot)
        table = screen.query_one(QuestionTable)
        x = next(x for x in range(table.size.width) if table.render_line(0).text[x:].startswith("Score"))
        await pilot.click(QuestionTable, offset=(x + 1, 0))
        await until(pilot, lambda: screen._entries[0].question.id == BADLY)
        assert "Score ▼" in table.render_line(0).text
        await pilot.press("r")
        await until(pilot, lambda: screen._entries[0].question.id == WELL)
        await pilot.press("s")
        await until(pilot, lambda: "Asked ▼" in table.render_line(0).text)


async def test_a_click_goes_to_a_question_and_another_opens_it(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await questions(pilot)
        await pilot.click(QuestionTable, offset=(3, 4))
        assert screen.query_one(QuestionTable).cursor == 3
        await pilot.click(QuestionTable, offset=(3, 4))
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen))


async def test_words_narrow_the_list_and_escape_shows_everything(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await questions(pilot)
        await pilot.press("slash", *"prec")
        await until(pilot, lambda: screen._shown and screen._shown.words == "prec")
        assert WELL in [entry.question.id for entry in screen._entries]
        assert len(screen._entries) < 50
        await pilot.press(*"xyz")
        await until(pilot, lambda: screen.query_one("#none").display)
        await pilot.press("escape")
        await until(pilot, lambda: len(screen._entries) == len(app.runtime.bank.questions))
        assert screen.query_one(QuestionTable).has_focus


class NearModels(FakeModels):
    """Finds one question near to every text, when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.go_on = asyncio.Event()
        self.gone = False

    async def rank_questions(
        self, query: str, on_progress: Callable[[int, int], object]
    ) -> tuple[tuple[str, float], ...]:
        self.asked.append(query)
        on_progress(32, 493)
        await self.go_on.wait()
        if self.gone:
            raise WorkerEndedError("The models process ended.")
        return ((BADLY, 0.9), (WELL, 0.1))


async def test_meaning_finds_more_and_is_asked_for_one_text_at_a_time(app: InterviewerApp) -> None:
    app.runtime.models = models = NearModels()  # type: ignore[assignment]
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await questions(pilot)
        await pilot.press("slash", *"zebra")
        await until(pilot, lambda: models.asked)
        await until(pilot, lambda: "32 of 493" in str(screen.query_one("#count", Static).render()))
        await pilot.press(*"fish")
        await pilot.pause(0.6)
        assert models.asked == ["zebra"]
        models.go_on.set()
        await until(pilot, lambda: [entry.question.id for entry in screen._entries] == [BADLY])
        assert models.asked == ["zebra", "zebrafish"]


async def test_without_models_words_are_enough(app: InterviewerApp) -> None:
    app.runtime.models = models = NearModels()  # type: ignore[assignment]
    models.gone = True
    models.go_on.set()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await questions(pilot)
        await look(pilot, screen, "precision")
        await until(pilot, lambda: app._notifications)
        assert "Searched by word only" in next(iter(app._notifications)).message
        assert WELL in [entry.question.id for entry in screen._entries]


async def test_the_filter_is_told_in_words(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await questions(pilot)
        await pilot.press("l")
        assert screen.query_one("#topic", Select).has_focus
        screen.query_one("#practice", Select).value = "weak"
        await until(pilot, lambda: [entry.question.id for entry in screen._entries] == [BADLY])
        assert str(screen.query_one("#count", Static).render()) == "1 of 493 questions · weak"
        await pilot.press("escape", "escape")
        await until(pilot, lambda: len(screen._entries) == 493)


async def test_a_hundred_thousand_rows_cost_no_more_than_those_in_sight(app: InterviewerApp) -> None:
    from interviewer.session.catalogue import Entry

    many = [
        Entry(question=question, topic="Topic", origin="imported", state=None, today=None)
        for question in make_questions(100_000)
    ]
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await questions(pilot)
        table = screen.query_one(QuestionTable)
        drawn: list[object] = []
        cells = table._cells
        table._cells = lambda entry: drawn.append(entry) or cells(entry)  # type: ignore[method-assign, func-returns-value]
        table.show(many, (None, False), screen._catalogue.now, anew=True)  # type: ignore[union-attr]
        await pilot.press("end")
        await pilot.pause()
        assert table.cursor == len(many) - 1
        assert (
            " ".join(many[-1].question.question.split())[:20] in table.render_line(table.size.height - 1).text
        )
        assert len(drawn) < 200


async def test_a_question_is_read_with_its_answer_hidden(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, WELL)
        question = app.runtime.bank[WELL]
        assert question.key_points[0].point.split(".")[0] not in text(screen, "#answer")
        await pilot.press("k")
        await until(pilot, lambda: question.answer.split(".")[0] in text(screen, "#answer"))
        assert all(point.point.strip() in text(screen, "#answer") for point in question.key_points)
        await pilot.press("k")
        await until(pilot, lambda: "hidden" in text(screen, "#answer"))
        assert "Asked once" in text(screen, "#schedule")


async def test_a_code_question_shows_its_examples_and_then_its_solution(app: InterviewerApp) -> None:
    id = "optimisation-smallest-eigenvector-code"
    async with app.run_test(size=(140, 45)) as pilot:
        screen = await opened(pilot, id)
        code = app.runtime.bank[id].code
        assert code
        assert code.tests[0].call in text(screen, "#question")
        assert "solution" in text(screen, "#answer")
        await pilot.press("k")
        await until(pilot, lambda: code.solution.strip().splitlines()[-1] in text(screen, "#answer"))


async def test_an_answer_opens_from_its_question(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, WELL)
        screen.query_one("#attempts").focus()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AnswerScreen))


async def test_a_follow_up_opens_and_leads_back(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, "optimisation-smallest-eigenvector")
        screen.query_one("#links").focus()
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is not screen and isinstance(app.screen, QuestionScreen))
        await until(pilot, lambda: app.screen._history)
        assert app.screen._history.question.id.endswith("-code")
        await pilot.press("escape")
        assert app.screen is screen


@pytest.mark.parametrize("from_list", [True, False])
async def test_a_question_is_practised(app: InterviewerApp, from_list: bool) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        if from_list:
            screen = await questions(pilot)
            await look(pilot, screen, "discount factor")
            screen.query_one(QuestionTable).cursor = [e.question.id for e in screen._entries].index(BADLY)
        else:
            await opened(pilot, BADLY)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        await until(pilot, lambda: app.screen._interview.question)
        assert app.screen._interview.question.id == BADLY


async def test_a_question_is_written_checked_and_kept(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        listed = await questions(pilot)
        screen, editor = await writing(pilot, "w")
        editor.put(editor.text.replace("minutes: 1 ", "minutes: one "))
        assert await checked(pilot, screen) == "✘ 1 thing to mend"
        await pilot.press("f8")
        assert editor.cursor_location[0] == 4
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app._notifications)
        assert "Line 5" in next(iter(app._notifications)).message
        await until(pilot, lambda: not editor.read_only)
        editor.put(editor.text.replace("minutes: one ", "minutes: 2 "))
        assert await checked(pilot, screen) == "✔ Nothing to mend"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is listed)
        assert app.runtime.bank[MINE].minutes == 2
        await until(pilot, lambda: len(listed._entries) == 494)
        await pilot.press("u")
        await until(pilot, lambda: len(listed._entries) == 493)
        assert app.runtime.own_questions.new().text == editor.text


async def test_the_check_follows_the_typing(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await questions(pilot)
        screen, editor = await writing(pilot, "w")
        await pilot.press("X")
        await until(pilot, lambda: screen._problems)
        assert app.runtime.own_questions.new().text == editor.text  # and so does the draft
        await pilot.press("ctrl+r")
        await until(pilot, lambda: not screen._problems)
        assert app.runtime.own_questions.drafts() == frozenset()


async def test_a_draft_is_there_again(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        listed = await questions(pilot)
        _, editor = await writing(pilot, "w")
        editor.put("half a [thought")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is listed)
        again, editor = await writing(pilot, "w")
        assert editor.text == "half a [thought"
        assert "draft" in str(again.query_one("#note", Static).render())


async def test_leaving_the_app_keeps_the_draft(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await questions(pilot)
        _, editor = await writing(pilot, "w")
        editor.put("unfinished")
        await pilot.press("ctrl+q")
    assert Runtime(Settings(), locations.find()).own_questions.new().text == "unfinished"


async def test_the_users_editor_writes_too(app: InterviewerApp, monkeypatch: pytest.MonkeyPatch) -> None:
    async def edited(app: object, text: str, extension: str) -> str:
        return text.replace("Why is", f"Why in {extension} is")

    monkeypatch.setattr("interviewer.tui.screens.write_question.edited_elsewhere", edited)
    async with app.run_test(size=(80, 24)) as pilot:
        await questions(pilot)
        _, editor = await writing(pilot, "w")
        await pilot.press("f4")
        await until(pilot, lambda: "Why in .yaml is" in editor.text)


async def test_a_question_of_the_bank_is_edited_and_brought_back(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, WELL)
        before = app.runtime.bank[WELL]
        assert not screen.check_action("delete", ())
        edit, editor = await writing(pilot, "e")
        assert "takes the place" in str(edit.query_one("#note", Static).render())
        editor.put(editor.text.replace("minutes: ", "minutes: 1"))
        assert await checked(pilot, edit) == "✔ Nothing to mend"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen)
        await until(pilot, lambda: screen._history and screen._history.origin == "own")
        assert app.runtime.bank[WELL].minutes > 10
        assert len(screen._history.attempts) == 1  # type: ignore[union-attr]
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("y")
        await until(pilot, lambda: screen._history and screen._history.origin == "bank")
        assert app.runtime.bank[WELL] == before


async def test_a_question_of_ones_own_is_deleted_and_put_back(app: InterviewerApp) -> None:
    own = app.runtime.own_questions
    own.keep(own.new(), own.new().text)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, MINE)
        await pilot.press("d", "n")
        assert app.screen is screen
        await pilot.press("d", "y")
        await until(pilot, lambda: isinstance(app.screen, QuestionsScreen))
        assert MINE not in app.runtime.bank
        await until(pilot, lambda: app.screen.check_action("undo", ()))
        await pilot.press("u")
        await until(pilot, lambda: MINE in app.runtime.bank)


async def test_a_copy_is_begun_with_an_id_of_its_own(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, WELL)
        _, editor = await writing(pilot, "c")
        assert editor.text.splitlines()[:2] == ["topic: classification-metrics", f"id: {WELL}-copy"]


CARDS = """\
What is a tensor?\tIt is an array of numbers.
What is a tent?\tIt is a house of cloth.
Only a front\t
"""


async def deck(pilot: Pilot[None], tmp_path: Path) -> tuple[QuestionsScreen, ImportDeckScreen]:
    (tmp_path / "cards.tsv").write_text(CARDS, encoding="utf-8")
    listed = await questions(pilot)
    await pilot.press("i")
    await until(pilot, lambda: isinstance(pilot.app.screen, ImportDeckScreen))
    screen = pilot.app.screen
    assert isinstance(screen, ImportDeckScreen)
    screen.query_one("#path", Input).value = str(tmp_path / "cards.tsv")
    return listed, screen


async def test_a_deck_is_shown_imported_accepted_and_undone(app: InterviewerApp, tmp_path: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        listed, screen = await deck(pilot, tmp_path)
        await pilot.press("enter")
        await until(pilot, lambda: screen._plan)
        said = str(screen.query_one("#said", Static).render())
        assert "2 questions would come" in said
        assert "1 card left out" in said
        assert screen.query_one("#cards", OptionList).option_count == 3
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is listed)
        await until(pilot, lambda: len(listed._entries) == 495)
        listed.query_one("#origin", Select).value = "proposed"
        await until(pilot, lambda: len(listed._entries) == 2)
        listed.query_one(QuestionTable).focus()
        await pilot.press("a")
        await until(pilot, lambda: len(listed._entries) == 1)
        await pilot.press("A")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("y")
        await until(pilot, lambda: not listed._entries)
        await pilot.press("u")
        await until(pilot, lambda: len(app.runtime.bank.questions) == 493)


async def test_an_import_of_before_is_taken_back(app: InterviewerApp, tmp_path: Path) -> None:
    from interviewer.session import importing

    file = tmp_path / "old.tsv"
    file.write_text(CARDS, encoding="utf-8")
    app.runtime.own_questions.carry_out(importing.plan(file, app.runtime.bank))
    async with app.run_test(size=(80, 24)) as pilot:
        _, screen = await deck(pilot, tmp_path)
        await until(pilot, lambda: screen._imports)
        screen.query_one("#cards").focus()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("y")
        await until(pilot, lambda: not screen._imports)
        assert len(app.runtime.bank.questions) == 493


class SlowModels(FakeModels):
    """Compares until it is stopped."""

    async def nearest_questions(
        self, questions: Sequence[Question], on_progress: Callable[[int, int], object]
    ) -> tuple[tuple[str, float], ...]:
        on_progress(1, 2)
        await asyncio.sleep(3600)
        return ()


async def test_comparing_is_stopped_and_nothing_is_imported(app: InterviewerApp, tmp_path: Path) -> None:
    app.runtime.models = SlowModels()  # type: ignore[assignment]
    async with app.run_test(size=(80, 24)) as pilot:
        listed, screen = await deck(pilot, tmp_path)
        said = screen.query_one("#said", Static)
        await pilot.press("enter")
        await until(pilot, lambda: "Comparing: 1 of 2" in str(said.render()))
        await pilot.press("escape")
        await until(pilot, lambda: "Stopped" in str(said.render()))
        assert screen._plan is None
        await pilot.press("escape")
        assert app.screen is listed


async def test_a_file_that_cannot_be_read_is_told(app: InterviewerApp, tmp_path: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        _, screen = await deck(pilot, tmp_path)
        screen.query_one("#path", Input).value = str(tmp_path / "gone.apkg")
        await pilot.press("enter")
        await until(pilot, lambda: "gone.apkg" in str(screen.query_one("#said", Static).render()))
        assert not screen.check_action("carry_out", ())


async def test_file_names_are_suggested(app: InterviewerApp, tmp_path: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        _, screen = await deck(pilot, tmp_path)
        path = screen.query_one("#path", Input)
        path.value = str(tmp_path / "car")
        await until(pilot, lambda: path._suggestion == str(tmp_path / "cards.tsv"))


async def test_a_bank_that_cannot_be_read_is_told(app: InterviewerApp) -> None:
    app.runtime.__dict__.pop("bank")
    app.runtime.locations.questions.mkdir(parents=True)
    (app.runtime.locations.questions / "broken.yaml").write_text("id: [", encoding="utf-8")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.switch_mode("questions")
        screen = app.screen
        await until(
            pilot, lambda: "broken.yaml" in str(screen.query_one("#none", Static).render()), seconds=30
        )
