"""`interviewer grade`, on the real model."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from interviewer import locations, settings
from interviewer.cli.main import cli
from interviewer.scoring.rows import read
from interviewer.session.models import Models
from interviewer.session.processes import WORTH_A_PROCESS

ROW: dict[str, Any] = {
    "id": 7,
    "question": "What does a stack do?",
    "reference": "A stack gives back the last item first. Pushing and popping take constant time.",
    "key_points": ["A stack gives back the last item first.", "Pushing and popping take constant time."],
    "answer": "A stack is last in, first out: it gives back the last item first.",
}
IGNORANT = {**ROW, "answer": "I really do not know."}
COMMAND = [sys.executable, "-m", "interviewer", "grade"]
STATUS = Path("/proc/self/status")


def write(file: Path, rows: Iterable[object]) -> Path:
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return file


def on_terminal(*command: str, piped: bool = False) -> tuple[int, str, str]:
    """Exit code, standard output and what a terminal shows; with `piped` that has standard error alone."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command, stdin=theirs, stdout=subprocess.PIPE if piped else theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        shown = bytearray()

        def watch() -> None:
            try:
                while some := os.read(ours, 4096):
                    shown.extend(some)
            except OSError:  # so Linux tells that the other end is closed
                pass

        watching = threading.Thread(target=watch)
        watching.start()
        out = process.stdout.read() if process.stdout else b""
        watching.join()
    os.close(ours)
    return process.returncode, out.decode(), shown.decode().replace("\r\n", "\n")


def test_rows_come_back_with_score_and_points_while_others_are_still_to_come() -> None:
    with subprocess.Popen(
        [*COMMAND, "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin and process.stdout
        process.stdin.write(json.dumps(ROW) + "\n")
        process.stdin.flush()
        good = json.loads(process.stdout.readline())
        ignorant = json.dumps({**IGNORANT, "id": 8})
        out, error = process.communicate(f"\n{ignorant}\nno row\n{ignorant}\n")
    [bad] = map(json.loads, out.splitlines())
    assert {name: good[name] for name in ROW} == ROW
    assert good["points"][0]["verdict"] == "covered"
    assert 0 <= bad["score"] < good["score"] <= 100
    assert len(bad["notes"]) == 1
    assert process.returncode == 1
    assert error.startswith("interviewer: Line 4 is not JSON")


def test_a_line_that_is_no_row_is_told_after_the_rows_before_it(tmp_path: Path) -> None:
    file = write(tmp_path / "rows.jsonl", [{**ROW, "id": number} for number in range(3)])
    with file.open("ab") as lines:
        lines.write(b'\n{"question": "\xe9t\xe9"}\n' + json.dumps(ROW).encode())
    result = CliRunner().invoke(cli, ["grade", str(file), "--explain"])
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["id"] for row in rows] == [0, 1, 2]
    assert result.exit_code == 1
    assert result.stderr.startswith("interviewer: Line 5 is not UTF-8")
    for point in rows[0]["points"]:
        assert {"recall", "similarity"} <= point["findings"].keys()


def test_rows_of_a_file_are_shared_and_come_in_its_order(tmp_path: Path) -> None:
    count = WORTH_A_PROCESS + 2
    rows = [
        {**(ROW if number % 3 else IGNORANT), "id": number, "question": f"What does stack {number // 4} do?"}
        for number in range(count)
    ]
    code, out, shown = on_terminal(*COMMAND, str(write(tmp_path / "rows.jsonl", rows)), piped=True)
    assert code == 0, shown
    graded = [json.loads(line) for line in out.splitlines()]
    assert [row["id"] for row in graded] == list(range(count))
    assert all((row["score"] > 0) == bool(row["id"] % 3) for row in graded)
    *_, last = shown.rstrip("\n").split("\r")
    assert f"1 of {count} graded" in shown
    assert last.startswith(f"{count} rows in ")
    assert ("2 processes" if (os.cpu_count() or 1) > 1 else "1 process") in last


def test_a_terminal_shows_rows_as_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    wrong = {**ROW, "answer": "A stack gives back the first item first, and never the last item first."}
    file = write(tmp_path / "rows.jsonl", [ROW, wrong])
    code, _, shown = on_terminal(*COMMAND, str(file), "--explain")
    assert code == 0, shown
    shown = click.unstyle(shown)
    assert shown.startswith("\nLine 1\nWhat does a stack do?\n\nScore ")
    assert "✔ covered" in shown and "1. A stack gives back the last item first." in shown
    assert "it gives back the last item first.”" in shown
    assert "Findings: similarity " in shown
    assert "override" not in shown, "there is no attempt to override"
    assert "\n2 rows in " in shown
    code, _, shown = on_terminal(*COMMAND, str(write(file, [ROW])), "--json")
    assert json.loads(shown)["id"] == ROW["id"], "a single row is not summed up"


def test_a_pipe_with_a_name_is_read_as_it_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("There are no named pipes here.")
    monkeypatch.setenv("INTERVIEWER_SCORING_ENGINE", "fake")
    os.mkfifo(tmp_path / "rows")
    with subprocess.Popen([*COMMAND, str(tmp_path / "rows")], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        with (tmp_path / "rows").open("w", encoding="utf-8") as rows:
            for number in range(3):
                rows.write(json.dumps({**ROW, "id": number}) + "\n")
                rows.flush()
                assert json.loads(process.stdout.readline())["id"] == number
    assert process.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is no signal there")
def test_ctrl_c_keeps_what_was_printed(tmp_path: Path) -> None:
    file = write(tmp_path / "rows.jsonl", ({**ROW, "id": number} for number in range(3 * WORTH_A_PROCESS)))
    with subprocess.Popen(
        [*COMMAND, str(file)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout and process.stderr
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        out, error = process.stdout.read(), process.stderr.read()
    rows = [json.loads(line) for line in (first + out).splitlines()]
    assert process.returncode == 130
    assert [row["id"] for row in rows] == list(range(len(rows)))
    assert len(rows) < 3 * WORTH_A_PROCESS
    assert not error.strip()


@pytest.mark.skipif(not STATUS.exists(), reason="only Linux tells a process's memory in a file")
async def test_memory_stays_as_it_is() -> None:
    models = Models(settings.load(), locations.find())
    memory: list[float] = []
    answers = [
        f"{ROW['answer']} {more}" for more in ("", "Like plates.", "Pushing is quick, and popping too.")
    ]

    def row(number: int) -> bytes:
        question = f"What does a stack of {number // 4 % 20} plates do?"
        return json.dumps({**ROW, "question": question, "answer": answers[number % 3]}).encode()

    try:
        for start in range(0, 400, 4):
            batch = [read(row(number), number).row for number in range(start, start + 4)]
            assert len(await models.grade_rows(batch)) == 4
            if start in (96, 396):
                memory.append(await asyncio.to_thread(megabytes, models._worker.pid))
    finally:
        await models.close()
    after_100, after_400 = memory
    assert after_400 - after_100 < 20


def megabytes(process: int | None) -> float:
    """Resident memory of a process."""
    status = (STATUS.parents[1] / str(process) / "status").read_text(encoding="ascii")
    (size,) = (line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(size) / 1024
