"""Every text can be read: WCAG AA in both themes, computed from what is drawn."""

from __future__ import annotations

import pytest
from textual.color import Color

from interviewer.tui.legible import contrast
from tests.app.contrast import faint
from tests.scenes import SCENES, app_of, arrived


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
@pytest.mark.parametrize("name", SCENES)
async def test_every_text_has_enough_contrast(name: str, theme: str) -> None:
    app = app_of(SCENES[name])
    async with app.run_test(size=(140, 45)) as pilot:
        app.theme = theme
        await arrived(pilot, SCENES[name])
        found = faint(app)
    assert not found, "\n".join(map(str, found))


def test_the_ratio_is_that_of_the_guidelines() -> None:
    black, white, grey = Color(0, 0, 0), Color(255, 255, 255), Color(118, 118, 118)
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(white, grey) == pytest.approx(
        4.54, abs=0.01
    )  # the lightest grey that WCAG allows on white
