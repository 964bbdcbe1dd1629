"""How lines are read as commands in an interview without a screen."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from interviewer.session.interview import Command, Interview, Phase

ENTER = (Command.RESUME, Command.RETRY, Command.DONE, Command.ACCEPT, Command.NEXT)
"""What an empty line means: the first of these that is allowed."""

_LETTERS = {
    Command.SPEAK: "v",
    Command.ONCE_MORE: "o",
    Command.HEAR: "l",
    Command.SUBMIT: "u",
    Command.EXPLAIN: "x",
    Command.TALK: "k",
}
"""Letters of commands that do not go by their first one."""

_DOES = {
    Command.DONE: "done",
    Command.REPEAT: "repeat the question",
    Command.TYPE: "type the answer instead",
    Command.SPEAK: "speak instead, after what there is of the answer",
    Command.SKIP: "skip the question",
    Command.PAUSE: "pause: both clocks and the microphone stop",
    Command.RESUME: "go on",
    Command.ACCEPT: "have the answer graded as it stands",
    Command.AGAIN: "answer again; the recording before is replaced",
    Command.NEXT: "go on to the next question",
    Command.HINT: "a hint; it costs points",
    Command.HEAR: "listen to the reference answer, or stop it",
    Command.ONCE_MORE: "the same question once more",
    Command.FOLLOW_UP: "the question that follows from the answer",
    Command.RUN: "run the code on its examples",
    Command.SUBMIT: "submit the code",
    Command.STOP: "stop the run",
    Command.TALK: "open the microphone while coding, or close it",
    Command.EXPLAIN: "go on to explain the code",
    Command.RETRY: "try again to write to the log",
    Command.END: "end the interview",
}
_WRITING = frozenset({Phase.TYPING, Phase.CHECKING})


def writes(interview: Interview) -> bool:
    """Whether lines belong to the answer now; commands then begin with a slash."""
    return interview.phase in _WRITING and not (interview.paused or interview.blocked)


def understood(line: str, allowed: Collection[Command]) -> Command | None:
    """The command that a line stands for; None where it stands for none that is allowed."""
    word = line.strip().removeprefix("/").lower()
    if not word:
        return next((command for command in ENTER if command in allowed), None)
    return next((command for command in allowed if word in (letter(command), command.value)), None)


def letter(command: Command) -> str:
    """The letter that a command goes by."""
    return _LETTERS.get(command, command.value[0])


def possible(interview: Interview) -> Iterator[str]:
    """A line on each command that is allowed."""
    slash = "/" if writes(interview) else ""
    enter = understood("", interview.allowed)
    if enter:
        yield f"Enter: {_DOES[enter]}."
    for command in Command:
        if command in interview.allowed and command is not enter:
            yield f"{slash}{letter(command)}: {_DOES.get(command, command.value)}."
    yield f"{slash}c: the clocks."


def file_of(line: str) -> tuple[Command, Path] | None:
    """What a line does with a file of code; None where it names none."""
    first, _, rest = line.partition(" ")
    if first.removeprefix("/") == letter(Command.RUN) and rest:
        return Command.RUN, Path(rest.strip()).expanduser()
    file = Path(line).expanduser()
    named = len(line) > 1 and (file.suffix == ".py" or file.is_file())
    return (Command.SUBMIT, file) if named else None
