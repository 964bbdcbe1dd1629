"""A table of interchangeable engines, each imported only when it is asked for."""

from __future__ import annotations

import difflib
import importlib
import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from interviewer.errors import EngineError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Engine:
    """One row of an `EngineTable`.

    Attributes:
        target: Where the engine is, as "module:name" of a class or factory.
        requires: Top-level modules that must be importable for it to work.
        install: What pip installs to get them, such as `interviewer[natural-voice]`.
    """

    target: str
    requires: tuple[str, ...] = ()
    install: str = "interviewer"


@dataclass(frozen=True, slots=True)
class EngineTable(Generic[T]):
    """Engines of one kind by name; nothing of theirs is imported before `load`.

    Attributes:
        kind: What the engines are, for messages: "voice", "transcription engine".
        engines: The rows by name, the preferred one first.
    """

    kind: str
    engines: Mapping[str, Engine]

    @property
    def names(self) -> tuple[str, ...]:
        """Every engine that the table knows, installed or not."""
        return tuple(self.engines)

    @property
    def installed(self) -> tuple[str, ...]:
        """The engines whose packages are there; found out without importing them."""
        return tuple(name for name, engine in self.engines.items() if not _missing(engine))

    def load(self, name: str) -> Callable[..., T]:
        """Import an engine.

        Args:
            name: One of `names`.

        Returns:
            The class or factory that makes the engine.

        Raises:
            EngineError: There is no such engine, a package of it is missing or cannot be imported; says
                what there is and what to install.
        """
        engine = self.engines.get(name)
        if engine is None:
            near = difflib.get_close_matches(name, self.names, n=1)
            hint = f"did you mean '{near[0]}'? There is" if near else "there is"
            raise EngineError(f"'{name}' is not a {self.kind}; {hint} {', '.join(self.names)}.")
        missing = _missing(engine)
        if missing:
            raise EngineError(
                f"The {self.kind} '{name}' needs {' and '.join(missing)}: pip install '{engine.install}'. "
                f"Installed: {', '.join(self.installed) or 'none'}."
            )
        module, _, attribute = engine.target.partition(":")
        try:
            return cast(Callable[..., T], getattr(importlib.import_module(module), attribute))
        except (ImportError, OSError) as error:  # OSError: a system library under the package is missing
            raise EngineError(
                f"The {self.kind} '{name}' is installed but cannot be loaded ({error}): "
                f"pip install --force-reinstall '{engine.install}', or choose another of "
                f"{', '.join(other for other in self.names if other != name) or 'none'}."
            ) from error


def _missing(engine: Engine) -> list[str]:
    return [module for module in engine.requires if importlib.util.find_spec(module) is None]
