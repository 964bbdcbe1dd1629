"""Formulas and terms as they are said; expectations are how a lecturer would read them aloud."""

from __future__ import annotations

import random

import pytest

from interviewer.speech.tts.lexicon import ESPEAK, PIPER
from interviewer.speech.tts.spoken import spoken

FORMULAS = {
    "How do A^T A and A A^T differ?": "How do A transpose A and A A transpose differ?",
    "F1 = 2TP/(2TP+FP+FN).": "F 1 equals 2 T P over the quantity 2 T P plus F P plus F N.",
    "precision = TP / (TP + FP)": "precision equals T P over the quantity T P plus F P",
    "(TP+TN)/(TP+TN+FP+FN)": "T P plus T N, all over the quantity T P plus T N plus F P plus F N",
    "W in R^{n×m}": "W in R n by m",
    "W ∈ ℝⁿˣᵐ": "W in R n by m",
    "A is n x m and B is 3x3.": "A is n by m and B is 3 by 3.",
    "It runs in O(n log n), not O(n^2).": "It runs in O of n log n, not O of n squared.",
    "For Ax=b (A is n x m): when?": "For A x equals b (A is n by m): when?",
    "the density p(x|z)": "the density p of x given z",
    "E[R_{t+1} + γ V(s_{t+1})]": "the expectation of R sub t plus 1, plus gamma V of s sub t plus 1",
    "E_{x~p}[f(x)]": "the expectation over x drawn from p of f of x",
    "∇_θ J(θ)": "the gradient with respect to theta of J of theta",
    "KL(q(z|x) || p(z))": "K L of q of z given x, with respect to p of z",
    "D_KL(P‖Q)": "D K L of P with respect to Q",
    "σ² ≤ 4, x_i ≥ 0 and ŷ ≈ y": "sigma squared is at most 4, x i is at least 0 and y hat is approximately y",
    "√(a² + b²)": "the square root of a squared plus b squared",
    "scaled by 1/sqrt(d_k)?": "scaled by 1 over the square root of d k?",
    "softmax(QK^T/√d_k)V": "softmax of Q K transpose over the square root of d k, V",
    "∑_{i=1}^n x_i²": "the sum from i equals 1 to n of x i squared",
    "-Σ_i p_i log p_i": "minus the sum over i of p i log p i",
    "Σ^{-1}": "sigma inverse",
    "(A^T A)^{-1} A^T b": "the quantity A transpose A, inverse, A transpose b",
    "1 - (a+b)/c": "1 minus the quantity a plus b, over c",
    "a/(b+c) + d": "a over the quantity b plus c, plus d",
    "e^{-x²/2}": "e to the power of minus x squared over 2",
    "lim_{n→∞} (1 + 1/n)^n": "the limit as n goes to infinity of the quantity 1 plus 1 over n, to the n",
    "argmax_a Q(s, a)": "the arg max over a of Q of s, a",
    "β(1-β)": "beta times the quantity 1 minus beta",
    "σ(wx+b)": "sigma of w x plus b",
    "‖w‖_2^2": "the 2 norm of w, squared",
    "|u||v|cos(θ)": "the absolute value of u, the absolute value of v, cos of theta",
    "x ∈ {0, 1}": "x in the set 0, 1",
    "X is uniform on [0,1]: what is P(X = 0.5)?": "X is uniform on 0 to 1: what is P of X equals 0.5?",
    "the Jacobian dy/dx?": "the Jacobian d y over d x?",
    "the discount γ → 1 (or γ = 0)": "the discount gamma goes to 1 (or gamma equals 0)",
    "a rate of 1e-3": "a rate of 10 to the minus 3",
    "TD(λ), ε-greedy and the β-VAE": "T D of lambda, epsilon-greedy and the beta-V A E",
    "Write find_bigrams(string).": "Write find bigrams of string.",
    "ranges (0-1, 10 - 1000, 5–10%) of 95%": "ranges (0 to 1, 10 to 1000, 5 to 10 percent) of 95 percent",
    "takes ~20 GPUs": "takes about 20 G P U's",
}

PROSE = [
    "What is the difference between precision and recall, and when does each matter more?",
    "Explain bias - in the bias-variance sense - and/or say why k-means, t-tests and Q-learning need it.",
    "A model is overfit: its parameter(s) fit noise. I'd say so; e.g. state-of-the-art nets, C++, 24 layers.",
    "Where does it sit in a block (post-norm versus pre-norm), and what is top-p (nucleus) sampling?",
    "Only the input/output mapping counts.\n\nSay 'why' - then stop... It's a well-known, 2nd-order method!",
]


@pytest.mark.parametrize(("shown", "said"), FORMULAS.items(), ids=list(FORMULAS))
def test_formulas_are_said_in_words(shown: str, said: str) -> None:
    assert spoken(shown, {}) == said


@pytest.mark.parametrize("text", PROSE)
@pytest.mark.parametrize("lexicon", [{}, ESPEAK, PIPER])
def test_prose_is_left_alone(text: str, lexicon: dict[str, str]) -> None:
    assert spoken(text, lexicon) == text


def test_acronyms_are_spelled_unless_they_are_words() -> None:
    assert spoken("TP, the KL term and LSTMs, BERT and a GAN; ReLU", {}) == (
        "T P, the K L term and L S T M's, BERT and a GAN; ReLU"
    )


def test_a_lexicon_respells_words_and_the_letter_a_but_not_the_article() -> None:
    assert spoken("Is A symmetric? A matrix A, AUC, A/B tests, ReLU; ξ and a Type I error.", ESPEAK) == (
        "Is eigh symmetric? A matrix eigh, eigh U C, eigh B tests, ray loo; ksigh and a Type one error."
    )
    assert spoken("π(a|s)", PIPER) == "pi of eigh given s"


def test_nothing_is_rejected() -> None:
    signs = [*"AxyzafTP()[]{}|‖^_+-*/=<>,.:'?!%λΣ∑∇√²ᵢ→∈ 01\n", "max", "log", "||", "..."]
    generator = random.Random(1)
    for _ in range(3000):
        text = "".join(generator.choice(signs) for _ in range(generator.randint(1, 60)))
        said = spoken(text, ESPEAK)
        assert not set("^_√∑∇²") & set(said), text
    for hostile in ("(" * 5000, "f(" * 3000, "|" * 3000, "√" * 3000, "x^" * 3000, "x[y" * 3000):
        assert isinstance(spoken(hostile, ESPEAK), str)
