"""Where model weights are: a path, a package, the folder of fetched models, a cache, or the hub."""

from __future__ import annotations

import os
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from interviewer.errors import ModelError
from interviewer.speech.stt.download import download, hub_files, openai_file
from interviewer.speech.stt.packaged import PACKAGED, WEIGHTS_FILE, Progress
from interviewer.speech.stt.published import FASTER_WHISPER, PUBLISHED, WHISPER, unknown

Source = Literal["packaged", "fetched", "cache", "hub"]

_ENOUGH_MEMORY = 2 << 30


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelInfo:
    """One model from one source.

    Attributes:
        name: Whisper's name of it.
        engines: The engines that can use it from there.
        source: `packaged` came with the installation, `fetched` was fetched with this program, `cache` is
            another program's download, `hub` is not on this machine.
        path: Where it is; None on the hub.
        bytes: Size of the weights; about, on the hub.
    """

    name: str
    engines: tuple[str, ...]
    source: Source
    path: Path | None
    bytes: int

    @property
    def ready(self) -> bool:
        """Whether it can be used without fetching anything."""
        return self.path is not None


def default_model() -> str:
    """`base`, or `tiny.en` where less than 2 GiB of memory are available."""
    memory = _available_memory()
    return "base" if memory is None or memory >= _ENOUGH_MEMORY else "tiny.en"


def resolve(name: str, engine: str, models: Path, on_progress: Progress | None = None) -> Path:
    """The weights of a model that is on this machine, made ready for the engine. Never downloads.

    The first time, packaged weights that come in parts are joined and, for `whisper`, converted.

    Args:
        name: A published name, or a path: a CTranslate2 folder for `faster-whisper`, a checkpoint
            for `whisper`.
        engine: `faster-whisper` or `whisper`.
        models: Folder of joined, converted and fetched weights.
        on_progress: Told the bytes joined and in all.

    Raises:
        ModelError: The weights are not here, or damaged; says how to get them.
    """
    if name not in PUBLISHED:
        return _given(name, engine)
    found = _find(name, engine, models)
    if found is None:
        here = [info.name for info in available(models) if info.ready and engine in info.engines]
        raise ModelError(
            f"Whisper {name} is not on this machine: run `interviewer models fetch {name}`, "
            f"or set stt_model to one that is here ({', '.join(here) or 'none'})."
        )
    source, path = found
    return _unpacked(name, engine, models, on_progress) if source == "packaged" else path


def available(models: Path) -> tuple[ModelInfo, ...]:
    """Every published model with where it is; one that an engine lacks is on the hub for that engine."""
    return tuple(info for name in PUBLISHED for info in _listed(name, models))


def fetch(name: str, engine: str, models: Path, on_progress: Progress | None = None) -> Path:
    """Download a model for an engine, unless it is here already, and make it ready.

    Args:
        name: A published name.
        engine: `faster-whisper` (from the Hugging Face hub) or `whisper` (from OpenAI).
        models: Folder that it is put into.
        on_progress: Told the bytes done and in all; raise from it to cancel. No half file is left.

    Returns:
        The weights, as `resolve` gives them.

    Raises:
        ModelError: The name is unknown, the network or the disk fails.
    """
    if name not in PUBLISHED or engine not in PUBLISHED[name].engines:
        raise unknown(name, engine)
    if _find(name, engine, models) is None:
        target = _fetched(name, engine, models)
        hub = engine == FASTER_WHISPER
        download(
            hub_files(PUBLISHED[name].repository, target) if hub else (openai_file(name, target),),
            on_progress,
        )
    return resolve(name, engine, models, on_progress)


def intact(info: ModelInfo) -> bool | None:
    """Whether weights have their published SHA-256; None where none is known. Reads the whole file."""
    return PACKAGED[info.name].intact() if info.source == "packaged" else None


def _given(name: str, engine: str) -> Path:
    path = Path(name).expanduser()
    if not path.exists():
        raise unknown(name, engine)
    if engine == FASTER_WHISPER and not _whole(path, engine):
        raise ModelError(
            f"{path} is not a CTranslate2 folder with {WEIGHTS_FILE}, config.json and tokenizer.json: "
            "convert it with ct2-transformers-converter, or use the engine 'whisper' for a checkpoint."
        )
    if engine == WHISPER and not path.is_file():
        raise ModelError(
            f"{path} is not a checkpoint file: the engine 'faster-whisper' reads CTranslate2 folders."
        )
    return path


def _find(name: str, engine: str, models: Path) -> tuple[Source, Path] | None:
    packaged = PACKAGED.get(name)
    if packaged and packaged.installed:
        return "packaged", packaged.paths[0].parent
    fetched, cached = _fetched(name, engine, models), _cached(name, engine)
    if _whole(fetched, engine):
        return "fetched", fetched
    if cached and _whole(cached, engine):
        return "cache", cached
    return None


def _unpacked(name: str, engine: str, models: Path, on_progress: Progress | None) -> Path:
    checkpoint = _fetched(name, WHISPER, models)
    if engine == WHISPER and _whole(checkpoint, WHISPER):
        return checkpoint
    folder = PACKAGED[name].folder(models, on_progress)
    if engine == FASTER_WHISPER:
        return folder
    from interviewer.speech.stt.checkpoint import convert

    convert(folder, checkpoint)
    return checkpoint


def _fetched(name: str, engine: str, models: Path) -> Path:
    return models / f"whisper-{name}" if engine == FASTER_WHISPER else models / f"whisper-{name}.pt"


def _cached(name: str, engine: str) -> Path | None:
    if engine == WHISPER:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "whisper" / f"{name}.pt"
    from huggingface_hub import try_to_load_from_cache

    weights = try_to_load_from_cache(PUBLISHED[name].repository, WEIGHTS_FILE)
    return Path(weights).parent if isinstance(weights, str) else None


def _whole(path: Path, engine: str) -> bool:
    if engine == WHISPER:
        # A published checkpoint is a zip archive, whose directory comes last: half of one is none.
        return path.is_file() and zipfile.is_zipfile(path)
    return all((path / file).is_file() for file in ("config.json", "tokenizer.json", WEIGHTS_FILE))


def _listed(name: str, models: Path) -> list[ModelInfo]:
    engines: defaultdict[tuple[Source, Path | None], list[str]] = defaultdict(list)
    for engine in PUBLISHED[name].engines:
        engines[_find(name, engine, models) or ("hub", None)].append(engine)
    return [
        ModelInfo(name=name, engines=tuple(users), source=source, path=path, bytes=_size(name, source, path))
        for (source, path), users in engines.items()
    ]


def _size(name: str, source: Source, path: Path | None) -> int:
    if source == "packaged":
        return PACKAGED[name].size
    if path is None:
        return PUBLISHED[name].bytes
    return (path / WEIGHTS_FILE if path.is_dir() else path).stat().st_size


def _available_memory() -> int | None:
    """Bytes that programs can still have; None where the system does not say."""
    try:
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):  # not on macOS and Windows
        return None
