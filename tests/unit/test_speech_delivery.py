"""How an answer was spoken, from words with known times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import msgspec
import pytest
from hypothesis import example, given, settings, strategies

from interviewer.session import wording
from interviewer.speech.delivery import Delivery, advice, measure
from interviewer.speech.stt.transcript import Transcript, Word

SECONDS = 0.3
GAP = 0.1


def said(text: str, *, start: float = 0.0, probability: float = 0.9, gap: float = GAP) -> list[Word]:
    """Words of 0.3 s with 0.1 s between them; [2.5] is a silence of so many seconds."""
    words: list[Word] = []
    at, silence = start, 0.0
    for part in text.split():
        if part.startswith("["):
            silence = float(part.strip("[]"))
            continue
        at = words[-1].end + (silence or gap) if words else at + silence
        words.append(Word(text=part, start=at, end=at + SECONDS, probability=probability))
        silence = 0.0
    return words


def transcript(words: Sequence[Word], fillers: Sequence[Word] = (), language: str = "en") -> Transcript:
    return Transcript(
        text=" ".join(word.text for word in words),
        words=tuple(words),
        engine="",
        model="",
        seconds=words[-1].end + 1 if words else 1.0,
        language=language,
        fillers=tuple(fillers),
    )


def measured(words: Sequence[Word], fillers: Sequence[Word] = (), language: str = "en") -> Delivery:
    found = measure(transcript(words, fillers, language))
    assert found
    return found


def of(text: str, kind: str) -> list[str]:
    """The passages of a kind that a text has."""
    return [passage.text for passage in getattr(measured(said(text)), kind).passages]


def test_an_answer_without_word_times_has_no_delivery() -> None:
    assert measure(transcript([])) is None
    assert measure(transcript([Word(text="Yes.", start=0.0, end=0.0, probability=0.9)])) is None
    assert measure(transcript(said("- – …"))) is None
    assert measure(transcript([], fillers=said("um"))) is None


def test_one_word_has_a_delivery_but_no_pace() -> None:
    found = measured(said("Yes.", start=2.0))
    assert (found.words, found.first_word, found.pauses, found.pace) == (1, 2.0, (), None)
    assert found.speaking == pytest.approx(SECONDS)
    assert found.speaking_share == 1.0
    assert found.confidence == pytest.approx(0.9)
    assert wording.delivery(found) == "1 word"


def test_the_pace_is_told_with_pauses_and_without() -> None:
    words = said(f"{'word ' * 20}[4] {'word ' * 20}", start=3.0)
    pace = measured(words).pace
    assert pace
    speaking = 2 * (20 * SECONDS + 19 * GAP)
    assert pace.words_per_minute_speaking == pytest.approx(60 * 40 / speaking)
    assert pace.words_per_minute == pytest.approx(60 * 40 / (speaking + 4))
    assert measured(words).speaking_share == pytest.approx(speaking / (speaking + 4))


def test_an_even_pace_does_not_vary_and_a_growing_one_does() -> None:
    even = measured(said("word " * 160)).pace
    assert even and even.variation == pytest.approx(0.0, abs=0.02)
    assert [window.end - window.start for window in even.windows[:-1]] == pytest.approx([15.0] * 3)
    slow = said("word " * 40, gap=0.45)
    growing = measured([*slow, *said("word " * 100, start=slow[-1].end + 0.05, gap=0.05)]).pace
    assert growing and growing.variation and growing.variation > 0.3
    assert growing.windows[0].words_per_minute == pytest.approx(60 / 0.75, rel=0.05)
    assert growing.windows[-1].words_per_minute == pytest.approx(60 / 0.35, rel=0.05)


def test_pauses_have_their_places_and_the_words_around() -> None:
    found = measured(said("The loss is [1.5] two p [3.5] over q. Then [0.9] we stop."))
    assert [pause.seconds for pause in found.pauses] == pytest.approx([1.5, 3.5])
    assert [(pause.before, pause.after) for pause in found.pauses] == [
        ("The loss is", "two p over q. Then"),
        ("is two p", "over q. Then we stop."),
    ]
    assert found.long_pauses == found.pauses[1:]


def test_a_filler_breaks_a_pause_and_is_no_word() -> None:
    words = said("The loss [3.5] falls.")
    um = Word(text="um,", start=words[1].end + 1.2, end=words[1].end + 1.6, probability=0.5)
    found = measured(words, [um])
    assert [pause.seconds for pause in found.pauses] == pytest.approx([1.2, 1.9])
    assert [pause.after for pause in found.pauses] == ["falls.", "falls."]
    assert (found.words, found.long_pauses) == (3, ())
    assert found.speaking == pytest.approx(measured(words).speaking + 0.4)


def test_a_filler_before_the_first_word_does_not_begin_the_answer() -> None:
    found = measured(said("It falls.", start=4.0), said("um", start=1.0))
    assert (found.first_word, found.speaking_share) == (4.0, 1.0)
    assert [sound.start for sound in found.sounds.passages] == [1.0]


@pytest.mark.parametrize(
    ("text", "kind", "passages"),
    [
        ("So um the loss, uh, falls. Er, it does.", "sounds", ["um", "uh", "Er"]),
        ("The ER diagram shows it.", "sounds", []),
        ("It is, you know, a matrix.", "markers", ["you know"]),
        ("Do you know the answer? You know what it is.", "markers", []),
        ("It is, like, large.", "markers", ["like"]),
        ("A kernel is like a filter, like this one.", "markers", []),
        ("It is [0.4] like [0.4] large.", "markers", ["like"]),
        ("It is um like uh large.", "markers", ["like"]),
        ("That is the gradient, right?", "markers", ["right"]),
        ("Is that right? The right answer.", "markers", []),
        ("So, the loss falls. So it converges, so we stop.", "markers", ["So"]),
        ("It converges and so [0.8] we stop, so so we stop.", "markers", ["so"]),
        ("It works, I mean, mostly.", "markers", ["I mean"]),
        ("By bias I mean the error. What I mean is this.", "markers", []),
        ("It is sort of a filter, basically.", "markers", ["sort of", "basically"]),
        ("A sort of filter, some new sort of filter.", "markers", []),
        ("It actually works.", "markers", ["actually"]),
        (
            "I think it is, maybe, kind of large; I'm not sure.",
            "hedges",
            ["I think", "maybe", "kind of", "not sure"],
        ),
        ("This kind of loss is a new kind of loss.", "hedges", []),
        ("It is probably approximately correct.", "hedges", []),
        ("Think. I don’t know.", "hedges", ["I don’t know"]),
        ("So that is what I. Think again.", "hedges", []),
        (
            "The the loss, and and we we use, we use it.",
            "restarts",
            ["The the", "and and", "we we", "we use, we use"],
        ),
        ("We use we use the the um the loss.", "restarts", ["We use we use", "the the", "the the"]),
        ("The grad- gradient is non-zero.", "restarts", ["grad-"]),
        ("A very very deep log log plot, step by step, more and more.", "restarts", []),
        ("I know what it is. It is zero zero one.", "restarts", []),
        ("It is high, no, I mean low.", "corrections", ["no, I mean"]),
        ("It is high, or rather low; sorry, mean.", "corrections", ["or rather", "sorry"]),
        ("Actually no. Wait, no, it is low.", "corrections", ["Actually no", "Wait, no"]),
        ("I am sorry for that, rather than happy.", "corrections", []),
    ],
)
def test_wording_is_told_by_what_stands_around_it(text: str, kind: str, passages: list[str]) -> None:
    assert of(text, kind) == passages


def test_a_correction_is_no_filler_as_well() -> None:
    assert of("It is high, no, I mean low. Actually no.", "markers") == []


def test_what_cannot_be_told_makes_a_count_a_lower_bound() -> None:
    clear, unclear = measured(said("It is, like, large.")), measured(said("It is like a filter."))
    assert not clear.markers.is_lower_bound and unclear.markers.is_lower_bound
    assert not clear.hedges.is_lower_bound
    assert clear.sounds.is_lower_bound and clear.restarts.is_lower_bound and clear.corrections.is_lower_bound
    assert clear.fillers.is_lower_bound


def test_wording_is_told_in_english_only() -> None:
    found = measured(said("Das ist, so, gut. Maybe the the."), language="de")
    assert not any(map(len, (found.markers, found.hedges, found.restarts, found.corrections)))
    assert found.hedges.is_lower_bound


def test_a_delivery_is_said_in_a_line() -> None:
    begin = "The the loss is, um, low [3.2] and, uh, falls,"
    found = measured(said(f"{begin} I think, when [3.2] basically all the weights converge."))
    assert wording.delivery(found) == (
        "70 words a minute, 2 pauses over 3 s (the longest 3 s), at least 3 fillers, "
        "at least 1 false start, 1 hedge"
    )


def test_a_delivery_goes_into_json_and_back() -> None:
    found = measured(
        said("So, um, the the loss is [1.5] basically low, I think, or rather it falls at the end.")
    )
    assert msgspec.convert(msgspec.to_builtins(found), Delivery) == found
    assert msgspec.json.decode(msgspec.json.encode(found), type=Delivery) == found


TIMES = strategies.lists(
    strategies.tuples(
        strategies.sampled_from(["the", "so", "um,", "like,", "loss.", "I", "think", "-", "uh", "grad-"]),
        strategies.floats(0, 5),
        strategies.floats(0, 1),
    ),
    max_size=60,
)


@settings(deadline=None)
@given(TIMES, strategies.booleans())
@example([("the", 0.0, 0.0), ("uh", 0.0, 1.0), ("the", 1.0, 0.0)], True)
def test_whatever_the_times_are_the_numbers_hold_together(
    parts: list[tuple[str, float, float]], overlap: bool
) -> None:
    words, at = [], 0.0
    for text, silence, length in parts:
        words.append(Word(text=text, start=at + silence, end=at + silence + length, probability=0.5))
        at = words[-1].start if overlap else words[-1].end
    found = measure(transcript(words, [word for word in words if word.text == "uh"]))
    if found is None:
        return
    last = max(word.end for word in words)
    assert 0 <= found.speaking_share <= 1 + 1e-9
    assert 0 <= found.speaking <= last - found.first_word + 1e-9
    assert all(pause.seconds > 1 for pause in found.pauses)
    edges = [edge for pause in found.pauses for edge in (pause.start, pause.end)]
    assert edges == sorted(edges)
    assert sum(pause.seconds for pause in found.pauses) <= last - found.first_word - found.speaking + 1e-6
    if found.pace:
        assert 0 < found.pace.words_per_minute <= found.pace.words_per_minute_speaking + 1e-6
        assert found.pace.variation is None or found.pace.variation >= 0
    for kind in (found.sounds, found.markers, found.hedges, found.restarts, found.corrections):
        starts = [passage.start for passage in kind.passages]
        assert starts == sorted(starts)
    assert len(advice(found)) <= 3


FLUENT = "The model learns the noise of its training data and then fails on what it has not seen. " * 5


def told(text: str, *terms: str, start: float = 0.0) -> tuple[str, ...]:
    return advice(measured(said(text, start=start)), terms)


def test_an_unremarkable_answer_gets_no_advice() -> None:
    assert told(FLUENT) == ()


def test_thin_evidence_gets_no_advice() -> None:
    halting = "Um, the [4] um, loss [4] um, is [4] um, low [4] um."
    assert told(halting) == ()
    unsure = [replace(word, probability=0.4) for word in said(halting + FLUENT)]
    assert advice(measured(unsure)) == ()
    assert told(halting + FLUENT) != ()


def test_pauses_before_formulas_are_told_with_what_to_do() -> None:
    assert told(f"{FLUENT} F1 is [3.5] two T P over [4] two T P plus F P.") == (
        "Two pauses over 3 s, each before a formula: "
        "say the formula's name first, then its parts one by one.",
    )


def test_pauses_before_the_questions_terms_are_told() -> None:
    text = f"{FLUENT} We add [4] weight decay here, and then [4] weight decay there, and [5] go home."
    [sentence] = told(text, "weight decay", "dropout")
    assert sentence.startswith("Three pauses over 3 s, two of them before a term of the question: ")
    assert told(text) == (
        "Three pauses over 3 s, the longest of 5 s after “decay there, and”: "
        "say which point comes next, then work it out.",
    )


def test_pauses_at_the_beginning_are_told() -> None:
    [sentence] = told(f"Well [3.5] now [3.5] the point. {FLUENT}")
    assert sentence.startswith("Two pauses over 3 s, each at the start: ")


def test_a_late_first_word_is_told() -> None:
    [sentence] = told(FLUENT, start=9.0)
    assert sentence.startswith("The first word came after 9 s: ")


def test_growing_speed_is_told_with_both_rates() -> None:
    slow = said("word " * 90, gap=0.2)
    words = [*slow, *said("word " * 155, start=slow[-1].end + 0.2, gap=0.0)]
    [sentence] = advice(measured(words))
    assert (
        sentence
        == "200 words a minute between the pauses of the last half, 120 before: slow down at the end."
    )


def test_speed_throughout_is_told_and_slowness_never() -> None:
    [sentence] = advice(measured(said("word " * 100, gap=0.0)))
    assert sentence.startswith("200 words a minute, where 125 to 150 are usual: ")
    assert advice(measured(said("word " * 100, gap=0.6))) == ()


def test_fillers_false_starts_and_hedges_are_told_with_their_counts() -> None:
    assert told(f"{'Um, it is. ' * 5}{FLUENT}")[0] == (
        "At least 5 fillers in 100 words, mostly “um”: leave a short silence instead."
    )
    assert told(f"{'We we use it. ' * 4}{FLUENT}")[0] == (
        "At least 4 false starts in 106 words: make the sentences shorter, with one thought in each."
    )
    assert told(f"{'I think so. ' * 4}{FLUENT}") == (
        "Four hedges in 102 words, such as “I think”: leave them out where you are sure.",
    )


def test_no_more_than_three_things_are_said() -> None:
    text = f"{'Um, I think we we use it. ' * 6} We [4] add [4] p over q. {FLUENT}"
    assert len(told(text, start=10.0)) == 3
