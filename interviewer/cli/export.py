"""`interviewer export` and `import`: the log in formats of other programs, and an exported log back in."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli import output
from interviewer.cli.invocation import Invocation, pass_invocation
from interviewer.session.export.formats import FORMATS, Format, by_suffix

if TYPE_CHECKING:
    from interviewer.session.log_import import LogImport, Preview

_STANDARD_OUTPUT = "-"


@click.command()
@click.option("--session", "sessions", type=int, multiple=True, metavar="ID", help="Only this session.")
@click.option("--question", "questions", multiple=True, metavar="ID", help="Only answers to this question.")
@click.option("--all", "everything", is_flag=True, help="Everything; the default.")
@click.option("--format", "name", type=click.Choice(list(FORMATS)), help="By default that of FILE's ending.")
@click.option("--out", default=_STANDARD_OUTPUT, metavar="FILE", help="Where to; - (default) prints it.")
@click.option("--audio", is_flag=True, help="With the recordings (html).")
@click.option("--paths", is_flag=True, help="With the names of the recordings' files.")
@click.option("--force", is_flag=True, help="Replace FILE.")
@pass_invocation
def export(
    invocation: Invocation,
    sessions: tuple[int, ...],
    questions: tuple[str, ...],
    everything: bool,
    name: str | None,
    out: str,
    audio: bool,
    paths: bool,
    force: bool,
) -> None:
    """Export the log: to read, to compute with, to keep or to learn from.

    \b
    markdown  sessions with answers, key points and reference answers
    html      the same in one file with plots, light and dark, fit to print
    csv       one row an attempt, for spreadsheets
    jsonl     all that was logged of the sessions; `interviewer import` reads it
    anki      cards of the questions whose last answer missed a key point (.apkg)

    --session and --question can be given more than once. Recordings are left out, and their names too,
    unless --audio or --paths asks for them.
    """
    chosen = FORMATS[name] if name else by_suffix(Path(out).suffix)
    if not chosen:
        raise click.UsageError(f"Say how with --format: {', '.join(FORMATS)}.")
    _check_options(chosen, sessions, questions, everything=everything, out=out, audio=audio, paths=paths)

    from interviewer.session.export.extract import Choice, Extract
    from interviewer.session.export.writing import new_file, write
    from interviewer.store import Log

    choice = Choice(sessions=sessions, questions=questions, audio=audio, paths=paths)
    with Log.open(invocation.locations.database) as log, _progress(out) as on_progress:
        extract = Extract(log, invocation.locations.recordings, choice, on_progress)
        if out == _STANDARD_OUTPUT:
            write(chosen.render(extract), sys.stdout.buffer)
        else:
            with new_file(Path(out), overwrite=force) as file:
                write(chosen.render(extract), file)
    if out != _STANDARD_OUTPUT:
        click.echo(f"Exported {len(extract.ids)} sessions to {out}.")


def _progress(out: str) -> AbstractContextManager[Callable[[int, int], None]]:
    # On one terminal with it, the document itself shows how far it is.
    if out == _STANDARD_OUTPUT and sys.stdout.isatty():
        return nullcontext(lambda done, total: None)
    return output.progress("Exporting")


def _check_options(
    chosen: Format,
    sessions: tuple[int, ...],
    questions: tuple[str, ...],
    *,
    everything: bool,
    out: str,
    audio: bool,
    paths: bool,
) -> None:
    if (bool(sessions) + bool(questions) + everything) > 1:
        raise click.UsageError("Give only one of --session, --question and --all.")
    if questions and chosen.whole:
        raise click.UsageError(f"{chosen.name} holds whole sessions: choose them with --session.")
    if audio and not chosen.audio:
        raise click.UsageError(f"{chosen.name} cannot hold recordings: html can.")
    if paths and not chosen.paths:
        raise click.UsageError(f"{chosen.name} has no place for the names of files.")
    if chosen.binary and out == _STANDARD_OUTPUT:
        raise click.UsageError(f"{chosen.name} is nothing to print: name a file with --out.")


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
    click.echo(f"{verb} {preview.sessions} sessions with {preview.attempts} attempts.")
    if preview.already:
        click.echo(f"In the log already, and left as they are there: {preview.already} sessions.")
    if preview.without_recording:
        click.echo(
            output.wrap(
                f"Without their recording: {preview.without_recording} attempts, whose files are not in the "
                "folder of recordings or belong to other answers there. To keep them, copy the files there "
                "before you import."
            )
        )
