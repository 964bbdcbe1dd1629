"""Work on many answers, on as many models processes as there are cores and use for."""

from __future__ import annotations

import asyncio
import os
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from itertools import groupby, islice
from typing import TypeVar

from interviewer.session.models import Models

WORTH_A_PROCESS = 30
"""Answers that are graded in about the time that a further process takes to load the models."""
_MOST_PROCESSES = 8
_BATCH = 8
"""Answers to one question that one process takes in turn: it prepares the question for the first."""
_BATCHES_AHEAD = 4
"""Batches a process that are begun or done while an earlier one is waited for."""

Item = TypeVar("Item")
Batch = TypeVar("Batch")
Result = TypeVar("Result")


@asynccontextmanager
async def processes(
    first: Models, make: Callable[[], Models], answers: int
) -> AsyncIterator[Sequence[Models]]:
    """The processes to share a work, which are started when they are first used.

    Each works on one core: threads gain nothing on texts so short.

    Args:
        first: The one that is there already, and stays.
        make: Makes the others; they are closed at the end.
        answers: How many there are to work on.
    """
    worth = min(os.cpu_count() or 1, _MOST_PROCESSES, 1 + answers // WORTH_A_PROCESS)
    others = [make() for _ in range(worth - 1)]
    try:
        yield (first, *others)
    finally:
        await asyncio.gather(*(other.close() for other in others))


def batches(answers: Iterable[Item], question: Callable[[Item], object]) -> Iterator[tuple[Item, ...]]:
    """Neighbouring answers to one question, some at a time."""
    for _, group in groupby(answers, question):
        while batch := tuple(islice(group, _BATCH)):
            yield batch


async def spread(
    batches: Iterable[Batch], work: Callable[[Models, Batch], Awaitable[Result]], among: Sequence[Models]
) -> AsyncGenerator[Result, None]:
    """Work on the batches side by side; only few are taken ahead of what is yielded.

    When the turn of one that failed comes, or nobody reads on, none goes on.

    Args:
        batches: What to work on.
        work: Does one batch in one process.
        among: The processes.

    Yields:
        The results in the order of the batches.
    """
    free: asyncio.Queue[Models] = asyncio.Queue()
    for models in among:
        free.put_nowait(models)

    async def next_free(batch: Batch) -> Result:
        models = await free.get()
        try:
            return await work(models, batch)
        finally:
            free.put_nowait(models)

    begun: deque[asyncio.Task[Result]] = deque()
    try:
        for batch in batches:
            begun.append(asyncio.create_task(next_free(batch)))
            if len(begun) > _BATCHES_AHEAD * len(among):
                yield await begun.popleft()
        while begun:
            yield await begun.popleft()
    finally:
        for task in begun:
            task.cancel()
        await asyncio.gather(*begun, return_exceptions=True)
