"""`interviewer backup` and `interviewer restore`: copies of the log."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from interviewer.cli import output
from interviewer.cli.invocation import Invocation, pass_invocation
from interviewer.errors import StoreError
from interviewer.session.wording import when

if TYPE_CHECKING:
    from interviewer.store.backup_folder import Backup

_NEWEST = "newest"


@click.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, resolve_path=True, path_type=Path))
@click.option("--force", is_flag=True, help="Replace FILE.")
@pass_invocation
def backup(invocation: Invocation, file: Path | None, force: bool) -> None:
    """Copy the log to FILE, or into the folder of backups, and print where it is.

    This may be done at any time, also while the app is open. The copy is looked over before it counts.
    Recordings are not in it.
    """
    from interviewer.store.backup import back_up

    if file and file.exists() and not force:
        raise StoreError(f"{file} is there already. Name another file, or replace it with --force.")
    click.echo(back_up(invocation.locations.database, file).file)


@click.command()
@click.argument("file", required=False)
@click.option("--yes", is_flag=True, help="Do not ask.")
@output.json_option
@pass_invocation
def restore(invocation: Invocation, file: str | None, yes: bool, as_json: bool) -> None:
    """Put a backup in the place of the log.

    FILE is a file, the name of a backup, or `newest`; without it the backups are listed. The log that is
    there is kept as a backup itself. The app must not be open meanwhile.
    """
    from interviewer.store.backup import check
    from interviewer.store.backup import restore as put_back
    from interviewer.store.backup_folder import backups

    database = invocation.locations.database
    there = backups(database)
    if file is None:
        _list(there, as_json)
        return
    chosen = _chosen(file, there)
    check(chosen)
    if not yes:
        click.confirm(f"Put {chosen} in the place of {database}, which is kept as a backup?", abort=True)
    kept = put_back(database, chosen)
    if as_json:
        output.print_json({"restored": chosen, "kept": kept})
    else:
        click.echo(f"Restored {chosen}." + (f" What was there is kept as {kept}." if kept else ""))


def _list(there: tuple[Backup, ...], as_json: bool) -> None:
    if as_json:
        output.print_json([msgspec.to_builtins(backup, enc_hook=str) for backup in there])
    elif there:
        output.table(
            (when(backup.made_at), f"{backup.bytes / 1e6:.1f} MB", backup.file.name) for backup in there
        )
        click.echo(f"\n`interviewer restore NAME` or `interviewer restore {_NEWEST}` puts one back.")
    else:
        click.echo("No backups yet: `interviewer backup` makes one.", err=True)


def _chosen(file: str, there: tuple[Backup, ...]) -> Path:
    if file == _NEWEST:
        if not there:
            raise StoreError("There is no backup yet: `interviewer backup` makes one.")
        return there[0].file
    return next((backup.file for backup in there if backup.file.name == file), Path(file).expanduser())
