"""`interviewer forget`: deletes interviews or recordings for good."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from interviewer.cli import output
from interviewer.cli.invocation import Invocation, pass_invocation
from interviewer.cli.options import sessions_option

if TYPE_CHECKING:
    from interviewer.session.forgetting import Forgettable, Forgetting


@click.command()
@click.option(
    "--recordings-older-than", "days", type=click.FloatRange(min=0), metavar="DAYS", help="Only recordings."
)
@sessions_option
@click.option("--everything", is_flag=True, help="All sessions, recordings and backups.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@pass_invocation
def forget(
    invocation: Invocation, days: float | None, sessions: tuple[int, ...], everything: bool, yes: bool
) -> None:
    """Delete recordings or whole sessions so that they cannot be read from the disk's files any more.

    First it is said what would go, and asked. Backups in which a session stands go with it. Transcripts and
    scores stay where only recordings go; your settings and own questions always stay. The app must not be
    open meanwhile.
    """
    from interviewer.session.forgetting import Forgetting

    if (days is not None) + bool(sessions) + everything != 1:
        raise click.UsageError("Give one of --recordings-older-than, --session and --everything.")
    forgetting = Forgetting(invocation.locations)
    what = _find(forgetting, days, sessions, everything)
    if not (what.sessions or what.files or what.whole_log):
        click.echo("There is nothing to forget.")
        return
    output.table(_preview(what))
    if not yes:
        click.confirm("\nDelete this for good?", abort=True)
    forgetting.forget(what)
    click.echo("Forgotten. What you saved elsewhere, such as exports and backups, is not touched.")


def _find(
    forgetting: Forgetting, days: float | None, sessions: tuple[int, ...], everything: bool
) -> Forgettable:
    if everything:
        return forgetting.everything()
    if days is not None:
        return forgetting.recordings(days)
    return forgetting.sessions(sorted(set(sessions)))


def _preview(what: Forgettable) -> Iterator[tuple[str, str]]:
    if what.whole_log or what.sessions:
        yield "sessions", f"{len(what.sessions)} (questions asked: {what.attempts})"
    if what.recordings:
        waiting = f" (answers not graded yet: {what.ungraded})" if what.ungraded else ""
        yield "recordings", f"{len(what.recordings)}{waiting}"
    for file in what.backups:
        yield "backup", str(file)
    if what.others:
        yield "other files", f"{len(what.others)} (rendered questions, messages of the workers)"
    yield "files in all", f"{what.bytes / 1e6:.1f} MB"
