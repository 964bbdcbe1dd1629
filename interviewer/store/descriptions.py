"""What the tables of the log and their columns mean, for every place that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """One table."""

    meaning: str
    columns: Mapping[str, str]
    """The meaning of each column by its name."""


TABLES: Mapping[str, Description] = {
    "sessions": Description(
        meaning="One row an interview.",
        columns={
            "id": "Number of the session, as the commands take it.",
            "kind": "`mock`, `practice`, `drill`, `retry` or `custom`, or `ask` for a question asked on the "
            "command line.",
            "setup": "The choices it was started with: a JSON object with `questions`, `minutes`, `topics`, "
            "`difficulties`, `role`, `chosen`, `means`, `strict`, `feedback`, `clock` and `source`; null of "
            "the last three is as the kind has it.",
            "started_at": "When it began.",
            "ended_at": "When it ended; null while it runs and where it was cut off.",
            "status": "`running` (now, or it was cut off), `finished` (ran to its end) or `ended` (by the "
            "user, early).",
            "clock": "Seconds on the interview's clock, which stands still in pauses and while the machine "
            "works.",
        },
    ),
    "question_versions": Description(
        meaning="The questions as they stood in the bank when they were asked: one row for each wording.",
        columns={
            "id": "Number of the wording.",
            "document": "The whole question as JSON: `id`, `topic`, `question`, `answer`, `key_points` and "
            "the other fields of a question file.",
        },
    ),
    "attempts": Description(
        meaning="One row for each question that was asked, with the answer that counts.",
        columns={
            "id": "Number of the attempt, as the commands take it.",
            "session_id": "The session it was asked in.",
            "number": "Place in the session, from 1.",
            "question_id": "The question, by its id in the bank.",
            "topic": "The question's topic, by its id in the bank.",
            "question_version_id": "The question as it was worded then.",
            "reason": "Why it was picked, as it was told.",
            "asked_at": "When it was asked.",
            "status": "`asked` (no answer yet), `answered` (not graded yet), `graded`, `skipped` or `silent` "
            "(no speech was heard).",
            "means": "How it was answered: `voice` or `typing`.",
            "seconds": "Time the candidate took for the answer, in seconds.",
            "recording": "File in the folder of recordings.",
            "score": "The score that counts, 0-100, the user's own verdicts included; where code was asked "
            "for, of code and explanation together.",
            "assessment_id": "The assessment that counts; null where the answer is not graded.",
            "answer": "What was graded: the transcript as corrected, or the typed text.",
            "draft": "What stood in the editor last, of an answer that was not sent yet.",
            "note": "The user's note on it.",
            "flagged": "1 where the user has marked it, else 0.",
            "follows": "Number, in the session, of the answer that it follows as another try or deeper; "
            "null for a question of the interview's own.",
        },
    ),
    "transcripts": Description(
        meaning="What speech recognition heard in the recording of an attempt.",
        columns={
            "attempt_id": "The attempt.",
            "document": "JSON: `text`, `words` (each with `start` and `end` in seconds and `probability` "
            "0-1), `engine`, `model` and `seconds`.",
        },
    ),
    "assessments": Description(
        meaning="Every grading of every answer; a later one counts in place of the earlier, which stays.",
        columns={
            "id": "Number of the assessment.",
            "attempt_id": "The attempt that was graded.",
            "graded_at": "When it was graded.",
            "score": "The grader's score, 0-100.",
            "document": "The whole assessment as JSON: `score`, `points`, `notes` and the `grader` with its "
            "version.",
        },
    ),
    "points": Description(
        meaning="The verdicts of an assessment, one row a key point.",
        columns={
            "assessment_id": "The assessment.",
            "position": "Place among the question's key points, from 1.",
            "point": "The key point.",
            "weight": "Its share of the score, relative to the other points.",
            "verdict": "The grader's verdict: `covered`, `partly`, `missed`, `contradicted` or `unsure`.",
            "probability": "Probability that the answer makes this point, 0-1.",
            "evidence": "The answer's own words that show it; empty where nothing comes near.",
        },
    ),
    "overrides": Description(
        meaning="Verdicts of the user, which count in place of the grader's.",
        columns={
            "attempt_id": "The attempt.",
            "point": "The key point, in its own words, so that the verdict outlives another grading.",
            "verdict": "The user's verdict: `covered`, `partly`, `missed` or `contradicted`.",
            "reason": "Why, in the user's words.",
            "made_at": "When it was given.",
        },
    ),
    "hints": Description(
        meaning="Hints that were taken, which cost points of the answer.",
        columns={
            "attempt_id": "The attempt.",
            "position": "Place among its hints, from 1.",
            "text": "What it said.",
            "cost": "Points of 100 that it cost.",
        },
    ),
    "solutions": Description(
        meaning="The code of an answer to a question that asks for code, and what came of running it.",
        columns={
            "attempt_id": "The attempt.",
            "draft": "What stood in the editor last.",
            "code": "What was submitted last, and counts; null until then.",
            "score": "The score of the code alone, 0-100.",
            "result": "All that came of running it as JSON: `tests`, `random`, `growth`, `forbidden`, "
            "`ending`, `message`, `output`, `seconds`, `versions` (of Python and its libraries) and `score`.",
            "explained": "1 where the candidate went on to explain it, else 0.",
        },
    ),
    "schedule_states": Description(
        meaning="What the scheduler knows of each question; made from the attempts, at any time anew.",
        columns={
            "question_id": "The question, by its id in the bank.",
            "document": "Its state of memory as JSON.",
        },
    ),
    "schedule_stale": Description(
        meaning="Questions whose state must be made anew, since their attempts have changed.",
        columns={"question_id": "The question, by its id in the bank."},
    ),
    "schedule_model": Description(
        meaning="The memory model that all the states were made by, in one row.",
        columns={
            "id": "Always 1.",
            "version": "The version of the model.",
            "document": "Its parameters as JSON; empty until they were first fitted to the answers.",
            "answers": "How many answers to questions that were answered before there were when they were "
            "last fitted.",
        },
    ),
}
"""Every table of the log by its name. Times in them are ISO 8601 in UTC, all of one width."""
