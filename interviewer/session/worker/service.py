"""What a service of a worker is: an object whose marked methods can be called from the other process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

Emit = Callable[[str, dict[str, Any]], None]
"""Send an event to the client: its name and its data."""

_Method = TypeVar("_Method", bound=Callable[..., Any])


class Service(Protocol):
    """The work of one kind of worker process."""

    def close(self) -> None:
        """Finish what is open; the process ends after it."""


def serves(lane: str | None) -> Callable[[_Method], _Method]:
    """Mark a method as callable from the other process.

    Args:
        lane: Calls of one lane run one after another in a thread of their own, beside those of other
            lanes; None for what must take effect at once, such as stopping.
    """

    def mark(method: _Method) -> _Method:
        method.lane = lane  # type: ignore[attr-defined]
        return method

    return mark
