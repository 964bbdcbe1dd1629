"""`interviewer ask` with typed and recorded answers, through the real engines into the log."""

from __future__ import annotations

import json
import wave
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interviewer import locations
from interviewer.cli.main import cli
from interviewer.session.history import Attempt, History
from interviewer.store import Log

ID = "classification-metrics-f1"
SPOKEN = (
    "The F1 score is the harmonic mean of precision and recall, so both of them must be high."
    " It never looks at the true negatives."
)


def invoke(*arguments: str, input: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["ask", *arguments], input=input)


def logged() -> list[Attempt]:
    """Every attempt in the log."""
    places = locations.find()
    with Log.open(places.database) as log:
        history = History(log, places.recordings)
        return [attempt for summary in history.sessions() for attempt in history.attempts(summary.session.id)]


def silence(file: Path, seconds: float) -> Path:
    with wave.open(str(file), "wb") as wav:
        wav.setparams((1, 2, 16_000, 0, "NONE", ""))
        wav.writeframes(bytes(2 * round(16_000 * seconds)))
    return file


@pytest.fixture(scope="module")
def spoken_answer(say_clearly: Callable[[str], Path]) -> Path:
    return say_clearly(SPOKEN)


def test_a_typed_answer_is_graded_and_logged() -> None:
    result = invoke(ID, "--text", "-", "--json", input=SPOKEN)
    printed = json.loads(result.stdout)
    assert result.exit_code == 0
    assert printed["question"]["id"] == ID
    assert printed["transcript"] is None
    assert printed["delivery"] is None
    assert printed["answer"] == SPOKEN
    assert printed["score"] > 0
    assert set(printed["points"][0]) >= {"point", "verdict", "probability", "evidence"}
    assert printed["points"][0]["verdict"] == "covered"
    assert printed["points"][0]["evidence"] in SPOKEN
    [attempt] = logged()
    assert (attempt.id, attempt.status, attempt.means) == (printed["attempt"], "graded", "typing")
    assert attempt.score == printed["score"]


def test_a_spoken_answer_is_transcribed_graded_and_logged(spoken_answer: Path) -> None:
    result = invoke(ID, "--audio", str(spoken_answer))
    assert result.exit_code == 0, result.stderr
    [attempt] = logged()
    assert attempt.transcript and attempt.recording and attempt.assessment
    assert "harmonic mean of precision and recall" in attempt.transcript.text
    assert attempt.transcript.words[0].end > 0
    assert attempt.assessment.points[0].verdict == "covered"
    with wave.open(str(attempt.recording)) as wav:
        assert wav.getframerate() == 16_000
        assert wav.getnframes() / 16_000 == pytest.approx(attempt.seconds, abs=0.01)
    assert attempt.recording.parent == locations.find().recordings
    assert attempt.recording.stat().st_mode & 0o077 == 0
    assert f"Score {attempt.score:.0f} of 100" in result.stdout
    assert attempt.question.answer in result.stdout
    assert "\nDelivery\n" in result.stdout and "words a minute" in result.stdout


def test_silence_is_told_and_not_graded(tmp_path: Path) -> None:
    result = invoke(ID, "--audio", str(silence(tmp_path / "silence.wav", 2)), "--json")
    printed = json.loads(result.stdout)
    assert result.exit_code == 3
    assert printed["score"] is None
    assert printed["points"] == []
    assert printed["notes"] == ["No speech was heard, so there is nothing to grade."]
    [attempt] = logged()
    assert attempt.status == "silent"


def test_nothing_is_kept_with_no_log(home: Path, tmp_path: Path) -> None:
    result = invoke(ID, "--audio", str(silence(tmp_path / "silence.wav", 1)), "--no-log", "--json")
    printed = json.loads(result.stdout)
    assert result.exit_code == 3
    assert printed["status"] == "silent"
    assert printed["attempt"] is printed["session"] is printed["recording"] is None
    assert not home.exists()


@pytest.mark.parametrize(
    ("content", "told"), [(b"", "is empty"), (b"RIFF and nothing else" * 99, "no sound file")]
)
def test_a_file_that_holds_no_sound_is_no_attempt(tmp_path: Path, content: bytes, told: str) -> None:
    file = tmp_path / "answer.wav"
    file.write_bytes(content)
    result = invoke(ID, "--audio", str(file))
    assert result.exit_code == 1
    assert told in result.stderr
    assert logged() == []


def test_an_unknown_id_is_no_attempt() -> None:
    result = invoke("classification-metrics-f11", "--text", SPOKEN)
    assert result.exit_code == 1
    assert f"did you mean '{ID}'?" in result.stderr
    assert not locations.find().database.exists()


@pytest.mark.parametrize(
    "arguments", [["--text", "a", "--voice"], ["--text", "  "], [], ["--audio", "no-such-file.wav"]], ids=str
)
def test_wrong_usage(arguments: list[str]) -> None:
    assert invoke(ID, *arguments).exit_code == 2


def test_an_answer_that_cannot_be_graded_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEWER_SCORING_ENGINE", "no-such-engine")
    result = invoke(ID, "--text", SPOKEN)
    assert result.exit_code == 1
    assert "Your answer is kept" in result.stderr
    [attempt] = logged()
    assert (attempt.status, attempt.answer) == ("answered", SPOKEN)


def test_without_an_id_the_scheduler_picks_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEWER_SCORING_ENGINE", "no-such-engine")  # what is graded is shown elsewhere
    first, second = invoke("--text", SPOKEN), invoke("--text", SPOKEN)
    assert first.exit_code == second.exit_code == 1
    attempts = logged()
    assert len({attempt.question.id for attempt in attempts}) == 2
    assert all(attempt.reason for attempt in attempts)
