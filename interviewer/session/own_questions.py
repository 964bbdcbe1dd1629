"""Questions of the user's own: written, checked, kept, deleted, and put back."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from interviewer.bank import Bank, Problem, Question, authoring, passage
from interviewer.bank.checking import Finding, Judge
from interviewer.bank.document import Document
from interviewer.bank.importing import acceptance, imports
from interviewer.bank.importing.imports import Import, Undone
from interviewer.bank.importing.names import free
from interviewer.bank.rules import NAME
from interviewer.errors import BankError
from interviewer.locations import Locations
from interviewer.session import importing
from interviewer.store.private import make_folder
from interviewer.whole_file import whole_file

NEW_TOPIC = "my-questions"
"""Where a question goes that is written without saying where."""
_TAKES_PLACE = (
    "You edit a copy of your own: it takes the place of the question that is there, until you delete it."
)
_NEW = "new"
"""Names the draft of a question that has no id yet."""
_TOPIC_LINE = re.compile(r"^topic[ \t]*:.*\n?", re.MULTILINE)
_ID_LINE = re.compile(r"^id[ \t]*:.*$", re.MULTILINE)
_PROPOSED = re.compile(r"^(imported[ \t]*:[ \t]*)proposed\b", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """A question in hand."""

    name: str
    """Of its draft."""
    start: str
    """The text that it began with."""
    text: str
    """As it was left last time; else as it began."""
    id: str | None = None
    """Of the question that is edited; None for one that is to be new."""
    topic: str = ""
    """Of the question that is edited; the text of a new one says where it goes."""
    note: str = ""
    """What keeping it does, where that is more than one may think."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A change that can be undone."""

    title: str
    undo: Callable[[], str]
    """Gives a sentence on what was done."""


