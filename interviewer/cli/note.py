"""`interviewer sessions note` and `flag`: what you add to an attempt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from interviewer.cli.invocation import Invocation, pass_invocation

if TYPE_CHECKING:
    from interviewer.session.runtime import Runtime


@click.command()
@click.argument("attempt_id", metavar="ATTEMPT", type=int)
@click.argument("text")
@pass_invocation
def note(invocation: Invocation, attempt_id: int, text: str) -> None:
    """Write a note to an attempt, in place of the one before it; an empty TEXT takes it away.

    ATTEMPT is the number that `interviewer sessions show` and `search` tell.
    """

    async def write(runtime: Runtime) -> None:
        runtime.notes.write(attempt_id, text)

    invocation.run(write)


@click.command()
@click.argument("attempt_id", metavar="ATTEMPT", type=int)
@click.option("--off", is_flag=True, help="Take the flag away.")
@pass_invocation
def flag(invocation: Invocation, attempt_id: int, off: bool) -> None:
    """Flag an attempt, to find it again with `interviewer sessions search --flagged`."""

    async def write(runtime: Runtime) -> None:
        runtime.notes.flag(attempt_id, not off)

    invocation.run(write)
