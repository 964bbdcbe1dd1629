"""Measures how well and how fast speech is heard.

python -m tests.benchmarks.hearing latency --cache FOLDER   the wait after the last word
python -m tests.benchmarks.hearing app                      the whole app while it listens
python -m tests.benchmarks.hearing accuracy --cache FOLDER  words and technical terms
python -m tests.benchmarks.hearing fillers --cache FOLDER   "um" and "uh"
"""

from __future__ import annotations

import sys
from importlib import import_module

MEASURES = ("latency", "app", "accuracy", "fillers")
"""Each is a module with a `main` that takes the arguments."""


def main() -> None:
    """Run what the command line names."""
    if len(sys.argv) < 2 or sys.argv[1] not in MEASURES:
        raise SystemExit(__doc__)
    import_module(f"tests.benchmarks.hearing.{sys.argv[1]}").main(sys.argv[2:])


if __name__ == "__main__":
    main()
