"""`interviewer sessions override`: disagree with a verdict on a key point."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import click

from interviewer.cli import output
from interviewer.cli.attempt import attempt_data
from interviewer.cli.invocation import Invocation, pass_invocation
from interviewer.scoring.assessment import Ruling
from interviewer.session.wording import disagreements

if TYPE_CHECKING:
    from interviewer.session.history import Attempt
    from interviewer.session.runtime import Runtime


@click.command()
@click.argument("attempt_id", metavar="ATTEMPT", type=int)
@click.argument("number", metavar="POINT", type=click.IntRange(min=1))
@click.argument("verdict", type=click.Choice(get_args(Ruling)), required=False)
@click.option("--reason", default="", metavar="TEXT", help="Why you disagree.")
@click.option("--withdraw", is_flag=True, help="Let the machine's verdict count again.")
@output.json_option
@pass_invocation
def override(
    invocation: Invocation,
    attempt_id: int,
    number: int,
    verdict: Ruling | None,
    reason: str,
    withdraw: bool,
    as_json: bool,
) -> None:
    """Disagree with the verdict on a key point.

    ATTEMPT and the number of the POINT are those that `interviewer sessions show` tells. Your verdict counts
    in the score and in what is asked next, also after the answer is graded again; the machine's is kept.
    """
    if withdraw == (verdict is not None):
        raise click.UsageError("Give either a verdict or --withdraw.")

    async def change(runtime: Runtime) -> Attempt:
        history = runtime.history
        assessment = history.attempt(attempt_id).assessment
        points = assessment.points if assessment else ()
        if number > len(points):
            raise output.Failure(
                f"Attempt {attempt_id} has {len(points)} graded points. "
                "`interviewer sessions show` lists them with their numbers."
            )
        point = points[number - 1].point
        if verdict:
            history.override(attempt_id, point, verdict, reason)
        elif not history.withdraw_override(attempt_id, point):
            raise output.Failure(f"There is no verdict of yours on point {number} of attempt {attempt_id}.")
        return history.attempt(attempt_id)

    attempt = invocation.run(change)
    if as_json:
        output.print_json(attempt_data(attempt))
    elif attempt.counting:
        output.assessment(attempt.counting, disagreements(attempt), attempt_id=attempt.id)
