"""`interviewer say`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli.invocation import Invocation, pass_invocation
from interviewer.errors import EngineError

if TYPE_CHECKING:
    from interviewer.session.runtime import Runtime


@click.command()
@click.argument("text", metavar="TEXT|ID")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, resolve_path=True, path_type=Path),
    metavar="FILE",
    help="Write a WAV file instead of playing.",
)
@pass_invocation
def say(invocation: Invocation, text: str, out: Path | None) -> None:
    """Speak a text, or the question of that id."""

    async def work(runtime: Runtime) -> None:
        said = runtime.bank[text].said if text in runtime.bank else text
        if out is None:
            await runtime.sound.say(said)
            return
        recording = await runtime.sound.render(said, out)
        if recording is None:
            engine = runtime.settings.tts_engine
            raise EngineError(f"The voice '{engine}' is silent: choose another with --tts-engine.")
        click.echo(f"{out}  {recording.seconds:.1f} s")

    invocation.run(work)
