"""Numbers, units and formulas in one notation and in another."""

from __future__ import annotations

import json
import subprocess
import sys
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

from interviewer import bank, locations
from interviewer.scoring.mathematics import readings
from interviewer.scoring.mathematics.equality import equal, expression
from interviewer.scoring.mathematics.formulas import Formula, expected_formulas, formulas
from interviewer.scoring.mathematics.lexer import lexemes
from interviewer.scoring.mathematics.numbers import quantities
from interviewer.scoring.mathematics.tokens import Names
from interviewer.scoring.statements import clauses

ANSWERS = Path(__file__).parents[1] / "benchmarks" / "grading"
RIGHT = ("paraphrase", "terse", "spoken", "misheard")

PRECISION = "Precision is true positives over true positives plus false positives."
F1_COUNTS = (
    "F1 is two times true positives over two times true positives plus false positives plus false negatives."
)
F1 = "F1 is the harmonic mean, that is, two times precision times recall over precision plus recall."
ATTENTION = "Attention is the softmax of Q K transpose over the square root of d k times V."
ERROR = "The standard error is the square root of p times one minus p over n, here about 1.7 points."
LOGISTIC = "It is one over one plus e to the minus x."
BUBBLE = "The idle share is p minus one over m plus p minus one."


def _meant(expected: str, answer: str) -> list[tuple[str, str]]:
    return [(each.heard, each.meant) for each in readings([expected], answer)]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("0.8", Fraction(4, 5), ""),
        ("80 %", Fraction(4, 5), ""),
        ("eighty per cent", Fraction(4, 5), ""),
        ("four fifths", Fraction(4, 5), ""),
        ("point eight", Fraction(4, 5), ""),
        ("zero point zero five", Fraction(1, 20), ""),
        ("2.5e-3", Fraction(1, 400), ""),
        ("1/3", Fraction(1, 3), ""),
        ("one third", Fraction(1, 3), ""),
        ("two-thirds", Fraction(2, 3), ""),
        ("a half", Fraction(1, 2), ""),
        ("½", Fraction(1, 2), ""),
        ("seven out of thirty-nine", Fraction(7, 39), ""),
        ("two hundred and fifty thousand", 250_000, ""),
        ("one hundred and five", 105, ""),
        ("205,000", 205_000, ""),
        ("10^6", 10**6, ""),
        ("10⁶", 10**6, ""),
        ("10⁻³", Fraction(1, 1000), ""),
        ("ten to the minus three", Fraction(1, 1000), ""),
        ("ten to the power of six", 10**6, ""),
        ("8.4 times ten to the 22", 84 * 10**21, ""),
        ("8.4·10^22", 84 * 10**21, ""),
        ("minus four", -4, ""),
        ("-0.3", Fraction(-3, 10), ""),
        ("7B", 7 * 10**9, ""),
        ("seven billion", 7 * 10**9, ""),
        ("70k", 70_000, ""),
        ("1.4T", 14 * 10**11, ""),
        ("half a second", Fraction(1, 2), "time"),
        ("500 ms", Fraction(1, 2), "time"),
        ("3 hours", 10_800, "time"),
        ("16-bit", 16, "data"),
        ("2 bytes", 16, "data"),
        ("a third of a megabyte", Fraction(8 * 10**6, 3), "data"),
        ("1 GiB", 8 * 2**30, "data"),
        ("400 GB/s", 32 * 10**11, "data per time"),
        ("400 gigabytes per second", 32 * 10**11, "data per time"),
        ("989 TFLOPs", 989 * 10**12, "operations"),
        ("3x", 3, "times"),
        ("three times", 3, "times"),
    ],
)
def test_quantities(text: str, value: Fraction | int, kind: str) -> None:
    said = f"that is {text} here"
    (found,) = quantities(lexemes(said))
    assert (found.value, found.kind) == (value, kind)
    assert said[found.start : found.end] == text


