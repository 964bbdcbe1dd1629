"""`interviewer transcribe`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from interviewer.cli import output
from interviewer.cli.invocation import Invocation, pass_invocation
from interviewer.errors import AudioError
from interviewer.session.delivered import measured, remarks

if TYPE_CHECKING:
    from interviewer.session.runtime import Runtime
    from interviewer.speech.stt.transcript import Transcript


@click.command()
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--terms", default="", metavar="A,B", help="Words to expect, with commas between them.")
@output.json_option
@pass_invocation
def transcribe(invocation: Invocation, files: tuple[Path, ...], terms: str, as_json: bool) -> None:
    """Write down what is said in sound files.

    How it was spoken is told beside the text. With --json each file is one line: file, text, words with
    start, end and probability, engine, model, seconds, fillers, delivery (pace, pauses, fillers, hedges).
    """
    expected = [term.strip() for term in terms.split(",") if term.strip()]

    async def work(runtime: Runtime) -> int:
        code = 0
        for file in files:
            try:
                transcript = await runtime.models.transcribe(file, expected)
            except AudioError as error:  # the other files may be good
                output.error(str(error))
                code = 1
                continue
            _show(file, transcript, expected, as_json, titled=len(files) > 1)
            if not transcript.heard_speech:
                code = code or output.NO_SPEECH
        return code

    raise click.exceptions.Exit(invocation.run(work))


def _show(file: Path, transcript: Transcript, terms: Sequence[str], as_json: bool, *, titled: bool) -> None:
    if as_json:
        delivery = measured(transcript, "voice")
        output.print_json_line({"file": file, **msgspec.to_builtins(transcript), "delivery": delivery})
    elif not transcript.heard_speech:
        output.error(f"No speech was heard in {file}.")
    else:
        if titled:
            output.heading(str(file))
        click.echo(output.wrap(transcript.text))
        # Not beside the text where that goes into a file.
        click.secho(output.wrap("\n".join(remarks(transcript, "voice", terms))), dim=True, err=True)
