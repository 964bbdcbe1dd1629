"""`interviewer sessions resume`: what was cut off, completed without a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from interviewer.cli import output
from interviewer.cli.invocation import Invocation, pass_invocation
from interviewer.errors import SessionError

if TYPE_CHECKING:
    from interviewer.session.runtime import Runtime


@click.command()
@click.argument("ids", nargs=-1, type=int, metavar="[SESSION]...")
@output.json_option
@pass_invocation
def resume(invocation: Invocation, ids: tuple[int, ...], as_json: bool) -> None:
    """Transcribe and grade the answers of interviews that were cut off, and end these.

    Without SESSION all of them. To answer the question at which one was cut off, and go on, open the app
    instead: its first screen offers it.
    """

    async def work(runtime: Runtime) -> list[dict[str, int]]:
        from interviewer.session.completing import finish
        from interviewer.session.resume import cut_off

        found = {interview.session_id: interview for interview in cut_off(runtime.history)}
        for id in ids:
            if id not in found:
                raise SessionError(
                    f"Session {id} was not cut off, or goes on in another window. "
                    "`interviewer sessions list` shows which are not ended."
                )
        done = []
        for id in dict.fromkeys(ids) or sorted(found):
            with output.progress(f"Session {id}") as progress:
                graded = await finish(
                    found[id], runtime.history, runtime.models, runtime.vocabulary, progress
                )
            done.append({"session": id, "graded": graded})
        return done

    done = invocation.run(work)
    if as_json:
        output.print_json(done)
    elif done:
        for entry in done:
            click.echo(f"Session {entry['session']}: {entry['graded']} graded, and ended.")
    else:
        click.echo("No interview was cut off.")
