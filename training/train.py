"""Train the reading model.

    python -m training.train ../shared/data runs/reader --adapted runs/adapted.pt --furniture runs/furniture [--epochs 16]

Writes `runs/reader.pt` (weights averaged over the last steps), after every few epochs also as `runs/reader.4.pt` and so on, with the dev
predictions and scores. Two cores take an hour or so. With jemalloc preloaded a step takes half as long: see training/README.md.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from onrecord.encoder.decode import Chains, Heads, RoleScorer, Settings, find
from onrecord.encoder.tags import Floats, Ints
from onrecord.encoder.tokens import Tokens, load_tokenizer, tokenize
from onrecord.encoder.windows import WINDOW, windows
from training.corpus import BODY, IGNORE, Batch, Example, Pool, Row, augmented, collate, example, packed, read_rows, windows_of
from training.nesting import with_nested
from training.network import Reader, base_folder

ENCODER_RATE, HEAD_RATE, WARMUP = 2e-4, 1e-3, 0.05
AVERAGE = 0.998  # weight of the running mean of the weights at each step
HIDDEN_PIECES = 0.04  # share of pieces replaced by the mask, so that no single word is leaned on
PAGES_AN_EPOCH = 160  # rows of web pages beside the 840 articles
MASK = 103


def losses(model: Reader, batch: Batch, hidden_share: float = HIDDEN_PIECES) -> dict[str, Tensor]:
    """The loss of each head on a batch."""
    ids = torch.where(torch.rand(batch.ids.shape) < hidden_share, MASK, batch.ids)
    with torch.autocast("cpu", torch.bfloat16):
        hidden = model(ids, batch.features, batch.mask)[:, 1:-1]
        cue_scores, any_scores, furniture = model.cue(hidden).float(), model.any_cue(hidden).float(), model.furniture(hidden).float()
        out: dict[str, Tensor] = {}
        cues = max(1.0, float(batch.share.sum()))
        if batch.known.any():
            chain = model.cue_chain.loss(cue_scores[batch.known], batch.cue_tags[batch.known], batch.inside[batch.known])
            out["cue"] = chain.sum() / cues
        if batch.soft.any():
            chain = model.cue_chain.soft_loss(cue_scores[batch.soft], batch.cue_shares[batch.soft], batch.inside[batch.soft])
            out["soft cue"] = chain.sum() / cues
        unread = ~(batch.known | batch.soft)
        known_outside = torch.where(unread[:, None], batch.any_tags, IGNORE)
        if (known_outside != IGNORE).any():
            out["silent"] = nn.functional.cross_entropy(cue_scores.flatten(0, 1), known_outside.flatten(), ignore_index=IGNORE)
        if (batch.any_tags != IGNORE).any():
            summed = nn.functional.cross_entropy(any_scores.flatten(0, 1), batch.any_tags.flatten(), ignore_index=IGNORE, reduction="sum")
            out["any"] = summed / cues if len(batch.window) else summed / batch.inside.sum()
        if (batch.furniture != IGNORE).any():
            out["furniture"] = 2 * nn.functional.cross_entropy(furniture.flatten(0, 1), batch.furniture.flatten(), ignore_index=IGNORE)
        if len(batch.window):
            pieces = model.roles.pieces(hidden)
            vectors = model.roles.cues(hidden, batch.window, batch.begin, batch.end)
            scores = model.roles(pieces[batch.window], vectors, batch.begin).float()
    if len(batch.window):
        chain = model.role_chain.loss(scores, batch.role_tags, batch.inside[batch.window])
        out["role"] = (chain * batch.share).sum() / cues
    return out


def chains_of(model: Reader) -> Chains:
    """The model's chains as arrays."""
    cue, role = (tuple(part.detach().numpy() for part in chain.weights()) for chain in (model.cue_chain, model.role_chain))
    return Chains(cue, role)  # type: ignore[arg-type]


Scored = tuple[Tokens, list[tuple[int, int, Heads]]]
"""A text's pieces, and for each of its windows (begin, end) what the heads gave."""


