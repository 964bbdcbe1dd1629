"""Grades old answers anew with the present grader, on all cores."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime

from interviewer.bank.question import Question
from interviewer.coding.result import CodeResult
from interviewer.scoring.assessment import Assessment
from interviewer.session.code_run import run_code
from interviewer.session.history import Attempt, History
from interviewer.session.models import Models
from interviewer.session.processes import batches, processes, spread
from interviewer.session.regraded import Regraded, Wording, compare
from interviewer.speech.stt.transcript import Transcript
from interviewer.store import Log
from interviewer.store.graded import GradedAnswer, GradedAnswers


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which answers are graded anew, and how."""

    sessions: tuple[int, ...] = ()
    """Only of these; of all without any."""
    question_id: str | None = None
    since: datetime | None = None
    transcribe: bool = False
    """Begin with the recordings again."""
    run: bool = False
    """Run the code of answers again."""
    force: bool = False
    """Also what was graded, and heard, by the present engines already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One answer to grade."""

    attempt_id: int
    question_version_id: int
    transcribe: bool
    """Whether to begin with its recording."""
    grade: bool
    """Whether to grade what was said or typed."""
    run: bool
    """Whether to run its code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What there is to do."""

    grader: str
    """Name and version of the present grader."""
    tasks: tuple[Task, ...]
    current: int
    """Answers that the present engines have graded, and heard, already."""


class Regrading:
    """Finds the work and does it.

    Each answer is in the log as soon as it is graded, in one piece with a transcript made anew, so that work
    which was cut off is found again as what is left of it.

    Args:
        log: The open log.
        history: The same, typed.
        models: Makes a client of a models process; it is closed after the work.
        vocabulary: The terms to expect in the answer to a question.
    """

    def __init__(
        self,
        log: Log,
        history: History,
        models: Callable[[], Models],
        vocabulary: Callable[[Question], Sequence[str]],
    ) -> None:
        self._log, self._history, self._make_models = log, history, models
        self._vocabulary = vocabulary

    async def find(self, choice: Choice, models: Models) -> Work:
        """What there is to do by the engines of `models`.

        Raises:
            StoreError: A session is unknown, or the log cannot be read.
        """
        answers = await asyncio.to_thread(
            GradedAnswers(self._log.connection).find, choice.sessions, choice.question_id, choice.since
        )
        answers = tuple(answer for answer in answers if answer.assessed or (choice.run and answer.coded))
        grader = await models.grader_name()
        stt = await models.stt_name() if choice.transcribe and any(a.recorded for a in answers) else None

        def again(answer: GradedAnswer) -> bool:
            return choice.transcribe and answer.recorded and (choice.force or answer.stt != stt)

        tasks = tuple(
            task
            for answer in answers
            for task in [
                Task(
                    attempt_id=answer.attempt_id,
                    question_version_id=answer.question_version_id,
                    transcribe=again(answer),
                    grade=answer.assessed and (choice.force or answer.grader != grader or again(answer)),
                    run=choice.run and answer.coded,
                )
            ]
            if task.grade or task.run
        )
        return Work(grader=grader, tasks=tasks, current=len(answers) - len(tasks))

    async def run(
        self, tasks: Sequence[Task], models: Models, on_regraded: Callable[[Regraded], None]
    ) -> None:
        """Do the work, in `models` and as many processes more as there are cores and use for them.

        Args:
            tasks: Of `find`.
            models: The first process.
            on_regraded: Called with each answer when it is in the log.

        Raises:
            InterviewerError: A model failed, or the log cannot be written; what is done is kept.
        """

        async def work(client: Models, batch: Sequence[Task]) -> None:
            for task in batch:
                on_regraded(await self._regrade(task, client))

        of_one_question = batches(tasks, lambda task: task.question_version_id)
        async with (
            processes(models, self._make_models, len(tasks)) as among,
            aclosing(spread(of_one_question, work, among)) as done,
        ):
            async for _ in done:
                pass

    async def _regrade(self, task: Task, models: Models) -> Regraded:
        before = await asyncio.to_thread(self._history.attempt, task.attempt_id)
        answer = before.answer or ""
        heard: Transcript | None = None
        wording: Wording = "kept"
        if task.transcribe:
            answer, heard, wording = await self._heard_anew(before, models)
        solution = before.solution if task.run else None
        result = await run_code(before.question, solution.text) if solution else None
        assessment = await models.grade(before.question, answer) if task.grade else None
        await asyncio.to_thread(self._keep, before, result, assessment, answer, heard)
        after = await asyncio.to_thread(self._history.attempt, task.attempt_id)
        return compare(before, after, wording)

    async def _heard_anew(self, attempt: Attempt, models: Models) -> tuple[str, Transcript | None, Wording]:
        """The answer to grade, the transcript to keep, and where the answer comes from."""
        answer = attempt.answer or ""
        if not attempt.recording or not await asyncio.to_thread(attempt.recording.exists):
            return answer, None, "unrecorded"
        terms = await asyncio.to_thread(self._vocabulary, attempt.question)
        heard = await models.transcribe(attempt.recording, terms)
        if not heard.heard_speech:
            return answer, None, "unheard"
        if attempt.means == "voice" and attempt.transcript and answer == attempt.transcript.text:
            return heard.text, heard, "replaced"
        return answer, heard, "corrected"

    def _keep(
        self,
        attempt: Attempt,
        result: CodeResult | None,
        assessment: Assessment | None,
        answer: str,
        heard: Transcript | None,
    ) -> None:
        with self._log.connection.writing():
            if result and attempt.solution:
                self._history.run_again(attempt.id, attempt.solution.text, result)
            if heard:
                self._history.answer(
                    attempt.id,
                    means=attempt.means or "voice",
                    seconds=attempt.seconds or 0.0,
                    transcript=heard,
                    answer=answer,
                )
            if assessment:
                self._history.grade(attempt.id, assessment)
