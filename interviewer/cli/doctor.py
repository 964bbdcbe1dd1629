"""`interviewer doctor`."""

from __future__ import annotations

import asyncio

import click

from interviewer.cli import output
from interviewer.cli.invocation import Invocation, pass_invocation

_SIGNS = {"ok": ("✔", "green"), "warning": ("!", "yellow"), "failed": ("✘", "red")}


@click.command()
@output.json_option
@pass_invocation
def doctor(invocation: Invocation, as_json: bool) -> None:
    """Check sound, engines, models, GPU, questions and log, and say what to do.

    The exit code is 1 when a check failed; a warning is none.
    """
    from interviewer.session.doctor import Check, examine

    def show(check: Check) -> None:
        sign, colour = _SIGNS[check.state]
        line = output.wrap(check.finding, first=f"{sign} {check.name:<14}", rest=" " * 16)
        click.echo(click.style(line[0], fg=colour) + line[1:])
        if check.remedy:
            click.secho(output.wrap(check.remedy, first=" " * 14 + "→ ", rest=" " * 16), bold=True)

    async def work() -> list[Check]:
        checks = []
        async for check in examine(invocation.locations, lambda: invocation.settings):
            checks.append(check)
            if not as_json:
                show(check)
        return checks

    checks = asyncio.run(work())
    if as_json:
        output.print_json(checks)
    if any(check.state == "failed" for check in checks):
        raise click.exceptions.Exit(1)
