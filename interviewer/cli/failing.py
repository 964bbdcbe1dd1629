"""How a command that cannot do its work ends."""

from __future__ import annotations

from typing import Any

import click

from interviewer.session.plain_text import plain

NO_SPEECH = 3
"""Exit code when an answer is silent."""
INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""


class Failure(click.ClickException):
    """An error that is shown as `interviewer: sentence` and ends the program with exit code 1."""

    def show(self, file: Any = None) -> None:
        """Print the sentence on standard error."""
        error(self.message)


def error(sentence: str) -> None:
    """Print an error on standard error."""
    click.echo(f"interviewer: {plain(sentence)}", err=True)
