"""Adapt the base encoder to news text by masked language modelling, before the heads are trained.

    python -m training.adapt ../shared/data runs/adapted.pt [--minutes 15]

The base was tuned for sentence vectors; predicting masked pieces brings back what single words need, and teaches the
embeddings of capitals, layout and quotation that the uncased vocabulary lacks.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from onrecord.encoder.tokens import Tokens, load_tokenizer, tokenize
from onrecord.encoder.windows import windows
from training.network import Encoder, base_folder

SOURCES = ("polnear/train.jsonl", "ner/worldwide.jsonl", "ecb/train.jsonl", "nli/fnc1_train.jsonl")
MASKED, PIECES_A_BATCH, LEARNING_RATE = 0.2, 6144, 3e-4
CLS, SEP, MASK = 101, 102, 103


def texts(data: Path, sources: Sequence[str] = SOURCES) -> Iterator[str]:
    """Every distinct text of the sources; a pair's premise is a news body."""
    seen = set()
    for source in sources:
        with (data / source).open(encoding="utf8") as lines:
            for line in lines:
                row = json.loads(line)
                text = row.get("text") or row.get("premise")
                if text and text not in seen:
                    seen.add(text)
                    yield text


class Masked(nn.Module):
    """The encoder with a head that predicts masked pieces; the decoder is tied to the word embeddings."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        hidden = self.encoder.bert.config.hidden_size
        self.transform = nn.Sequential(nn.Linear(hidden, hidden), nn.GELU(), nn.LayerNorm(hidden))
        self.bias = nn.Parameter(torch.zeros(self.encoder.bert.config.vocab_size))

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor, wanted: Tensor) -> Tensor:
        """Scores of every vocabulary piece at the `wanted` places: (places, vocabulary)."""
        hidden = self.encoder(ids, features, mask)[wanted]
        scores: Tensor = self.transform(hidden) @ self.encoder.bert.embeddings.word_embeddings.weight.T + self.bias
        return scores


def batches(read: list[Tokens], rng: random.Random) -> Iterator[list[tuple[Tokens, int, int]]]:
    """One pass over all windows, each batch of windows of like length."""
    items = [(tokens, a, b) for tokens in read for a, b in windows(tokens, rng.choice((126, 254, 382)))]
    rng.shuffle(items)
    items.sort(key=lambda item: (item[2] - item[1]) // 32)
    out: list[list[tuple[Tokens, int, int]]] = [[]]
    for item in items:
        if out[-1] and (len(out[-1]) + 1) * (item[2] - item[1] + 2) > PIECES_A_BATCH:
            out.append([])
        out[-1].append(item)
    rng.shuffle(out)
    yield from out


def tensors(batch: list[tuple[Tokens, int, int]]) -> tuple[Tensor, Tensor, Tensor]:
    """Padded ids, features and mask of a batch of windows, special pieces added."""
    width = max(b - a for _, a, b in batch) + 2
    ids, features, mask = (np.zeros((len(batch), width), np.int64) for _ in range(3))
    for row, (tokens, a, b) in enumerate(batch):
        ids[row, : b - a + 2] = [CLS, *tokens.ids[a:b], SEP]
        features[row, 1 : b - a + 1] = tokens.features[a:b]
        mask[row, : b - a + 2] = 1
    return torch.from_numpy(ids), torch.from_numpy(features), torch.from_numpy(mask)


def main() -> None:
    """Run the adaptation and save the encoder's state."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=float, default=15)
    args = parser.parse_args()
    rng = random.Random(0)
    torch.manual_seed(0)
    tokenizer = load_tokenizer(base_folder() / "tokenizer.json")
    read = [tokenize(tokenizer, text) for text in texts(args.data)]
    print(f"{len(read)} texts, {sum(map(len, read)):,} pieces", flush=True)
    model = Masked()
    model.train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=LEARNING_RATE, weight_decay=0.01)
    began, step, seen = time.time(), 0, 0
    while True:
        for batch in batches(read, rng):
            part = (time.time() - began) / (60 * args.minutes)
            if part >= 1:
                torch.save(model.encoder.state_dict(), args.out)
                return
            for group in optimizer.param_groups:
                group["lr"] = LEARNING_RATE * min(1, step / 50, 0.02 + math.cos(part * math.pi / 2))
            ids, features, mask = tensors(batch)
            wanted = (torch.rand(ids.shape) < MASKED) & (ids != CLS) & (ids != SEP) & (mask == 1)
            target = ids[wanted]
            # Of the wanted pieces 80 % are hidden, 10 % swapped and 10 % left (BERT, Devlin et al. 2019).
            luck = torch.rand(ids.shape)
            ids = torch.where(wanted & (luck < 0.8), torch.tensor(MASK), ids)
            ids = torch.where(wanted & (luck > 0.9), torch.randint(1000, 30000, ids.shape), ids)
            with torch.autocast("cpu", torch.bfloat16):
                loss = nn.functional.cross_entropy(model(ids, features, mask, wanted).float(), target)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step += 1
            seen += int(mask.sum())
            if step % 25 == 0:
                print(f"step {step} loss {loss.item():.3f} {seen / (time.time() - began):,.0f} pieces/s", flush=True)


if __name__ == "__main__":
    main()
