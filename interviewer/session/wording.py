"""Signs and words in which both faces tell the same things."""

from __future__ import annotations

from interviewer.scoring.assessment import Verdict
from interviewer.store import SessionStatus

SIGNS: dict[Verdict, str] = {"covered": "✔", "partly": "◐", "missed": "✘"}

SESSION_ENDS: dict[SessionStatus, str] = {
    "finished": "finished",
    "ended": "ended early",
    "running": "not ended",
}


def clock(seconds: float) -> str:
    """Whole seconds as minutes and seconds: `2:05`."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
