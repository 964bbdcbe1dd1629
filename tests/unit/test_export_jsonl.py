"""The log as JSON Lines, out and in again."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from interviewer.bank.problem import Problem
from interviewer.errors import StoreError
from interviewer.session.export import jsonl
from interviewer.session.export.extract import Choice, Extract
from interviewer.session.export.writing import new_file, write
from interviewer.session.log_import import LogImport
from interviewer.store import Log
from interviewer.store.portable import PortableAssessment, PortableAttempt, PortableSession
from tests import full_log


@pytest.fixture
def recordings(home: Path) -> Path:
    return home / "recordings"


@pytest.fixture
def log(home: Path, recordings: Path) -> Iterator[Log]:
    with Log.open(home / "interviewer.db") as opened:
        full_log.fill(opened, recordings)
        yield opened


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Log]:
    with Log.open(tmp_path / "other" / "interviewer.db") as opened:
        yield opened


@pytest.fixture
def exported(log: Log, recordings: Path, tmp_path: Path) -> Path:
    """The file with the names of the recordings."""
    return export(log, recordings, tmp_path / "log.jsonl", Choice(paths=True))


def export(log: Log, recordings: Path, file: Path, choice: Choice) -> Path:
    with new_file(file) as to:
        write(jsonl.render(Extract(log, recordings, choice)), to)
    return file


def lines(file: Path) -> list[Any]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def rewrite(file: Path, objects: list[Any]) -> None:
    file.write_text("".join(f"{json.dumps(each)}\n" for each in objects), encoding="utf-8")


def problems(file: Path) -> list[Problem]:
    return [each for each in jsonl.read(file) if isinstance(each, Problem)]


def test_there_and_back_is_the_same_log(exported: Path, other: Log, recordings: Path, tmp_path: Path) -> None:
    shutil.copytree(recordings, tmp_path / "other" / "recordings")
    entry = LogImport(exported, other, tmp_path / "other" / "recordings")
    preview = entry.preview()
    assert (preview.sessions, preview.attempts, preview.already) == (2, 5, 0)
    assert (preview.without_recording, preview.problems) == (0, ())
    done: list[int] = []
    entry.take_in(done.append)
    assert done == [1, 2]
    again = export(other, tmp_path / "other" / "recordings", tmp_path / "again.jsonl", Choice(paths=True))
    assert lines(again)[1:] == lines(exported)[1:]


def test_a_second_import_adds_nothing(exported: Path, other: Log, recordings: Path) -> None:
    LogImport(exported, other, recordings).take_in()
    assert dataclasses.astuple(LogImport(exported, other, recordings).preview()) == (0, 0, 2, 0, ())
    assert LogImport(exported, other, recordings).take_in().already == 2
    assert len(other.sessions()) == 2


def test_a_preview_changes_nothing(exported: Path, other: Log, recordings: Path) -> None:
    LogImport(exported, other, recordings).preview()
    assert not other.sessions()


def test_a_recording_that_is_another_answers_is_not_taken(exported: Path, log: Log, recordings: Path) -> None:
    """The name may be that of a file here that holds somebody else's words."""
    later = [each | {"started_at": "2026-04-01T09:30:00Z"} for each in lines(exported)[1:2]]
    rewrite(exported, [lines(exported)[0] | {"sessions": 1}, *later])
    entry = LogImport(exported, log, recordings)
    assert entry.preview().without_recording == 1
    entry.take_in()
    assert [attempt.recording for attempt in log.attempts(3)] == [None] * 5


def test_without_being_asked_no_file_is_named(log: Log, recordings: Path, tmp_path: Path) -> None:
    text = export(log, recordings, tmp_path / "log.jsonl", Choice()).read_text(encoding="utf-8")
    assert ".wav" not in text
    assert "/home/somebody" not in text
    assert '"model":"base"' in text


