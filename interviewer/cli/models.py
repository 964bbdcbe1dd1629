"""`interviewer models`: the weights for transcription."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import msgspec

from interviewer.cli import output
from interviewer.cli.invocation import Invocation, pass_invocation

if TYPE_CHECKING:
    from interviewer.errors import InterviewerError
    from interviewer.session.benching import Candidate
    from interviewer.session.runtime import Runtime
    from interviewer.speech.stt.speed import Speed


@click.group()
def models() -> None:
    """See, fetch and time the models that transcribe."""


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


@models.command()
@click.argument("names", nargs=-1)
@click.option("--engine", help="Only this engine.")
@output.json_option
@pass_invocation
def bench(invocation: Invocation, names: tuple[str, ...], engine: str | None, as_json: bool) -> None:
    """Time the models that are here, or those named, on this machine, and recommend one.

    Each transcribes 27 s of speech in a process of its own. "Wait" is what is left to wait when you stop
    speaking, for the last 8 s of an answer.
    """
    from interviewer.session import benching
    from interviewer.speech.stt.speed import recommended

    async def work(runtime: Runtime) -> None:
        settings, places = runtime.settings, runtime.locations
        chosen = await benching.candidates(settings, places, names, engine)
        timed: list[Speed] = []
        failed: list[tuple[Candidate, InterviewerError]] = []
        with output.progress("Timing") as show:
            async for candidate, result in benching.speeds(settings, places, chosen):
                if isinstance(result, Exception):
                    failed.append((candidate, result))
                else:
                    timed.append(result)
                show(len(timed) + len(failed), len(chosen))
        best = recommended(timed)
        if as_json:
            output.print_json({"speeds": timed, "recommended": best})
        elif timed:
            output.table([_SPEED_HEADINGS, *(_speed_row(speed) for speed in timed)])
        for (name, model), error in failed:
            output.error(f"{model or 'the server'} on {name}: {error}")
        if best is None:
            raise click.exceptions.Exit(1)
        if not as_json:
            click.echo(_advice(best))

    invocation.run(work)


_SPEED_HEADINGS = ("model", "engine", "on", "load", "speech/s", "wait", "memory")


def _speed_row(speed: Speed) -> tuple[str, ...]:
    return (
        speed.model,
        speed.engine,
        speed.device,
        f"{speed.load_seconds:.1f} s",
        f"{speed.real_time_factor:.1f} s",
        f"{speed.tail_seconds:.1f} s",
        f"{speed.memory / 1e6:,.0f} MB" if speed.memory else "",
    )


def _advice(best: Speed) -> str:
    chosen = f"\nRecommended here: stt_model = '{best.model}', stt_engine = '{best.engine}'."
    return chosen if best.keeps_up else f"{chosen} It is the fastest, and one will still have to wait for it."
