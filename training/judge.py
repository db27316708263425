"""Train the judge of pairs.

    python -m training.judge ../shared/data runs/judge [--epochs 2]

Writes `runs/judge.pt` (weights averaged over the last steps) after each epoch, with the figures on held-out groups. Two cores take three
quarters of an hour. The embeddings and the first layer stay the base's; the vector of a text alone is kept near the base's by distillation,
so that candidates can be found by meaning with the same encoder.
"""

from __future__ import annotations

import argparse
import copy
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from onrecord.encoder.tags import Floats
from onrecord.encoder.tokens import load_tokenizer
from training.judge_network import JudgeNetwork, Verdict
from training.judge_rows import (
    DRAWN,
    NOT_ENTAILED,
    RELATION_SETS,
    UNKNOWN,
    Pair,
    epoch_pairs,
    event_pairs,
    event_sentences,
    packed_pairs,
    relation_rows,
    rumour_pairs,
    rumours,
    single_texts,
)
from training.network import base_folder
from training.train import average_in, rate_at

CLS, SEP, PAD = 101, 102, 0
LONGEST = 80  # word pieces of either text
PIECES_A_BATCH = 3072
SINGLES_A_BATCH = 10  # texts alone beside each batch of pairs
ENCODER_RATE, HEAD_RATE = 1.4e-4, 6e-4
AVERAGE = 0.996
DISTILLED = 8.0  # weight of the distance to the base's vectors


def encoded(tokenizer: Any, texts: Sequence[str]) -> list[list[int]]:
    """Each text's word pieces, special ones left out, cut to LONGEST."""
    return [one.ids[:LONGEST] for one in tokenizer.encode_batch(list(texts), add_special_tokens=False)]


