"""A file is there whole, or it is as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewer.whole_file import whole_file


def test_it_takes_the_place_of_what_was_there_at_the_end(tmp_path: Path) -> None:
    target = tmp_path / "target.txt"
    target.write_text("old")
    with whole_file(target) as partial:
        partial.write_text("new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert target.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [target]


def test_where_it_fails_nothing_has_changed(tmp_path: Path) -> None:
    target = tmp_path / "target.txt"
    target.write_text("old")
    with pytest.raises(ValueError, match="half way"), whole_file(target) as partial:
        partial.write_text("ne")
        raise ValueError("half way")
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]
