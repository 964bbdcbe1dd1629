"""Answers that were cut off before they were graded, completed without the candidate."""

from __future__ import annotations

import asyncio

from interviewer.progress import OnProgress
from interviewer.scoring.assessment import Assessment
from interviewer.session.history import Attempt, History
from interviewer.session.interview import Phase
from interviewer.session.models import Models
from interviewer.session.resume import CutOff, phase_of


async def complete(attempt: Attempt, history: History, models: Models) -> Assessment | None:
    """Transcribe and grade what there is of an answer: the recording, the transcript, or a draft.

    Returns:
        The assessment; None where no speech was heard, or nothing was ever said or typed.
    """
    answer, transcript = attempt.text, attempt.transcript
    if attempt.recording and (not answer or await asyncio.to_thread(phase_of, attempt) is Phase.TRANSCRIBING):
        transcript = await models.transcribe(attempt.recording, attempt.question.terms)
        answer = " ".join(filter(None, (answer.strip(), transcript.text)))  # typed, then said
    seconds = attempt.seconds or 0.0
    if not answer.strip():
        if transcript:
            await asyncio.to_thread(history.silent, attempt.id, seconds=seconds, transcript=transcript)
        return None
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
    return assessment


async def finish(interview: CutOff, history: History, models: Models, on_progress: OnProgress) -> int:
    """Complete every answer of an interview that was cut off, and end it there.

    Args:
        interview: It is held while it is worked on.
        history: The log.
        models: Transcription and grading.
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
            graded += await complete(attempt, history, models) is not None
            on_progress(done, len(open_answers))
    except BaseException:
        history.running.release(session_id)
        raise
    await asyncio.to_thread(history.end_session, session_id, ended_early=True)
    return graded