@torch.no_grad()
def scored(model: Reader, texts: list[str], size: int = WINDOW) -> list[Scored]:
    """What decoding needs of every text, so that decoding can be tuned without the encoder."""
    model.eval()
    tokenizer = load_tokenizer(base_folder() / "tokenizer.json")
    read = [tokenize(tokenizer, text) for text in texts]
    out: list[Scored] = [(tokens, []) for tokens in read]
    items = sorted(((i, a, b) for i, tokens in enumerate(read) for a, b in windows(tokens, size)), key=lambda item: item[2] - item[1])
    for first in range(0, len(items), 12):
        group = items[first : first + 12]
        batch = collate([(Example(read[i], None, np.zeros(len(read[i]), np.int64)), a, b) for i, a, b in group])
        with torch.autocast("cpu", torch.bfloat16):
            hidden = model(batch.ids, batch.features, batch.mask)[:, 1:-1].float()
        for row, (i, a, b) in enumerate(group):
            out[i][1].append((a, b, Heads(*(part.numpy() for part in heads_of(model, hidden[row, : b - a])))))
    for _, parts_of in out:
        parts_of.sort(key=lambda part: part[0])
    return out


def heads_of(model: Reader, hidden: Tensor) -> tuple[Tensor, ...]:
    """The fields of `Heads` from the hidden states (T, H) of a window. The bias of a cue's vector goes to the part of its first piece."""
    layer = model.roles.of_cue
    first, last, mean = layer.weight.split(hidden.shape[-1], 1)
    parts = torch.cat([hidden @ first.T + layer.bias, hidden @ last.T, hidden @ mean.T], -1)
    return model.roles.pieces(hidden), parts, model.cue(hidden), model.any_cue(hidden), model.furniture(hidden)


def role_scorer(model: Reader) -> RoleScorer:
    """The model's scores of roles as decoding asks for them."""

    def scores(pieces: Floats, cues: Floats, begin: Ints) -> Floats:
        with torch.no_grad():
            found: Floats = model.roles(torch.from_numpy(pieces)[None], torch.from_numpy(cues), torch.from_numpy(begin)).numpy()
        return found

    return scores


def places(tokens: Tokens, at: int, runs: list[tuple[int, int]]) -> list[list[int]]:
    """Runs of pieces of a window that begins at piece `at`, as places in the text."""
    return [[int(tokens.start[at + s]), int(tokens.end[at + e - 1])] for s, e in runs]


def decoded(model: Reader, given: Scored, settings: Settings) -> list[dict[str, Any]]:
    """The attributions of a scored text, as the scorer reads them, with `nested`."""
    tokens, parts = given
    found = find([heads for _, _, heads in parts], chains_of(model), settings, role_scorer(model))
    return [
        {
            "cue": places(tokens, a, [(one.begin, one.end)]),
            "source": places(tokens, a, one.source),
            "content": places(tokens, a, one.content),
            "nested": one.nested,
        }
        for (a, _, _), ones in zip(parts, found, strict=True)
        for one in ones
        if one.content
    ]


def score(data: Path, model: Reader, path: Path) -> str:
    """Read PolNeAR dev, write the predictions to `path`, and give the scorer's figures in one line."""
    rows = read_rows(data / "polnear" / "dev.jsonl")
    with path.open("w", encoding="utf8") as out:
        for row, one in zip(rows, scored(model, [row["text"] for row in rows]), strict=True):
            attributions = [a for a in decoded(model, one, Settings()) if not a["nested"]]
            out.write(json.dumps({"id": row["id"], "attributions": attributions}) + "\n")
    scorer = data.parent / "eval" / "score_attributions.py"
    command = [sys.executable, str(scorer), str(data / "polnear" / "dev.jsonl"), str(path), "--json"]
    figures = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    names = ("attribution", "cue overlap", "source fragment", "cue fragment", "content fragment", "content exact")
    linked = figures["attribution"]
    return " ".join(f"{name} {figures[name]['f1']}" for name in names) + f" (P {linked['precision']} R {linked['recall']})"


@torch.no_grad()
def furniture_figures(model: Reader, rows: list[Row]) -> str:
    """Precision and recall of furniture against body, by word pieces of the furniture dev rows."""
    tokenizer = load_tokenizer(base_folder() / "tokenizer.json")
    hit = said = true = right_reason = 0
    for row, (_, parts) in zip(rows, scored(model, [row["text"] for row in rows]), strict=True):
        gold = example(tokenizer, row).furniture
        for a, b, heads in parts:
            tags, wanted = heads.furniture.argmax(-1), gold[a:b]
            asked = wanted != IGNORE
            hit += int(((tags > BODY) & (wanted > BODY) & asked).sum())
            said += int(((tags > BODY) & asked).sum())
            true += int(((wanted > BODY) & asked).sum())
            right_reason += int(((tags == wanted) & (wanted > BODY)).sum())
    return f"furniture P {100 * hit / max(1, said):.1f} R {100 * hit / max(1, true):.1f} reason {100 * right_reason / max(1, hit):.1f}"


