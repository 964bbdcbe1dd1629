"""The event loop answers at once, all through an interview.

What is measured, and why that is not the time on the clock, stands in `watchdog.py`; how long is too long, in
`watched_interview.py`. Each interview runs in a
process of its own, which has nothing in memory beforehand, up to three times: whatever our code does to the
loop it does each time, while a busy machine, whose caches and cores others use, only ever adds to it.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.watchdog import watched
from tests.app.watched_interview import ANSWER
from tests.audio.virtual_sound import VirtualSound

_TRIES = 3


def held(*arguments: str) -> list[str]:
    """What held the loop for too long each time that an interview was held; the least of the tries."""
    found: list[list[str]] = []
    while len(found) < _TRIES and not (found and not found[-1]):
        done = subprocess.run(
            [sys.executable, "-m", "tests.app.watched_interview", *arguments],
            capture_output=True,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        assert done.returncode == 0, done.stderr
        found.append(done.stdout.split("\n")[:-1] if done.stdout.strip() else [])
    return min(found, key=len)


@pytest.mark.parametrize("kind", ["practice", "mock"])
def test_a_typed_interview_never_keeps_the_loop_from_answering(kind: str) -> None:
    assert held(kind) == []


@pytest.mark.sound
def test_a_spoken_interview_never_keeps_the_loop_from_answering(
    virtual_sound: VirtualSound, say_clearly: Callable[[str], Path]
) -> None:
    assert held("practice", str(say_clearly(ANSWER))) == []


async def test_the_watchdog_sees_what_sleeps_and_what_computes() -> None:
    def compute() -> None:
        until = time.thread_time() + 0.5
        while time.thread_time() < until:
            pass

    loop = asyncio.get_running_loop()
    with watched() as watchdog:
        loop.call_soon(compute)
        await asyncio.sleep(0.01)
        loop.call_soon(time.sleep, 0.5)
        await asyncio.sleep(0.01)
    computed, slept = (each for each in watchdog.held if each.seconds > 0.4)
    assert computed.seconds - computed.asleep >= 0.5 and "compute" in computed.where[-1]
    assert slept.asleep >= 0.4
    assert {computed, slept} == set(watchdog.over(0.4))
