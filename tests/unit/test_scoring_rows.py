"""Rows of JSON lines: what is kept, what is added, and what is said of a bad one."""

from __future__ import annotations

import json

import pytest

from interviewer import scoring
from interviewer.scoring.rows import RowError, grade_rows

ROW = {
    "question": "What is recall?",
    "reference": "The share of positives that are found.",
    "key_points": ["Recall is the share of actual positives that are found"],
    "answer": "It is the share of actual positives that the model found.",
}


def graded(*rows: object) -> list[dict[str, object]]:
    return list(grade_rows([json.dumps(row) for row in rows], scoring.load("fake")))


def test_a_row_keeps_its_fields_and_gains_score_and_points() -> None:
    (found,) = graded({**ROW, "mine": [1, {"two": None}]})
    assert {name: found[name] for name in ROW} == ROW
    assert found["mine"] == [1, {"two": None}]
    assert set(found) == {*ROW, "mine", "score", "points"}
    (point,) = found["points"]  # type: ignore[misc, attr-defined]
    assert set(point) == {"point", "verdict", "probability", "evidence"}
    assert point["verdict"] == "covered"
    assert point["evidence"] in ROW["answer"]
    assert json.loads(json.dumps(found)) == found


def test_key_points_may_be_objects_with_weights_and_misconceptions() -> None:
    points = [
        {"point": "Recall is the share of actual positives that are found", "weight": 3},
        {"point": "Lowering a threshold raises recall", "misconception": "Lowering it reduces recall"},
        "Precision is another matter",
    ]
    (found,) = graded({**ROW, "key_points": points, "misconceptions": ["It is accuracy", None, ""]})
    (even,) = graded({**ROW, "key_points": [p if isinstance(p, str) else p["point"] for p in points]})
    assert found["key_points"] == points
    assert found["score"] > even["score"]  # type: ignore[operator]


def test_blank_lines_are_passed_over_but_counted() -> None:
    lines = ["", json.dumps(ROW), "   ", "{"]
    rows = grade_rows(lines, scoring.load("fake"), first=10)
    assert next(rows)["question"] == ROW["question"]
    with pytest.raises(RowError, match="Line 13 is not JSON"):
        next(rows)


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
        graded(ROW, {**ROW, **change})


@pytest.mark.parametrize("missing", ["question", "reference", "key_points", "answer"])
def test_a_missing_field_is_named(missing: str) -> None:
    with pytest.raises(RowError, match=f"Line 1: .*{missing}.*A row needs"):
        graded({name: value for name, value in ROW.items() if name != missing})


def test_a_line_that_is_no_object_is_refused() -> None:
    with pytest.raises(RowError, match="Line 1: Expected `object`, got `array`"):
        graded(["a", "b"])