def rate_at(rate: float, part: float) -> float:
    """The learning rate when a part of the steps, from 0 to 1, is done: up to `rate` in a line, and down in one."""
    return rate * min(part / WARMUP, (1 - part) / (1 - WARMUP)) + 1e-7


@torch.no_grad()
def average_in(mean: nn.Module, model: nn.Module, done: int, most: float) -> None:
    """Take the weights of a step into their running mean, in which what was before weighs `most` at most.

    The mean reaches back over a growing stretch, so that it forgets the untrained weights.
    """
    reach = min(most, (1 + done) / (10 + done))
    for kept, new in zip(mean.parameters(), model.parameters(), strict=True):
        kept.lerp_(new, 1 - reach)


def main() -> None:
    """Train, score and save."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--adapted", type=Path, help="encoder state that training.adapt wrote")
    parser.add_argument("--furniture", type=Path, help="folder that training.furniture wrote")
    parser.add_argument("--news", type=Path, help="the annotated rows, if not as they are in the data (training.teach)")
    parser.add_argument("--more", type=Path, help="further rows with attributions, as training.selfread and training.teach write them")
    parser.add_argument("--start", type=Path, help="weights of an earlier run to go on from")
    parser.add_argument("--pages", type=int, default=PAGES_AN_EPOCH, help="rows of web pages in each epoch")
    parser.add_argument("--pace", type=float, default=1.0, help="factor on the learning rates")
    parser.add_argument("--hidden", type=float, default=HIDDEN_PIECES, help="share of pieces replaced by the mask")
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--every", type=int, default=4, help="score after each so many epochs")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    torch.manual_seed(args.seed)
    tokenizer = load_tokenizer(base_folder() / "tokenizer.json")
    news, more = read_rows(args.news or args.data / "polnear" / "train.jsonl"), read_rows(args.more) if args.more else []
    pages, dev_pages, pool = [], [], Pool([])
    if args.furniture:
        pages, dev_pages = read_rows(args.furniture / "train.jsonl"), read_rows(args.furniture / "dev.jsonl")
        pool = Pool(line for line in read_rows(args.furniture / "lines.jsonl") if line.get("split") != "dev")
    model = Reader()
    if args.adapted:
        model.encoder.load_state_dict(torch.load(args.adapted))
    if args.start:
        model.load_state_dict(torch.load(args.start))
    mean = copy.deepcopy(model)
    heads = [parameter for name, parameter in model.named_parameters() if not name.startswith("encoder.bert")]
    groups = [{"params": list(model.encoder.bert.parameters()), "lr": ENCODER_RATE}, {"params": heads, "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    rates = [args.pace * group["lr"] for group in optimizer.param_groups]
    began, done = time.time(), 0
    for epoch in range(args.epochs):
        model.train()
        read = [*news, *rng.sample(more, min(len(more), len(news)))]
        examples = [example(tokenizer, augmented(with_nested(row, rng.choice(news), rng), rng, pool)) for row in read]
        examples += [example(tokenizer, row) for row in rng.sample(pages, min(len(pages), args.pages))]
        batches = packed(list(windows_of(examples, rng)), rng)
        for step, items in enumerate(batches):
            part = (epoch + step / len(batches)) / args.epochs
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate_at(rate, part)
            parts = losses(model, collate(items), args.hidden)
            loss = torch.stack(list(parts.values())).sum()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            average_in(mean, model, done, AVERAGE)
            done += 1
            if step % 40 == 0:
                shown = " ".join(f"{name} {value.item():.3f}" for name, value in parts.items())
                print(f"epoch {epoch} step {step}/{len(batches)} {shown} {time.time() - began:.0f} s", flush=True)
        if (epoch + 1) % args.every == 0 or epoch + 1 == args.epochs:
            for path in (args.out.with_suffix(".pt"), args.out.with_suffix(f".{epoch + 1}.pt")):
                torch.save(mean.state_dict(), path)
            print(f"epoch {epoch}:", score(args.data, mean, args.out.with_suffix(".dev.jsonl")), flush=True)
            if dev_pages:
                print(f"epoch {epoch}:", furniture_figures(mean, dev_pages), flush=True)


if __name__ == "__main__":
    main()
