"""Text that is written in the user's own editor."""

from __future__ import annotations

import asyncio

import click
from textual.app import App, SuspendNotSupported

from interviewer.errors import InterviewerError


async def edited_elsewhere(app: App[None], text: str, extension: str = ".py") -> str | None:
    """Have a text edited in `$VISUAL` or `$EDITOR`, which has the terminal until it ends.

    The app goes on behind it: clocks run, and a microphone that is open stays so.

    Args:
        app: It draws nothing meanwhile.
        text: What is written on.
        extension: Tells the editor what it is; code in Python by default.

    Returns:
        The text as it was saved; None where it was not.

    Raises:
        InterviewerError: There is no such editor, or it failed.
    """
    try:
        with app.suspend(), app.batch_update():
            return await asyncio.to_thread(click.edit, text, extension=extension)
    except SuspendNotSupported as error:
        raise InterviewerError("Another editor cannot be shown here: write in this one.") from error
    except click.ClickException as error:
        raise InterviewerError(f"{error.message}. Set $EDITOR to an editor that works here.") from error
