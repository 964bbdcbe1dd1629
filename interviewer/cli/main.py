"""The command `interviewer`: its global options, and how its errors are shown."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from typing import Any, NoReturn

import click

from interviewer import __version__
from interviewer.cli.ask import ask
from interviewer.cli.backup import backup, restore
from interviewer.cli.code import code
from interviewer.cli.doctor import doctor
from interviewer.cli.export import export
from interviewer.cli.forget import forget
from interviewer.cli.grade import grade
from interviewer.cli.invocation import Invocation
from interviewer.cli.log_import import import_
from interviewer.cli.models import models
from interviewer.cli.next import next_
from interviewer.cli.output import INTERRUPTED, NO_SPEECH, Failure
from interviewer.cli.paths import paths
from interviewer.cli.plan import plan
from interviewer.cli.questions import questions
from interviewer.cli.regrade import regrade
from interviewer.cli.say import say
from interviewer.cli.schedule import schedule
from interviewer.cli.sessions import sessions
from interviewer.cli.transcribe import transcribe
from interviewer.errors import InterviewerError

_EPILOG = f"""Without a command the app opens. Settings can also stand in the settings file (see `interviewer
paths`) or in the environment, as INTERVIEWER_TTS_ENGINE and so on.

Exit codes: 0 done, 1 failed, 2 wrong usage, {NO_SPEECH} no speech was heard, {INTERRUPTED} interrupted."""

_SETTINGS = {
    "tts_engine": "Voice: pyttsx3, piper or none.",
    "tts_voice": "Voice of that engine, by its own name.",
    "tts_rate": "Words a minute.",
    "stt_engine": "Transcription: faster-whisper, whisper or openai-http.",
    "stt_model": "Whisper model, by name or path.",
    "stt_language": "Language that is spoken, such as en; auto detects it.",
    "stt_url": "Address of the server for openai-http.",
    "stt_device": "Where transcription runs: auto, cpu or cuda.",
    "input_device": "Microphone, by part of its name.",
    "output_device": "Speaker, by part of its name.",
    "interview_date": "Day of the interview, as 2026-11-30.",
    "role": "Role that the interview is for, by its id.",
    "daily_minutes": "Minutes of practice a day.",
}
"""The settings that one may want for a single call, with their help."""


class Commands(click.Group):
    """A group that turns the package's errors into messages and Ctrl-C into its exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except InterviewerError as error:
            raise Failure(str(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # click ends quietly when nobody reads on
                raise
            raise Failure(f"{error.filename or 'A file'}: {error.strerror}.") from error
        except KeyboardInterrupt:
            click.echo(err=True)  # the terminal shows ^C
            ctx.exit(INTERRUPTED)


def _setting_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for name, text in reversed(_SETTINGS.items()):
        command = click.option(f"--{name.replace('_', '-')}", metavar="VALUE", help=text)(command)
    return command


@click.group(
    cls=Commands,
    invoke_without_command=True,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@_setting_options
@click.version_option(__version__, message="interviewer %(version)s")
@click.pass_context
def cli(ctx: click.Context, /, **flags: str | None) -> None:
    """Practise interviews aloud: asked, heard, transcribed and graded on this machine."""
    if os.environ.get("NO_COLOR"):
        ctx.color = False
    ctx.obj = Invocation(flags)
    if ctx.invoked_subcommand is None:
        _open_app(ctx.obj)


for _command in (
    ask,
    next_,
    plan,
    transcribe,
    grade,
    regrade,
    code,
    say,
    schedule,
    questions,
    sessions,
    models,
    export,
    import_,
    backup,
    restore,
    forget,
    doctor,
    paths,
):
    cli.add_command(_command)


def _open_app(invocation: Invocation) -> None:
    if not sys.stdout.isatty():
        raise Failure("The app needs a terminal. `interviewer --help` lists the commands that need none.")
    from interviewer.tui.app import InterviewerApp

    app = InterviewerApp(invocation.runtime())
    app.run()
    sys.exit(app.return_code)


def main() -> NoReturn:
    """Run the command line and exit."""
    # What is written is for the user alone.
    os.umask(0o077)
    cli(prog_name="interviewer")
    raise AssertionError("click exits")
