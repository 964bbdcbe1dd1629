"""Figures in the bank, computed anew: the number that comes out must stand in the answer."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise

import numpy as np
import torch

from interviewer import bank
from interviewer.locations import content

BANK = bank.load(content())


def says(id: str, *phrases: str) -> bool:
    answer = BANK[id].answer
    missing = [phrase for phrase in phrases if phrase not in answer]
    assert not missing, f"{id} does not say {missing}: {answer}"
    return True


def test_the_order_of_a_product_of_matrices() -> None:
    def cost(rows: int, inner: int, columns: int) -> int:
        return rows * inner * columns

    left = cost(100, 5, 200) + cost(100, 200, 20)
    right = cost(5, 200, 20) + cost(100, 5, 20)
    assert (left, right) == (500_000, 30_000)
    assert says("linear-algebra-matrix-chain-order", "500 thousand", "30 thousand")


def test_trace_and_determinant() -> None:
    matrix = np.diag([3.0, 3, 2, -1])
    assert (round(np.trace(matrix)), round(np.linalg.det(matrix))) == (7, -18)
    assert says("linear-algebra-trace-determinant", "is seven", "minus eighteen")


def test_a_determinant_under_row_operations() -> None:
    matrix = np.random.default_rng(0).normal(size=(4, 4))
    row, swapped, added = matrix.copy(), matrix[[1, 0, 2, 3]], matrix.copy()
    row[1] *= 3
    added[2] += 5 * matrix[0]
    before = np.linalg.det(matrix)
    assert math.isclose(np.linalg.det(row), 3 * before)
    assert math.isclose(np.linalg.det(3 * matrix), 3**4 * before)
    assert math.isclose(np.linalg.det(swapped), -before)
    assert math.isclose(np.linalg.det(added), before)
    assert says("linear-algebra-determinant-row-operations", "multiplies it by t", "t to the power n")


def test_the_extremes_on_the_circle() -> None:
    angle = np.linspace(0, 2 * np.pi, 2_000_001)
    x, y = np.cos(angle), np.sin(angle)
    values = 4 * x**2 - y
    assert math.isclose(values.max(), 65 / 16, abs_tol=1e-9)
    assert math.isclose(values.min(), -1, abs_tol=1e-9)
    assert math.isclose(abs(x[values.argmax()]), 3 * math.sqrt(7) / 8, abs_tol=1e-5)
    assert says(
        "calculus-lagrange-circle", "65 over 16", "minimum is minus one", "three root seven over eight"
    )


def test_the_jacobian_of_a_product() -> None:
    x, w = torch.randn(3, 4), torch.randn(4, 5)
    jacobian = torch.autograd.functional.jacobian(lambda x: x @ w, x)
    assert jacobian.shape == (3, 5, 3, 4)
    assert torch.allclose(jacobian[1, :, 1, :], w.T)
    assert not jacobian[1, :, 0, :].any()
    assert says("calculus-jacobian-shape", "n by m by n by d", "w transpose")


def test_the_smallest_eigenvector_by_gradient_descent() -> None:
    matrix = np.diag([1.0, 2, 10])
    x = np.ones(3)
    quadratic = torch.tensor(x, requires_grad=True)
    (quadratic @ torch.tensor(matrix) @ quadratic).backward()  # type: ignore[no-untyped-call]
    assert np.allclose(quadratic.grad.numpy(), 2 * matrix @ x)  # type: ignore[union-attr]

    def end(eta: float) -> float:
        x = np.ones(3) / math.sqrt(3)
        for _ in range(2000):
            x = x - 2 * eta * matrix @ x
            x /= np.linalg.norm(x)
        return float(x @ matrix @ x)

    limit = 1 / (1 + 10)
    assert math.isclose(end(0.99 * limit), 1, abs_tol=1e-6)
    assert math.isclose(end(1.01 * limit), 10, abs_tol=1e-6)
    assert says(
        "optimisation-smallest-eigenvector", "two A x", "one over the sum of the smallest and the largest"
    )


def test_the_gradient_of_softmax_and_cross_entropy() -> None:
    logits = torch.tensor([1.0, 2, 3], requires_grad=True)
    torch.nn.functional.cross_entropy(logits, torch.tensor(2)).backward()  # type: ignore[no-untyped-call]
    expected = torch.softmax(logits.detach(), 0) - torch.tensor([0.0, 0, 1])
    assert torch.allclose(logits.grad, expected)  # type: ignore[arg-type]
    assert abs(float(expected.sum())) < 1e-6
    assert says("neural-net-training-softmax-cross-entropy-gradient", "p minus y", "sum to zero")


def test_memory_under_zero() -> None:
    parameters, gpus = 7.5e9, 64
    bytes_each = [16, 4 + 12 / gpus, 2 + 14 / gpus, 16 / gpus]
    gigabytes = [round(parameters * each / 1e9, 1) for each in bytes_each]
    assert gigabytes == [120, 31.4, 16.6, 1.9]
    assert says("llm-training-scale-zero-example", *(f"{each:g} gigabytes" for each in gigabytes))


def test_training_compute_and_time() -> None:
    operations = 6 * 7e9 * 2e12
    seconds = operations / (1024 * 1e15 * 0.4)
    assert math.isclose(operations, 8.4e22)
    assert (round(seconds, -3), round(seconds / 3600), round(seconds / 86400, 1)) == (205_000, 57, 2.4)
    assert says("llm-training-scale-training-time", "205,000 seconds", "57 hours", "2.4 days")


def test_the_size_of_a_kv_cache() -> None:
    per_token = 2 * 80 * 8 * 128 * 2
    per_sequence = per_token * 32_768
    assert (per_token, round(per_sequence / 1e9, 1), int(60e9 // per_sequence)) == (327_680, 10.7, 5)
    assert says(
        "transformers-attention-kv-cache-size", "327,680 bytes", "10.7 gigabytes", "five such sequences"
    )


def test_clipped_precision_of_bigrams() -> None:
    def bigrams(words: list[str]) -> Counter[tuple[str, str]]:
        return Counter(pairwise(words))

    said = bigrams(["the", "apple"] * 7)
    reference = Counter({("the", "apple"): 2})
    assert ((said & reference).total(), said.total()) == (2, 13)
    assert says("nlp-evaluation-bleu-clipping", "two over thirteen", "0.15")


def test_perplexity() -> None:
    chances = [0.5, 0.25, 0.125]
    natural = math.exp(-sum(map(math.log, chances)) / 3)
    binary = 2 ** (-sum(map(math.log2, chances)) / 3)
    assert math.isclose(natural, 4) and math.isclose(binary, 4)
    assert says("nlp-evaluation-perplexity", "one half, one quarter and one eighth give four")


def test_bayes_for_a_rare_disease() -> None:
    ill, alarms = 0.01 * 0.9, 0.99 * 0.05
    assert round(ill / (ill + alarms), 2) == 0.15
    assert says(
        "classification-metrics-base-rate", "ninety over five hundred and eighty-five", "fifteen percent"
    )


def test_decay_in_the_gradient_and_beside_it() -> None:
    def step(optimiser: type[torch.optim.Optimizer]) -> float:
        weight = torch.nn.Parameter(torch.tensor(10.0))
        weight.grad = torch.tensor(0.001)
        optimiser([weight], lr=0.1, weight_decay=0.1).step()  # type: ignore[call-arg]
        return round(weight.item(), 4)

    assert (step(torch.optim.Adam), step(torch.optim.AdamW)) == (9.9, 9.8)
    assert says(
        "regularisation-generalisation-adamw", "by default the L2 penalty", "AdamW is the decoupled form"
    )
