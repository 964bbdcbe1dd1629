"""What a plot looks like."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

import pytest

from interviewer.session.smoothing import Point, smoothed
from interviewer.session.trends import Trend
from interviewer.tui.widgets.plots.drawing import Frame, draw
from tests.practised import NOW


def trend(*values: float) -> Trend:
    points = [Point(NOW - timedelta(days=len(values) - number), value) for number, value in enumerate(values)]
    return Trend(points=tuple(points), line=smoothed(points), count=len(points))


def rows(found: Trend, width: int = 60, height: int = 16, **frame: object) -> list[str]:
    picture = draw(found, Frame(width=width, height=height, until=NOW, **frame))  # type: ignore[arg-type]
    return picture.plain.splitlines()


@pytest.mark.parametrize("width", [24, 50, 79, 160])
@pytest.mark.parametrize("height", [5, 12, 40])
def test_a_picture_has_the_size_that_was_asked_for(width: int, height: int) -> None:
    found = rows(trend(*range(0, 100, 3)), width, height, low=0, high=100)
    assert len(found) == height
    assert {len(row) for row in found} == {width}


def test_axes_have_round_labels() -> None:
    found = rows(trend(*[50.0] * 20), low=0, high=100)
    assert found[0].startswith("100 ┤")
    assert found[13].startswith("  0 ┤")
    assert "└" in found[14]
    assert found[15].split() == ["10", "Nov", "17", "Nov"]


def test_a_rise_goes_from_bottom_left_to_top_right() -> None:
    found = rows(trend(*range(0, 101, 5)), low=0, high=100)
    drawn = [[column for column, sign in enumerate(row) if "⠀" < sign <= "⣿"] for row in found[:14]]
    places = [min(columns) for columns in drawn if columns]
    assert places == sorted(places, reverse=True)
    assert places[-1] - places[0] < -40


def test_few_answers_are_dots_and_many_are_small_ones() -> None:
    assert "•" in "".join(rows(trend(10, 90, 30, 70)))
    assert "•" not in "".join(rows(trend(*(number * 37 % 100 for number in range(300)))))


def test_a_guide_goes_across() -> None:
    (guide,) = [row for row in rows(trend(100.0), guides=(150.0,)) if row.count("┈") > 50]
    assert guide


def test_colours_are_styles_that_follow_the_theme() -> None:
    picture = draw(trend(10, 90, 30, 70), Frame(width=60, height=16, until=NOW))
    styles = {str(span.style) for span in picture.spans}
    assert styles
    assert all(style.startswith("$") for style in styles)


def test_an_answer_of_this_moment_is_shown() -> None:
    now = Trend(points=(Point(NOW, 50.0),), line=smoothed([Point(NOW, 50.0)]), count=1)
    assert any("⠀" < sign <= "⣿" or sign == "•" for row in rows(now) for sign in row)


def test_the_library_comes_with_the_first_drawing_and_brings_no_numpy() -> None:
    code = """
import sys
from datetime import datetime, timezone
from interviewer.session.smoothing import Point, smoothed
from interviewer.session.trends import Trend
from interviewer.tui.widgets.plots import drawing, interval_bars, time_plot
assert not any(name.startswith(("plotext", "textual_plotext")) for name in sys.modules)
now = datetime.now(timezone.utc)
points = (Point(now, 1.0),)
trend = Trend(points=points, line=smoothed(points), count=1)
drawing.draw(trend, drawing.Frame(width=40, height=9, until=now))
assert "plotext" in sys.modules
assert "numpy" not in sys.modules and "PIL" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)
