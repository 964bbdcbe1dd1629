"""Times, dates and verdicts as people read them."""

from __future__ import annotations

from datetime import datetime, timezone

from textual.content import Content

from interviewer.scoring.assessment import Assessment, Verdict
from interviewer.session.wording import SIGNS

MUTED = "$foreground 76%"
"""Style of what matters less."""

VERDICT_STYLES: dict[Verdict, str] = {
    "covered": "$text-success",
    "partly": "$text-warning",
    "missed": "$text-error",
    "contradicted": "$text-error",
    "unsure": "$text-accent",
}

_VERDICT_WIDTH = 1 + max(map(len, VERDICT_STYLES))


def local_time(moment: datetime, *, now: datetime | None = None) -> str:
    """A moment in the user's time: `today 14:10`, `23 Nov 14:10` or `23 Nov 2025`."""
    here = moment.astimezone()
    today = (now or datetime.now(timezone.utc)).astimezone()
    if here.date() == today.date():
        return f"today {here:%H:%M}"
    return f"{here.day} {here:%b %H:%M}" if here.year == today.year else f"{here.day} {here:%b %Y}"


def score_style(score: float) -> str:
    """The colour of a score of 0-100."""
    return "$text-success" if score >= 70 else "$text-warning" if score >= 40 else "$text-error"


def score_text(score: float | None, width: int = 3) -> Content:
    """A score in its colour; a dash where there is none."""
    if score is None:
        return Content.styled(f"{'–':>{width}}", MUTED)
    return Content.styled(f"{score:>{width}.0f}", f"bold {score_style(score)}")


def bar(share: float, width: int, style: str) -> Content:
    """A horizontal bar that is filled to `share`, 0-1."""
    filled = round(max(0.0, min(1.0, share)) * width)
    return Content.assemble(("━" * filled, style), ("─" * (width - filled), "$surface-lighten-2"))


def verdict_text(verdict: Verdict) -> Content:
    """A verdict with its sign, in its colour, as wide as any other."""
    return Content.styled(f"{SIGNS[verdict]} {verdict:<{_VERDICT_WIDTH}}", VERDICT_STYLES[verdict])


def points_summary(assessment: Assessment) -> str:
    """`2 covered, 1 missed` of an assessment's key points."""
    counts = [
        (sum(point.verdict == verdict for point in assessment.points), verdict) for verdict in VERDICT_STYLES
    ]
    return ", ".join(f"{count} {verdict}" for count, verdict in counts if count)
