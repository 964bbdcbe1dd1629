"""Fetching model weights, which happens only when the user asks for it."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from interviewer.errors import ModelError
from interviewer.speech.stt.packaged import COMPANIONS, WEIGHTS_FILE, Progress
from interviewer.speech.stt.replacing import replacing

_TIMEOUT = 30.0
_BLOCK = 1 << 18
_HUB_FILES = {*COMPANIONS, "vocabulary.json", "preprocessor_config.json", WEIGHTS_FILE}


@dataclass(frozen=True, slots=True)
class Remote:
    """A file to fetch, and where to; `bytes` is 0 and `sha256` empty where the publisher gives none."""

    url: str
    target: Path
    bytes: int
    sha256: str


def hub_files(repository: str, folder: Path) -> tuple[Remote, ...]:
    """The files of a CTranslate2 model on the Hugging Face hub, the weights last.

    Args:
        repository: "owner/name". The environment's `HF_ENDPOINT` names a mirror of the hub.
        folder: Where they are to be put.

    Raises:
        ModelError: The hub cannot be reached, or answers something else.
    """
    hub = os.environ.get("HF_ENDPOINT", "https://huggingface.co").rstrip("/")
    page = f"{hub}/api/models/{repository}?blobs=true"
    with _open(page) as answer:
        description = b"".join(_blocks(answer))
    try:
        described = json.loads(description)
        files = [
            Remote(
                url=f"{hub}/{repository}/resolve/{described['sha']}/{file['rfilename']}",
                target=folder / file["rfilename"],
                bytes=file["size"],
                sha256=(file.get("lfs") or {}).get("sha256", ""),
            )
            for file in described["siblings"]
            if file["rfilename"] in _HUB_FILES
        ]
    except (ValueError, KeyError, TypeError) as error:  # such as the page of a network that wants a login
        raise ModelError(f"{page} does not describe a model: check the network and try again.") from error
    # A folder counts as a model once it has weights, so they come when the rest is there.
    return tuple(sorted(files, key=lambda file: file.target.name == WEIGHTS_FILE))


def openai_file(name: str, target: Path) -> Remote:
    """The checkpoint of a model where openai-whisper has it; its address holds the SHA-256."""
    import whisper

    url: str = whisper._MODELS[name]
    return Remote(url=url, target=target, bytes=0, sha256=url.split("/")[-2])


def download(files: tuple[Remote, ...], on_progress: Progress | None = None) -> None:
    """Fetch the files one after the other; each appears in its place only when it is whole.

    Args:
        files: What to fetch.
        on_progress: Told the bytes done and in all; raise from it to cancel.

    Raises:
        ModelError: The network or the disk fails, or a file arrives damaged.
    """
    total, done = sum(file.bytes for file in files), 0
    for file in files:
        digest, received = hashlib.sha256(), 0
        with _open(file.url) as answer, replacing(file.target) as output:
            length = int(answer.headers.get("Content-Length") or file.bytes)
            for block in _blocks(answer):
                digest.update(block)
                output.write(block)
                received += len(block)
                if on_progress:
                    on_progress(done + received, total or length)
            if received < length or (file.sha256 and digest.hexdigest() != file.sha256):
                raise ModelError(f"{file.url} arrived damaged: try again.")
        done += received


def _open(url: str) -> http.client.HTTPResponse:
    if os.environ.get("HF_HUB_OFFLINE", "").upper() in {"1", "TRUE", "YES", "ON"}:
        raise ModelError("HF_HUB_OFFLINE is set, so nothing is fetched: unset it and try again.")
    with _network(url):
        answer: http.client.HTTPResponse = urllib.request.urlopen(url, timeout=_TIMEOUT)
        return answer


def _blocks(answer: http.client.HTTPResponse) -> Iterator[bytes]:
    with _network(answer.url):
        while block := answer.read(_BLOCK):
            yield block


@contextmanager
def _network(url: str) -> Iterator[None]:
    try:
        yield
    except (OSError, http.client.HTTPException) as error:
        raise ModelError(
            f"{url} cannot be fetched ({error}): check the network and try again. "
            "The models that come with the installation need none."
        ) from error
