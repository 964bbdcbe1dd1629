"""`interviewer models`: the weights for transcription."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import msgspec

from interviewer.cli import output
from interviewer.cli.invocation import Invocation, pass_invocation

if TYPE_CHECKING:
    from interviewer.session.runtime import Runtime


@click.group()
def models() -> None:
    """See and fetch the models that transcribe."""


@models.command("list")
@output.json_option
@pass_invocation
def list_(invocation: Invocation, as_json: bool) -> None:
    """List the models, and where each is."""

    async def work(runtime: Runtime) -> None:
        found = await runtime.models.available()
        if as_json:
            output.print_json(
                [{**msgspec.to_builtins(info, enc_hook=str), "ready": info.ready} for info in found]
            )
        else:
            output.table(
                (
                    info.name,
                    info.source,
                    f"{info.bytes / 1e6:,.0f} MB",
                    ", ".join(info.engines),
                    str(info.path or "not here"),
                )
                for info in found
            )
            click.echo("\n`interviewer models fetch NAME` downloads one that is not here.")

    invocation.run(work)


@models.command()
@click.argument("name")
@pass_invocation
def fetch(invocation: Invocation, name: str) -> None:
    """Download a model for the transcription engine in use. Ctrl-C cancels.

    --stt-engine, given before the command, fetches for another engine.
    """

    async def work(runtime: Runtime) -> None:
        with output.progress(f"Whisper {name}") as show:
            path = await runtime.models.fetch(name, show)
        click.echo(path)

    invocation.run(work)