class OwnQuestions:
    """Changes what the user has written or imported; the bank is read anew after each change.

    What would leave a bank that cannot be read is not done. Methods block; any thread may call them, and they
    take turns.

    Args:
        places: Where questions are kept.
        bank: Gives the bank.
        reload: Has it read anew.
    """

    def __init__(self, places: Locations, bank: Callable[[], Bank], reload: Callable[[], Bank]) -> None:
        self._places, self._bank, self._reload = places, bank, reload
        self._steps: list[_Step] = []
        self._turn = threading.RLock()

    @property
    def undoable(self) -> str:
        """What `undo` would take back, such as `keeping 'calculus-gradient'`; empty for nothing."""
        return self._steps[-1].title if self._steps else ""

    def is_own(self, id: str) -> bool:
        """Whether a question can be deleted: the user wrote or imported it."""
        file = self._file(id)
        return file.parent == self._places.questions or file.is_relative_to(self._places.imports)

    def new(self, topic: str = NEW_TOPIC) -> Writing:
        """Begin a new question; where one was begun before, go on with that."""
        start = f"topic: {topic}\n" + authoring.example(topic, self._bank().__contains__)
        return self._writing(name=_NEW, start=start)

    def copy(self, id: str) -> Writing:
        """Begin a new question with what an old one says."""
        question = self._bank()[id]
        new = free(f"{id}-copy", self._bank().__contains__)
        text = _ID_LINE.sub(f"id: {new}", self._text(question), count=1)
        return self._writing(name=new, start=f"topic: {question.topic}\n{text}")

    def edit(self, id: str) -> Writing:
        """Take a question in hand; one that is not the user's own becomes so when it is kept."""
        question, file = self._bank()[id], self._file(id)
        note = "" if file.parent == self._places.questions else _TAKES_PLACE
        return self._writing(name=id, start=self._text(question), id=id, topic=question.topic, note=note)

    def drafts(self) -> frozenset[str]:
        """Names of what was begun and not kept: ids, and `new`."""
        return frozenset(file.stem for file in self._places.drafts.glob("[!.]*.yaml"))

    def keep_draft(self, writing: Writing, text: str) -> None:
        """Keep what is typed, whether it is right or not; what is as it began is not worth a draft.

        Raises:
            BankError: It cannot be written.
        """
        with self._turn:
            if text.strip() in ("", writing.start.strip()):
                self.drop_draft(writing)
            else:
                _write(self._draft(writing.name), text)

    def drop_draft(self, writing: Writing) -> None:
        """Forget what was begun."""
        with self._turn:
            self._draft(writing.name).unlink(missing_ok=True)

    def faults(self, writing: Writing, text: str) -> list[Problem]:
        """What is wrong with the text of a question, by its own lines; code is not run.

        Quick enough to be asked while one types.
        """
        return self._look(writing, text, run_code=False).problems

    def keep(self, writing: Writing, text: str) -> Question:
        """Write a question to the user's own, if nothing is wrong with it; its code is run too.

        Returns:
            The question as the bank has it then.

        Raises:
            BankError: Something is wrong; nothing was written.
            SandboxError: Its code cannot be run on this machine.
        """
        with self._turn:
            seen = self._look(writing, text, run_code=True)
            if seen.problems:
                line, message = seen.problems[0][1:]
                raise BankError(f"Line {line}: {message}")
            whole = self._with(
                seen.file, writing, _TOPIC_LINE.sub("", text, count=1) if not writing.id else text
            )
            before = _read(seen.file)
            self._change(seen.file, before, whole)
            self.drop_draft(writing)

            def undo() -> str:
                self._change(seen.file, whole, before)
                _write(self._draft(writing.name), text)  # nothing that was typed is lost
                return f"'{seen.id}' is as it was; what you had written is kept as a draft."

            self._steps.append(_Step(f"keeping '{seen.id}'", undo))
            return self._bank()[seen.id]

    def delete(self, id: str) -> str:
        """Delete a question that the user wrote or imported; answers to it stay in the log.

        Returns:
            A sentence on what was done.

        Raises:
            BankError: It is not the user's own, or others lead to it.
        """
        with self._turn:
            if not self.is_own(id):
                raise BankError(f"'{id}' is the bank's own question, which cannot be deleted.")
            file = self._file(id)
            before = _read(file) or ""
            found = passage.find(file, before, id)
            after: str | None = passage.take_out(before, found)
            if not authoring.has_questions(file, after or ""):
                after = None
            try:
                self._change(file, before, after)
            except BankError as error:
                first = str(error).partition("\n")[0]
                raise BankError(f"'{id}' cannot be deleted, since something leads to it: {first}") from error

            def undo() -> str:
                self._change(file, after, before)
                return f"'{id}' is there again."

            self._steps.append(_Step(f"deleting '{id}'", undo))
            back = " The bank's own question of that id is there again." if id in self._bank() else ""
            return f"Deleted: '{id}'.{back}"

    def accept(self, ids: Collection[str]) -> tuple[str, ...]:
        """Accept the key points that an import has proposed; gives the ids of those that had waited.

        Raises:
            BankError: One of them is no imported question, or its file cannot be read.
        """
        with self._turn:
            accepted = acceptance.accept(ids, self._places.question_folders)
            self._reload()
            return accepted

    def carry_out(self, plan: importing.Plan) -> Import:
        """Import what a plan says; see `importing.carry_out`."""
        with self._turn:
            made = importing.carry_out(plan, self._places)
            self._reload()
            self._steps.append(_Step(f"importing {made.source}", partial(self._undo_import, made.id)))
            return made

    def imports(self) -> tuple[Import, ...]:
        """All imports that were made and not taken back, the oldest first."""
        return imports.imports(self._places.imports)

    def take_back(self, import_id: str) -> Undone:
        """Take an import back; see `importing.undo`.

        Raises:
            BankError: There is no such import, or a question that stays leads to one of it.
        """
        with self._turn:
            home = self._places.imports / import_id
            Bank.load(*(folder for folder in self._places.question_folders if folder != home))
            undone = importing.undo(import_id, self._places)
            self._reload()
            return undone

    def undo(self) -> str:
        """Take the last change back that was made since the start of the program.

        Returns:
            A sentence on what was done.

        Raises:
            BankError: The file was changed since, or something depends on the change.
        """
        with self._turn:
            if not self._steps:
                return "There is nothing to undo."
            return self._steps.pop().undo()

    def _undo_import(self, id: str) -> str:
        undone = self.take_back(id)
        kept = "".join(f" You had changed {path.name}: it is kept in {path.parent}." for path in undone.kept)
        return f"{undone.undone.source} is taken back.{kept}"

    def _writing(
        self, *, name: str, start: str, id: str | None = None, topic: str = "", note: str = ""
    ) -> Writing:
        draft = _read(self._draft(name))
        return Writing(name=name, start=start, text=draft or start, id=id, topic=topic, note=note)

    def _file(self, id: str) -> Path:
        return self._bank().files[self._bank()[id].id]

    def _draft(self, name: str) -> Path:
        return self._places.drafts / f"{name}.yaml"

    def _text(self, question: Question) -> str:
        """A question as it is written in its file; whoever takes it in hand accepts its key points."""
        file = self._file(question.id)
        text = _read(file) or ""
        own = passage.cut_out(text, passage.find(file, text, question.id))
        return _PROPOSED.sub(r"\1accepted", own, count=1)

    def _look(self, writing: Writing, text: str, *, run_code: bool) -> _Seen:
        document = Document(Path(writing.name), text)
        data = document.data if isinstance(document.data, dict) else {}
        id = data.get("id")
        topic = writing.topic or data.get("topic")
        if not document.problems and not data:
            document.report((), "a question is written as fields; begin with 'id: …'")
        elif not document.problems and not (isinstance(topic, str) and NAME.fullmatch(topic)):
            mend = f"add a line such as 'topic: {NEW_TOPIC}', in small letters, digits and hyphens"
            document.report(("topic",), f"the question has no topic to go to; {mend}")
        elif writing.id and id != writing.id:
            mend = f"write 'id: {writing.id}', or make a copy of the question"
            document.report(("id",), f"your history refers to the id; {mend}")
        elif not writing.id and id in self._bank():
            document.report(("id",), f"there is a question '{id}' already; give this one another id")
        if document.problems:
            return _Seen(Path(), "", document.problems)
        file = self._places.questions / f"{topic}.yaml"
        whole = self._with(file, writing, text)
        known = self._bank().files.keys()
        found = authoring.faults_of_own(whole, file, known, _running(id) if run_code else _nothing)
        start = passage.find(file, whole, str(id)).lines if isinstance(id, str) else range(0)
        return _Seen(file, str(id), [_within(problem, start) for problem in found])

    def _with(self, file: Path, writing: Writing, text: str) -> str:
        """The file with the text of a question in it."""
        before = _read(file)
        if before and writing.id and self._file(writing.id) == file:
            return passage.put_in(before, passage.find(file, before, writing.id), text)
        titles = {topic.id: topic.title for topic in self._bank().topics}
        title = titles.get(file.stem, file.stem.replace("-", " ").capitalize())
        return passage.append(file, before or authoring.new_file(file.stem, title), text)

    def _change(self, file: Path, before: str | None, after: str | None) -> None:
        """Change a file and have the bank read anew; where that cannot be, the file stays as it was."""
        if _read(file) != before:
            raise BankError(f"{file} was changed meanwhile, so that it is left as it is.")
        _write(file, after)
        try:
            self._reload()
        except BankError:
            _write(file, before)
            raise


@dataclass(frozen=True, slots=True)
class _Seen:
    """What there is to a text."""

    file: Path
    id: str
    problems: list[Problem]


def _running(id: object) -> Judge:
    """Runs the code of one question."""

    def judge(questions: Sequence[Question]) -> Iterable[Finding]:
        from interviewer.coding import quality

        return quality.judge([question for question in questions if question.id == id])

    return judge


def _nothing(questions: Sequence[Question]) -> Iterable[Finding]:
    return ()


def _within(problem: Problem, lines: range) -> Problem:
    """A problem by the lines of the question; one of another question of the file names its place."""
    if problem.line - 1 in lines:
        return problem._replace(line=problem.line - lines.start)
    return problem._replace(line=1, message=str(problem))


def _read(file: Path) -> str | None:
    """The text of a file; None where there is none."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise BankError(f"{file} cannot be read: {error}.") from error


def _write(file: Path, text: str | None) -> None:
    try:
        if text is None:
            file.unlink()
        elif file.exists():
            imports.rewrite(file, text)
        else:
            make_folder(file.parent)
            with whole_file(file) as part:
                part.write_bytes(text.encode())
    except OSError as error:
        raise BankError(f"{file} cannot be written: {error.strerror}.") from error
