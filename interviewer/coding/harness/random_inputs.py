"""Looks for an input on which the candidate and an oracle disagree, and makes it small."""

from __future__ import annotations

import copy
import time
from typing import Any

from interviewer.bank.question import RandomTest
from interviewer.coding.harness.attempt import Attempt, attempt
from interviewer.coding.harness.namespaces import Namespaces
from interviewer.coding.harness.running import described, run, shown
from interviewer.coding.result import RandomResult

INPUTS = 100
"""How many inputs are drawn, at most."""
_INPUT_SECONDS = 1.0


def search(names: Namespaces, check: RandomTest, seconds: float) -> RandomResult:
    """Try inputs until one fails, then ever smaller ones that fail too.

    The inputs are the same at each run.

    Args:
        names: What the expressions are evaluated over.
        check: The strategy, the call and the oracle.
        seconds: When they are over, the search ends with what it has found.
    """
    from hypothesis import Phase, errors, find, settings
    from hypothesis import strategies as st

    seen: dict[str, Attempt] = {}
    tried = 0
    end = time.monotonic() + seconds

    def disagree(x: Any) -> bool:
        nonlocal tried
        key = repr(x)
        left = end - time.monotonic()
        # One answer for each input: code that depends on chance would confuse the search.
        if key not in seen and left <= 0:
            return False
        if key not in seen:
            tried += all(each.passed for each in seen.values())
            # The candidate has a copy, which it may change.
            call = names.bound(check.call, x=copy.deepcopy(x))
            expected = names.bound(check.expected, x=x, reference=names.reference)
            seen[key] = attempt(call, expected, min(_INPUT_SECONDS, left))
        return not seen[key].passed

    options = settings(
        max_examples=INPUTS,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
    )
    strategy = run(names.bound(check.inputs, st=st), seconds)
    if strategy.error:
        return RandomResult(call=check.call, error=f"The inputs cannot be drawn. {strategy.error}")
    try:
        smallest = find(strategy.value, disagree, settings=options)
    except errors.NoSuchExample:
        return RandomResult(call=check.call, passed=True, tried=tried)
    except errors.HypothesisException as error:
        return RandomResult(call=check.call, error=f"The inputs cannot be drawn. {described(error)}")
    found = seen[repr(smallest)]
    return RandomResult(
        call=check.call,
        tried=tried,
        counterexample=shown(smallest),
        expected=found.expected,
        got=found.got,
        error=found.error,
        traceback=found.traceback,
        line=found.line,
    )
