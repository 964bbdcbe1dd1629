"""`interviewer import`: an exported log, taken into this one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli import output
from interviewer.cli.invocation import Invocation, pass_invocation
from interviewer.session.wording import plural

if TYPE_CHECKING:
    from interviewer.session.log_import import LogImport, Preview


@click.command("import")
@click.argument("file", metavar="FILE.jsonl", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only tell what would be imported.")
@output.json_option
@pass_invocation
def import_(invocation: Invocation, file: Path, dry_run: bool, as_json: bool) -> None:
    """Import an exported log: FILE is what `interviewer export --format jsonl` made.

    Sessions that are in the log already stay as they are there. All others are imported, or none where
    a line of the file is wrong. Questions are imported by `interviewer questions import`.
    """

    from interviewer.session.log_import import LogImport
    from interviewer.store import Log

    with Log.open(invocation.locations.database) as log:
        entry = LogImport(file, log, invocation.locations.recordings)
        preview = entry.preview()
        if preview.sessions and not preview.problems and not dry_run:
            _take_in(entry, preview)
    if as_json:
        problems = [problem._asdict() for problem in preview.problems]
        output.print_json({**_counts(preview), "imported": not (dry_run or problems), "problems": problems})
    else:
        _tell(preview, dry_run=dry_run)
    if preview.problems:
        raise click.exceptions.Exit(1)


def _take_in(entry: LogImport, preview: Preview) -> None:
    with output.progress("Importing") as on_progress:
        total = preview.sessions + preview.already
        entry.take_in(lambda done: on_progress(done, total))


def _counts(preview: Preview) -> dict[str, int]:
    return {
        "sessions": preview.sessions,
        "attempts": preview.attempts,
        "already": preview.already,
        "without_recording": preview.without_recording,
    }


def _tell(preview: Preview, *, dry_run: bool) -> None:
    for problem in preview.problems:
        output.error(str(problem))
    if preview.problems:
        output.error("Nothing was imported.")
        return
    verb = "Would import" if dry_run else "Imported"
    click.echo(f"{verb} {plural(preview.sessions, 'session')} with {plural(preview.attempts, 'attempt')}.")
    if preview.already:
        click.echo(f"In the log already, and left as they are there: {plural(preview.already, 'session')}.")
    if preview.without_recording:
        lost = plural(preview.without_recording, "attempt")
        click.echo(
            output.wrap(
                f"Without their recording: {lost}, whose files are not in the folder of recordings or belong "
                "to other answers there. To keep them, copy the files there before you import."
            )
        )
