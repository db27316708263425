"""Train the vectors of statements within their articles.

    python -m training.meaning ../shared/data runs/meaning

Writes `runs/meaning.pt`: weights averaged over the last steps. Each step is a story: its statements, each read within its article. Two idle
cores take half an hour. Embeddings and the first layer stay the base's.
"""

from __future__ import annotations

import argparse
import copy
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from onrecord.compose import reader
from onrecord.encoder.tokens import load_tokenizer
from onrecord.stages.link.sketch import around, saying
from training.claim_rows import Told, stories
from training.judge import collated
from training.meaning_losses import contrast, level, together
from training.meaning_network import MeaningNetwork
from training.network import base_folder
from training.train import average_in, rate_at

LONGEST = {"alone": [80], "within": [48, 80]}  # word pieces of a text alone, and of one and of what stands around it
RATE, LEVEL_RATE = 8e-5, 1e-2
AVERAGE = 0.995
STORY = 60  # statements in a step, at most
BESIDE = 256  # vectors of the stories before, to be told from
SPEAKER_SHOWN, AROUND_SHOWN = 0.8, 0.7  # how often the speaker, and how often title and what stands before, are shown
OTHERS = 35  # stories a round that are not of BASIL, whose stories are the most like what is read


class Texts:
    """Texts within others as word pieces, cut as they will be."""

    def __init__(self) -> None:
        self._tokenizer = load_tokenizer(base_folder() / "tokenizer.json")

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> tuple[Tensor, Tensor, Tensor]:
        """Ids, types and mask (B, T)."""
        first, second = (
            [one.ids[:most] for one in self._tokenizer.encode_batch(list(texts), add_special_tokens=False)]
            for texts, most in zip(zip(*pairs, strict=True), LONGEST["within"], strict=True)
        )
        return collated(list(zip(first, second, strict=True)))


def within(told: Sequence[Told], rng: random.Random) -> list[tuple[str, str]]:
    """Statements and what stands around them, of which some is left out: elsewhere it is missing."""
    out = []
    for one in told:
        said = saying(one.statement) if rng.random() < SPEAKER_SHOWN else one.statement.text
        context = around(one.statement, one.before if rng.random() < AROUND_SHOWN else "")
        out.append((said, context if rng.random() < AROUND_SHOWN else context.removeprefix(f"{one.statement.title}.").strip()))
    return out


def round_of(told: Sequence[Sequence[Told]], rng: random.Random) -> list[Sequence[Told]]:
    """The stories of a round: all of BASIL, and some of the others."""
    news = [story for story in told if story[0].statement.article.startswith("basil/")]
    other = [story for story in told if not story[0].statement.article.startswith("basil/")]
    out = [*news, *rng.sample(other, min(len(other), OTHERS))]
    rng.shuffle(out)
    return out


def some_of(story: Sequence[Told], rng: random.Random) -> list[Told]:
    """No more of a story than a step can hold; what shares a claim first."""
    if len(story) <= STORY:
        return list(story)
    shared = [one for one in story if one.claim is not None]
    alone = [one for one in story if one.claim is None]
    some = rng.sample(shared, min(len(shared), STORY))
    return some + rng.sample(alone, min(len(alone), STORY - len(some)))


def main() -> None:
    """Train and save."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, default=650)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    told, texts, model = stories(args.data, reader(args.threads)), Texts(), MeaningNetwork()
    print(f"{len(told)} stories, {sum(map(len, told))} statements", flush=True)
    for part in (model.bert.embeddings, model.bert.encoder.layer[0]):
        part.requires_grad_(False)
    scale, bias = nn.Parameter(torch.tensor(8.0)), nn.Parameter(torch.tensor(-4.0))
    learning = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": learning, "lr": RATE, "weight_decay": 0.01}, {"params": [scale, bias], "lr": LEVEL_RATE, "weight_decay": 0.0}]
    )
    rates = [group["lr"] for group in optimizer.param_groups]
    mean, waiting, others, began = copy.deepcopy(model), list[Sequence[Told]](), torch.zeros(0, 384), time.time()
    model.train()
    for step in range(args.steps):
        waiting = waiting or round_of(told, rng)
        story = some_of(waiting.pop(), rng)
        same, unclear = together(story)
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate_at(rate, step / args.steps)
        with torch.autocast("cpu", torch.bfloat16):
            made = model.vectors(*texts(within(story, rng)))
        if same.any():
            loss = contrast(made, others, same, unclear) + level(made, scale, bias, same, unclear)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(learning, 1.0)
            optimizer.step()
            average_in(mean, model, step, AVERAGE)
            if step % 25 == 24:
                print(f"step {step + 1}/{args.steps} loss {loss.item():.3f} {time.time() - began:.0f} s", flush=True)
        others = torch.cat([others, made.detach()])[-BESIDE:]
        if step % 100 == 99 or step == args.steps - 1:
            torch.save(mean.state_dict(), args.out.with_suffix(".pt"))


if __name__ == "__main__":
    main()
