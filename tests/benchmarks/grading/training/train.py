"""Trains a model that reads words of an answer beside a key point, and writes it.

python -m tests.benchmarks.grading.training.train FOLDER [--passes 7]

Needs `pip install onnx` beside the test extra. Starts from the packaged all-MiniLM-L6-v2 (Apache-2.0), whose
word embeddings stay as they are; learns from `statements/` and from the bank, all of it ours (MIT). Two slow
cores take an hour; the order of everything is drawn from fixed seeds.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import time
from collections.abc import Iterator, Sequence
from itertools import count, islice
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

from interviewer.scoring import weights
from interviewer.scoring.normalise import normalise
from tests.benchmarks.grading.training.export import export
from tests.benchmarks.grading.training.pairs import Label, OfBank, Pair, Written
from tests.benchmarks.grading.training.statements import questions, statements

LONGEST = 128
"""Tokens of both texts together; the longer one is cut."""
BATCH = 32
RATE = 2.5e-4
WARM_UP = 0.04
OF_BANK = 0.15
"""Share of the bank's key points that come along in each pass but the first, which has all of them."""
SMOOTHING = 0.05


class CrossEncoder(nn.Module):
    """Reads two texts as one; gives a logit for each label.

    Attributes:
        encoder: all-MiniLM-L6-v2.
        head: From the mean of the token embeddings, as the encoder was trained to be pooled.
    """

    def __init__(self) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(weights.find(), add_pooling_layer=False)
        self.encoder.embeddings.requires_grad_(False)
        self.head = nn.Linear(self.encoder.config.hidden_size, len(Label))

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        """Logits of shape (pairs, 4) of token ids of shape (pairs, tokens)."""
        tokens = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(tokens.dtype)
        logits: Tensor = self.head((tokens * mask).sum(1) / mask.sum(1))
        return logits


def examples() -> Iterator[list[Pair]]:
    """Passes over all there is to learn from, other pairs each time."""
    written = Written(list(statements()), seed=1)
    bank = OfBank(list(questions().values()), seed=2)
    for number in count():
        pairs = written.pairs() + bank.pairs(1.0 if number == 0 else OF_BANK)
        random.Random(number).shuffle(pairs)
        yield pairs


def batches(pairs: Sequence[Pair], seed: int) -> list[list[Pair]]:
    """Pairs of about one length together, in any order."""
    pools = (pairs[at : at + 32 * BATCH] for at in range(0, len(pairs), 32 * BATCH))
    ordered = [sorted(pool, key=lambda pair: len(pair.said) + len(pair.statement)) for pool in pools]
    found = [pool[at : at + BATCH] for pool in ordered for at in range(0, len(pool), BATCH)]
    random.Random(seed).shuffle(found)
    return found


def train(passes: int) -> tuple[CrossEncoder, Any]:
    """The model after so many passes, and its tokenizer."""
    torch.manual_seed(0)
    model, tokenizer = CrossEncoder(), AutoTokenizer.from_pretrained(weights.find())
    learning = [each for each in model.parameters() if each.requires_grad]
    optimizer = torch.optim.AdamW(learning, lr=RATE, weight_decay=0.01)
    loss_of = nn.CrossEntropyLoss(label_smoothing=SMOOTHING)
    model.train()
    begun, seen = time.monotonic(), 0
    for number, pairs in enumerate(islice(examples(), passes)):
        total = 0.0
        for step, batch in enumerate(grouped := batches(pairs, number)):
            done = (number + step / len(grouped)) / passes
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1.0, 0.02 + done / WARM_UP) * (0.5 + 0.5 * math.cos(math.pi * done))
            inputs = tokenizer(
                [normalise(pair.said) for pair in batch],
                [normalise(pair.statement) for pair in batch],
                truncation="longest_first",
                max_length=LONGEST,
                padding=True,
                return_tensors="pt",
            )
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = model(**inputs)
            loss = loss_of(logits.float(), torch.tensor([pair.label for pair in batch]))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(learning, 1.0)
            optimizer.step()
            total, seen = total + loss.item(), seen + len(batch)
        rate = seen / (time.monotonic() - begun)
        print(f"pass {number + 1}: loss {total / len(grouped):.3f}, {rate:.0f} pairs a second", flush=True)
    return model.eval(), tokenizer


def main() -> None:
    """Train, then write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--passes", type=int, default=7, help="over all there is to learn from")
    parser.add_argument("folder", type=Path, help="where to write it")
    given = parser.parse_args()
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    model, tokenizer = train(given.passes)
    export(model, tokenizer, given.folder)


if __name__ == "__main__":
    main()
