"""The command `interviewer`: its global options, and how its errors are shown."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import fields
from typing import Any, NoReturn

import click

from interviewer import __version__
from interviewer.cli.commands import Commands
from interviewer.cli.failing import INTERRUPTED, NO_SPEECH, Failure
from interviewer.cli.invocation import Invocation
from interviewer.cli.screen import LaterRuntime, open_app
from interviewer.errors import InterviewerError
from interviewer.settings import SECRETS, Settings

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
    "theme": "Colours of the app, by the name of a theme.",
}
"""The settings that one may want for a single call, with their help."""


class Program(click.Group):
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
    for field in fields(Settings):  # a secret would stand in the list of processes
        if field.name not in {*_SETTINGS, *SECRETS, "animation"}:
            command = click.option(f"--{field.name.replace('_', '-')}", hidden=True)(command)
    for name, text in reversed(_SETTINGS.items()):
        command = click.option(f"--{name.replace('_', '-')}", metavar="VALUE", help=text)(command)
    return command


@click.group(
    cls=Program,
    invoke_without_command=True,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@_setting_options
@click.option(
    "--no-animation", "animation", flag_value="false", help="Nothing on the screen moves or blinks."
)
@click.version_option(__version__, message="interviewer %(version)s")
@click.pass_context
def cli(ctx: click.Context, /, **flags: str | None) -> None:
    """Practise interviews aloud: asked, heard, transcribed and graded on this machine."""
    if os.environ.get("NO_COLOR"):
        ctx.color = False
    ctx.obj = Invocation(flags)
    if ctx.invoked_subcommand is None:
        ctx.obj.settings  # noqa: B018 - what is wrong with them is told before the app opens
        open_app(LaterRuntime(ctx.obj))


cli.commands = Commands()


def main() -> NoReturn:
    """Run the command line and exit."""
    # What is written is for the user alone.
    os.umask(0o077)
    cli(prog_name="interviewer")
    raise AssertionError("click exits")
