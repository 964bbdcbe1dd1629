"""Writes a trained cross-encoder as the app loads it: ONNX with 8 bits a weight, and the tokenizer."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

INPUTS = ("input_ids", "attention_mask", "token_type_ids")
OPSET = 17


def export(model: nn.Module, tokenizer: Any, folder: Path) -> None:
    """Write `entailment.onnx` and `tokenizer.json`.

    Weights have 7 bits of their 8, so that processors without VNNI do not overflow and all give the same.

    Args:
        model: Takes token ids, attention mask and token types; gives logits.
        tokenizer: Of transformers, a fast one.
        folder: Where to; made if it is missing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    example = tokenizer(["said"], ["statement"], return_tensors="pt")
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        torch.onnx.export(
            model.eval(),
            tuple(example[name] for name in INPUTS),
            str(whole),
            input_names=list(INPUTS),
            output_names=["logits"],
            dynamic_axes={**{name: {0: "pair", 1: "token"} for name in INPUTS}, "logits": {0: "pair"}},
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(
            whole,
            folder / "entailment.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
        )
    tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))
