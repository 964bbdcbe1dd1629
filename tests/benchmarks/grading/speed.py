"""What grading takes: processor time beside one pass of the same embedder, loading, memory.

Measured in a fresh process, on one thread, warm: each question has been graded before, each answer has not.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from interviewer import scoring
from tests.benchmarks.grading.adversarial import RIGHT, by_question, load
from tests.benchmarks.grading.grades import Grades
from tests.benchmarks.grading.methods import COSINE, baselines
from tests.benchmarks.grading.table import section, table
from tests.benchmarks.grading.task import Task

WORDS, POINTS = 120, 6
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
_MIB = 2**20


@dataclass(frozen=True, slots=True)
class Speed:
    """The table on time and memory."""

    def tasks(self) -> Iterator[Task]:
        """See `__main__.Part`."""
        return iter(())

    def report(self, _grades: Grades) -> str:
        """See `__main__.Part`."""
        command = [sys.executable, "-m", "tests.benchmarks.grading.speed"]
        done = subprocess.run(
            command, env={**os.environ, **_ONE_THREAD}, check=True, stdout=subprocess.PIPE, text=True
        )
        found = json.loads(done.stdout)
        graded, cosine = found["graded"], found["cosine"]
        return section(
            f"Time: {WORDS} words against {POINTS} key points, one thread",
            table(
                ["", "median", "quartiles"],
                [
                    ["grader, processor time", *_milliseconds(graded)],
                    ["cosine of whole answers, processor time", *_milliseconds(cosine)],
                    ["ratio", f"{median(graded) / median(cosine):.1f}", ""],
                    ["loading beyond `import torch`", f"{found['loading']:.2f} s", ""],
                    ["of which processor time", f"{found['loading_cpu']:.2f} s", ""],
                    ["peak memory", f"{found['memory'] / _MIB:.0f} MiB", ""],
                ],
            ),
        )


def _milliseconds(seconds: Sequence[float]) -> tuple[str, str]:
    low, middle, high = (1000 * each for each in quantiles(seconds, n=4, method="inclusive"))
    return f"{middle:.0f} ms", f"{low:.0f} to {high:.0f} ms"


def answers() -> Iterator[tuple[Task, Task]]:
    """For each question with so many key points two answers of that length, made of right ones."""
    for written in by_question(load()):
        right = [each.task for each in written if each.kind in RIGHT]
        words = [word for task in right for word in task.answer.split()]
        if len(right[0].key_points) == POINTS and len(words) >= 2 * WORDS:
            warming, timed = words[:WORDS], words[-WORDS:]
            yield replace(right[0], answer=" ".join(warming)), replace(right[0], answer=" ".join(timed))


def measure() -> dict[str, Any]:
    """Seconds and bytes, of this process."""
    pairs = list(answers())
    import torch

    torch.set_num_threads(1)
    begun, begun_cpu = time.perf_counter(), time.process_time()
    grader = scoring.load("embedding")
    grader.warm_up()
    loading, loading_cpu = time.perf_counter() - begun, time.process_time() - begun_cpu

    def grade(task: Task) -> object:
        return grader.grade(task.question, task.reference, task.key_points, task.answer)

    graded = _seconds(grade, pairs)
    memory = _peak_memory()
    cosine = baselines()[COSINE]

    def compare(task: Task) -> object:
        return cosine(task.question, task.reference, task.key_points, task.answer)

    return {
        "graded": graded,
        "cosine": _seconds(compare, pairs),
        "loading": loading,
        "loading_cpu": loading_cpu,
        "memory": memory,
    }


def _seconds(work: Callable[[Task], object], pairs: Sequence[tuple[Task, Task]]) -> list[float]:
    """Processor time of each second task, when the first one of its question is done."""
    found = []
    for warming, timed in pairs:
        work(warming)
        begun = time.process_time()
        work(timed)
        found.append(time.process_time() - begun)
    return found


def _peak_memory() -> int:
    """Most bytes that this process has held.

    Read from Linux: what `getrusage` tells also counts the process that started this one.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) * 1024


if __name__ == "__main__":
    print(json.dumps(measure()))
