"""Questions of the user's own: written, kept, deleted, put back."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewer import bank, locations
from interviewer.errors import BankError
from interviewer.session import importing
from interviewer.session.own_questions import OwnQuestions
from interviewer.session.runtime import Runtime
from interviewer.settings import Settings

BANKS = "classification-metrics-precision"


@pytest.fixture
def runtime(home: Path) -> Runtime:
    return Runtime(Settings(), locations.find())


@pytest.fixture
def own(runtime: Runtime) -> OwnQuestions:
    return runtime.own_questions


def imported(runtime: Runtime, tmp_path: Path, cards: str = "What is a tensor?\tIt is an array.\n") -> str:
    file = tmp_path / "cards.tsv"
    file.write_text(cards + "What is a tent?\tIt is a house of cloth.\n", encoding="utf-8")
    made = runtime.own_questions.carry_out(importing.plan(file, runtime.bank))
    return made.id


def test_the_example_is_right_and_can_be_kept(own: OwnQuestions, runtime: Runtime) -> None:
    writing = own.new()
    assert own.faults(writing, writing.text) == []
    kept = own.keep(writing, writing.text)
    assert runtime.bank[kept.id] == kept
    assert runtime.bank.files[kept.id] == runtime.locations.questions / "my-questions.yaml"
    assert "topic:" not in runtime.bank.files[kept.id].read_text(encoding="utf-8")
    assert own.new().start != writing.start  # the id is taken now


def test_a_fault_is_told_with_its_line_and_its_mend(own: OwnQuestions) -> None:
    writing = own.new()
    for wrong, line, words in (
        (writing.text.replace("medium ", "middling "), 3, "write one of easy, medium, hard"),
        (writing.text.replace("topic: my-questions", "topic: My"), 1, "add a line such as"),
        (writing.text.replace("my-questions-my-question-1", BANKS), 2, "give this one another id"),
        (writing.text.replace("question: Why", "question: 'Why"), 6, "close the quotes"),
        (writing.text + "follow_ups: [nowhere]\n", 16, "not a question of the bank"),
        ("just words", 1, "written as fields"),
        ("", 1, "empty"),
    ):
        problems = own.faults(writing, wrong)
        assert (problems[0].line, words in problems[0].message) == (line, True), problems
        with pytest.raises(BankError, match=f"Line {line}: "):
            own.keep(writing, wrong)
    assert not Path(own._places.questions, "my-questions.yaml").exists()


def test_a_follow_up_of_the_bank_is_known(own: OwnQuestions) -> None:
    writing = own.new()
    assert own.faults(writing, writing.text + f"follow_ups: [{BANKS}]\n") == []


def test_a_question_of_the_bank_is_edited_as_a_copy_that_takes_its_place(
    own: OwnQuestions, runtime: Runtime
) -> None:
    before = runtime.bank[BANKS]
    writing = own.edit(BANKS)
    assert "takes the place" in writing.note
    assert not own.is_own(BANKS)
    text = writing.text.replace("difficulty: " + before.difficulty, "difficulty: hard")
    own.keep(writing, text)
    assert runtime.bank[BANKS].difficulty == "hard"
    assert own.is_own(BANKS)
    assert runtime.bank.topic(before.topic).title == bank.load(locations.content()).topic(before.topic).title
    again = own.edit(BANKS)
    assert (again.text.strip(), again.note) == (text.strip(), "")
    assert "there again" in own.delete(BANKS)
    assert runtime.bank[BANKS] == before


def test_the_id_of_a_question_stays(own: OwnQuestions) -> None:
    writing = own.edit(BANKS)
    (problem,) = own.faults(writing, writing.text.replace(BANKS, f"{BANKS}-2"))
    assert (problem.line, "make a copy" in problem.message) == (1, True)


def test_a_copy_is_a_question_of_its_own(own: OwnQuestions, runtime: Runtime) -> None:
    writing = own.copy(BANKS)
    kept = own.keep(writing, writing.text)
    assert kept.id == f"{BANKS}-copy"
    assert kept.answer == runtime.bank[BANKS].answer


def test_keeping_is_undone_and_what_was_typed_is_a_draft(own: OwnQuestions, runtime: Runtime) -> None:
    writing = own.new()
    kept = own.keep(writing, writing.text)
    edited = own.edit(kept.id)
    text = edited.text.replace("Why is", "Why on earth is")
    own.keep(edited, text)
    assert own.undoable == f"keeping '{kept.id}'"
    own.undo()
    assert runtime.bank[kept.id].question == kept.question
    assert own.edit(kept.id).text == text
    own.undo()
    assert kept.id not in runtime.bank
    assert not runtime.locations.questions.joinpath("my-questions.yaml").exists()
    assert own.undo() == "There is nothing to undo."


def test_deleting_is_undone_to_the_letter(own: OwnQuestions, runtime: Runtime) -> None:
    for _ in range(2):
        writing = own.new()
        own.keep(writing, writing.text)
    file = runtime.locations.questions / "my-questions.yaml"
    text = file.read_text(encoding="utf-8")
    own.delete("my-questions-my-question-1")
    assert [each.id for each in runtime.bank.topic("my-questions").questions] == [
        "my-questions-my-question-2"
    ]
    own.delete("my-questions-my-question-2")
    assert not file.exists()
    own.undo()
    own.undo()
    assert file.read_text(encoding="utf-8") == text


def test_what_something_leads_to_is_not_deleted(own: OwnQuestions, runtime: Runtime) -> None:
    first = own.new()
    one = own.keep(first, first.text)
    second = own.new()
    own.keep(second, second.text + f"follow_ups: [{one.id}]\n")
    with pytest.raises(BankError, match="something leads to it"):
        own.delete(one.id)
    assert one.id in runtime.bank
    with pytest.raises(BankError, match="bank's own"):
        own.delete(BANKS)


def test_a_file_that_was_changed_meanwhile_is_left_alone(own: OwnQuestions, runtime: Runtime) -> None:
    writing = own.new()
    own.keep(writing, writing.text)
    file = runtime.locations.questions / "my-questions.yaml"
    changed = file.read_text(encoding="utf-8") + "# by hand\n"
    file.write_text(changed, encoding="utf-8")
    with pytest.raises(BankError, match="changed meanwhile"):
        own.undo()
    assert file.read_text(encoding="utf-8") == changed


def test_drafts_outlive_the_program(own: OwnQuestions, runtime: Runtime) -> None:
    own.keep_draft(own.new(), "half a thought: [")
    own.keep_draft(own.edit(BANKS), "another")
    again = Runtime(Settings(), locations.find())
    assert again.own_questions.drafts() == {"new", BANKS}
    assert again.own_questions.new().text == "half a thought: ["
    assert again.bank.questions == runtime.bank.questions  # drafts are not read as questions
    again.own_questions.keep_draft(own.edit(BANKS), own.edit(BANKS).start)
    assert again.own_questions.drafts() == {"new"}


def test_imported_questions_are_accepted_edited_and_deleted(
    own: OwnQuestions, runtime: Runtime, tmp_path: Path
) -> None:
    id = imported(runtime, tmp_path)
    tensor, tent = (each.id for each in runtime.bank.questions if each.imported)
    assert own.accept((tensor,)) == (tensor,)
    assert runtime.bank[tensor].imported == "accepted"
    edited = own.edit(tent)
    assert "imported: accepted" in edited.text
    own.keep(edited, edited.text.replace("cloth", "canvas"))
    assert runtime.bank[tent].answer == "It is a house of canvas."
    assert own.is_own(tensor)
    own.delete(tensor)
    assert tensor not in runtime.bank
    own.undo()
    assert runtime.bank[tensor].imported == "accepted"
    assert own.take_back(id).kept == ()  # nothing of it was changed by hand
    assert tensor not in runtime.bank
    assert runtime.bank[tent].answer == "It is a house of canvas."


def test_an_import_is_undone(own: OwnQuestions, runtime: Runtime, tmp_path: Path) -> None:
    imported(runtime, tmp_path)
    assert own.undoable == "importing cards.tsv"
    assert "taken back" in own.undo()
    assert own.imports() == ()
    assert not [each for each in runtime.bank.questions if each.imported]


def test_an_import_that_something_leads_to_stays(own: OwnQuestions, runtime: Runtime, tmp_path: Path) -> None:
    id = imported(runtime, tmp_path)
    tensor = next(each.id for each in runtime.bank.questions if each.imported)
    writing = own.new()
    own.keep(writing, writing.text + f"follow_ups: [{tensor}]\n")
    with pytest.raises(BankError, match="is not a question of the bank"):
        own.take_back(id)
    assert tensor in runtime.bank


def test_everything_made_of_the_bank_is_made_anew(own: OwnQuestions, runtime: Runtime) -> None:
    before = runtime.standing, runtime.planning, runtime.vocabulary
    writing = own.new()
    kept = own.keep(writing, writing.text)
    assert (runtime.standing, runtime.planning, runtime.vocabulary) != before
    with runtime.standing.schedule() as schedule:
        assert schedule.candidate(kept.id).question == kept
    runtime.log.close()
