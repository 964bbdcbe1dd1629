"""`interviewer export`: the log in formats of other programs."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import click

from interviewer.cli import output
from interviewer.cli.invocation import Invocation, pass_invocation
from interviewer.cli.options import sessions_option
from interviewer.progress import OnProgress, silent
from interviewer.session.export.formats import FORMATS, Format, by_suffix
from interviewer.session.wording import plural

_STANDARD_OUTPUT = "-"


@click.command()
@sessions_option
@click.option(
    "--question",
    "questions",
    multiple=True,
    metavar="ID",
    help="Only answers to this question; may be repeated.",
)
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

    Recordings are left out, and their names too, unless --audio or --paths asks for them.
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
        click.echo(f"Exported {plural(len(extract.ids), 'session')} to {out}.")


def _progress(out: str) -> AbstractContextManager[OnProgress]:
    # On one terminal with it, the document itself shows how far it is.
    if out == _STANDARD_OUTPUT and sys.stdout.isatty():
        return nullcontext(silent)
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
