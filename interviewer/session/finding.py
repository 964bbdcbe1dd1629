"""What was found of the parts that an interview needs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that works; what does not work is raised as an error instead."""

    text: str
    remedy: str = ""
    """What to do, where it works but not as one would wish; empty where all is well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Devices:
    """The sound devices of this machine, by name; the system's default ones first."""

    microphones: tuple[str, ...]
    speakers: tuple[str, ...]
