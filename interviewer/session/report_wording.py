"""A whole interview, in sentences."""

from __future__ import annotations

from interviewer.session.report import Report
from interviewer.session.wording import SESSION_ENDS, clock, plural

KINDS = {
    "mock": "mock interview",
    "practice": "practice session",
    "drill": "drill",
    "retry": "retry",
    "custom": "custom interview",
    "ask": "single question",
}
"""What an interview of a kind is called in a sentence."""

_HEIGHTS = "▁▂▃▄▅▆▇█"


def answers(report: Report) -> str:
    """What came of its questions: `5 questions, 3 graded, 1 skipped, ended early`."""
    asked, graded = len(report.attempts), len(report.graded)
    skipped = sum(attempt.status == "skipped" for attempt in report.attempts)
    parts = [
        plural(asked, "question"),
        "all graded" if asked == graded and asked else f"{graded} graded",
        *((f"{skipped} skipped",) if skipped else ()),
        *((SESSION_ENDS[report.session.status],) if report.session.status != "finished" else ()),
    ]
    return ", ".join(parts)


def compared(report: Report) -> tuple[str, str]:
    """A sign and a sentence: how it went beside the last interviews of its kind."""
    kind = KINDS.get(report.session.kind, report.session.kind)
    if report.score is None:
        return "", "Nothing was graded, so there is nothing to compare."
    if report.before is None:
        return "", f"Your first {kind} that was graded: the next ones are compared with it."
    change = round(report.score - report.before)
    count = len(report.earlier)
    last = f"your last {plural(count, kind)}" if count > 1 else f"your last {kind}"
    mean = f"({report.before:.0f}{' on average' if count > 1 else ''})"
    if not change:
        return "=", f"As good as {last} {mean}."
    return (
        ("▲", f"{change} better than {last} {mean}.")
        if change > 0
        else (
            "▼",
            f"{-change} worse than {last} {mean}.",
        )
    )


def course(report: Report) -> str:
    """The earlier scores and this one, as bars of eight heights: `▃▂▅▆`; empty without earlier ones."""
    scores = [*report.earlier, *((report.score,) if report.score is not None else ())]
    if len(scores) < 2:
        return ""
    return "".join(_HEIGHTS[min(7, int(score / 100 * len(_HEIGHTS)))] for score in scores)


def time_used(report: Report) -> str:
    """How long it took, of the time there was: `12:40 of 25:00`."""
    if report.limit is None:
        return f"{clock(report.seconds)} of answering, without a limit"
    of_what = "the interview" if report.setup.minutes else "answering"
    return f"{clock(report.seconds)} of {clock(report.limit)} for {of_what}"


def next_step(report: Report) -> str:
    """What to practise next; empty where there is nothing."""
    if report.retry:
        count = len(report.retry.chosen)
        return f"Answer again what you missed something in: {plural(count, 'question')}"
    if report.suggestion:
        return f"Practise on: {report.suggestion.question.question}"
    return ""
