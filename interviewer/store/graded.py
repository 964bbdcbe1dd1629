"""The answers that were graded, and by what."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from interviewer.store.columns import from_time
from interviewer.store.connection import Connection
from interviewer.store.statements import unknown

_GRADED = """
select a.id as attempt_id, a.question_version_id, json_extract(v.document, '$.grader') as grader,
    json_extract(t.document, '$.engine') as stt_engine, json_extract(t.document, '$.model') as stt_model,
    a.recording is not null as recorded, v.id is not null as assessed, s.code is not null as coded
from attempts a
left join assessments v on v.id = a.assessment_id
left join transcripts t on t.attempt_id = a.id
left join solutions s on s.attempt_id = a.id
where a.status = 'graded' and a.asked_at >= :since and (:question is null or a.question_id = :question)
    and (:sessions is null or a.session_id in (select value from json_each(:sessions)))
order by a.question_version_id, a.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedAnswer:
    """What made the transcript and the assessment of an answer that counts."""

    attempt_id: int
    question_version_id: int
    grader: str | None
    """Name and version; None where the assessment does not tell."""
    stt: tuple[str, str] | None
    """Engine and model; None where it was not spoken."""
    recorded: bool
    assessed: bool
    """Whether there is an assessment; code can be graded without."""
    coded: bool
    """Whether there is code that was submitted."""


class GradedAnswers:
    """Finds graded answers.

    Args:
        connection: Of the open log.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(
        self, sessions: Sequence[int] = (), question_id: str | None = None, since: datetime | None = None
    ) -> tuple[GradedAnswer, ...]:
        """Graded answers, those to one wording of a question together.

        Args:
            sessions: Only of these; of all without any.
            question_id: Only to this question.
            since: Only to questions asked at this time or later.

        Raises:
            StoreError: There is no such session, or the log cannot be read.
        """
        values = {
            "sessions": json.dumps(list(sessions)) if sessions else None,
            "question": question_id,
            "since": from_time(since) if since else "",
        }
        with self._connection.reading() as db:
            for session in sessions:
                if not db.execute("select 1 from sessions where id = ?", [session]).fetchone():
                    raise unknown(db, "sessions", session)
            return tuple(
                GradedAnswer(
                    attempt_id=row["attempt_id"],
                    question_version_id=row["question_version_id"],
                    grader=row["grader"],
                    stt=(row["stt_engine"], row["stt_model"]) if row["stt_engine"] else None,
                    recorded=bool(row["recorded"]),
                    assessed=bool(row["assessed"]),
                    coded=bool(row["coded"]),
                )
                for row in db.query(_GRADED, values)
            )
