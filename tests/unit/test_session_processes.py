"""Work that is spread over processes: its order, its bounds, its end. The processes here are only names."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import aclosing
from typing import Any, cast

import pytest

from interviewer.session.models import Models
from interviewer.session.processes import WORTH_A_PROCESS, batches, processes, spread


def named(*names: str) -> list[Models]:
    return [cast("Models", name) for name in names]


def test_neighbouring_answers_to_one_question_stay_together() -> None:
    found = list(batches("aaabbab" + "c" * 10, str))
    assert found == [
        ("a", "a", "a"),
        ("b", "b"),
        ("a",),
        ("b",),
        ("c",) * 8,
        ("c",) * 2,
    ]


async def test_results_come_in_order_whoever_is_done_first() -> None:
    used: dict[int, Models] = {}
    second = asyncio.Event()

    async def work(models: Models, batch: int) -> int:
        used[batch] = models
        if batch == 0:
            await second.wait()
        elif batch == 5:
            second.set()
        return batch

    assert [result async for result in spread(range(20), work, named("one", "two"))] == list(range(20))
    assert used[0] == "one"
    assert {used[batch] for batch in range(1, 6)} == {"two"}, "the other goes on meanwhile"


async def test_only_few_batches_are_taken_ahead() -> None:
    taken: list[int] = []

    def endless() -> Iterator[int]:
        while True:
            taken.append(len(taken))
            yield taken[-1]

    async def work(models: Models, batch: int) -> int:
        await asyncio.sleep(0)
        return batch

    most = 0
    async with aclosing(spread(endless(), work, named("one", "two", "three"))) as results:
        async for result in results:
            most = max(most, len(taken) - result)
            if result == 100:
                break
    assert most <= 13


async def test_what_stands_before_a_failure_is_yielded_and_nothing_goes_on_after_it() -> None:
    ended: list[int] = []

    async def work(models: Models, batch: int) -> int:
        if batch == 3:
            raise ValueError("Three.")
        try:
            await asyncio.sleep(0 if batch < 3 else 60)
        finally:
            ended.append(batch)
        return batch

    results = []
    with pytest.raises(ValueError, match="Three"):
        async for result in spread(range(9), work, named("one", "two")):
            results.append(result)
    assert results == [0, 1, 2]
    assert len(asyncio.all_tasks()) == 1


async def test_there_are_as_many_processes_as_there_is_use_for() -> None:
    closed: list[Any] = []

    class Other:
        async def close(self) -> None:
            closed.append(self)

    (first,) = named("first")
    for answers, expected in ((1, 1), (WORTH_A_PROCESS - 1, 1), (WORTH_A_PROCESS, 2), (10**6, 8)):
        closed.clear()
        async with processes(first, lambda: cast("Models", Other()), answers) as among:
            assert among[0] is first
            assert len(among) == min(expected, os.cpu_count() or 1)
            assert not closed
        assert closed == list(among[1:])
