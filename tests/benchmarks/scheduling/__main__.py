"""Prints what each way to choose questions makes of simulated candidates.

python -m tests.benchmarks.scheduling [--candidates 16] [--families curves,skills] [--questions 60,250]
    [--days 21] [--noise 0.1]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import product

from tests.benchmarks.scheduling.comparison import Comparison
from tests.benchmarks.scheduling.learners import FAMILIES
from tests.benchmarks.scheduling.policies import POLICIES
from tests.benchmarks.scheduling.simulation import Setting


def settings(chosen: argparse.Namespace) -> Iterator[Setting]:
    families = chosen.families.split(",")
    numbers = (map(int, chosen.questions.split(",")), map(int, chosen.days.split(",")))
    for questions, days, noise in product(*numbers, map(float, chosen.noise.split(","))):
        yield from (Setting(family, questions, days, noise) for family in families)


def show(found: Comparison) -> None:
    setting = found.setting
    print(
        f"\n### {setting.family}: {setting.questions} questions, {setting.days} days, "
        f"grader wrong {setting.noise:.0%}\n"
    )
    print("| | recall % | worst topic | coverage | against random | against round-robin | of the gap |")
    print("|---|---|---|---|---|---|---|")
    for policy in found.results:
        print(
            f"| {policy} | {100 * found.mean(policy):.1f} | {100 * found.worst(policy):.1f} "
            f"| {found.coverage(policy):.0%} | {found.difference(policy, 'random')} "
            f"| {found.difference(policy, 'round-robin')} | {found.closed(policy):.0%} |",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--candidates", type=int, default=16)
    parser.add_argument("--families", default=",".join(FAMILIES))
    parser.add_argument("--questions", default="60,250,2000")
    parser.add_argument("--days", default="7,21,60")
    parser.add_argument("--noise", default="0.1")
    chosen = parser.parse_args()
    with ProcessPoolExecutor() as pool:
        for setting in settings(chosen):
            show(Comparison.of(setting, POLICIES, chosen.candidates, pool))


if __name__ == "__main__":
    main()
