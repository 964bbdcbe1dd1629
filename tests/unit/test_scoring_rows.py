"""Rows of JSON lines: what is kept, what is added, and what is said of a bad one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from interviewer import scoring
from interviewer.scoring import rows
from interviewer.scoring.assessment import Assessment, PointResult
from interviewer.scoring.explained import Explained, Explanation
from interviewer.scoring.rows import RowError

ROW = {
    "question": "What is recall?",
    "reference": "The share of positives that are found.",
    "key_points": ["Recall is the share of actual positives that are found"],
    "answer": "It is the share of actual positives that the model found.",
}


def graded(row: object, *, explain: bool = False) -> dict[str, Any]:
    given = rows.read(json.dumps(row).encode(), 2)
    return rows.graded(given, rows.grade(given.row, scoring.load("fake")), explain=explain)


def test_a_row_keeps_its_fields_and_gains_what_came_of_it() -> None:
    found = graded({**ROW, "mine": [1, {"two": None}]})
    assert {name: found[name] for name in ROW} == ROW
    assert found["mine"] == [1, {"two": None}]
    assert set(found) == {*ROW, "mine", "score", "points", "notes", "grader"}
    assert (found["notes"], found["grader"]) == ([], "fake-1")
    (point,) = found["points"]
    assert set(point) == {"point", "verdict", "probability", "evidence", "misconception"}
    assert point["verdict"] == "covered"
    assert point["evidence"] in ROW["answer"]
    assert json.loads(json.dumps(found)) == found


def test_a_row_that_was_graded_before_is_graded_anew() -> None:
    once = graded(ROW)
    assert graded({**once, "score": -1, "grader": "older"}) == once


def test_reasons_are_told_where_there_are_any_and_wanted() -> None:
    points = tuple(
        PointResult(point=point, weight=1.0, verdict="contradicted", probability=0.1, evidence="It is not.")
        for point in ("One", "Two")
    )
    assessment = Assessment(score=10.0, points=points, notes=("It is denied.",), grader="some-1")
    reason = Explanation(findings={"recall": 1 / 3})
    given = rows.read(json.dumps(ROW).encode(), 1)
    result = Explained(assessment=assessment, explanations=(reason, reason))
    for point in rows.graded(given, result, explain=True)["points"]:
        assert point["findings"] == {"recall": 0.3333}
    assert "findings" not in rows.graded(given, result, explain=False)["points"][0]
    (without,) = graded(ROW, explain=True)["points"]
    assert without["findings"] is None


def test_key_points_may_be_objects_with_weights_and_misconceptions() -> None:
    points = [
        {"point": "Recall is the share of actual positives that are found", "weight": 3},
        {"point": "Lowering a threshold raises recall", "misconception": "Lowering it reduces recall"},
        "Precision is another matter",
    ]
    found = graded({**ROW, "key_points": points, "misconceptions": ["It is accuracy", None, ""]})
    even = graded({**ROW, "key_points": [p if isinstance(p, str) else p["point"] for p in points]})
    assert found["key_points"] == points
    assert found["score"] > even["score"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"{", "Line 13 is not JSON"),
        (b'{"question": "\xe9t\xe9"}', "Line 13 is not UTF-8"),
        (rb'{"question": "\ud83d"}', "Line 13 has half a character"),
        (b"[" * 100_000, "Line 13 is nested too deeply"),
    ],
)
def test_a_line_that_cannot_be_read_is_refused(line: bytes, says: str) -> None:
    with pytest.raises(RowError, match=says):
        rows.read(line, 13)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"answer": 3}, r"Line 2: Expected `str`, got `int` - at `\$.answer`"),
        ({"question": None}, r"Line 2: .*question"),
        ({"key_points": "one"}, r"Line 2: .*key_points"),
        ({"key_points": []}, "Line 2 has no key points"),
        ({"key_points": [" "]}, "Line 2 has no key points"),
        ({"key_points": [{"point": "It is so", "weight": 0}]}, r"Line 2: .*weight"),
        ({"key_points": [{"weight": 1}]}, r"Line 2: .*point"),
        ({"misconceptions": "no list"}, r"Line 2: .*misconceptions"),
    ],
)
def test_a_bad_row_is_refused_with_its_line_and_the_mend(change: dict[str, object], says: str) -> None:
    with pytest.raises(RowError, match=says):
        graded({**ROW, **change})


@pytest.mark.parametrize("missing", ["question", "reference", "key_points", "answer"])
def test_a_missing_field_is_named(missing: str) -> None:
    with pytest.raises(RowError, match=f"Line 2: .*{missing}.*A row needs"):
        graded({name: value for name, value in ROW.items() if name != missing})


def test_a_line_that_is_no_object_is_refused() -> None:
    with pytest.raises(RowError, match="Line 2: Expected `object`, got `array`"):
        graded(["a", "b"])
