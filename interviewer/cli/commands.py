"""The commands by their names, each imported when it is asked for: the app opens without any of them."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from importlib import import_module

import click

_WHERE = {
    "interview": "interview:interview",
    "ask": "ask:ask",
    "next": "next:next_",
    "plan": "plan:plan",
    "progress": "progress:progress",
    "transcribe": "transcribe:transcribe",
    "grade": "grade:grade",
    "regrade": "regrade:regrade",
    "code": "code:code",
    "say": "say:say",
    "schedule": "schedule:schedule",
    "questions": "questions:questions",
    "sessions": "sessions:sessions",
    "models": "models:models",
    "export": "export:export",
    "import": "log_import:import_",
    "backup": "backup:backup",
    "restore": "backup:restore",
    "forget": "forget:forget",
    "doctor": "doctor:doctor",
    "paths": "paths:paths",
}
"""Each as `module:name` in this package."""


class Commands(MutableMapping[str, click.Command]):
    """What click takes for a dictionary of commands."""

    def __init__(self) -> None:
        self._loaded: dict[str, click.Command] = {}
        self._where = dict(_WHERE)

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._loaded:
            module, attribute = self._where[name].split(":")
            self._loaded[name] = getattr(import_module(f"interviewer.cli.{module}"), attribute)
        return self._loaded[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._loaded[name] = command
        self._where.setdefault(name, "")

    def __delitem__(self, name: str) -> None:
        del self._where[name]
        self._loaded.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._where)

    def __len__(self) -> int:
        return len(self._where)
