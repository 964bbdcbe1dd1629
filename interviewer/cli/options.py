"""Options that several commands have alike."""

from __future__ import annotations

import click

sessions_option = click.option(
    "--session",
    "sessions",
    type=int,
    multiple=True,
    metavar="ID",
    help="Only this session; may be repeated.",
)
