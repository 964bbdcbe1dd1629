"""Questions to the log that are worth asking again, in SQL, with the plots of their answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One question to the log."""

    title: str
    description: str
    sql: str
    plot: Mapping[str, Any] | None
    """In Vega-Lite, https://vega.github.io/vega-lite/docs/; its data are the rows. None for a table."""


_ANSWERED = "a.status in ('answered', 'graded')"
# In SQLite the other columns of a group come from the row that has its maximum: so the newest wording.
_NEWEST = "date(max(a.asked_at), 'localtime') as last_asked"

_SCORE = {"field": "mean_score", "type": "quantitative", "title": "score", "scale": {"domain": [0, 100]}}


def _bars(value: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Horizontal bars in the rows' own order, one for each value of the column `name`."""
    return {
        "mark": {"type": "bar", "tooltip": True},
        "encoding": {"x": value, "y": {"field": name, "type": "nominal", "sort": None, "title": None}},
    }


QUERIES: Mapping[str, Query] = {
    "weakest-questions": Query(
        title="Weakest questions",
        description="Questions by their mean score, the lowest first.",
        sql=f"""
select a.question_id, a.topic, round(avg(a.score), 1) as mean_score, count(*) as answers, {_NEWEST},
    json_extract(q.document, '$.question') as question
from attempts a
join question_versions q on q.id = a.question_version_id
where a.status = 'graded'
group by a.question_id
order by mean_score, answers desc
limit 30
""",
        plot=_bars(_SCORE, "question_id"),
    ),
    "score-by-topic-and-week": Query(
        title="Score by topic and week",
        description="Mean score of each topic in each week, by the Monday that it begins with.",
        sql="""
select date(a.asked_at, 'localtime', 'weekday 0', '-6 days') as week, a.topic,
    round(avg(a.score), 1) as mean_score, count(*) as answers
from attempts a
where a.status = 'graded'
group by week, a.topic
order by week, a.topic
""",
        plot={
            "mark": {"type": "rect", "tooltip": True},
            "encoding": {
                "x": {"field": "week", "type": "ordinal", "title": None},
                "y": {"field": "topic", "type": "nominal", "title": None},
                "color": {**_SCORE, "scale": {"domain": [0, 100], "scheme": "viridis"}},
            },
        },
    ),
    "missed-key-points": Query(
        title="Key points missed most often",
        description="Key points of graded answers, your own verdicts in place of the grader's.",
        sql="""
select sum(coalesce(o.verdict, p.verdict) in ('missed', 'contradicted')) as missed, count(*) as graded,
    p.point, a.question_id, a.topic
from attempts a
join points p on p.assessment_id = a.assessment_id
left join overrides o on o.attempt_id = a.id and o.point = p.point
where a.status = 'graded'
group by a.question_id, p.point
having missed > 0
order by missed desc, graded, a.question_id
limit 100
""",
        plot=None,
    ),
    "time-per-question": Query(
        title="Time per question",
        description="Minutes that you took for an answer, beside the minutes that the bank expects.",
        sql=f"""
select a.question_id, a.topic, count(*) as answers, round(avg(a.seconds) / 60, 1) as minutes,
    json_extract(q.document, '$.minutes') as expected, {_NEWEST}
from attempts a
join question_versions q on q.id = a.question_version_id
where {_ANSWERED} and a.seconds > 0
group by a.question_id
order by minutes desc
limit 30
""",
        plot=_bars({"field": "minutes", "type": "quantitative"}, "question_id"),
    ),
    "practice-per-day": Query(
        title="Practice per day",
        description="Questions that you answered each day, the minutes they took, and their mean score.",
        sql=f"""
select date(a.asked_at, 'localtime') as day, count(*) as questions,
    round(total(a.seconds) / 60, 1) as minutes, round(avg(a.score), 1) as mean_score
from attempts a
where {_ANSWERED}
group by day
order by day
""",
        plot={
            "mark": {"type": "bar", "tooltip": True},
            "encoding": {
                "x": {"field": "day", "type": "temporal", "timeUnit": "yearmonthdate", "title": None},
                "y": {"field": "minutes", "type": "quantitative"},
            },
        },
    ),
}
"""Every query by its name in the address."""
