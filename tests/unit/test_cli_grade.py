"""`interviewer grade`, on the real model."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from interviewer.cli.main import cli

ROW = {
    "id": 7,
    "question": "What does a stack do?",
    "reference": "A stack gives back the last item first. Pushing and popping take constant time.",
    "key_points": ["A stack gives back the last item first.", "Pushing and popping take constant time."],
    "answer": "A stack is last in, first out: it gives back the last item first.",
}


def test_rows_come_back_with_score_and_points_while_others_are_still_to_come() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "interviewer", "grade", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin and process.stdout
        process.stdin.write(json.dumps(ROW) + "\n")
        process.stdin.flush()
        good = json.loads(process.stdout.readline())
        ignorant = json.dumps({**ROW, "id": 8, "answer": "I really do not know."})
        out, error = process.communicate(f"\n{ignorant}\nno row\n{ignorant}\n")
    [bad] = map(json.loads, out.splitlines())
    assert {name: good[name] for name in ROW} == ROW
    assert [set(point) for point in good["points"]] == [{"point", "verdict", "probability", "evidence"}] * 2
    assert good["points"][0]["verdict"] == "covered"
    assert 0 <= bad["score"] < good["score"] <= 100
    assert process.returncode == 1
    assert error.startswith("interviewer: Line 4 is not JSON")


def test_text_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_bytes(b'{"question": "\xe9t\xe9"}\n')
    result = CliRunner().invoke(cli, ["grade", str(file)])
    assert result.exit_code == 1
    assert result.stderr.startswith("interviewer: Line 1 is not UTF-8")