def collated(pairs: Sequence[tuple[list[int], list[int]]]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, types and mask (B, T) of pairs; of a text alone where the second is empty."""
    rows = [[CLS, *a, SEP] + ([*b, SEP] if b else []) for a, b in pairs]
    width = max(map(len, rows))
    ids, types, mask = (np.zeros((len(rows), width), np.int64) for _ in range(3))
    for at, (row, (a, _)) in enumerate(zip(rows, pairs, strict=True)):
        ids[at, : len(row)], mask[at, : len(row)] = row, 1
        types[at, len(a) + 2 : len(row)] = 1
    return torch.from_numpy(ids), torch.from_numpy(types), torch.from_numpy(mask)


def losses(verdict: Verdict, pairs: Sequence[Pair]) -> dict[str, Tensor]:
    """The loss of each head, a mean over the pairs of the batch that it knows."""
    out: dict[str, Tensor] = {}
    relation = torch.tensor([pair.relation for pair in pairs])
    shares = verdict.relation.float().log_softmax(-1)
    parts = []
    if (plain := (relation >= 0) & (relation < NOT_ENTAILED)).any():
        parts.append(-shares[plain].gather(1, relation[plain][:, None])[:, 0])
    if (binary := relation == NOT_ENTAILED).any():
        parts.append(-shares[binary, 1:].logsumexp(-1))
    if parts:
        out["relation"] = torch.cat(parts).sum() / len(pairs)
    for name, scores in (("same", verdict.same), ("event", verdict.event)):
        wanted = torch.tensor([float(getattr(pair, name)) for pair in pairs])
        if (known := wanted != UNKNOWN).any():
            summed = nn.functional.binary_cross_entropy_with_logits(scores.float()[known], wanted[known], reduction="sum")
            out[name] = summed / len(pairs)
    return out


@torch.no_grad()
def base_vectors(model: JudgeNetwork, tokenizer: Any, texts: Sequence[str]) -> dict[str, Floats]:
    """The vectors of texts alone."""
    model.eval()
    ids = encoded(tokenizer, texts)
    out: dict[str, Floats] = {}
    order = sorted(range(len(texts)), key=lambda i: len(ids[i]))
    with torch.autocast("cpu", torch.bfloat16):
        for first in range(0, len(order), 96):
            some = order[first : first + 96]
            tokens, _, mask = collated([(ids[i], []) for i in some])
            for i, vector in zip(some, model.vectors(tokens, mask).float().numpy(), strict=True):
                out[texts[i]] = vector
    return out


@torch.no_grad()
def verdicts(model: JudgeNetwork, tokenizer: Any, pairs: Sequence[Pair]) -> Verdict:
    """The scores of all pairs, in their order."""
    model.eval()
    first, second = encoded(tokenizer, [pair.a for pair in pairs]), encoded(tokenizer, [pair.b for pair in pairs])
    order = sorted(range(len(pairs)), key=lambda i: len(first[i]) + len(second[i]))
    out = Verdict(torch.zeros(len(pairs), 3), torch.zeros(len(pairs)), torch.zeros(len(pairs)))
    for begin in range(0, len(order), 64):
        some = order[begin : begin + 64]
        ids, types, mask = collated([(first[i], second[i]) for i in some])
        with torch.autocast("cpu", torch.bfloat16):
            got = model.judged(model.states(ids, types, mask), types, mask)
        for whole, part in zip(out, got, strict=True):
            whole[some] = part.float()
    return out


def figures(model: JudgeNetwork, tokenizer: Any, dev: dict[str, list[Pair]]) -> str:
    """Accuracy of relations, and F1 of the two yes-or-no heads at one half, by set."""
    out = []
    for name, pairs in dev.items():
        got = verdicts(model, tokenizer, pairs)
        if name in ("rumours", "events"):
            head, field = (got.same, "same") if name == "rumours" else (got.event, "event")
            wanted = torch.tensor([getattr(pair, field) for pair in pairs]) == 1
            said = head > 0
            out.append(f"{name} F1 {200 * int((said & wanted).sum()) / max(1, int(said.sum() + wanted.sum())):.1f}")
            continue
        wanted = torch.tensor([pair.relation for pair in pairs])
        best = got.relation.argmax(-1)
        right = torch.where(wanted == NOT_ENTAILED, best != 0, best == wanted)
        if name == "rte":
            right = (best == 0) == (wanted == 0)
        out.append(f"{name} {100 * float(right.float().mean()):.1f}")
    return " ".join(out)


def main() -> None:
    """Train, score and save."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--start", type=Path, help="weights of a run that was cut short, to go on from")
    parser.add_argument("--done", type=int, default=0, help="how many of the epochs that run had done")
    parser.add_argument("--share", type=float, default=1.0, help="share of the pairs of an epoch that are gone through")
    parser.add_argument(
        "--threads", type=int, default=2, help="one, where others work beside it: threads that wait for each other waste both"
    )
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed + args.done)
    torch.manual_seed(args.seed + args.done)
    tokenizer = load_tokenizer(base_folder() / "tokenizer.json")
    relations = {name: relation_rows(args.data, name, dev=False) for name in RELATION_SETS}
    dev = {name: relation_rows(args.data, name, dev=True)[:700] for name in RELATION_SETS}
    groups, dev_groups = rumours(args.data, dev=False), rumours(args.data, dev=True)
    topics, dev_topics = event_sentences(args.data, dev=False), event_sentences(args.data, dev=True)
    model, base = JudgeNetwork(), JudgeNetwork().eval()
    vectors = base_vectors(base, tokenizer, sorted({text for part in (groups, dev_groups) for found in part.values() for text in found}))
    dev["rumours"] = rumour_pairs(dev_groups, vectors, random.Random(1), 800)
    dev["events"] = event_pairs(dev_topics, random.Random(1), 1500)
    if args.start:
        model.load_state_dict(torch.load(args.start))
    for part in (model.bert.embeddings, model.bert.encoder.layer[0]):
        part.requires_grad_(False)
    mean = copy.deepcopy(model)
    learning = [(name, parameter) for name, parameter in model.named_parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(
        [
            {"params": [parameter for name, parameter in learning if name.startswith("bert")], "lr": ENCODER_RATE},
            {"params": [parameter for name, parameter in learning if not name.startswith("bert")], "lr": HEAD_RATE},
        ],
        weight_decay=0.01,
    )
    rates = [group["lr"] for group in optimizer.param_groups]
    began, done = time.time(), 0
    shown: dict[str, list[float]] = defaultdict(list)
    for epoch in range(args.done, args.epochs):
        model.train()
        pairs = epoch_pairs(relations, rng)
        pairs += rumour_pairs(groups, vectors, rng, DRAWN["rumours"]) + event_pairs(topics, rng, DRAWN["events"])
        pairs = rng.sample(pairs, round(args.share * len(pairs)))
        ids = list(zip(encoded(tokenizer, [p.a for p in pairs]), encoded(tokenizer, [p.b for p in pairs]), strict=True))
        singles = encoded(tokenizer, single_texts(pairs))
        batches = packed_pairs(ids, PIECES_A_BATCH, rng)
        for step, batch in enumerate(batches):
            part = (epoch + step / len(batches)) / args.epochs
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate_at(rate, part)
            tokens, types, mask = collated([ids[i] for i in batch])
            alone, _, alone_mask = collated([(one[:24], []) for one in rng.sample(singles, SINGLES_A_BATCH)])
            with torch.autocast("cpu", torch.bfloat16):
                parts = losses(model.judged(model.states(tokens, types, mask), types, mask), [pairs[i] for i in batch])
                with torch.no_grad():
                    wanted = base.vectors(alone, alone_mask)
                got = model.vectors(alone, alone_mask)
            parts["vector"] = DISTILLED * (1 - (got.float() * wanted.float()).sum(-1)).mean()
            loss = torch.stack(list(parts.values())).sum()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            average_in(mean, model, done, AVERAGE)
            done += 1
            for name, value in parts.items():
                shown[name].append(value.item())
            if step % 25 == 0:
                losses_now = " ".join(f"{name} {sum(some) / len(some):.3f}" for name, some in shown.items())
                print(f"epoch {epoch} step {step}/{len(batches)} {losses_now} {time.time() - began:.0f} s", flush=True)
                shown.clear()
        torch.save(mean.state_dict(), args.out.with_suffix(".pt"))
        print(f"epoch {epoch}:", figures(mean, tokenizer, dev), flush=True)


if __name__ == "__main__":
    main()
