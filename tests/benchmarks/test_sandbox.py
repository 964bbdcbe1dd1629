"""Code runs confined for little more than the same process costs unconfined."""

from __future__ import annotations

import subprocess
import sys
import time

from interviewer.coding.sandbox import run
from tests.benchmarks.ratio import times_faster

HARNESS = "tests.unit.hostile_harness"


def test_the_walls_cost_less_than_the_process_behind_them() -> None:
    def confined() -> None:
        assert run(HARNESS, b"", on_line=print).exit_code == 0

    def plain() -> None:
        command = [sys.executable, "-I", "-B", "-m", HARNESS]
        subprocess.run(command, input=b"", capture_output=True, check=True)

    confined()
    ratio = times_faster(confined, plain, clock=time.perf_counter)
    print(f"confined code takes {ratio:.2f} times as long as the same process unconfined")
    assert ratio < 2
