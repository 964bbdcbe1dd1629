"""`interviewer models`, with a hub on this machine in the place of the real one."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interviewer.cli.main import cli

SHA = hashlib.sha256(bytes(1 << 20)).hexdigest()


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["models", *arguments])


class Hub(BaseHTTPRequestHandler):
    """Offers one model, whose weights are a mebibyte of zeros."""

    seconds_for_weights = 0.0

    def do_GET(self) -> None:
        if self.path.startswith("/api/"):
            small = [{"rfilename": name, "size": 2} for name in ("config.json", "tokenizer.json")]
            weights = {"rfilename": "model.bin", "size": 1 << 20, "lfs": {"sha256": SHA}}
            self._send([json.dumps({"sha": "main", "siblings": [*small, weights]}).encode()])
        elif self.path.endswith("model.bin"):
            self._send([bytes(1 << 16)] * 16, pause=self.seconds_for_weights / 16)
        else:
            self._send([b"{}"])

    def _send(self, blocks: list[bytes], pause: float = 0.0) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(sum(map(len, blocks))))
        self.end_headers()
        for block in blocks:
            time.sleep(pause)
            try:
                self.wfile.write(block)
            except ConnectionError:
                return  # whoever asked has cancelled

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[type[Hub]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.delenv("HF_HUB_OFFLINE")
    monkeypatch.setenv("INTERVIEWER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(Hub, "seconds_for_weights", 0.0)
    yield Hub
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_packaged_models_are_ready() -> None:
    found = json.loads(invoke("list", "--json").stdout)
    ready = {(info["name"], info["source"]) for info in found if info["ready"]}
    assert {("base", "packaged"), ("tiny.en", "packaged")} <= ready
    assert set(found[0]) == {"name", "engines", "source", "path", "bytes", "ready"}
    lines = invoke("list").stdout.splitlines()
    [small] = [line for line in lines if line.startswith("small.en ")]
    assert small.endswith("not here")
    assert "interviewer models fetch" in lines[-1]


def test_an_unknown_model_names_the_nearest() -> None:
    result = invoke("fetch", "smal.en")
    assert result.exit_code == 1
    assert "small.en" in result.stderr


@pytest.mark.usefixtures("hub")
def test_a_fetched_model_is_ready(tmp_path: Path) -> None:
    result = invoke("fetch", "tiny")
    assert result.exit_code == 0, result.stderr
    folder = Path(result.stdout.strip())
    assert folder.is_relative_to(tmp_path / "cache")
    assert (folder / "model.bin").stat().st_size == 1 << 20
    ready = [info for info in json.loads(invoke("list", "--json").stdout) if info["ready"]]
    assert str(folder) in {info["path"] for info in ready}


def test_ctrl_c_cancels_and_leaves_no_half_file(hub: type[Hub], tmp_path: Path) -> None:
    hub.seconds_for_weights = 6.0
    program = [sys.executable, "-m", "interviewer", "models", "fetch", "tiny"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        while not list(tmp_path.glob("cache/models/**/.model.bin*")):
            assert process.poll() is None
            time.sleep(0.05)
        os.kill(process.pid, signal.SIGINT)
        out, error = process.communicate(timeout=20)
    assert process.returncode == 130
    assert out == ""
    assert "Traceback" not in error
    assert not list(tmp_path.glob("cache/models/**/*model.bin*"))
