"""The script that takes the pictures of the README."""

from __future__ import annotations

import pytest

from tests.screenshots import PICTURES, take


@pytest.mark.parametrize("name", PICTURES)
async def test_each_picture_can_be_taken(name: str) -> None:
    picture = await take(name)
    assert picture.startswith("<svg") and "went&#160;wrong" not in picture
