"""`interviewer plan`: the days until the interview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
import msgspec

from interviewer.cli import output
from interviewer.cli.invocation import Invocation, in_thread, pass_invocation
from interviewer.session.wording import readiness

if TYPE_CHECKING:
    from interviewer.scheduling.plan import Day, Plan, TopicTime
    from interviewer.session.runtime import Runtime

_NAMED_TOPICS = 2


@click.command()
@output.json_option
@pass_invocation
def plan(invocation: Invocation, as_json: bool) -> None:
    """Show what to practise each day until the interview, and how ready you will be.

    The settings `interview_date`, `role` and `daily_minutes` say for what and how much; without a date the
    plan is of the next 21 days. Readiness is the chance of answering a random question of the role well.
    """

    async def work(runtime: Runtime) -> None:
        with output.progress("Planning the days") as on_day:
            found = await in_thread(runtime.planning.plan, on_day)
        if runtime.target.notice:
            output.error(runtime.target.notice)
        if as_json:
            output.print_json(_data(runtime, found))
        else:
            _show(runtime, found)

    invocation.run(work)


def _show(runtime: Runtime, found: Plan) -> None:
    click.secho(output.wrap(readiness(found, runtime.target, runtime.settings.daily_minutes)), bold=True)
    if not found.days:
        return
    click.echo()
    output.table([("day", "minutes", "new", "again", "topics: minutes (questions)"), *map(_row, found.days)])
    output.heading("By topic")
    output.table([("minutes", "new", "again", "topic"), *map(_counts, found.topics)])


def _row(day: Day) -> tuple[str, ...]:
    new = sum(topic.new for topic in day.topics)
    named = [f"{each.topic} {each.minutes:.0f} ({each.questions})" for each in day.topics[:_NAMED_TOPICS]]
    more = len(day.topics) - len(named)
    return (
        f"{day.date:%a} {day.date.day:>2} {day.date:%b}",
        f"{day.minutes:.0f}",
        str(new),
        str(day.questions - new),
        ", ".join([*named, *([f"+{more}"] if more else [])]) or "done for the day",
    )


def _counts(row: TopicTime) -> tuple[str, ...]:
    return f"{row.minutes:.0f}", str(row.new), str(row.again), row.topic


def _data(runtime: Runtime, found: Plan) -> dict[str, Any]:
    target, settings = runtime.target, runtime.settings
    return {
        "role": target.role.id if target.role else None,
        "interview": settings.interview_date if target.interview else None,
        "daily_minutes": settings.daily_minutes,
        "at": found.at,
        "readiness": {"unpractised": found.unpractised, "practised": found.practised},
        "days": [_day_data(day) for day in found.days],
    }


def _day_data(day: Day) -> dict[str, Any]:
    topics = [{**msgspec.to_builtins(topic), "again": topic.again} for topic in day.topics]
    return {"date": day.date, "minutes": day.minutes, "questions": day.questions, "topics": topics}
