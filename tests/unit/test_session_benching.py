"""What was timed is shown again."""

from __future__ import annotations

from interviewer import locations
from interviewer.errors import InterviewerError
from interviewer.session import benching
from interviewer.settings import Settings
from interviewer.speech.stt.speed import Speed


async def test_what_was_timed_is_kept_and_the_latest_counts() -> None:
    places = locations.find()
    places.speeds.unlink(missing_ok=True)
    assert benching.kept(places) == ()
    for _ in range(2):
        async for candidate, result in benching.speeds(Settings(), places, [("faster-whisper", "tiny.en")]):
            assert candidate == ("faster-whisper", "tiny.en")
            assert isinstance(result, Speed)
            assert benching.kept(places) == (result,)


async def test_what_cannot_be_timed_is_not_kept() -> None:
    places = locations.find()
    before = benching.kept(places)
    async for _, result in benching.speeds(Settings(), places, [("faster-whisper", "small.en")]):
        assert isinstance(result, InterviewerError)
    assert benching.kept(places) == before


def test_a_damaged_file_counts_as_none() -> None:
    places = locations.find()
    places.cache.mkdir(parents=True, exist_ok=True)
    places.speeds.write_text("[{", encoding="utf-8")
    assert benching.kept(places) == ()
    places.speeds.unlink()


def test_an_empty_model_is_the_one_that_is_used() -> None:
    assert benching.used(Settings(stt_model="small")) == ("faster-whisper", "small")
    assert benching.used(Settings())[1] in ("base", "tiny.en")
