"""What Datasette is told of the log: what its tables mean, what to ask of it, what to plot."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import Any

from interviewer.session.web.queries import QUERIES
from interviewer.store.descriptions import TABLES

_FACETS: Mapping[str, tuple[str, ...]] = {
    "sessions": ("kind", "status"),
    "attempts": ("topic", "status", "means", "flagged"),
    "points": ("verdict",),
    "overrides": ("verdict",),
}
_SEARCHED = "attempt_texts"
_DASHBOARD = "practice"
_LAYOUT = (
    ("practice-per-day", "practice-per-day"),
    ("score-by-topic-and-week", "score-by-topic-and-week"),
    ("weakest-questions", "time-per-question"),
)


def metadata(database: str, tables: Collection[str]) -> dict[str, Any]:
    """Metadata in Datasette's form, https://docs.datasette.io/en/0.65/metadata.html.

    Args:
        database: The name under which the log is shown.
        tables: All that the database has. Those without a description are kept from view.
    """
    return {
        "title": "Your interviews",
        "description_html": f'<a href="/-/dashboards/{_DASHBOARD}">Plots of your practice</a>, '
        f'<a href="/{database}">tables and queries</a>. Nothing here leaves this machine, and nothing can be '
        "changed here.",
        "databases": {
            database: {
                "tables": {name: _table(name) for name in tables},
                "queries": {
                    name: {"title": query.title, "description": query.description, "sql": query.sql.strip()}
                    for name, query in QUERIES.items()
                },
            }
        },
        "plugins": {"datasette-dashboards": {_DASHBOARD: _dashboard(database)}},
    }


def _table(name: str) -> dict[str, Any]:
    if name == _SEARCHED:
        text = "What was asked and said, to be searched by words."
        return {"description": text, "fts_table": "attempt_search", "fts_pk": "id"}
    if name not in TABLES:
        return {"hidden": True}
    facets = {"facets": list(_FACETS[name])} if name in _FACETS else {}
    description = asdict(TABLES[name])
    return {"description": description["meaning"], "columns": dict(description["columns"]), **facets}


def _dashboard(database: str) -> dict[str, Any]:
    charts = {
        name: {
            "title": query.title,
            "db": database,
            "query": query.sql.strip(),
            "library": "vega-lite",
            "display": dict(query.plot),
        }
        for name, query in QUERIES.items()
        if query.plot
    }
    return {
        "title": "Practice",
        "description": "How your practice goes.",
        "layout": [list(row) for row in _LAYOUT],
        "charts": charts,
    }
