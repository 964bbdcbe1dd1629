"""`interviewer sessions serve`: the log in the browser."""

from __future__ import annotations

import click

from interviewer.cli.invocation import Invocation, pass_invocation


@click.command()
@click.option("--port", type=click.IntRange(0, 65_535), default=0, metavar="N", help="By default a free one.")
@click.option("--open", "opens", is_flag=True, help="Open it in the browser.")
@pass_invocation
def serve(invocation: Invocation, port: int, opens: bool) -> None:
    """Show the log in the browser, with Datasette, until Ctrl-C.

    It can be searched, filtered, plotted and asked in SQL, but not changed. Only this machine can reach it,
    and only with the address that is printed. The app may be open meanwhile. Needs the extra `web`.
    """
    from interviewer.session.web.server import serve

    def ready(address: str) -> None:
        click.echo(f"Your log is at {address}\nCtrl-C ends this.")
        if opens:
            click.launch(address)

    serve(invocation.locations.database, port, ready)
