"""One line on standard error: how many rows are done, and how fast."""

from __future__ import annotations

import sys
import time
from types import TracebackType

import click

from interviewer.session.wording import plural


class RateLine:
    """Shows the rate while standard error alone is a terminal, and sums it up there after several rows.

    Args:
        total: Rows to come; None where nobody knows.
        processes: That work on them.
    """

    def __init__(self, total: int | None, processes: int) -> None:
        self._of_all = "" if total is None else f" of {total}"
        self._processes = f"{processes} process" if processes == 1 else f"{processes} processes"
        self._ends = sys.stderr.isatty()
        # With both on one terminal the rows themselves show how far it is.
        self._lives = self._ends and not sys.stdout.isatty()
        self._done = self._width = 0

    def __enter__(self) -> RateLine:
        self._began = time.monotonic()
        return self

    def one_more(self) -> None:
        """A row is done."""
        self._done += 1
        if self._lives:
            self._show(f"{self._done}{self._of_all} graded, {self._rate}")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        summed_up = self._ends and self._done > 1 and error is None
        if summed_up:
            rows, seconds = plural(self._done, "row"), time.monotonic() - self._began
            self._show(f"{rows} in {seconds:.0f} s, {self._rate}, {self._processes}")
        if self._width:
            click.echo(err=True)

    @property
    def _rate(self) -> str:
        return f"{self._done / max(time.monotonic() - self._began, 1e-9):.1f} a second"

    def _show(self, text: str) -> None:
        start = "\r" if self._width else ""
        click.echo(f"{start}{text:<{self._width}}", nl=False, err=True)
        self._width = len(text)
