"""Serves the log to the browser."""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

from interviewer.errors import StoreError
from interviewer.session.web.gate import Gate
from interviewer.session.web.metadata import metadata
from interviewer.store import Log

_HOST = "127.0.0.1"
_NEEDED = ("datasette", "datasette_dashboards", "datasette_vega", "uvicorn")
_QUERY_MILLISECONDS = 20_000


def serve(database: Path, port: int, on_ready: Callable[[str], None]) -> None:
    """Show the log in the browser until Ctrl-C, without ever writing to it.

    Args:
        database: The log; it may be open elsewhere, and what is logged meanwhile is shown.
        port: On the loopback interface; 0 for a free one.
        on_ready: Called with the address, when it can be opened.

    Raises:
        StoreError: There is no log, the port is taken, or the extra `web` is not installed.
    """
    if not all(map(importlib.util.find_spec, _NEEDED)):
        raise StoreError("To see the log in the browser takes Datasette: pip install 'interviewer[web]'.")
    if not database.exists():
        raise StoreError("There is no log yet: `interviewer` starts an interview.")
    with Log.open(database) as log, log.connection.reading() as db:
        tables = [*db.table_names(), *db.view_names()]
    with _listening(port) as listening, contextlib.suppress(KeyboardInterrupt):
        gate = Gate(_datasette(database, metadata(database.stem, tables)))
        on_ready(f"http://{_HOST}:{listening.getsockname()[1]}/{gate.query}")
        asyncio.run(_server(gate).serve(sockets=[listening]))


def _listening(port: int) -> socket.socket:
    try:
        return socket.create_server((_HOST, port))
    except OSError as error:
        raise StoreError(
            f"Port {port} cannot be had: {error.strerror}. Give another, or none for a free one."
        ) from error


def _datasette(database: Path, told: dict[str, Any]) -> Any:
    import rich
    from datasette.app import Datasette

    # Datasette prints every mistake in the user's SQL there, pages long; the browser tells it in a sentence.
    rich.reconfigure(quiet=True)
    # As a mutable file it is opened with mode=ro, so that what others write meanwhile is seen; "immutable"
    # would be read past their write-ahead log.
    return Datasette(
        files=[str(database)],
        metadata=told,
        settings={"sql_time_limit_ms": _QUERY_MILLISECONDS, "allow_download": False},
    ).app()


def _server(gate: Gate) -> Any:
    import uvicorn

    return uvicorn.Server(
        uvicorn.Config(gate, log_level="warning", access_log=False, ws="none", timeout_graceful_shutdown=1)
    )
