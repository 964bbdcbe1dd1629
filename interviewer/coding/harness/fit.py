"""Which class of growth times belong to.

If t(n) grows as f(n), then log t(n) - log f(n) is level; if it grows faster by a factor n^s, that difference
rises over log n with slope s, which least squares find. Source: C. C. McGeoch, "A Guide to Experimental
Algorithmics", 2012, chapter 7 (power laws on the log-log scale, and guess ratio).

On a real machine right code rises too, as its data outgrow the caches. The reference solution, whose class is
known, is timed beside it, and what it rises is taken off.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from interviewer.bank.question import Complexity
from interviewer.coding.result import GrowthResult

LOGARITHMS: Mapping[Complexity, Callable[[int], float]] = {
    "1": lambda n: 0.0,
    "log n": lambda n: math.log(max(1.0, math.log(n))),
    "n": lambda n: math.log(n),
    "n log n": lambda n: math.log(n) + math.log(max(1.0, math.log(n))),
    "n^2": lambda n: 2 * math.log(n),
    "n^3": lambda n: 3 * math.log(n),
    "2^n": lambda n: n * math.log(2),
}
"""The classes from the slowest growth to the fastest, each by the logarithm of its function."""

ALLOWED: Mapping[Complexity, Complexity] = {"1": "log n", "n": "n log n"}
"""The class that growth may really have, by the one that is asked for: no clock tells a factor of `log n`."""
SLACK = 0.4
"""Excess exponent from which growth counts as worse than allowed; classes beyond differ by 0.9 or more."""
ALIKE = 0.25
"""Excess exponent up to which the asked class itself is the one that was measured."""
CORRECTION = 0.3
"""Most that is taken off: a reference solution that rises more is not of the class that is asked for."""
LARGEST = 3
"""How many points are looked at: the largest sizes, where what is constant or of lower order weighs least."""


class Point(NamedTuple):
    """A size of the input and the seconds it took."""

    n: int
    seconds: float


def excess(points: Sequence[Point], asked: Complexity) -> float:
    """The exponent s for which the times grow as n^s times the class that was asked for."""
    logarithm = LOGARITHMS[asked]
    xs = [math.log(point.n) for point in points]
    ys = [math.log(point.seconds) - logarithm(point.n) for point in points]
    x_mean, y_mean = sum(xs) / len(xs), sum(ys) / len(ys)
    rise = sum((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys, strict=True))
    return rise / sum((x - x_mean) ** 2 for x in xs)


def verdict(
    asked: Complexity, points: Sequence[Point], reference: Sequence[Point], stopped: Point | None = None
) -> GrowthResult:
    """What the times say.

    Args:
        asked: The class that growth may have at most.
        points: Of the candidate, the smallest size first.
        reference: Of the reference solution at the same sizes.
        stopped: A larger size with the seconds after which it was stopped.
    """
    measured: Complexity | None = None
    good: bool | None = None
    allowed = ALLOWED.get(asked, asked)
    largest = list(points[-LARGEST:])
    if stopped and not points:
        good, said = False, f"It did not finish n = {stopped.n:,} in {stopped.seconds:.1f} s."
    elif stopped:
        # The slope to a time that is too short by an unknown amount is at most the true one.
        slopes = [[*largest[-1:], stopped], *([largest] if len(largest) > 1 else [])]
        steepest = max(slopes, key=lambda each: excess(each, asked))
        if excess(steepest, allowed) > SLACK:
            good, measured = False, _nearest(steepest)
        said = f"It did not finish n = {stopped.n:,} in {stopped.seconds:.1f} s."
    elif len(points) < LARGEST:
        said = "Too few sizes could be measured."
    else:
        rise = _rise(reference[-LARGEST:], asked)
        good = excess(largest, allowed) - rise <= SLACK
        alike = abs(excess(largest, asked) - rise) <= ALIKE
        measured = asked if alike else _nearest(largest, rise)
        first, last = largest[0], largest[-1]
        said = (
            f"From n = {first.n:,} to {last.n:,} the time grew {last.seconds / first.seconds:.3g}-fold, "
            f"about as {measured}."
        )
    judged = {
        True: f"That is within the {asked} asked for.",
        False: f"Asked for was {asked} at most.",
        None: f"Whether that is within the {asked} asked for cannot be told.",
    }[good]
    return GrowthResult(
        asked=asked,
        measured=measured,
        at_least_as_good=good,
        points=tuple((point.n, point.seconds) for point in points),
        sentence=f"{said} {judged}",
    )


def _rise(reference: Sequence[Point], asked: Complexity) -> float:
    """How much the machine lets right code rise."""
    if len(reference) < LARGEST:
        return 0.0
    return min(CORRECTION, max(0.0, excess(reference, asked)))


def _nearest(points: Sequence[Point], rise: float = 0.0) -> Complexity:
    return min(LOGARITHMS, key=lambda each: abs(excess(points, each) - rise))
