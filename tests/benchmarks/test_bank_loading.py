"""Loading and checking the bank costs less than a plain YAML parser takes to read its files."""

from __future__ import annotations

from pathlib import Path

import yaml

from interviewer import bank, locations
from tests.benchmarks.ratio import times_faster


def test_a_checked_bank_is_there_before_a_plain_parser_has_read_it(tmp_path: Path) -> None:
    text = (locations.content() / "generative-models.yaml").read_text(encoding="utf-8")
    for number in range(4):
        name = f"copy{number}"
        (tmp_path / f"{name}.yaml").write_text(text.replace("generative-models", name), encoding="utf-8")

    def parse() -> None:
        for file in tmp_path.glob("*.yaml"):
            yaml.load(file.read_text(encoding="utf-8"), yaml.SafeLoader)

    ratio = times_faster(parse, lambda: bank.load(tmp_path))
    print(f"loading and checking is {ratio:.1f} times faster than yaml.SafeLoader")
    assert ratio > 2
