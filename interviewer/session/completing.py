"""Answers that were cut off before they were graded, completed without the candidate."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace

from interviewer.bank.question import Question
from interviewer.progress import OnProgress
from interviewer.session.code_run import run_code
from interviewer.session.history import Attempt, History
from interviewer.session.interview import Phase
from interviewer.session.models import Models
from interviewer.session.resume import CutOff, phase_of


async def complete(
    attempt: Attempt, history: History, models: Models, vocabulary: Callable[[Question], Sequence[str]]
) -> Attempt:
    """Run, transcribe and grade what there is of an answer: code, the recording, the transcript, or a draft.

    Args:
        attempt: As it is in the log.
        history: The log.
        models: Transcription and grading; a recording that they listened to is soon transcribed.
        vocabulary: The terms to expect in the answer.

    Returns:
        The attempt as it is then; it is not graded where no speech was heard, or nothing was ever said, typed
        or coded.
    """
    await _run_code(attempt, history)
    answer, transcript = attempt.text, attempt.transcript
    said = replace(attempt, solution=None)
    if attempt.recording and (not answer or await asyncio.to_thread(phase_of, said) is Phase.TRANSCRIBING):
        terms = await asyncio.to_thread(vocabulary, attempt.question)
        transcript = await models.heard(attempt.recording, terms)
        answer = " ".join(filter(None, (answer.strip(), transcript.text)))  # typed, then said
    seconds = attempt.seconds or 0.0
    if not answer.strip():
        if transcript:
            await asyncio.to_thread(history.silent, attempt.id, seconds=seconds, transcript=transcript)
        elif (await asyncio.to_thread(history.attempt, attempt.id)).earned is not None:
            await asyncio.to_thread(history.skip, attempt.id, seconds=seconds)
        return await asyncio.to_thread(history.attempt, attempt.id)
    await asyncio.to_thread(
        history.answer,
        attempt.id,
        means=attempt.means or "voice",
        seconds=seconds,
        transcript=transcript,
        answer=answer,
    )
    assessment = await models.grade(attempt.question, answer)
    await asyncio.to_thread(history.grade, attempt.id, assessment)
    return await asyncio.to_thread(history.attempt, attempt.id)


async def _run_code(attempt: Attempt, history: History) -> None:
    """Submit the code in the editor, where none was."""
    solution = attempt.solution
    if solution and attempt.coded and not solution.result:
        result = await run_code(attempt.question, solution.text)
        await asyncio.to_thread(history.submit, attempt.id, solution.text, result)


async def finish(
    interview: CutOff,
    history: History,
    models: Models,
    vocabulary: Callable[[Question], Sequence[str]],
    on_progress: OnProgress,
) -> int:
    """Complete every answer of an interview that was cut off, and end it there.

    Args:
        interview: It is held while it is worked on.
        history: The log.
        models: Transcription and grading.
        vocabulary: The terms to expect in the answer to a question.
        on_progress: Is called with the answers done and the answers in all.

    Returns:
        How many answers were graded.

    Raises:
        SessionError: It goes on in another process.
        InterviewerError: An answer could not be completed; the interview stays as it is then.
    """
    session_id = await asyncio.to_thread(interview.hold, history)
    try:
        open_answers = [attempt for attempt in interview.attempts if attempt.ungraded]
        graded = 0
        for done, attempt in enumerate(open_answers, start=1):
            graded += (await complete(attempt, history, models, vocabulary)).status == "graded"
            on_progress(done, len(open_answers))
    except BaseException:
        history.running.release(session_id)
        raise
    await asyncio.to_thread(history.end_session, session_id, ended_early=True)
    return graded
