"""Transcription by a server: here one on this machine, which speaks OpenAI's API and runs real Whisper."""

from __future__ import annotations

import email
import email.policy
import io
import json
import socket
import threading
import wave
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

from interviewer.errors import EngineError, ModelError
from interviewer.settings import Settings
from interviewer.speech.audio import files
from interviewer.speech.stt import SttEngine, load, weights

AUDIO = Path(__file__).parents[1] / "fixtures" / "audio"


class Server:
    """A transcription server.

    Attributes:
        asked: The fields of each request to transcribe.
        keys: What each request gave as its key.
        leaves_out: Parts of `verbose_json` that it does not know.
        answers: Given in place of a transcript, each once: a status and a body; None cuts the connection.
    """

    def __init__(self, whisper: SttEngine) -> None:
        self.asked: list[dict[str, list[str]]] = []
        self.keys: list[str | None] = []
        self.leaves_out: set[str] = set()
        self.answers: list[tuple[int, bytes] | None] = []
        self.url = ""
        self._whisper = whisper

    def transcribed(self, fields: dict[str, list[str]], sound: bytes) -> dict[str, object]:
        """What the API gives for a file."""
        with wave.open(io.BytesIO(sound)) as wav:
            assert (wav.getnchannels(), wav.getsampwidth(), wav.getframerate()) == (1, 2, 16_000)
            samples = np.frombuffer(wav.readframes(wav.getnframes()), np.int16).astype(np.float32) / 32768
        heard = self._whisper.transcribe(samples, fields.get("prompt", []))
        words = [{"word": word.text, "start": word.start, "end": word.end} for word in heard.words]
        segment = {
            "id": 0,
            "text": heard.text,
            "avg_logprob": -0.2,
            "no_speech_prob": 0.1,
            "compression_ratio": 1.4,
        }
        answer = {
            "task": "transcribe",
            "language": "english",
            "text": heard.text,
            "words": words,
            "segments": [segment],
        }
        return {name: value for name, value in answer.items() if name not in self.leaves_out}


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> SttEngine:
    return load(Settings(stt_model="tiny.en"), tmp_path_factory.mktemp("models"))


