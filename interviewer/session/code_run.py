"""Runs a candidate's code without holding up anything else."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

from interviewer.bank.question import Question
from interviewer.coding.result import CodeResult


async def run_code(
    question: Question,
    source: str,
    *,
    only_examples: bool = False,
    on_result: Callable[[], object] = lambda: None,
) -> CodeResult:
    """What comes of running code. Whoever cancels it waits until no process of it is left.

    Args:
        question: It asks for code.
        source: The code.
        only_examples: Run only the tests that the candidate knows.
        on_result: Is called, on the loop, with each result that comes.

    Raises:
        BankError: The question asks for no code.
        SandboxError: Code cannot be run on this machine.
    """
    from interviewer.coding.check import check

    loop, stopped = asyncio.get_running_loop(), threading.Event()
    work = asyncio.ensure_future(
        asyncio.to_thread(
            check,
            question,
            source,
            only_examples=only_examples,
            on_result=lambda _: loop.call_soon_threadsafe(on_result),
            cancelled=stopped,
        )
    )
    try:
        return await asyncio.shield(work)
    finally:
        stopped.set()
        await asyncio.wait({work})
        work.exception()  # of a run that was cancelled nobody asks for it
