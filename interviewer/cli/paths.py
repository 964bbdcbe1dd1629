"""`interviewer paths`."""

from __future__ import annotations

import click

from interviewer.cli import output
from interviewer.cli.invocation import Invocation, pass_invocation
from interviewer.locations import content


@click.command()
@output.json_option
@pass_invocation
def paths(invocation: Invocation, as_json: bool) -> None:
    """Show where everything is kept.

    INTERVIEWER_HOME moves all of it, INTERVIEWER_CACHE the cache alone.
    """
    places = invocation.locations
    found = {
        "data": places.data,
        "database": places.database,
        "backups": places.backups,
        "recordings": places.recordings,
        "settings": places.settings_file,
        "log": places.log_file,
        "cache": places.cache,
        "models": places.models,
        "speech": places.speech,
        "questions": content(),
        "own questions": places.questions,
    }
    if as_json:
        output.print_json(found)
    else:
        output.table((name, str(path)) for name, path in found.items())