@pytest.fixture
def server(tiny: SttEngine) -> Iterator[Server]:
    serving = Server(tiny)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._send(
                200, json.dumps({"object": "list", "data": [{"id": "whisper-1", "object": "model"}]}).encode()
            )

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            serving.keys.append(self.headers["Authorization"])
            if self.path != "/v1/audio/transcriptions":
                self._send(404, b"not found")
                return
            if serving.answers:
                given = serving.answers.pop(0)
                if given is None:
                    self.close_connection = True
                else:
                    self._send(*given)
                return
            head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
            parts = email.message_from_bytes(head + body, policy=email.policy.HTTP)
            fields: dict[str, list[str]] = {}
            sound = b""
            for part in parts.iter_parts():
                name = part.get_param("name", header="content-disposition")
                if name == "file":
                    sound = part.get_payload(decode=True)
                else:
                    fields.setdefault(str(name), []).append(part.get_payload(decode=True).decode())
            serving.asked.append(fields)
            self._send(200, json.dumps(serving.transcribed(fields, sound)).encode())

        def _send(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    serving.url = f"http://127.0.0.1:{listening.server_port}/v1"
    yield serving
    listening.shutdown()
    listening.server_close()
    thread.join()


def engine(server: Server, tmp_path: Path, **settings: str) -> SttEngine:
    return load(Settings(stt_engine="openai-http", stt_url=server.url, **settings), tmp_path)


def test_the_server_hears_what_the_same_model_hears_here(
    server: Server, tiny: SttEngine, tmp_path: Path
) -> None:
    heard, here = engine(server, tmp_path).transcribe(AUDIO / "jfk.flac"), tiny.transcribe(AUDIO / "jfk.flac")
    assert heard.text == here.text
    assert [word.text for word in heard.words] == [word.text for word in here.words]
    assert all(abs(one.start - other.start) < 0.1 for one, other in zip(heard.words, here.words, strict=True))
    assert (heard.engine, heard.model) == ("openai-http", "whisper-1")


def test_it_is_asked_by_the_api(server: Server, tmp_path: Path) -> None:
    client = engine(server, tmp_path, stt_model="large", stt_key="secret", stt_language="de")
    client.transcribe(AUDIO / "jfk.flac", ["country", "fellow Americans"])
    (asked,) = server.asked
    assert asked["model"] == ["large"]
    assert asked["language"] == ["de"]
    assert asked["prompt"] == ["country, fellow Americans"]
    assert asked["response_format"] == ["verbose_json"]
    assert asked["timestamp_granularities[]"] == ["word", "segment"]
    assert server.keys == ["Bearer secret"]


GERMAN = {
    "text": " Um das zu tun, ist er da.",
    "language": "german",
    "words": [{"word": word, "start": n, "end": n + 2} for n, word in ((0, "Um"), (4, "das"), (9, "er"))],
}


@pytest.mark.parametrize(
    ("setting", "told", "language"),
    [("de", "german", "de"), ("de", None, "de"), ("auto", "de", "de"), ("auto", None, "und")],
)
def test_words_of_another_language_are_no_fillers(
    server: Server, tmp_path: Path, setting: str, told: str | None, language: str
) -> None:
    server.answers = [(200, json.dumps(GERMAN | {"language": told}).encode())]
    heard = engine(server, tmp_path, stt_language=setting).transcribe(AUDIO / "jfk.flac")
    assert (heard.text, heard.fillers) == ("Um das zu tun, ist er da.", ())
    assert heard.language == language


@pytest.mark.parametrize("told", ["english", "en"])
def test_a_server_may_name_the_language_or_its_code(server: Server, tmp_path: Path, told: str) -> None:
    server.answers = [(200, json.dumps({"text": "Um, so it is.", "language": told}).encode())]
    heard = engine(server, tmp_path, stt_language="auto").transcribe(AUDIO / "jfk.flac")
    assert (heard.text, heard.language) == ("So it is.", "en")


def test_a_word_without_letters_is_none(server: Server, tmp_path: Path) -> None:
    words = [{"word": text, "start": 0, "end": 11} for text in (" yes", " ", "")]
    server.answers = [(200, json.dumps({"text": " yes", "words": words}).encode())]
    heard = engine(server, tmp_path).transcribe(AUDIO / "jfk.flac")
    assert [word.text for word in heard.words] == ["yes"]


def test_silence_is_never_sent(server: Server, tmp_path: Path) -> None:
    heard = engine(server, tmp_path).transcribe(AUDIO / "noise_pink_-35.flac", ["gradient"])
    assert not heard.heard_speech
    assert server.asked == []


@pytest.mark.parametrize("left_out", [{"words"}, {"segments"}, {"words", "segments", "language", "task"}])
def test_a_server_that_says_less_is_enough(server: Server, tmp_path: Path, left_out: set[str]) -> None:
    server.leaves_out = left_out
    heard = engine(server, tmp_path).transcribe(files.load(AUDIO / "jfk.flac"))
    assert "ask not what your country can do for you" in heard.text.lower()
    assert bool(heard.words) == ("words" not in left_out)


def test_a_connection_that_breaks_is_told(server: Server, tmp_path: Path) -> None:
    client = engine(server, tmp_path)
    server.answers = [None]
    with pytest.raises(EngineError, match="No transcription server answers"):
        client.transcribe(AUDIO / "jfk.flac")
    assert "country" in client.transcribe(AUDIO / "jfk.flac").text


@pytest.mark.parametrize(
    ("answer", "mend"),
    [
        ((401, b"who are you?"), "set stt_key"),
        ((404, b"no such model"), "or stt_model"),
        ((500, b"out of memory"), "out of memory"),
        ((200, b"<html>Welcome</html>"), "one that ends in /v1"),
        ((200, b'{"segments": []}'), "one that ends in /v1"),
    ],
)
def test_what_went_wrong_is_told(
    server: Server, tmp_path: Path, answer: tuple[int, bytes], mend: str
) -> None:
    client = engine(server, tmp_path, stt_model="x")
    server.answers = [answer]
    with pytest.raises(EngineError, match=mend):
        client.transcribe(AUDIO / "jfk.flac")
    assert "country" in client.transcribe(AUDIO / "jfk.flac").text


def test_no_server_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(EngineError, match="start it, mend stt_url"):
        load(Settings(stt_engine="openai-http", stt_url=f"http://127.0.0.1:{port}/v1"), tmp_path)
    with pytest.raises(EngineError, match="set stt_url"):
        load(Settings(stt_engine="openai-http"), tmp_path)


def test_the_check_says_where_speech_goes(server: Server, tmp_path: Path) -> None:
    assert server.url in engine(server, tmp_path).check()


def test_it_has_no_weights_to_fetch(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="needs no model on this machine"):
        weights.fetch("small.en", "openai-http", tmp_path)
