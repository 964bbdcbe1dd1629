"""`interviewer ask`: one question without a screen."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import shutil
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli import output, source
from interviewer.cli.attempt import attempt_data, show_result
from interviewer.cli.invocation import Invocation, pass_invocation
from interviewer.cli.voice import answer_by_voice
from interviewer.errors import BankError, InterviewerError

if TYPE_CHECKING:
    from interviewer.locations import Locations
    from interviewer.scheduling import Pick
    from interviewer.session.history import Attempt
    from interviewer.session.runtime import Runtime


@click.command()
@click.argument("id", required=False)
@click.option(
    "--audio",
    type=click.Path(exists=True, dir_okay=False, resolve_path=True, path_type=Path),
    metavar="FILE",
    help="Take the answer from a sound file.",
)
@click.option("--text", metavar="TEXT", help="Take the answer from here; - reads standard input.")
@click.option("--voice", is_flag=True, help="Ask aloud and listen; the default on a terminal.")
@click.option(
    "--code",
    "code_file",
    type=source.FILE,
    metavar="FILE",
    help="Take the code from a file, - for standard input; explain it by one of the above, or not at all.",
)
@click.option("--no-log", is_flag=True, help="Keep nothing of it.")
@output.json_option
@pass_invocation
def ask(
    invocation: Invocation,
    id: str | None,
    audio: Path | None,
    text: str | None,
    voice: bool,
    code_file: Path | None,
    no_log: bool,
    as_json: bool,
) -> None:
    """Ask one question and grade the answer.

    Without ID the scheduler picks the question. With --code the code is run on all its tests, and counts
    alone where it is not explained. A spoken answer ends with Enter; Ctrl-C keeps its recording. The exit
    code is 3 when no speech was heard: such an answer is not graded.

    With --json one object is printed: the question, its reason, the transcript (text, words), the answer,
    score, points (point, verdict, probability, evidence), notes, the delivery of a spoken answer (pace,
    pauses, fillers), the solution (code, result), and where it is logged.
    """
    _check_options(audio, text, voice, code_file)
    code = source.read(code_file) if code_file else None
    if text == source.STDIN:
        text = sys.stdin.read()
    if text is not None and not text.strip():
        raise click.UsageError("The answer is empty.")

    async def pick(runtime: Runtime) -> Pick:
        return _pick(runtime, id)

    async def work(runtime: Runtime) -> Attempt:
        if audio:
            return await _ask_with_audio(runtime, picked, code, audio)
        if code is not None and text is None and not voice:
            return await _ask(runtime, picked, code, _unexplained)
        return await _ask(runtime, picked, code, answer_by_voice if text is None else _typed(text))

    picked = invocation.run(pick)
    if code is not None and not picked.question.code:
        raise click.UsageError(f"Name a question that asks for code, not '{picked.question.id}'.")
    output.question(picked.question, err=as_json)
    with _places(invocation, no_log) as places:
        attempt = invocation.run(work, places)
    if as_json:
        nowhere = {"attempt": None, "session": None, "recording": None} if no_log else {}
        output.print_json(attempt_data(attempt) | nowhere)
    else:
        show_result(attempt)
    if attempt.status == "silent":
        raise click.exceptions.Exit(output.NO_SPEECH)


def _check_options(audio: Path | None, text: str | None, voice: bool, code_file: Path | None) -> None:
    given = (audio is not None) + (text is not None) + voice
    if given > 1:
        raise click.UsageError("Give only one of --audio, --text and --voice.")
    if text == source.STDIN == str(code_file):
        raise click.UsageError(
            "Standard input holds the code or the words: only one of --code and --text can be -."
        )
    if not given and not code_file and not sys.stdin.isatty():
        raise click.UsageError("Say how you answer: --audio FILE, --text TEXT or --voice.")


def _pick(runtime: Runtime, id: str | None) -> Pick:
    import random

    from interviewer.session.questions import ChosenQuestions, PickedQuestions
    from interviewer.session.setup import Setup

    source = (
        ChosenQuestions([runtime.bank[id]])
        if id
        else PickedQuestions(runtime.standing, Setup(), random.Random())
    )
    pick = source.next(())
    if pick is None:
        raise BankError("The bank has no question: `interviewer questions check` tells why.")
    return pick


@contextlib.contextmanager
def _places(invocation: Invocation, no_log: bool) -> Iterator[Locations]:
    """The user's own locations, or ones whose log is thrown away."""
    if no_log:
        with tempfile.TemporaryDirectory() as folder:
            yield replace(invocation.locations, data=Path(folder))
    else:
        yield invocation.locations


async def _ask_with_audio(runtime: Runtime, pick: Pick, code: str | None, audio: Path) -> Attempt:
    with tempfile.TemporaryDirectory() as folder:
        # Decoded before anything is logged: a file that cannot be decoded is no attempt.
        recording = await runtime.sound.convert(audio, Path(folder, "answer.wav"))

        async def answer(runtime: Runtime, attempt: Attempt) -> None:
            shutil.move(recording.path, runtime.history.new_recording(attempt.id))
            runtime.history.answer(attempt.id, means="voice", seconds=recording.seconds)

        return await _ask(runtime, pick, code, answer)


def _typed(text: str) -> Callable[[Runtime, Attempt], Awaitable[None]]:
    async def answer(runtime: Runtime, attempt: Attempt) -> None:
        runtime.history.answer(attempt.id, means="typing", seconds=0.0, answer=text.strip())

    return answer


async def _unexplained(runtime: Runtime, attempt: Attempt) -> None:
    """The code is the answer."""


async def _submit(runtime: Runtime, attempt_id: int, pick: Pick, code: str) -> None:
    """Run code, and log it with what came of it."""
    from interviewer.session.code_run import run_code
    from interviewer.session.solution import Running

    asked, done = pick.question.code, itertools.count(1)
    assert asked
    total = Running.of(asked, only_examples=False).total
    with output.progress("Running the code") as show:
        result = await run_code(pick.question, code, on_result=lambda: show(min(next(done), total), total))
    runtime.history.submit(attempt_id, code, result)


async def _ask(
    runtime: Runtime,
    pick: Pick,
    code: str | None,
    answer: Callable[[Runtime, Attempt], Awaitable[None]],
) -> Attempt:
    """Log a session of one question, have it answered, and grade the answer."""
    history = runtime.history
    session_id = history.start_session("ask")
    attempt_id = history.ask(session_id, pick)
    finished = False
    try:
        if code is not None:
            await _submit(runtime, attempt_id, pick, code)
        await answer(runtime, history.attempt(attempt_id))
        if sys.stderr.isatty():
            click.secho("Grading the answer …", dim=True, err=True)
        await runtime.complete(history.attempt(attempt_id))
        finished = True
    except (InterviewerError, asyncio.CancelledError):
        _tell_how_to_go_on(history.attempt(attempt_id))
        raise
    finally:
        history.end_session(session_id, ended_early=not finished)
    return history.attempt(attempt_id)


def _tell_how_to_go_on(attempt: Attempt) -> None:
    if not attempt.ungraded:
        return
    click.echo("\nYour answer is kept, not graded: the review in `interviewer` grades it.", err=True)
    if attempt.recording:
        again = f"interviewer ask {attempt.question.id} --audio {attempt.recording}"
        click.echo(f"The recording can also be graded with: {again}", err=True)
