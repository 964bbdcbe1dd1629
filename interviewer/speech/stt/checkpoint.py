"""From CTranslate2's Whisper weights to a checkpoint of openai-whisper.

Both hold the same arrays. CTranslate2 keeps the projections of an attention fused in one matrix, stores a
key bias of zeros where Whisper has none, and names things differently.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import torch

from interviewer.errors import ModelError
from interviewer.speech.stt.packaged import WEIGHTS_FILE
from interviewer.speech.stt.replacing import replacing

_BINARY_VERSION = 6
_SPECIFICATION = "WhisperSpec"
_TYPES = ("<f4", "<i1", "<i2", "<i4", "<f2")
"""numpy's name for each of CTranslate2's data types, by number."""

_NORMS = {
    "self_attention/layer_norm": "attn_ln",
    "attention/layer_norm": "cross_attn_ln",
    "ffn/layer_norm": "mlp_ln",
}
_PROJECTIONS = {
    "self_attention/linear_0": ("attn.query", "attn.key", "attn.value"),
    "self_attention/linear_1": ("attn.out",),
    "attention/linear_0": ("cross_attn.query",),
    "attention/linear_1": ("cross_attn.key", "cross_attn.value"),
    "attention/linear_2": ("cross_attn.out",),
    "ffn/linear_0": ("mlp.0",),
    "ffn/linear_1": ("mlp.2",),
}
"""Parts of a transformer block: CTranslate2's name, openai-whisper's; the fused ones by row."""

_OUTSIDE = {
    "encoder/conv1/weight": "encoder.conv1.weight",
    "encoder/conv1/bias": "encoder.conv1.bias",
    "encoder/conv2/weight": "encoder.conv2.weight",
    "encoder/conv2/bias": "encoder.conv2.bias",
    "encoder/layer_norm/gamma": "encoder.ln_post.weight",
    "encoder/layer_norm/beta": "encoder.ln_post.bias",
    "encoder/position_encodings/encodings": "encoder.positional_embedding",
    "decoder/embeddings/weight": "decoder.token_embedding.weight",
    "decoder/position_encodings/encodings": "decoder.positional_embedding",
    "decoder/layer_norm/gamma": "decoder.ln.weight",
    "decoder/layer_norm/beta": "decoder.ln.bias",
}
"""What is not in a block. The output projection is the token embedding."""

Arrays = Mapping[str, "np.ndarray[tuple[int, ...], np.dtype[np.generic]]"]


def convert(folder: Path, target: Path) -> None:
    """Write a checkpoint `{dims, model_state_dict}` with the arrays of a CTranslate2 folder, unchanged.

    Args:
        folder: Holds `model.bin` with weights of 16 or 32 bit, not quantised.
        target: The checkpoint; it appears when it is whole.

    Raises:
        ModelError: The weights are damaged, quantised or not Whisper's, or the disk is full.
    """
    source = folder / WEIGHTS_FILE
    try:
        arrays = read(source)
        state = {name: torch.from_numpy(array.copy()) for name, array in _state(arrays)}
        checkpoint = {"dims": _dimensions(arrays, state), "model_state_dict": state}
    except (ValueError, IndexError, KeyError, struct.error) as error:
        raise ModelError(
            f"{source} is not a whole, unquantised Whisper model in CTranslate2's format ({error}): "
            "install or fetch it again."
        ) from error
    with replacing(target) as file:
        torch.save(checkpoint, file)


def read(path: Path) -> Arrays:
    """The arrays of a CTranslate2 model file by name, mapped from disk.

    The format, little-endian: version, name and revision of the specification; the number of arrays; of each
    its name, rank, shape, type, size and bytes. A name is its length with the closing NUL, then itself.

    Raises:
        ValueError: It is not a Whisper model of a known version; likewise IndexError and struct.error
            where it ends too early.
    """
    data = np.memmap(path, mode="r", dtype=np.uint8)
    buffer, position = data.data, 0

    def number(kind: str) -> int:
        nonlocal position
        (value,) = struct.unpack_from("<" + kind, buffer, position)
        position += struct.calcsize(kind)
        return int(value)

    def text() -> str:
        nonlocal position
        length = number("H")
        position += length
        return bytes(buffer[position - length : position - 1]).decode()

    version, specification, _revision = number("I"), text(), number("I")
    if (version, specification) != (_BINARY_VERSION, _SPECIFICATION):
        raise ValueError(f"it holds {specification or 'nothing known'}, version {version}")
    arrays = {}
    for _ in range(number("I")):
        name = text()
        shape = [number("I") for _ in range(number("B"))]
        kind, size = np.dtype(_TYPES[number("B")]), number("I")
        arrays[name] = data[position : position + size].view(kind).reshape(shape)
        position += size
    return arrays


def _state(arrays: Arrays) -> Iterator[tuple[str, np.ndarray[tuple[int, ...], np.dtype[np.generic]]]]:
    if any(name.endswith("_scale") for name in arrays):
        raise ValueError("its weights are quantised")
    for source, name in _OUTSIDE.items():
        yield name, arrays[source]
    for side in ("encoder", "decoder"):
        for index in range(_layers(arrays, side)):
            source, block = f"{side}/layer_{index}", f"{side}.blocks.{index}"
            for part, name in _NORMS.items():
                if f"{source}/{part}/gamma" in arrays:
                    yield f"{block}.{name}.weight", arrays[f"{source}/{part}/gamma"]
                    yield f"{block}.{name}.bias", arrays[f"{source}/{part}/beta"]
            for part, names in _PROJECTIONS.items():
                if f"{source}/{part}/weight" in arrays:
                    for kind in ("weight", "bias"):
                        rows = np.split(arrays[f"{source}/{part}/{kind}"], len(names))
                        for name, array in zip(names, rows, strict=True):
                            if (kind, name.rpartition(".")[2]) != ("bias", "key"):
                                yield f"{block}.{name}.{kind}", array


def _layers(arrays: Arrays, side: str) -> int:
    return len(
        {name.split("/")[1] for name in arrays if name.startswith(f"{side}/layer_") and name.count("/") > 2}
    )


def _dimensions(arrays: Arrays, state: Mapping[str, torch.Tensor]) -> dict[str, int]:
    audio_context, audio_state = state["encoder.positional_embedding"].shape
    text_context, text_state = state["decoder.positional_embedding"].shape
    return {
        "n_mels": state["encoder.conv1.weight"].shape[1],
        "n_audio_ctx": audio_context,
        "n_audio_state": audio_state,
        "n_audio_head": int(arrays["encoder/num_heads"]),
        "n_audio_layer": _layers(arrays, "encoder"),
        "n_vocab": state["decoder.token_embedding.weight"].shape[0],
        "n_text_ctx": text_context,
        "n_text_state": text_state,
        "n_text_head": int(arrays["decoder/num_heads"]),
        "n_text_layer": _layers(arrays, "decoder"),
    }