@pytest.mark.parametrize(
    "text",
    [
        "twice as long",
        "no one knows that one",
        "a second thought",
        "the third layer",
        "a third layer",
        "GPT-4, L1 and BM25",
        "L two",
        "x0",
        "3x3",
        "four ninety five",
        "twenty twenty",
        "point taken",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert quantities(lexemes(text)) == []


def _formulas(text: str) -> list[Formula]:
    return formulas(lexemes(text), Names())


@pytest.mark.parametrize(
    ("typed", "spoken"),
    [
        ("2TP/(2TP+FP+FN)", "two T P over two T P plus F P plus F N"),
        ("TP/(TP+FP)", "t p divided by t p plus f p"),
        ("softmax(QK^T/√d_k)V", "softmax of Q K transpose over root d k times V"),
        ("QKᵀ/√d_k", "Q K transpose over the square root of d k"),
        ("σ(1-σ)", "sigma times one minus sigma"),
        ("1/(1+e^-x)", "one over one plus e to the minus x"),
        ("1/(1+exp(-x))", "one over one plus e to the minus x"),
        ("x² - 2x", "x squared minus two x"),
        ("x^2 − 2·x", "x squared minus two times x"),
        ("p log p", "p times log p"),
        ("log(p/q)", "log of p over q"),
        ("√(p(1−p)/n)", "square root of p times one minus p over n"),
        ("(p-1)/(m+p-1)", "p minus one over m plus p minus one"),
        ("(x - μ)/σ", "x minus mu over sigma"),
        ("(x-μ)²", "x minus mu squared"),
        ("n^2", "n squared"),
        ("2ⁿ", "two to the n"),
        ("(XᵀX+λI)⁻¹Xᵀy", "X transpose X plus lambda I inverse times X transpose y"),
        ("XᵀXw", "X transpose X times w"),
        ("4 + 12/N", "four plus twelve over N"),
        ("1 - q^20", "one minus q to the power of 20"),
        ("2x + 1", "twice x plus one"),
        ("exp(s/T)", "e to the s over T"),
    ],
)
def test_typed_and_spoken_formulas_are_equal(typed: str, spoken: str) -> None:
    one, other = _formulas(typed)[0], _formulas(spoken)[0]
    assert (one.start, one.end) == (0, len(typed))
    assert any(equal(first, second) for first in one.trees for second in other.trees)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("TP/(TP+FN)", "t p over t p plus f p"),
        ("1/(1+e^x)", "one over one plus e to the minus x"),
        ("n^2", "two to the n"),
        ("2^n", "n squared"),
        ("σ(1+σ)", "sigma times one minus sigma"),
        ("KQ^T/√d_k", "Q K transpose over root d k"),
        ("QK^T/d_k", "Q K transpose over root d k"),
        ("XXᵀ", "X transpose X"),
        ("log(q/p)", "log of p over q"),
        ("x - 2x²", "x squared minus two x"),
        ("4/N + 12", "four plus twelve over N"),
        ("(4+12)/N", "four plus twelve over N"),
        ("(m+p-1)/(p-1)", "p minus one over m plus p minus one"),
        ("tanh(x) + 1", "one plus sigmoid of x"),
    ],
)
def test_near_misses_are_not_equal(one: str, other: str) -> None:
    trees = [[tree for found in _formulas(text) for tree in found.trees] for text in (one, other)]
    assert not any(equal(first, second) for first in trees[0] for second in trees[1])


def test_speech_leaves_few_readings_open() -> None:
    (found,) = _formulas("A over B plus C")
    assert {str(expression(tree)) for tree in found.trees} == {"a/b + c", "a/(b + c)"}
    (typed,) = _formulas("A / B + C")
    assert [str(expression(tree)) for tree in typed.trees] == ["a/b + c"]
    (nested,) = _formulas("softmax of Q K transpose over the square root of d k times V")
    assert len(nested.trees) < 20


