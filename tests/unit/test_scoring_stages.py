"""The stages of grading that need no model, each alone."""

from __future__ import annotations

import subprocess
import sys

import pytest

from interviewer.scoring.calibration import Features, probability
from interviewer.scoring.guards import no_answer
from interviewer.scoring.misheard import misheard
from interviewer.scoring.negation import contradiction
from interviewer.scoring.normalise import normalise
from interviewer.scoring.statements import MAX_WORDS, REACH, clauses, windows
from interviewer.scoring.verdicts import verdict
from interviewer.scoring.words import content_stems


@pytest.mark.parametrize(
    ("said", "normal"),
    [
        ("um so  uh, recall\n is, like, high", "so recall is, high"),
        ("You know, it's basically a mean", "it's a mean"),
        ("Something like this is not filler", "Something like this is not filler"),
        ("γ ≤ 1", "gamma at most 1"),
        ("2TP/(2TP+FP)", "2TP over (2TP plus FP)"),
        ("P(H|D)=x²", "P(H given D) equals x squared"),
        ("Umbrella, hummus and ermine", "Umbrella, hummus and ermine"),
    ],
)
def test_normal_form(said: str, normal: str) -> None:
    assert normalise(said) == normal


def test_forms_of_a_word_share_a_stem() -> None:
    assert content_stems("classifies the layers") == content_stems("It classified a layer")
    assert content_stems("normalisation") == content_stems("normalised") == content_stems("normalising")


def test_clauses_are_stretches_of_the_answer_as_given() -> None:
    answer = "Precision is TP over all alarms;  recall is TP over all positives, and F1\n is their mean. Yes."
    found = clauses(answer)
    stretches = [answer[clause.start : clause.end] for clause in found]
    assert stretches[:2] == ["Precision is TP over all alarms;", "recall is TP over all positives,"]
    assert all(clause.text == normalise(answer[clause.start : clause.end]) for clause in found)
    assert stretches[-1].endswith("Yes.")


def test_a_transcript_without_punctuation_is_cut_into_short_clauses() -> None:
    answer = " ".join(f"word{number}" for number in range(100))
    stretches = [answer[clause.start : clause.end] for clause in clauses(answer)]
    assert len(stretches) >= 5
    assert all(len(stretch.split()) <= MAX_WORDS for stretch in stretches)
    assert " ".join(stretches) == answer


def test_decimals_do_not_end_a_clause() -> None:
    (only,) = clauses("Accuracy is 0.95 here")
    assert only.text == "Accuracy is 0.95 here"


def test_windows_are_all_runs_of_neighbours() -> None:
    assert REACH == 3
    assert [list(span) for span in windows(3)] == [[0], [1], [2], [0, 1], [1, 2], [0, 1, 2]]
    assert [list(span) for span in windows(1)] == [[0]]


@pytest.mark.parametrize("answer", ["", "  ", "um uh", "..."])
def test_no_words_no_clauses(answer: str) -> None:
    assert clauses(answer) == ()


POINT = "Backpropagation goes from the output back to the input"


@pytest.mark.parametrize(
    ("clause", "least", "most"),
    [
        ("backpropagation does not go from the output to the input", 0.7, 1.0),
        ("backpropagation never goes from the output to the input", 0.7, 1.0),
        ("it doesn’t go from the output to the input", 0.7, 1.0),
        ("backpropagation goes from the output to the input", 0.0, 0.0),
        ("backpropagation goes from the output to the input, so nothing is wasted", 0.0, 0.0),
        ("it goes not only from the output to the input", 0.0, 0.0),
        ("no gradients are approximated on the way", 0.0, 0.0),
    ],
)
def test_denials(clause: str, least: float, most: float) -> None:
    assert least <= contradiction(normalise(clause), POINT) <= most


def test_denying_on_both_sides_is_agreement() -> None:
    assert contradiction("the weights are not changed", "The weights are not changed in that case") == 0
    assert contradiction("the weights are changed", "The weights are not changed") > 0.7


QUESTION = "What is the area under the ROC curve?"
EXPECTED = "The probability that a random positive is ranked above a random negative; 0.5 is chance."


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("", "Nothing was said"),
        ("I don't know.", "not known"),
        ("I really don’t know, sorry, no idea", "not known"),
        ("Pass.", "not known"),
        ("Not sure about the ROC curve.", "not known"),
        ("The area under the ROC curve is the area under the ROC curve.", "repeats the question"),
        ("positive negative ranked random probability chance threshold curve", "list of keywords"),
    ],
)
def test_what_is_no_answer(answer: str, says: str) -> None:
    note = no_answer(QUESTION, EXPECTED, answer)
    assert note is not None
    assert says in note


