"""A memory model that was fitted to one's own history, as it is written down in the log."""

from __future__ import annotations

from dataclasses import dataclass, replace

import msgspec

from interviewer.scheduling import MemoryModel
from interviewer.scheduling.fitting import possible


@dataclass(frozen=True, slots=True, kw_only=True)
class _Document:
    fitted_from: str
    """Version of the default that it was fitted from, which stands for the code too."""
    parameters: tuple[float, ...]


_decode = msgspec.json.Decoder(_Document).decode


def written(model: MemoryModel, default: MemoryModel) -> str:
    """The model as JSON.

    Args:
        model: The default with other parameters.
        default: What it was fitted from.
    """
    document = _Document(fitted_from=default.version, parameters=model.parameters)
    return msgspec.json.encode(document).decode()


def read(document: str, default: MemoryModel) -> MemoryModel | None:
    """The model that is written there.

    Args:
        document: From `written`, perhaps by another version of the program.
        default: What models are fitted from in this version.

    Returns:
        None where it cannot be read or was fitted from another default.
    """
    try:
        found = _decode(document)
    except msgspec.DecodeError:
        return None
    if found.fitted_from != default.version or not possible(found.parameters):
        return None
    return replace(default, parameters=found.parameters)
