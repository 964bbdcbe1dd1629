"""What is learnt from a transcript that somebody put right."""

from __future__ import annotations

import pytest

from interviewer.speech.stt.corrections import corrections

HEARD = "We freeze the base model and train a laura adapter, so far fewer weights change."


def found(heard: str, meant: str) -> list[tuple[str, str]]:
    return [(each.heard, each.meant) for each in corrections(heard, meant)]


def test_a_word_put_right_is_found_with_what_was_heard() -> None:
    assert found(HEARD, HEARD.replace("laura", "LoRA")) == [("laura", "LoRA")]


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("pee pee oh", "PPO"),
        ("cue laura", "QLoRA"),
        ("ray loo", "ReLU"),
        ("by torch", "PyTorch"),
        ("rock curve", "ROC curve"),
        ("byte erbi", "Viterbi"),
        ("soft macks", "softmax"),
        ("D quantised", "dequantised"),
    ],
)
def test_several_words_may_have_been_heard_for_one(heard: str, meant: str) -> None:
    ((_, written),) = found(f"Here we use {heard}, as always.", f"Here we use {meant}, as always.")
    assert set(written.split()) <= set(meant.split())


@pytest.mark.parametrize(
    "meant",
    [
        HEARD,
        HEARD.lower().rstrip("."),  # only written differently
        HEARD.replace("far fewer weights change", "hardly any parameter is touched"),  # said otherwise
        HEARD.replace("train a laura adapter, so", "so"),  # taken out
        HEARD + " Then we merge it into the model.",  # added
        "Something else altogether was written in the editor than what had been heard before that.",
        "",
    ],
)
def test_what_is_no_correction_teaches_nothing(meant: str) -> None:
    assert found(HEARD, meant) == []


@pytest.mark.parametrize(
    ("meant", "name"),
    [
        ("It is LoRA here", True),
        ("It is F1 here", True),
        ("It is t-sne here", True),
        ("It is Laurent here", True),
        ("It is louder here", False),
        ("It is here. Lower it", False),
        ("It is here. LoRA is", True),
        ("F1 is it", True),
        ("It is 15 here", False),
    ],
)
def test_a_name_is_told_by_its_spelling(meant: str, name: str) -> None:
    heard = meant
    for word in ("LoRA", "F1", "t-sne", "Laurent", "louder", "Lower", "15"):
        heard = heard.replace(word, {"F1": "fun", "t-sne": "disney", "15": "50"}.get(word, "laura"))
    assert [each.is_name for each in corrections(heard, meant)] == [name]


def test_punctuation_around_a_term_is_no_part_of_it() -> None:
    assert found('They call it "laura".', 'They call it "LoRA".') == [("laura", "LoRA")]
    assert found("We write sea plus plus here", "We write C++ here") == []
