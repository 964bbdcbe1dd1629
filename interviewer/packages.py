"""Data that was installed as Python packages."""

from __future__ import annotations

import importlib.util
from pathlib import Path


def folder(module: str) -> Path | None:
    """Folder of an installed package, found without importing it; None where it is not installed."""
    spec = importlib.util.find_spec(module)
    locations = spec.submodule_search_locations if spec else None
    return Path(locations[0]) if locations else None
