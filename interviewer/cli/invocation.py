"""What every command starts from: locations, settings, and a runtime that is closed whatever happens."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import click

from interviewer import locations, settings
from interviewer.locations import Locations
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

        return Runtime(self.settings, places or self.locations)

    def run(self, work: Callable[[Runtime], Coroutine[Any, Any, T]], places: Locations | None = None) -> T:
        """Do work that waits for a worker process, and end those processes after it."""
        import asyncio

        async def work_and_close() -> T:
            runtime = self.runtime(places)
            try:
                return await work(runtime)
            finally:
                await runtime.close()

        return asyncio.run(work_and_close())


pass_invocation = click.make_pass_decorator(Invocation)
