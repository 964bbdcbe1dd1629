"""Fetching a model from a hub, here one on this machine."""

from __future__ import annotations

import hashlib
import io
import json
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import huggingface_hub.constants
import pytest
import whisper

from interviewer.errors import ModelError
from interviewer.speech.stt import weights

WEIGHTS = bytes(range(256)) * 4096
SMALL = {"config.json": b"{}", "tokenizer.json": b"{}", "vocabulary.txt": b"a\nb", "model.bin": WEIGHTS}
REPOSITORY = "Systran/faster-whisper-small"


class Hub:
    """What a server answers, by path; and where it is."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.breaks_at = ""
        self.address = ""

    def publish(self, repository: str, files: dict[str, bytes]) -> None:
        siblings = [
            {"rfilename": name, "size": len(content), "lfs": {"sha256": hashlib.sha256(content).hexdigest()}}
            for name, content in (files | {"README.md": b"# Read me"}).items()
        ]
        page = {"sha": "0a1b", "siblings": siblings}
        self.pages[f"/api/models/{repository}?blobs=true"] = json.dumps(page).encode()
        self.pages |= {f"/{repository}/resolve/0a1b/{name}": content for name, content in files.items()}


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    served = Hub()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append(self.path)
            content = served.pages.get(self.path)
            if content is None:
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            breaks = served.breaks_at and served.breaks_at in self.path
            self.wfile.write(content[:-1] if breaks else content)

        def log_message(self, *_: object) -> None:
            pass

    monkeypatch.delenv("HF_HUB_OFFLINE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path / "caches" / "hub"))
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        served.address = f"http://127.0.0.1:{server.server_port}"
        monkeypatch.setenv("HF_ENDPOINT", served.address)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        served.publish(REPOSITORY, SMALL)
        yield served
        server.shutdown()
        thread.join()


def found(models: Path, engine: str) -> str:
    (source,) = (
        info.source for info in weights.available(models) if info.name == "small" and engine in info.engines
    )
    return source


def test_a_model_is_fetched_once_and_then_found(hub: Hub, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    folder = weights.fetch("small", "faster-whisper", tmp_path, lambda *step: steps.append(step))
    total = sum(map(len, SMALL.values()))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == SMALL
    assert steps[-1] == (total, total)
    assert len(steps) > len(SMALL)
    assert found(tmp_path, "faster-whisper") == "fetched"
    assert found(tmp_path, "whisper") == "hub"
    hub.asked.clear()
    assert weights.fetch("small", "faster-whisper", tmp_path) == folder
    assert weights.resolve("small", "faster-whisper", tmp_path) == folder
    assert hub.asked == []


def test_the_engine_whisper_fetches_from_openais_address(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("data.pkl", WEIGHTS)
    path = f"/models/{hashlib.sha256(archive.getvalue()).hexdigest()}/small.pt"
    hub.pages[path] = archive.getvalue()
    monkeypatch.setitem(whisper._MODELS, "small", hub.address + path)
    steps: list[tuple[int, int]] = []
    checkpoint = weights.fetch("small", "whisper", tmp_path, lambda *step: steps.append(step))
    assert checkpoint.read_bytes() == archive.getvalue()
    assert steps[-1] == (len(archive.getvalue()),) * 2
    assert found(tmp_path, "whisper") == "fetched"
    hub.pages[path] = archive.getvalue()[:-1] + b"?"
    checkpoint.unlink()
    with pytest.raises(ModelError, match="arrived damaged"):
        weights.fetch("small", "whisper", tmp_path)
    assert list(tmp_path.glob("*small*")) == []


def test_half_a_model_is_none(hub: Hub, tmp_path: Path) -> None:
    hub.pages[f"/{REPOSITORY}/resolve/0a1b/model.bin"] = WEIGHTS[:-1] + b"?"
    with pytest.raises(ModelError, match=r"model\.bin arrived damaged"):
        weights.fetch("small", "faster-whisper", tmp_path)
    assert found(tmp_path, "faster-whisper") == "hub"
    assert not (tmp_path / "whisper-small" / "model.bin").exists()
    hub.publish(REPOSITORY, SMALL)
    assert (weights.fetch("small", "faster-whisper", tmp_path) / "model.bin").read_bytes() == WEIGHTS


@pytest.mark.parametrize(
    ("path", "message"),
    [("model.bin", r"model\.bin arrived damaged: try again"), ("blobs", "not describe a model")],
)
def test_a_connection_that_breaks_is_told(hub: Hub, tmp_path: Path, path: str, message: str) -> None:
    hub.breaks_at = path
    with pytest.raises(ModelError, match=message):
        weights.fetch("small", "faster-whisper", tmp_path)
    assert found(tmp_path, "faster-whisper") == "hub"
    hub.breaks_at = ""
    weights.fetch("small", "faster-whisper", tmp_path)
    assert found(tmp_path, "faster-whisper") == "fetched"


def test_cancelling_leaves_no_half_file(hub: Hub, tmp_path: Path) -> None:
    class CancelledError(Exception):
        pass

    def cancel(done: int, total: int) -> None:
        if done > len(WEIGHTS) // 2:
            raise CancelledError

    with pytest.raises(CancelledError):
        weights.fetch("small", "faster-whisper", tmp_path, cancel)
    assert {path.name for path in (tmp_path / "whisper-small").iterdir()} == set(SMALL) - {"model.bin"}
    assert found(tmp_path, "faster-whisper") == "hub"


def test_what_the_network_cannot_give_is_told(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ModelError, match=r"cannot be fetched \(HTTP Error 404.*check the network"):
        weights.fetch("medium", "faster-whisper", tmp_path)
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(ModelError, match=r"cannot be fetched .*come with the installation"):
        weights.fetch("small", "faster-whisper", tmp_path)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelError, match="HF_HUB_OFFLINE is set"):
        weights.fetch("small", "faster-whisper", tmp_path)


def test_what_is_packaged_is_not_fetched(hub: Hub, tmp_path: Path) -> None:
    assert (weights.fetch("tiny.en", "faster-whisper", tmp_path) / "model.bin").is_file()
    assert hub.asked == []
