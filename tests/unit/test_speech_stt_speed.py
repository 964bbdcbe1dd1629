"""How fast the models are, and which is recommended."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from interviewer.cli.main import cli
from interviewer.errors import ModelError
from interviewer.settings import Settings
from interviewer.speech.stt import speed
from interviewer.speech.stt.speed import Speed, recommended


def timed(model: str, tail: float, factor: float = 10.0, engine: str = "faster-whisper") -> Speed:
    return Speed(
        engine=engine,
        model=model,
        device="cpu",
        load_seconds=1.0,
        real_time_factor=factor,
        tail_seconds=tail,
        memory=None,
    )


def test_the_largest_that_keeps_up_is_recommended() -> None:
    speeds = [timed("tiny.en", 0.3), timed("small", 0.9), timed("base", 0.6), timed("medium", 1.1)]
    assert recommended(speeds) == speeds[1]


def test_one_that_is_slow_over_a_whole_answer_does_not_keep_up() -> None:
    speeds = [timed("base", 0.6), timed("small", 0.9, factor=2.0)]
    assert recommended(speeds) == speeds[0]


def test_of_one_model_the_faster_engine_is_recommended() -> None:
    speeds = [timed("base", 0.9, engine="whisper"), timed("base", 0.6)]
    assert recommended(speeds) == speeds[1]


def test_where_none_keeps_up_the_fastest_is_recommended() -> None:
    speeds = [timed("base", 4.0), timed("tiny.en", 2.0)]
    assert recommended(speeds) == speeds[1]
    assert recommended([]) is None


def test_a_real_model_is_measured(tmp_path: Path) -> None:
    measured = speed.measure(Settings(stt_model="tiny.en"), tmp_path, runs=1)
    assert measured.model == "tiny.en"
    assert measured.load_seconds > 0
    assert measured.tail_seconds < speed.TAIL_SECONDS  # else it would be of no use on any machine
    assert measured.real_time_factor > 1
    assert measured.memory is None or measured.memory > 100 << 20


def test_what_is_not_here_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="models fetch small"):
        speed.measure(Settings(stt_model="small"), tmp_path)


def test_bench_times_and_recommends() -> None:
    result = CliRunner().invoke(
        cli, ["models", "bench", "tiny.en", "--engine", "faster-whisper", "--json"], catch_exceptions=False
    )
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert [(each["model"], each["engine"]) for each in told["speeds"]] == [("tiny.en", "faster-whisper")]
    assert told["recommended"]["model"] == "tiny.en"


def test_bench_tells_what_is_not_here() -> None:
    result = CliRunner().invoke(cli, ["models", "bench", "medium"])
    assert result.exit_code == 1
    assert "models fetch medium" in result.stderr
