"""The worker process: `python -m interviewer.session.worker SERVICE`."""

from __future__ import annotations

import importlib
import os
import signal
import sys
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor
from typing import Any, BinaryIO, get_type_hints

import msgspec

from interviewer.errors import InterviewerError
from interviewer.locations import Locations
from interviewer.session.worker.messages import (
    MEND_MEMORY,
    Answer,
    Configuration,
    Event,
    Failure,
    Reply,
    Request,
    from_plain,
    line,
)
from interviewer.session.worker.service import Service

SERVICES = {
    "sound": "interviewer.session.worker.sound_service:SoundService",
    "models": "interviewer.session.worker.models_service:ModelsService",
}


class Process:
    """Reads requests until its input ends, and runs each in the lane of its method."""

    def __init__(self, service_name: str, requests: BinaryIO, answers: BinaryIO) -> None:
        self._requests, self._answers = requests, answers
        self._write_lock = threading.Lock()
        self._lanes: dict[str, ThreadPoolExecutor] = {}
        configuration = msgspec.json.decode(requests.readline(), type=Configuration, dec_hook=from_plain)
        module, name = SERVICES[service_name].split(":")
        self._service: Service = getattr(importlib.import_module(module), name)(
            configuration.settings,
            Locations(data=configuration.data, cache=configuration.cache),
            self._emit,
        )

    def run(self) -> None:
        """Serve until the client closes its end or is gone."""
        decoder = msgspec.json.Decoder(Request)
        for text in self._requests:
            request = decoder.decode(text)
            lane = getattr(getattr(self._service, request.method), "lane")  # noqa: B009 - AttributeError is meant
            if lane is None:
                self._carry_out(request)
            else:
                pool = self._lanes.setdefault(lane, ThreadPoolExecutor(1, thread_name_prefix=lane))
                pool.submit(self._carry_out, request)
        self._service.close()

    def _carry_out(self, request: Request) -> None:
        try:
            method = getattr(self._service, request.method)
            types = get_type_hints(method)
            params = {
                name: msgspec.convert(value, types[name], dec_hook=from_plain)
                for name, value in request.params.items()
            }
            self._send(Reply(id=request.id, result=method(**params)))
        except InterviewerError as error:
            self._send(Failure(id=request.id, error=type(error).__name__, message=str(error)))
        except Exception as error:  # noqa: BLE001 - whatever it is, the client waits for an answer
            traceback.print_exc()
            self._send(Failure(id=request.id, error="WorkerError", message=_sentence(error)))

    def _emit(self, name: str, data: dict[str, Any]) -> None:
        self._send(Event(name=name, data=data))

    def _send(self, answer: Answer) -> None:
        with self._write_lock:
            try:
                self._answers.write(line(answer))
                self._answers.flush()
            except BrokenPipeError:
                pass  # The client is gone; the end of the input follows.


def _sentence(error: Exception) -> str:
    # Libraries in C tell of it as whatever they please.
    signs = ("allocate memory", "out of memory", "bad_alloc", "failed to map segment")
    if isinstance(error, MemoryError) or any(sign in str(error).lower() for sign in signs):
        return f"There is not enough memory for this: {MEND_MEMORY}"
    return f"{type(error).__name__}: {error}"


def main() -> None:
    """Run until the client closes the pipe."""
    # Ctrl-C in the terminal reaches the whole process group; only the face decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What is written, by libraries and by voice engines too, is for the user alone.
    os.umask(0o077)
    # Libraries print: standard output belongs to the messages, so theirs goes to the log with the errors.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    Process(sys.argv[1], sys.stdin.buffer, answers).run()
    sys.stderr.flush()
    # Threads of sound libraries and model runtimes must not hold up the end.
    os._exit(0)


if __name__ == "__main__":
    main()
