"""What every command starts from: locations, settings, and a runtime that is closed whatever happens."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import click

from interviewer import locations, settings
from interviewer.locations import Locations
from interviewer.progress import OnProgress
from interviewer.settings import Settings

if TYPE_CHECKING:
    from interviewer.session.runtime import Runtime

T = TypeVar("T")


@dataclass(frozen=True)
class Invocation:
    """One call of the program.

    Attributes:
        flags: Settings given on the command line; None means not given.
    """

    flags: Mapping[str, Any]

    @cached_property
    def locations(self) -> Locations:
        """Where files are kept."""
        return locations.find()

    @cached_property
    def settings(self) -> Settings:
        """The settings from all sources.

        Raises:
            SettingsError: One of them cannot be used.
        """
        return settings.load(self.locations.settings_file, flags=self.flags)

    def runtime(self, places: Locations | None = None) -> Runtime:
        """A runtime, for the user's own locations unless others are given."""
        from interviewer.session.runtime import Runtime

        return Runtime(self.settings, places or self.locations, flags=self.flags)

    def run(self, work: Callable[[Runtime], Coroutine[Any, Any, T]], places: Locations | None = None) -> T:
        """Do work that waits for a worker process, and end those processes after it.

        Raises:
            KeyboardInterrupt: Ctrl-C was pressed; the work was cancelled and what it had open is finished.
        """
        import asyncio

        async def work_and_close() -> T:
            _cancel_on_interrupt()
            runtime = self.runtime(places)
            try:
                return await work(runtime)
            finally:
                await runtime.close()

        try:
            return asyncio.run(work_and_close())
        except asyncio.CancelledError:
            raise KeyboardInterrupt from None


async def in_thread(compute: Callable[[OnProgress], T], on_progress: OnProgress) -> T:
    """Do work that keeps the processor busy, so that Ctrl-C is heard meanwhile.

    Args:
        compute: The work; it ends when what it is given to tell its progress raises.
        on_progress: Is told how far it is.
    """
    import asyncio
    import threading

    cancelled = threading.Event()

    def tell(done: int, total: int) -> None:
        if cancelled.is_set():
            raise KeyboardInterrupt
        on_progress(done, total)

    try:
        return await asyncio.to_thread(compute, tell)
    except asyncio.CancelledError:
        cancelled.set()
        raise


def _cancel_on_interrupt() -> None:
    """Have Ctrl-C cancel the work alone: Python 3.10 would cancel the readers of the workers with it."""
    import asyncio

    task = asyncio.current_task()
    assert task
    with contextlib.suppress(NotImplementedError):  # Windows, where the loop takes no signals
        asyncio.get_running_loop().add_signal_handler(signal.SIGINT, task.cancel)


pass_invocation = click.make_pass_decorator(Invocation)
