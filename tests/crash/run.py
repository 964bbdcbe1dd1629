"""One run of the candidate in a process of its own, until it ends or is killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType

from tests.crash.candidate import BETWEEN, REST
from tests.crash.witness import Event

_ROOT = Path(__file__).parents[2]
_PATIENCE = 60.0
_MARK = "CANDIDATE_OF"
"""In the environment of a candidate, and so of all processes that it starts."""
_LAST_SECONDS = 60.0
"""A process that is loading a model ends when it comes to itself."""


class Run:
    """The candidate at work in a home; whatever is left of it is killed at the end of the block.

    Args:
        home: Its data folder.
        environment: Settings, and whatever else it shall find in its environment.
    """

    def __init__(self, home: Path, **environment: str) -> None:
        self.events: list[Event] = []
        """What it wrote down so far."""
        self._home = home
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.candidate"],
            cwd=_ROOT,
            env={**os.environ, "INTERVIEWER_HOME": str(home), _MARK: str(home), **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def __enter__(self) -> Run:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for pid in processes(self._home):
            os.kill(pid, signal.SIGKILL)
        with self._process:  # closes its pipes, and waits
            pass

    def set_goal(self, goal: str) -> None:
        """Say where to go."""
        assert self._process.stdin
        self._process.stdin.write(goal.encode() + b"\n")
        self._process.stdin.flush()

    def go_to(self, goal: str) -> None:
        """Set the goal, and wait until it is reached."""
        self.set_goal(goal)
        if goal == BETWEEN:
            self.wait(lambda event: event.get("sent") in ("skip", "next"))
        else:
            self.wait(lambda event: event["phase"] == goal)

    def wait(self, condition: Callable[[Event], object]) -> Event:
        """Wait for an event; gives it."""
        deadline = time.monotonic() + _PATIENCE
        assert self._process.stdout
        for line in self._process.stdout:
            self.events.append(json.loads(line))
            if condition(self.events[-1]):
                return self.events[-1]
            assert time.monotonic() < deadline, f"waited in vain, at last {self.events[-1]}"
        raise AssertionError(f"the interview ended, at last {self.events[-1:]}")

    def kill_worker(self, worker: str) -> None:
        """Kill a worker process alone, and let the interview go where it goes by itself."""
        pid = self.wait(lambda event: event[worker])[worker]
        self.set_goal(REST)
        os.kill(pid, signal.SIGKILL)

    def kill(self, *, all_processes: bool = False) -> float:
        """Kill the program, or all of its processes at once.

        Returns:
            When, in monotonic seconds.
        """
        victims = [*processes(self._home)] if all_processes else [self._process.pid]
        at = time.monotonic()
        for pid in victims:
            os.kill(pid, signal.SIGKILL)
        assert self._process.stdout
        # The kill may have cut the last line.
        self.events += [json.loads(line) for line in self._process.stdout if line.endswith(b"\n")]
        self._process.wait()
        return at

    def end(self) -> None:
        """Have the candidate end the interview, and wait for the end of the program."""
        self.set_goal("end")
        self._process.communicate(timeout=_PATIENCE)
        assert self._process.returncode == 0


def processes(home: Path) -> Iterator[int]:
    """The processes of the candidates that work in a home."""
    mark = f"\0{_MARK}={home}\0".encode()
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                environment = (folder / "environ").read_bytes()
            except OSError:  # it has just ended
                continue
            if mark in environment:
                yield int(folder.name)


def assert_all_end(home: Path) -> None:
    """No process is left behind by a program that was killed."""
    deadline = time.monotonic() + _LAST_SECONDS
    while left := list(processes(home)):
        assert time.monotonic() < deadline, f"{left} go on though the program is gone"
        time.sleep(0.02)
