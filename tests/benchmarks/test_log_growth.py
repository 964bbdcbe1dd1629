"""What the user waits for does not grow with the log.

`python -m tests.benchmarks.test_log_growth` prints it for a thousand, ten thousand and a hundred thousand
attempts side by side; the test holds the growth of the smaller ones.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

from interviewer import bank, locations
from interviewer.locations import Locations
from interviewer.session.export import jsonl
from interviewer.session.export.extract import Choice, Extract
from interviewer.session.runtime import Runtime
from interviewer.settings import Settings
from interviewer.store import Log, Narrowing
from tests.benchmarks.make_log import EVERYWHERE, fill

_PAGE = 100
"""Sessions that the review shows at first."""

_ASKED = "classification-metrics-precision"

FLAT = 3.0
"""Growth that may be seen where ten times the attempts are in the log and the same is shown of them."""
LINEAR = 20.0
"""Growth that may be seen where all of them are read."""

Work = Callable[[Runtime], object]

WORKS: dict[str, tuple[Work, float]] = {
    "opening": (lambda runtime: Log.open(runtime.locations.database).close(), FLAT),
    "home screen": (lambda runtime: (_again(runtime).strengths(), runtime.history.sessions(8)), FLAT),
    "a word of every answer": (lambda runtime: runtime.search.find(EVERYWHERE), FLAT),
    "a beginning of a word": (lambda runtime: runtime.search.find("gradient des", unfinished=True), FLAT),
    "in one topic": (lambda runtime: runtime.search.find(EVERYWHERE, Narrowing(topic="optimisation")), FLAT),
    "interviews, newest first": (lambda runtime: runtime.session_search.find(), FLAT),
    "interviews, weakest first": (lambda runtime: runtime.session_search.find(order="weakest"), LINEAR),
    "answers, newest first": (lambda runtime: runtime.search.find(""), LINEAR),
    "answers, longest first": (lambda runtime: runtime.search.find("", order="longest"), LINEAR),
    "answers to a question": (lambda runtime: runtime.history.attempts_at(_ASKED, 12), LINEAR),
    "review, first page": (lambda runtime: runtime.history.sessions(_PAGE), FLAT),
    "one session": (lambda runtime: runtime.history.attempts(2), FLAT),
    "pace and fillers": (lambda runtime: _again(runtime).trends.delivery(), FLAT),
    "days of practice": (lambda runtime: runtime.habit(), LINEAR),
    "scores over time": (lambda runtime: runtime.trends.scores(), LINEAR),
    "hardest questions": (lambda runtime: runtime.trends.hardest(), LINEAR),
    "weakest answers": (lambda runtime: runtime.search.find(EVERYWHERE, order="weakest"), LINEAR),
    "review, every page": (lambda runtime: runtime.history.sessions(), LINEAR),
    "export": (lambda runtime: _export(runtime), LINEAR),
}


def _again(runtime: Runtime) -> Runtime:
    """The same as if it was started anew, with the log open."""
    fresh = Runtime(runtime.settings, runtime.locations)
    fresh.__dict__.update(bank=runtime.bank, log=runtime.log)
    return fresh


def _export(runtime: Runtime) -> int:
    extract = Extract(runtime.log, runtime.locations.recordings, Choice())
    return sum(map(len, jsonl.render(extract)))


def measure(folder: Path, sizes: Iterable[int], rounds: int) -> dict[str, list[float]]:
    """Median CPU seconds of each work for each size of the log, the sizes taken in turn."""
    questions = bank.load(locations.content()).questions
    runtimes = []
    for size in sizes:
        runtime = Runtime(Settings(), Locations(data=folder / str(size), cache=folder / "cache"))
        fill(runtime.locations.database, size, questions)
        runtime.strengths()  # what the schedule knows is derived once after an upgrade
        runtimes.append(runtime)
    seconds: dict[str, list[list[float]]] = {name: [[] for _ in runtimes] for name in WORKS}
    for _ in range(rounds):
        for name, (work, _) in WORKS.items():
            for runtime, found in zip(runtimes, seconds[name], strict=True):
                begun = time.process_time()
                work(runtime)
                found.append(time.process_time() - begun)
    for runtime in runtimes:
        runtime.log.close()
    return {name: [median(each) for each in found] for name, found in seconds.items()}


def test_ten_times_the_attempts_cost_no_more_than_what_is_read_of_them(tmp_path: Path) -> None:
    for name, (small, large) in measure(tmp_path, (1_000, 10_000), rounds=5).items():
        growth, most = large / small, WORKS[name][1]
        print(f"{name}: {1000 * small:.1f} ms, {1000 * large:.1f} ms, {growth:.1f} times")
        assert growth < most, name


def main() -> None:
    """Print the table."""
    sizes = (1_000, 10_000, 100_000)
    with tempfile.TemporaryDirectory() as folder:
        print(f"{'CPU milliseconds at':<24}", *(f"{size:>10,}" for size in sizes))
        for name, found in measure(Path(folder), sizes, rounds=5).items():
            print(f"{name:<24}", *(f"{1000 * seconds:>10.1f}" for seconds in found))


if __name__ == "__main__":
    main()