def test_matrices_keep_their_order() -> None:
    def only(text: str) -> str:
        return str(expression(_formulas(text)[0].trees[0]))

    assert only("QKᵀ") != only("KQᵀ")
    assert only("(QK^T)^T") == only("KQ^T")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "averaged over the tokens of the batch",
        "plus it is cheap, and three times a day it runs",
        "from the output back to the input",
        "well-known key-value pairs (often two) and so on",
        "- first point\n- second point",
        "the loss goes down over time, root cause unknown",
        "I / O and A / B tests are over",
        "minus",
        "((((",
        "1/",
        "P(H|D) = ?",
        "x = 3",
        "e.g. log p",
    ],
)
def test_prose_is_no_formula(text: str) -> None:
    assert [found for found in _formulas(text) if text[found.start : found.end] != "A / B"] == []


def test_text_is_never_run() -> None:
    assert readings(["x plus y"], "__import__('os').getcwd() + x**9**9**9**9") == ()


@pytest.mark.parametrize(
    "answer",
    [
        "9" * 6000,
        "1 " + "million " * 3000,
        "point " + "one " * 6000,
        "1e999999999",
        "x" + "²" * 6000,
        "(" * 5000,
        "TP/" * 2000,
        "X transpose times 9^9^9^9 plus x",
        "(A+B)^64 X transpose",
        "x plus y over " * 20,
    ],
)
def test_endless_text_is_left_alone(answer: str) -> None:
    assert readings([PRECISION, "X transpose X plus x to the 64"], answer) == ()


def test_operands_of_a_key_point_may_be_words() -> None:
    (longest, *_) = sorted(expected_formulas(lexemes(PRECISION)), key=lambda each: each.start)
    assert PRECISION[longest.start : longest.end] == PRECISION[len("Precision is ") : -1]


@pytest.mark.parametrize(
    ("expected", "answer", "heard", "meant"),
    [
        (PRECISION, "precision = TP/(TP+FP)", "TP/(TP+FP)", PRECISION[13:-1]),
        (PRECISION, "so it's t p over t p plus f p", "t p over t p plus f p", PRECISION[13:-1]),
        (F1_COUNTS, "F1 = 2TP/(2TP+FP+FN).", "2TP/(2TP+FP+FN)", F1_COUNTS[6:-1]),
        (
            F1_COUNTS,
            "two T P over two T P plus F P plus F N",
            "two T P over two T P plus F P plus F N",
            F1_COUNTS[6:-1],
        ),
        (F1, "F1 = 2PR/(P+R)", "2PR/(P+R)", F1[34:-1]),
        (F1, "2·recall·precision/(recall + precision)", "2·recall·precision/(recall + precision)", F1[34:-1]),
        (ATTENTION, "It's softmax(QK^T/√d_k)V", "softmax(QK^T/√d_k)V", ATTENTION[17:-1]),
        (ERROR, "se = sqrt(p(1-p)/n)", "sqrt(p(1-p)/n)", "square root of p times one minus p over n"),
        (LOGISTIC, "σ(x) = 1/(1+exp(-x))", "1/(1+exp(-x))", "one over one plus e to the minus x"),
        (BUBBLE, "(p-1)/(m+p-1)", "(p-1)/(m+p-1)", "p minus one over m plus p minus one"),
        ("The chance is 0.8.", "about 80 %", "80 %", "0.8"),
        ("The chance is 0.8.", "four fifths of them", "four fifths", "0.8"),
        ("About 37 per cent are left out.", "0.37 of them", "0.37", "37 per cent"),
        ("It is two thirds.", "66 % of it", "66 %", "two thirds"),
        ("It is 0.33.", "1/3", "1/3", "0.33"),
        ("It takes 500 milliseconds.", "half a second", "half a second", "500 milliseconds"),
        ("It takes 16 bits.", "in two bytes", "two bytes", "16 bits"),
        ("It has 7 billion parameters.", "a 7B model", "7B", "7 billion"),
        ("Seven experts are read.", "7 experts", "7", "seven"),
        ("It is two over thirteen.", "2/13 in all", "2/13", "two over thirteen"),
    ],
)
def test_what_is_expected_in_other_notation(expected: str, answer: str, heard: str, meant: str) -> None:
    (found,) = readings([expected], answer)
    assert (found.heard, found.meant) == (heard, meant)
    assert answer[found.start : found.end] == heard


