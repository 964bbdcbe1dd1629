"""What a check of the doctor found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that works; what does not work is raised as an error instead."""

    text: str
    remedy: str = ""
    """What to do, where it works but not as one would wish; empty where all is well."""
