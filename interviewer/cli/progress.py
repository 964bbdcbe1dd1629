"""`interviewer progress`: how practice went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from interviewer.cli import output
from interviewer.cli.invocation import Invocation, in_thread, pass_invocation

if TYPE_CHECKING:
    from interviewer.session.habit import Habit
    from interviewer.session.runtime import Runtime
    from interviewer.session.trend_weeks import Week
    from interviewer.session.trends import DeliveryTrend, Forecast, Trend
    from interviewer.store.trends import HardQuestion

_HARDEST = 10


@dataclass(frozen=True)
class _Found:
    topic: str | None
    scores: Trend
    delivery: DeliveryTrend
    weeks: tuple[Week, ...]
    habit: Habit
    forecast: Forecast
    hardest: tuple[HardQuestion, ...]


@click.command()
@click.option("--topic", metavar="ID", help="Only the answers to this topic's questions.")
@click.option("--days", type=click.IntRange(min=1), metavar="N", help="Only the answers of the last N days.")
@output.json_option
@pass_invocation
def progress(invocation: Invocation, topic: str | None, days: int | None, as_json: bool) -> None:
    """Show how practice went: scores, pace and fillers, readiness, and the hardest questions.

    Pace and fillers are those of the latest 240 spoken answers. Days of practice and readiness are of all
    topics.
    """
    from interviewer.session.trend_weeks import weeks
    from interviewer.session.trends import forecast, since

    async def work(runtime: Runtime) -> None:
        if topic:
            runtime.bank.topic(topic)
        trends, chosen = runtime.trends, (topic, since(runtime.standing.now(), days))
        with output.progress("Measuring the spoken answers") as on_answer:
            delivery = await in_thread(lambda tell: trends.delivery(*chosen, tell), on_answer)
        with output.progress("Planning the days") as on_day:
            planned = await in_thread(lambda tell: forecast(runtime.standing, runtime.planning, tell), on_day)
        found = _Found(
            topic=topic,
            scores=trends.scores(*chosen),
            delivery=delivery,
            weeks=weeks(trends.days(*chosen), delivery.answers),
            habit=runtime.habit(),
            forecast=planned,
            hardest=trends.hardest(*chosen, _HARDEST),
        )
        if as_json:
            output.print_json(_data(found))
        else:
            _show(runtime, found)

    invocation.run(work)


def _show(runtime: Runtime, found: _Found) -> None:
    from interviewer.session import trend_wording

    minutes = runtime.settings.daily_minutes
    click.secho(output.wrap(trend_wording.scores(found.scores)), bold=True)
    for sentence in (
        trend_wording.pace(found.delivery),
        trend_wording.fillers(found.delivery),
        trend_wording.practice(found.habit),
        trend_wording.forecast(found.forecast, runtime.target, minutes),
    ):
        click.echo(output.wrap(sentence))
    if not found.weeks:
        return
    output.heading("By week")
    output.table(
        [("week of", "answers", "score", "words a minute", "fillers in 100 words"), *map(_week, found.weeks)]
    )
    output.heading("Hardest questions")
    output.table([("mean", "last", "answers", "question"), *map(_hard, found.hardest)])


def _week(week: Week) -> tuple[str, ...]:
    return (
        f"{week.monday}",
        str(week.answers),
        f"{week.score:.0f}",
        "–" if week.words_per_minute is None else f"{week.words_per_minute:.0f}",
        "–" if week.fillers is None else f"{week.fillers:.1f}",
    )


def _hard(row: HardQuestion) -> tuple[str, ...]:
    return f"{row.mean:.0f}", f"{row.last:.0f}", str(row.answers), f"{row.question} ({row.question_id})"


def _data(found: _Found) -> dict[str, Any]:
    scores, plan = found.scores, found.forecast.plan
    return {
        "topic": found.topic,
        "scores": {
            "answers": scores.count,
            "mean": scores.mean,
            "last_30_days": scores.lately,
            "30_days_before": scores.before,
        },
        "weeks": found.weeks,
        "spoken_answers": found.delivery.answers,
        "days": {str(day): answers for day, answers in found.habit.days.items()},
        "streak": found.habit.streak,
        "readiness": {
            "today": found.forecast.today,
            "at": plan.at,
            "unpractised": plan.unpractised,
            "practised": plan.practised,
        },
        "hardest": found.hardest,
    }