@pytest.mark.parametrize(
    ("expected", "answer"),
    [
        (PRECISION, "precision = TP/(TP+FN)"),
        (PRECISION, "precision = FP/(TP+FP)"),
        (PRECISION, "t p over t p plus f n"),
        (F1_COUNTS, "2TP/(TP+FP+FN)"),
        (F1, "PR/(P+R)"),
        (F1, "2PR/(P-R)"),
        (ATTENTION, "softmax(KQ^T/√d_k)V"),
        (ATTENTION, "softmax(QK^T/d_k)V"),
        (LOGISTIC, "1/(1+e^x)"),
        (BUBBLE, "(p-1)/(m-p+1)"),
        ("One gets vector times the Jacobian.", "J times v"),
        ("It grows with n squared.", "O(2^n)"),
        ("The chance is 0.8.", "0.08"),
        ("The chance is 0.8.", "8 %"),
        ("The chance is 0.8.", "80"),
        ("It is 0.999.", "0.99"),
        ("It is 99.9 per cent.", "99 %"),
        ("It takes 5 milliseconds.", "5 s"),
        ("It takes 16 bits.", "16 bytes"),
        ("It takes 16 bits.", "16"),
        ("It has 9,472 parameters.", "9,408 parameters"),
        ("There are ten thousand.", "9,900 of them"),
        ("There are 64 experts.", "63 experts"),
        ("Two of them.", "TWO of them, two"),
        ("It is ten to the 6.", "10^5"),
        ("It is one third.", "the third one, a third layer"),
        ("It is two.", "2TP/(2TP+FP)"),
    ],
)
def test_what_is_not_equal_or_already_so_is_left(expected: str, answer: str) -> None:
    assert _meant(expected, answer) == []


def test_readings_are_in_order_without_overlap() -> None:
    found = readings([PRECISION, "It is 0.8."], "80 % where TP/(TP+FP), so four fifths")
    assert [each.heard for each in found] == ["80 %", "TP/(TP+FP)", "four fifths"]
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_clauses_take_readings_as_they_take_corrections() -> None:
    answer = "Precision = TP/(TP+FP), I think"
    (clause,) = clauses(answer, readings([PRECISION], answer))
    assert clause.text.startswith(
        "Precision equals true positives over true positives plus false positives, I think"
    )


def _answers(*kinds: str) -> list[tuple[list[str], str]]:
    known = {each.id: each for each in bank.load(*locations.find().question_folders).questions}
    rows = [
        json.loads(line)
        for file in sorted(ANSWERS.glob("adversarial-*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    return [
        ([point.point for point in known[row["question_id"]].key_points], row["answer"])
        for row in rows
        if row["kind"] in kinds and row["question_id"] in known
    ]


def test_right_answers_once_rewritten_have_nothing_left_to_rewrite() -> None:
    rewritten = 0
    for expected, answer in _answers(*RIGHT):
        found = readings(expected, answer)
        rewritten += len(found)
        once = answer
        for each in reversed(found):
            once = once[: each.start] + each.meant + once[each.end :]
        assert readings(expected, once) == ()
    assert rewritten > 100


def test_importing_and_reading_numbers_brings_nothing_heavy() -> None:
    code = (
        "import sys; from interviewer.scoring.mathematics import readings; "
        "readings(['It is 0.8 of x plus y.'], '80 % of y+x'); "
        "print([m for m in ('sympy', 'numpy', 'torch') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("expected", "answer"), [("It is 99.9 %.", "It is 100 %."), ("All, 100 %.", "It is 99.9 %.")]
)
def test_nearly_all_is_not_all(expected: str, answer: str) -> None:
    assert readings([expected], answer) == ()