def test_chosen_sessions_in_the_order_they_are_asked_for(log: Log, recordings: Path, tmp_path: Path) -> None:
    file = export(log, recordings, tmp_path / "log.jsonl", Choice(sessions=(2, 1, 2)))
    assert [each["kind"] for each in lines(file)[1:]] == ["practice", "mock"]
    with pytest.raises(StoreError, match="There is no session 9"):
        Extract(log, recordings, Choice(sessions=(1, 9)))


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("", "not the header"),
        ("[]", "not the header"),
        ("{", "not the header"),
        ('{"format": "other", "version": 1}', "the format is 'other'"),
        ('{"format": "interviewer-log", "version": 99, "made_by": "interviewer 9"}', "newer .*interviewer 9"),
    ],
)
def test_what_is_no_exported_log_is_refused(tmp_path: Path, header: str, message: str) -> None:
    file = tmp_path / "log.jsonl"
    file.write_text(f"{header}\n", encoding="utf-8")
    with pytest.raises(StoreError, match=rf"log\.jsonl:1: .*{message}"):
        list(jsonl.read(file))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", "truncated"),
        (b"\xff{}", "malformed"),
        (b'{"kind": "\xff"}', "utf-8"),
        (b"[" * 100_000, "nested too deep|Expected `object`"),
        (b'{"setup": ' + b'{"a": ' * 100_000, "nested too deep"),
        (b"{}", "kind"),
        (b'{"kind": "mock", "recordings": []}', "recordings"),
    ],
)
def test_a_line_that_is_no_session_is_named(exported: Path, line: bytes, message: str) -> None:
    first, *others = exported.read_bytes().splitlines()
    exported.write_bytes(b"\n".join([first, line, *others[1:]]))
    (problem,) = problems(exported)
    assert (problem.file, problem.line) == (str(exported), 2)
    assert re.search(message, problem.message)
    assert ";" in problem.message


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("setup", "questions"), "five", r"setup: .*\$\.questions"),
        (("attempts", 0, "question", "minutes"), 0, r"attempt 1, question: .*\$\.minutes"),
        (("attempts", 0, "transcript", "words", 0, "start"), "now", r"attempt 1, transcript: .*start"),
        (("attempts", 0, "assessments", 1, "document", "points"), 1, r"attempt 1, assessment: .*points"),
        (("attempts", 0, "assessments", 1, "counts"), 1, r"\$\.attempts\[0\]\.assessments\[1\]\.counts"),
        (("attempts", 1, "number"), 1, "number of its own"),
        (("attempts", 1, "number"), 10**30, r"\$\.attempts\[1\]\.number"),
        (("attempts", 0, "seconds"), -1, r"\$\.attempts\[0\]\.seconds"),
        (("attempts", 0, "asked_at"), "9999-12-31T23:59:59-23:59", r"the year 9999.*\$\.attempts\[0\]"),
        (("started_at",), "0001-01-01T00:00:00+23:59", "the year 1, as `started_at` says"),
        (("attempts", 0, "recording"), "../../settings.toml", r"\$\.attempts\[0\]\.recording"),
        (("attempts", 0, "recording"), "a" * 1000, r"\$\.attempts\[0\]\.recording"),
    ],
)
def test_what_a_reader_of_the_log_would_stumble_over_is_refused(
    exported: Path, path: tuple[str | int, ...], value: object, message: str
) -> None:
    objects = lines(exported)
    inner = objects[1]
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    rewrite(exported, objects)
    (problem,) = problems(exported)
    assert problem.line == 2
    assert re.search(message, problem.message)


def test_what_a_file_says_is_told_without_what_a_terminal_obeys(exported: Path) -> None:
    objects = lines(exported)
    rewrite(exported, [objects[0], objects[1] | {"\x1b[31m\nred": 1}, objects[2]])
    (problem,) = problems(exported)
    assert "`[31m red`" in problem.message


def test_a_file_that_was_cut_off_is_noticed(exported: Path, other: Log, recordings: Path) -> None:
    rewrite(exported, lines(exported)[:-1])
    preview = LogImport(exported, other, recordings).preview()
    assert "holds 1 of its 2 sessions" in str(preview.problems[0])
    with pytest.raises(StoreError, match=r"holds 1 of its 2 sessions.*Nothing was imported"):
        LogImport(exported, other, recordings).take_in()
    assert not other.sessions()


def test_a_line_without_end_is_not_read_whole(exported: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "_LONGEST", 500)
    assert "longer than" in problems(exported)[0].message


def test_the_documents_example_can_be_imported(other: Log, tmp_path: Path) -> None:
    page = Path(jsonl.__file__).with_name("JSONL.md").read_text(encoding="utf-8")
    file = tmp_path / "example.jsonl"
    file.write_text("\n".join(re.findall(r"```json\n(.*)\n```", page)), encoding="utf-8")
    entry = LogImport(file, other, tmp_path)
    assert not entry.preview().problems
    entry.take_in()
    assert [attempt.score for attempt in other.attempts(1)] == [100.0]


def test_every_field_is_documented() -> None:
    page = Path(jsonl.__file__).with_name("JSONL.md").read_text(encoding="utf-8")
    for kind in (jsonl.Header, PortableSession, PortableAttempt, PortableAssessment):
        for name in kind.__struct_fields__:
            assert f"`{name}`" in page or f'"{name}"' in page, name
