"""`interviewer regrade`."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from statistics import fmean
from typing import TYPE_CHECKING, Any

import click

from interviewer.cli import output
from interviewer.cli.invocation import Invocation, pass_invocation
from interviewer.session.wording import SIGNS, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.session.regraded import Regraded, Wording
    from interviewer.session.regrading import Work
    from interviewer.session.runtime import Runtime

_MOST_FLIPS = 40
_WORDINGS: dict[Wording, str] = {
    "replaced": "transcribed anew",
    "corrected": "transcribed anew, but graded by your own words, which you had corrected or typed",
    "unrecorded": "not transcribed anew, since the recording is gone",
    "unheard": "graded by the words of before, since no speech was heard this time",
}


@click.command()
@click.argument("sessions", nargs=-1, type=int, metavar="[SESSION]...")
@click.option("--question", metavar="ID", help="Only answers to this question.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Only answers of this day or later, as 2026-11-30.",
)
@click.option("--transcribe", is_flag=True, help="Begin with the recordings: hear them anew first.")
@click.option("--run", is_flag=True, help="Run the code of answers once more, too.")
@click.option("--force", is_flag=True, help="Also what the present grader has graded already.")
@output.json_option
@pass_invocation
def regrade(
    invocation: Invocation,
    sessions: tuple[int, ...],
    question: str | None,
    since: datetime | None,
    transcribe: bool,
    run: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Grade old answers anew with the present grader, and show what that changes.

    All answers that an earlier grader has graded, or only those of the sessions that are named. An answer is
    graded by the question as it was asked. The earlier grades stay in the log; your own verdicts go on
    counting. When it is interrupted, the same command goes on where it was.
    """
    from interviewer.session.regrading import Choice

    choice = Choice(
        sessions=sessions,
        question_id=question,
        since=since.astimezone() if since else None,
        transcribe=transcribe,
        run=run,
        force=force,
    )
    found: list[Work] = []
    done: list[Regraded] = []

    async def work(runtime: Runtime) -> None:
        regrading = runtime.regrading
        found.append(await regrading.find(choice, runtime.models))
        tasks = found[0].tasks
        with output.progress("Grading") as show:

            def on_regraded(answer: Regraded) -> None:
                done.append(answer)
                show(len(done), len(tasks))

            await regrading.run(tasks, runtime.models, on_regraded)

    try:
        invocation.run(work)
    finally:
        if found:
            _report(found[0], done, as_json)


def _report(work: Work, done: Sequence[Regraded], as_json: bool) -> None:
    from interviewer.session.regraded import by_question

    left = len(work.tasks) - len(done)
    if as_json:
        output.print_json(
            {
                "grader": work.grader,
                "graded": len(done),
                "current": work.current,
                "left": left,
                "before": fmean(answer.before for answer in done) if done else None,
                "after": fmean(answer.after for answer in done) if done else None,
                "questions": by_question(done),
                "attempts": [_data(answer) for answer in done],
            }
        )
        return
    click.echo(_counts(work, done))
    if left:
        click.echo(f"{left} are left: the same command goes on with them.", err=True)
    if not done:
        return
    done = sorted(done, key=lambda answer: answer.attempt_id)
    flips = [(answer, flip) for answer in done for flip in answer.flips]
    before, after = fmean(answer.before for answer in done), fmean(answer.after for answer in done)
    click.echo(f"Mean score {before:.1f} before, {after:.1f} now; {plural(len(flips), 'verdict')} changed.")
    for wording, words in _WORDINGS.items():
        count = sum(answer.wording == wording for answer in done)
        if count:
            click.echo(output.wrap(f"{count} {words}."))
    kept = sum(answer.overridden for answer in done)
    if kept:
        click.echo(f"{kept} verdicts of your own go on counting.")
    changed = [change for change in by_question(done) if change.flips or change.before != change.after]
    if changed:
        output.heading("Questions, the largest change first")
        output.table(
            (
                f"{change.before:.0f} → {change.after:.0f}",
                plural(change.answers, "answer"),
                change.question_id,
            )
            for change in changed
        )
    if flips:
        output.heading("Verdicts that changed")
        more = len(flips) - _MOST_FLIPS
        output.table(
            (
                f"attempt {answer.attempt_id}",
                f"{SIGNS[flip.before]} {flip.before} → {SIGNS[flip.after]} {flip.after}",
                flip.point,
            )
            for answer, flip in flips[:_MOST_FLIPS]
        )
        if more > 0:
            click.echo(f"and {more} more; --json has all.")


def _counts(work: Work, done: Sequence[Regraded]) -> str:
    if not work.tasks and not work.current:
        return "There is no graded answer of that kind in the log."
    parts = [f"{len(done)} graded anew by {work.grader}"] if work.tasks else []
    if work.current:
        parts.append(f"{work.current} graded by {work.grader} already")
    return f"{'; '.join(parts)}."


def _data(answer: Regraded) -> dict[str, Any]:
    data = asdict(answer)
    return {
        "attempt": data.pop("attempt_id"),
        "session": data.pop("session_id"),
        "question": data.pop("question_id"),
        **data,
    }