@pytest.mark.parametrize(
    "answer",
    [
        "I'm not sure about details, but it is the probability that a positive ranks above a negative.",
        "The area under the ROC curve is the chance that a positive is ranked higher.",
        "AUC = P(score+ > score-)",
        "Ranking probability.",
        "0.5",
        "A curve that shows how the rate of alarms grows.",
        "Pass the scores to a ranking and count.",
    ],
)
def test_short_and_hesitant_answers_are_answers(answer: str) -> None:
    assert no_answer(QUESTION, EXPECTED, answer) is None


def test_an_echo_that_was_misheard_is_an_echo() -> None:
    question = "How do on-policy and off-policy learning differ? Compare SARSA with Q-learning."
    expected = "On-policy learning evaluates the policy that gathers the data; SARSA does."
    echo = "How do policy and off-policy learning differ? Compasse SARSA with Q-learning."
    assert "repeats the question" in (no_answer(question, expected, echo) or "")
    assert no_answer(question, expected, f"{echo} SARSA learns from data that it gathers.") is None


def test_a_question_for_a_list_may_be_answered_by_one() -> None:
    answer = "precision, recall, specificity, accuracy, balanced accuracy, log loss, kappa"
    assert no_answer("Name seven classification metrics.", EXPECTED, answer) is None
    assert no_answer("Explain how to judge a classifier.", EXPECTED, answer) is not None


def test_each_feature_moves_the_probability_its_own_way() -> None:
    middle = Features(similarity=0.5, recall=0.5, negation=0.2, belief=0.1, wording=0.1, rival=0.1)
    for name, better in {
        "similarity": 0.9,
        "recall": 0.9,
        "negation": 0.0,
        "belief": 0.0,
        "wording": 0.0,
        "rival": 0.0,
    }.items():
        values = {field: getattr(middle, field) for field in Features.__slots__}
        assert probability(Features(**{**values, name: better})) > probability(middle) + 0.01


MISHEARD = [
    ("The soft macs turns logits into probabilities.", "softmax", "soft macs"),
    ("we follow the grade ient downhill", "gradient", "grade ient"),
    ("each Jacob Ian is multiplied", "jacobian", "Jacob Ian"),
    ("a con volition shares its weights", "convolution", "con volition"),
]
TERMS = (
    "The softmax. The gradient, a Jacobian, a convolution; inter-annotator agreement; the weights. It is "
    "asymmetric, unsupervised, asynchronous, imbalanced and independent; a sample."
)


@pytest.mark.parametrize(("answer", "meant", "heard"), MISHEARD)
def test_a_term_is_known_by_its_sound(answer: str, meant: str, heard: str) -> None:
    (found,) = misheard(TERMS, answer)
    assert (found.heard, found.meant) == (heard, meant)
    assert answer[found.start : found.end] == heard
    (clause, *_) = clauses(answer, [found])
    assert meant in clause.text and heard not in clause.text
    assert answer[clause.start : clause.end] == answer


def test_a_term_is_not_cut_between_clauses() -> None:
    answer = " ".join(["word"] * 13 + ["soft", "macs"] + ["word"] * 13)
    found = misheard("softmax", answer)
    texts = [clause.text for clause in clauses(answer, found)]
    assert len(clauses(answer)) > len(texts) and sum("softmax" in text for text in texts) == 1
    assert not any("macs" in text for text in texts)


@pytest.mark.parametrize(
    ("probability", "expected"),
    [(0.9, "covered"), (0.57, "partly"), (0.5, "unsure"), (0.4, "partly"), (0.1, "missed")],
)
def test_near_one_half_nothing_is_said(probability: float, expected: str) -> None:
    assert verdict(probability) == expected


@pytest.mark.parametrize(
    "answer",
    [
        "The gradients of the softmax weigh most.",
        "intra-annotator agreement is something else",
        "wait for the next batch",
        "a convolutional layer",
        "It is a symmetric measure.",
        "needed in supervised learning",
        "a synchronous update in balanced data",
        "the events are in dependent order",
        "a simple one",
    ],
)
def test_what_is_expected_or_far_is_left_as_it_is(answer: str) -> None:
    assert misheard(TERMS, answer) == ()


def test_importing_scoring_brings_nothing_heavy() -> None:
    heavy = "torch transformers sentence_transformers numpy onnxruntime ctranslate2"
    code = (
        "import sys, interviewer.scoring as s, interviewer.scoring.rows; s.load('fake'); "
        f"print([m for m in '{heavy}'.split() if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
